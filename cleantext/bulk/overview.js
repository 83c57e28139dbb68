
"use strict";

const data = JSON.parse(document.getElementById("data").textContent);
const $ = (id) => document.getElementById(id);
const number = (value) => value.toLocaleString("en");
const things = (value, thing) => `${number(value)} ${thing}${value === 1 ? "" : "s"}`;

/** Make an element with attributes and children; strings become text, never markup. */
function el(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== null && value !== undefined && value !== false) made.setAttribute(name, value);
  }
  made.append(...children.filter((child) => child !== null));
  return made;
}

function share(part, whole) {
  if (!whole) return "0 %";
  const percent = (100 * part) / whole;
  if (!percent) return "0 %";
  return percent < 0.01 ? "less than 0.01 %" : `${percent.toFixed(percent < 1 ? 2 : 1)} %`;
}

// Neighbours in the alphabet get colours far apart: the golden angle.
const allRules = [...new Set([...Object.keys(data.rules), ...data.records.flatMap((record) => record.entries.map((entry) => entry.rule))])].sort();
const hues = new Map(allRules.map((rule, index) => [rule, (index * 137.5 + 20) % 360]));
function tint(element, rule) {
  element.style.setProperty("--h", hues.get(rule));
  return element;
}

function recordName(record) {
  return record.id === null ? `${record.file} · record ${number(record.record)}` : record.id;
}

const readable = (text) => text.replace(/[\n\r\t ]+/g, " ").trim();

/** Return the text that an entry removed, as shown. */
function removed(record, index) {
  return record.segments
    .filter(([, covering]) => covering.includes(index))
    .flatMap(([pieces]) => pieces.map((piece) => (typeof piece === "number" ? ` … ${things(piece, "character")} … ` : piece)))
    .join("");
}

/** Draw horizontal bars; each row is a link, and a table holds the same data. */
function chart(place, rows, { label, columns, go }) {
  const width = Math.min(528, innerWidth - 36), line = 34, bar = 5; // one unit is one pixel on narrow screens as well
  const most = Math.max(1, ...rows.map((row) => row.value));
  const shown = rows.slice(0, 12);
  const svg = (tag, attributes, text) => {
    const made = document.createElementNS("http://www.w3.org/2000/svg", tag);
    for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
    if (text !== undefined) made.textContent = text;
    return made;
  };
  const picture = svg("svg", { viewBox: `0 0 ${width} ${shown.length * line}`, role: "group", "aria-label": label });
  shown.forEach((row, index) => {
    const group = svg("g", { transform: `translate(0 ${index * line})`, class: "bar", role: "button", tabindex: 0, "aria-label": `${row.name}: ${row.figures}` });
    group.append(
      svg("rect", { class: "hit", width, height: line }),
      svg("text", { x: 0, y: 16, class: "name" }, row.name.length > 44 ? `${row.name.slice(0, 43)}…` : row.name),
      svg("text", { x: width, y: 16, class: "value", "text-anchor": "end" }, row.figures),
      svg("rect", { class: "track", y: 23, width, height: bar, rx: 2.5 }),
      svg("rect", { class: "fill", y: 23, width: Math.max(row.value ? 3 : 0, (width * row.value) / most), height: bar, rx: 2.5 }),
    );
    if (row.rule) tint(group, row.rule);
    group.addEventListener("click", () => go(row.name));
    group.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" && event.key !== " ") return;
      event.preventDefault();
      go(row.name);
    });
    picture.append(group);
  });
  const head = el("tr", {}, ...columns.map((column) => el("th", { scope: "col" }, column)));
  const body = rows.map((row) => el("tr", {}, el("th", { scope: "row" }, row.name), ...row.cells.map((cell) => el("td", {}, cell))));
  place.append(
    picture,
    el("details", {}, el("summary", {}, `All ${rows.length} as a table`), el("div", { class: "scroll" }, el("table", {}, el("thead", {}, head), el("tbody", {}, ...body)))),
  );
}

function strong(parts) {
  return parts.map((part, index) => (index % 2 ? el("em", {}, part) : part));
}

function scope() {
  const { drawn, records, total } = data;
  if (!total.records) return "No record was cleaned.";
  const cut = records.filter((record) => record.more || record.segments.some(([pieces]) => pieces.some((piece) => typeof piece === "number"))).length;
  const parts = [
    records.length === total.records
      ? `All ${things(total.records, "cleaned record")} can be read here.`
      : `The totals are of the whole run. ${number(records.length)} of ${things(total.records, "cleaned record")} can be read here: ` +
        "those with the biggest removals, some for each rule, and others drawn by chance; the same ones in every report on this run.",
  ];
  if (records.length < drawn) parts.push(`${number(drawn - records.length)} more had been drawn, but would have made the file bigger than was asked for.`);
  if (cut) parts.push(`In ${things(cut, "long record")} stretches are left out; each place says how much.`);
  return parts.join(" ");
}

function overview(read) {
  const { total } = data;
  document.title = `${data.name} · cleantext report`;
  $("name").textContent = data.name;
  $("bad").textContent = total.quarantined ? number(total.quarantined) : "";
  $("lead").append(...strong([
    "Of ", things(total.records, "article"), ", ", number(total.changed), " changed, and ", share(total.removed, total.characters), " of their text went.",
  ]));
  $("scope").textContent = scope();
  const figures = [
    [number(total.characters), "characters in"],
    [number(total.removed), "characters removed"],
    [number(Object.values(data.rules).reduce((sum, rule) => sum + rule.entries, 0)), `changes by ${things(Object.keys(data.rules).length, "rule")}`],
    [number(data.files), data.files === 1 ? "file" : "files"],
    [number(data.all_sites), data.all_sites === 1 ? "site" : "sites"],
    [number(total.quarantined), "in quarantine"],
  ];
  $("figures").append(...figures.map(([value, name]) => el("div", {}, el("dt", {}, name), el("dd", {}, value))));
  const rules = Object.entries(data.rules).sort((a, b) => b[1].removed - a[1].removed || b[1].entries - a[1].entries || (a[0] < b[0] ? -1 : 1));
  chart($("by-rule"), rules.map(([name, rule]) => ({
    name, rule: name, value: Math.max(0, rule.removed), figures: rule.entries && rule.removed <= 0 ? `${things(rule.entries, "change")}, none shorter` : rule.entries ? `${number(rule.removed)} in ${things(rule.records, "record")}` : `reported ${things(rule.reported, "time")}`,
    cells: [data.categories[name] ?? "", number(rule.entries), number(rule.records), number(rule.removed), number(rule.reported)],
  })), {
    label: "Characters removed by rule", columns: ["rule", "category", "changes", "records", "characters", "only reported"],
    go: (rule) => read({ rule }),
  });
  const sites = Object.entries(data.sites);
  $("site-hint").textContent = sites.length
    ? `Characters that went, and their share of the site's text${data.all_sites > sites.length ? `; the first ${number(sites.length)} of ${things(data.all_sites, "site")}` : ""}.`
    : "No record says which site it is from: name the field of its URL with --url-field.";
  if (sites.length) chart($("by-site"), sites.map(([name, site]) => ({
    name, value: Math.max(0, site.removed), figures: `${number(site.removed)} · ${share(site.removed, site.characters)}`,
    cells: [number(site.records), number(site.changed), number(site.removed), share(site.removed, site.characters), number(site.quarantined)],
  })), {
    label: "Characters removed by site", columns: ["site", "records", "changed", "characters", "share", "quarantined"],
    go: (site) => read({ site }),
  });
  biggest(read);
  $("about").textContent = `cleantext ${data.version} · ${Object.entries(data.options).filter(([, value]) => value !== null && value !== "" && typeof value !== "object").map(([name, value]) => `${name} ${value}`).join(" · ")}`;
}

function biggest(read) {
  const found = data.records.flatMap((record, at) => record.entries.map((entry, index) => ({ record, at, entry, index, size: entry.end - entry.start - entry.replacement.length })))
    .filter(({ entry }) => entry.status === "applied");
  found.sort((a, b) => b.size - a.size || a.at - b.at);
  const alike = new Map();
  for (const one of found) {
    const text = readable(removed(one.record, one.index)), name = `${one.entry.rule} ${text}`;
    if (!alike.has(name) && alike.size === 24) continue;
    alike.set(name, alike.get(name) ?? { ...one, text, times: 0 });
    alike.get(name).times += 1;
  }
  $("biggest").append(...[...alike.values()].map(({ record, at, entry, index, size, text, times }) => {
    const button = el("button", {},
      el("span", { class: "size" }, number(size)),
      el("span", { class: "what" }, text.length > 220 ? `${text.slice(0, 220)}…` : text || "blanks"),
      el("span", { class: "who" }, tint(el("i", { class: "dot" }), entry.rule), entry.rule, el("br"), times > 1 ? `${number(times)} times alike, such as ${recordName(record)}` : recordName(record)));
    button.addEventListener("click", () => read({}, at, index));
    return el("li", {}, button);
  }));
}

function quarantine() {
  const { total } = data;
  $("bad-note").textContent = total.quarantined
    ? `${things(total.quarantined, "record")} could not be cleaned. They are in quarantine.jsonl, byte for byte, with the reason.` +
      (data.quarantine.length < total.quarantined ? ` The first ${things(data.quarantine.length, "line")} of it are shown.` : "")
    : "Nothing is in quarantine: every record was cleaned.";
  $("bad-list").append(...data.quarantine.map((entry) => {
    const where = [entry.file, entry.record === null ? "the whole file" : `record ${number(entry.record)}`, entry.offset === null ? null : `byte ${number(entry.offset)}`, entry.id, entry.records > 1 ? things(entry.records, "record") : null];
    return el("li", {}, el("h3", {}, entry.reason), el("p", { class: "note" }, where.filter((part) => part !== null).join(" · ")),
      entry.raw ? el("pre", {}, entry.raw, entry.left ? el("span", { class: "gap" }, ` … ${things(entry.left, "byte")}`) : null) : null);
  }));
}

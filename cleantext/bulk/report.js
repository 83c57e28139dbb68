
const state = { shown: [], at: 0, passages: [], passage: -1, stays: [], spot: -1, found: [], hit: -1, history: [] };
const filters = { search: "", rule: "", site: "", confidence: "", status: "", mark: "" };

// Marks: stored in the browser if it allows that, and always in the download.
const store = `cleantext-marks-${data.run}`;
let marks = new Map();
let lasting = true;
try {
  marks = new Map(JSON.parse(localStorage.getItem(store) ?? "[]"));
} catch {
  lasting = false;
}
const key = (record, entry) => JSON.stringify([record.file, record.record, entry.rule, entry.version, entry.start, entry.end]);
const markOf = (record, entry) => marks.get(key(record, entry)) ?? "";

function keep() {
  try {
    localStorage.setItem(store, JSON.stringify([...marks]));
    keepMissed();
    lasting = true;
  } catch {
    lasting = false;
  }
  tellMarks();
}

function tellMarks() {
  const count = marks.size + missedCount();
  $("marked").textContent = count ? things(count, "mark") : "No marks";
  $("download").disabled = !count;
  $("kept").textContent = lasting
    ? "Marks stay in this browser until its data is cleared. Download them for cleantext rules score and cleantext teach."
    : "This browser does not let the page keep marks: download them before you close it.";
}

/** Return the clean text right before and behind a passage, up to the next omitted stretch. */
function context(record, index) {
  let before = "", behind = "", removedText = "", seen = false, open = true, whole = true;
  for (const [pieces, covering] of record.segments) {
    const inside = covering.includes(index);
    const other = covering.find((entry) => entry !== index && record.entries[entry].status === "applied");
    if (inside) seen = true;
    for (const piece of pieces) {
      if (typeof piece === "number") {
        if (inside) whole = false;
        else if (other !== undefined) continue;
        else if (seen) open = false;
        else before = "";
      } else if (inside) removedText += piece;
      else if (other === undefined && seen && open) behind += piece;
      else if (other === undefined && !seen) before += piece;
    }
    if (other !== undefined && !inside && lastOf(record, other, covering)) {
      if (!seen) before += record.entries[other].replacement;
      else if (open) behind += record.entries[other].replacement;
    }
  }
  return { before, removed: removedText, behind, whole };
}

const lastOf = (record, entry, covering) => record.segments.findLast(([, numbers]) => numbers.includes(entry))[1] === covering;

function download() {
  const entries = data.records.flatMap((record) => record.entries.flatMap((entry, index) => {
    const mark = markOf(record, entry);
    if (!mark) return [];
    return [JSON.stringify({
      mark, rule: entry.rule, version: entry.version, status: entry.status, confidence: entry.confidence, reason: entry.reason,
      run: data.name, file: record.file, record: record.record, id: record.id, site: record.site, url: record.url ?? null, start: entry.start, end: entry.end,
      replacement: entry.replacement, ...context(record, index), language: data.options.language ?? null,
    })];
  }));
  const written = [...entries, ...data.records.flatMap(missedLines)];
  const link = el("a", { download: "marks.jsonl", href: URL.createObjectURL(new Blob([`${written.join("\n")}\n`], { type: "application/jsonl" })) });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
}

// Filters
function fits(record, entry) {
  if (filters.rule && entry.rule !== filters.rule) return false;
  if (filters.status && entry.status !== filters.status) return false;
  if (filters.confidence === "none" && entry.confidence !== null) return false;
  if (filters.confidence && filters.confidence !== "none" && !(entry.confidence !== null && entry.confidence < Number(filters.confidence))) return false;
  return !filters.mark || filters.mark === "missed" || (markOf(record, entry) || "open") === filters.mark;
}

function matches(record) {
  if (filters.site && record.site !== filters.site) return false;
  if (filters.mark === "missed" && !missedOf(record).size) return false;
  if (filters.status === "silent") {
    if (record.entries.length || record.more || filters.rule || filters.confidence || filters.mark) return false;
  } else if ((filters.rule || filters.status || filters.confidence || (filters.mark && filters.mark !== "missed")) && !record.entries.some((entry) => fits(record, entry))) return false;
  if (!filters.search) return true;
  const sought = filters.search.toLowerCase();
  if (`${record.file}\n${record.id ?? ""}`.toLowerCase().includes(sought)) return true;
  return record.segments.map(([pieces]) => pieces.filter((piece) => typeof piece === "string").join("")).join("").toLowerCase().includes(sought);
}

function sift(at = null) {
  for (const name of Object.keys(filters)) filters[name] = $(`f-${name}`).value;
  state.shown = data.records.flatMap((record, index) => (matches(record) ? [index] : []));
  $("count").textContent = state.shown.length === data.records.length ? things(data.records.length, "record") : `${number(state.shown.length)} of ${things(data.records.length, "record")}`;
  $("spacer").style.setProperty("height", `${state.shown.length * ROW}px`);
  $("list").scrollTop = 0;
  go(Math.max(0, state.shown.indexOf(at)));
}

function choices(select, counts, any) {
  select.append(el("option", { value: "" }, any), ...[...counts].sort((a, b) => (a[0] < b[0] ? -1 : 1)).map(([name, times]) => el("option", { value: name }, `${name} (${number(times)})`)));
}

function tally(names) {
  const counts = new Map();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return counts;
}

// The list: only visible rows are in the page.
const ROW = 66, SPARE = 6;
function drawList() {
  const list = $("list");
  const first = Math.max(0, Math.floor(list.scrollTop / ROW) - SPARE);
  const last = Math.min(state.shown.length, Math.ceil((list.scrollTop + list.clientHeight) / ROW) + SPARE);
  $("rows").style.setProperty("transform", `translateY(${first * ROW}px)`);
  $("rows").replaceChildren(...state.shown.slice(first, last).map((index, offset) => drawRow(data.records[index], first + offset)));
}

function drawRow(record, at) {
  const rules = [...new Set(record.entries.map((entry) => entry.rule))];
  const done = record.entries.filter((entry) => markOf(record, entry)).length + missedOf(record).size;
  const row = el("div", { class: "row", role: "option", id: `row-${at}`, "aria-selected": String(at === state.at), "data-at": at, "aria-setsize": state.shown.length, "aria-posinset": at + 1 },
    el("b", {}, recordName(record)),
    el("span", { class: "note" }, [record.site, record.went ? `−${number(record.went)}` : record.entries.length ? "changed" : "nothing found", done ? `✓ ${number(done)}` : null].filter(Boolean).join(" · ")),
    el("span", { class: "dots" }, ...rules.slice(0, 14).map((rule) => tint(el("i", { class: "dot", title: rule }), rule))));
  return row;
}

// The reader
const SIGNS = { "\n": "⏎", "\t": "⇥", " ": "␣", "\u00a0": "⍽", "\r": "␍" };
const armed = (text) => text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, (sign) => {
  if (sign === "\n" || sign === "\t") return sign;
  const code = sign.codePointAt(0);
  return code < 32 ? String.fromCodePoint(0x2400 + code) : `⟨U+${code.toString(16).toUpperCase().padStart(4, "0")}⟩`;
});
const signs = (text) => armed(text.replace(/[\n\t\r \u00a0]/g, (sign) => SIGNS[sign]));

/** Make the rows of the two columns, one for each line of the source; removed text is in the left one only. */
function lines(record, stays = []) {
  const made = [];
  const open = () => (made.push({ source: [], clean: [], line: null }), made.at(-1));
  let position = 0; // code points of the source
  let row = open(), target = row;
  const blank = record.entries.map((entry, index) => entry.end > entry.start && !/\S/.test(removed(record, index)));
  for (const segment of record.segments) {
    const [pieces, covering] = segment;
    const applied = covering.find((index) => record.entries[index].status === "applied");
    for (const piece of pieces) {
      if (typeof piece === "number") {
        row.source.push(el("span", { class: "gap" }, `… ${things(piece, "character")} …`));
        position += piece;
        if (applied !== undefined) continue;
        target.clean.push(el("span", { class: "gap" }, `… ${things(piece, "character")} …`));
        target.line = null;
        continue;
      }
      piece.split("\n").forEach((part, number_) => {
        if (number_) {
          if (applied !== undefined && blank[applied]) row.source.push(passage(record, "⏎", covering, applied));
          row = open();
          position += 1;
          if (applied === undefined) target = row;
        }
        if (!part) return;
        const start = position;
        position += points(part);
        row.source.push(covering.length ? passage(record, applied !== undefined && blank[applied] ? signs(part) : armed(part), covering, applied) : armed(part));
        if (applied === undefined) {
          if (!target.clean.length) target = row;
          stay(stays, target, armed(part), part, start, position);
        }
      });
    }
    if (applied !== undefined && lastOf(record, applied, covering)) {
      const { replacement, rule, start, end } = record.entries[applied];
      if (!replacement) continue;
      const visible = /\S/.test(replacement) ? armed(replacement) : signs(replacement);
      row.source.push(tint(el("ins", { "data-entry": applied }, visible), rule));
      if (!target.clean.length) target = row;
      const plain = start === end || !/\S/.test(replacement) ? replacement : tint(el("mark", { class: "new" }, armed(replacement)), rule);
      stay(stays, target, plain, replacement, start, end);
    }
  }
  return made;
}

function passage(record, text, covering, applied) {
  const index = applied ?? covering.find((number_) => fits(record, record.entries[number_])) ?? covering[0];
  const tag = applied === undefined ? "mark" : "del";
  return tint(el(tag, { "data-entry": index, "data-covering": covering.join(" "), "data-mark": markOf(record, record.entries[index]) || null }, text), record.entries[index].rule);
}

function drawRecord() {
  const record = data.records[state.shown[state.at]];
  $("record").classList.toggle("empty", !record);
  if (!record) {
    $("title").textContent = "No record fits";
    $("facts").textContent = data.records.length ? "Clear a filter to see more." : "The sample is empty.";
    $("text").replaceChildren();
    [state.passages, state.stays] = [[], []];
    return choose(-1);
  }
  $("title").textContent = recordName(record);
  $("facts").replaceChildren(...[
    record.site, record.id === null ? null : `${record.file} · record ${number(record.record)}`, things(record.length, "character"),
    record.went ? `${share(record.went, record.length)} went` : "nothing went", record.more ? `${things(record.more, "change")} more not shown` : null,
  ].filter(Boolean).join(" · "), ...(record.url ? [" · ", el("a", { href: record.url, target: "_blank", rel: "noopener noreferrer", title: "Open the page (o)", class: "address" }, `${record.url.replace(/^https?:\/\//, "")} ↗`)] : []));
  state.stays = [];
  state.spot = -1;
  $("text").replaceChildren(...lines(record, state.stays).flatMap(({ source, clean }) => [el("div", { class: "source" }, ...source), el("div", { class: "clean" }, ...clean)]));
  const any = filters.rule || filters.confidence || filters.mark || filters.status;
  state.passages = record.entries.flatMap((entry, index) => (!any || fits(record, entry) ? [index] : []));
  for (const shown of $("text").querySelectorAll("[data-covering]")) shown.classList.toggle("aside", !shown.dataset.covering.split(" ").some((index) => state.passages.includes(Number(index))));
  drawMissed(record);
  find();
  return undefined;
}

function go(at, index = null) {
  state.at = Math.max(0, Math.min(at, state.shown.length - 1));
  const list = $("list"), top = state.at * ROW;
  if (top < list.scrollTop) list.scrollTop = top;
  if (top + ROW > list.scrollTop + list.clientHeight) list.scrollTop = top + ROW - list.clientHeight;
  list.setAttribute("aria-activedescendant", `row-${state.at}`);
  drawRecord();
  drawList();
  $("record").scrollTop = 0;
  if (!state.shown.length) return;
  choose(index === null ? (state.passages.length ? 0 : -1) : Math.max(0, state.passages.indexOf(index)));
  if (filters.mark === "missed") look(state.stays.findIndex((line) => line.shown.dataset.missed));
}

function choose(position) {
  state.passage = position;
  state.spot = -1;
  for (const shown of $("text").querySelectorAll(".spot")) shown.classList.remove("spot");
  const record = data.records[state.shown[state.at]], index = state.passages[position];
  for (const shown of $("text").querySelectorAll(".current")) shown.classList.remove("current");
  $("passage").hidden = index === undefined;
  if (index === undefined) return;
  const found = [...$("text").querySelectorAll(`[data-entry="${index}"], [data-covering~="${index}"]`)];
  for (const shown of found) shown.classList.add("current");
  found[0]?.scrollIntoView({ block: "nearest" });
  const entry = record.entries[index], mark = markOf(record, entry);
  const facts = [
    entry.status === "reported" ? "reported, text untouched" : entry.replacement ? "replaced" : "removed",
    entry.confidence === null ? "precision not measured" : `measured precision at least ${entry.confidence.toFixed(3)}`, `${number(position + 1)} of ${number(state.passages.length)}`,
  ];
  const button = (name, letter) => {
    const made = el("button", { "aria-pressed": String(mark === name), class: name, "data-set": name }, name === "right" ? "Right " : "Wrong ", el("kbd", {}, letter));
    made.addEventListener("click", () => set(name));
    return made;
  };
  $("passage").replaceChildren(
    el("div", {}, el("p", { class: "rule" }, tint(el("i", { class: "dot" }), entry.rule), el("b", {}, entry.rule), ` version ${entry.version}`, el("span", { class: "note" }, ` · ${facts.join(" · ")}`)), el("p", { class: "why" }, entry.reason)),
    el("div", { class: "verdict" }, button("right", "r"), button("wrong", "w")));
}

/** Step through the passages, over the end of a record into the next. */
function step(by) {
  const position = state.passage + by;
  if (position >= 0 && position < state.passages.length) choose(position);
  else if (by > 0 && state.at + 1 < state.shown.length) go(state.at + 1);
  else if (by < 0 && state.at > 0) {
    go(state.at - 1);
    choose(state.passages.length - 1);
  }
}

function set(mark) {
  const record = data.records[state.shown[state.at]], index = state.passages[state.passage];
  if (index === undefined) return;
  const entry = record.entries[index], before = markOf(record, entry), cleared = before === mark;
  remember(() => (before ? marks.set(key(record, entry), before) : marks.delete(key(record, entry))));
  if (cleared) marks.delete(key(record, entry));
  else marks.set(key(record, entry), mark);
  keep();
  for (const shown of $("text").querySelectorAll(`[data-entry="${index}"]`)) {
    if (cleared) delete shown.dataset.mark;
    else shown.dataset.mark = mark;
  }
  drawList();
  choose(state.passage);
  if (!cleared) step(1);
}

// Views, keys and the rest
function view() {
  const wanted = ["overview", "reader", "quarantine"].find((name) => `#${name}` === location.hash) ?? "overview";
  for (const section of document.querySelectorAll(".view")) section.hidden = section.id !== `view-${wanted}`;
  for (const link of document.querySelectorAll("nav a")) link.toggleAttribute("aria-current", link.hash === `#${wanted}`);
  document.body.classList.toggle("fixed", wanted === "reader");
  scrollTo(0, 0);
  if (wanted === "reader") go(state.at, state.passages[state.passage] ?? null);
}

function read(wanted, at = null, index = null) {
  $("filters").reset();
  for (const [name, value] of Object.entries(wanted)) $(`f-${name}`).value = value;
  location.hash = "#reader";
  view();
  sift(at);
  if (index !== null) choose(state.passages.indexOf(index));
}

/** Step through the bars and removals of the overview. */
function focusNext(by) {
  const places = [...$("view-overview").querySelectorAll(".bar, .biggest button")].filter((place_) => place_.getClientRects().length);
  const at = places.indexOf(document.activeElement);
  places[at < 0 ? (by > 0 ? 0 : places.length - 1) : Math.max(0, Math.min(at + by, places.length - 1))]?.focus();
}

const everywhere = {
  1: () => (location.hash = "#overview"), 2: () => (location.hash = "#reader"), 3: () => (location.hash = "#quarantine"),
  "/": () => {
    location.hash = "#reader";
    view();
    $("f-search").focus();
  },
};
const overviewKeys = { j: () => focusNext(1), n: () => focusNext(1), k: () => focusNext(-1), p: () => focusNext(-1) };
const keys = {
  m: miss, u: undo, "]": () => look(Math.min(state.spot + 1, state.stays.length - 1)), "[": () => look(Math.max(state.spot - 1, 0)),
  o: () => $("facts").querySelector("a")?.click(),
  j: () => go(state.at + 1), k: () => go(state.at - 1), n: () => step(1), p: () => step(-1), r: () => set("right"), w: () => set("wrong"),
};

function listen() {
  addEventListener("hashchange", view);
  addEventListener("resize", drawList);
  addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || $("help").open) return;
    if (event.target === $("f-search") && event.key === "Enter") return void nextHit();
    if (event.target.matches("input, select")) return void (event.key === "Escape" && event.target.blur());
    if (event.key === "?") return void $("help").showModal();
    const own = $("view-reader").hidden ? ($("view-overview").hidden ? {} : overviewKeys) : keys;
    const act = everywhere[event.key] ?? own[event.key] ?? (event.target === $("list") ? { ArrowDown: keys.j, ArrowUp: keys.k }[event.key] : undefined);
    if (!act) return;
    event.preventDefault();
    act();
  });
  let timer = 0;
  $("filters").addEventListener("change", (event) => event.target.matches("select") && sift());
  $("f-search").addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(sift, 120, null);
  });
  $("clear").addEventListener("click", () => setTimeout(sift, 0, null)); // the form resets its fields after this event
  $("filters").addEventListener("submit", (event) => event.preventDefault());
  $("list").addEventListener("scroll", drawList, { passive: true });
  $("list").addEventListener("click", (event) => {
    const row = event.target.closest("[data-at]");
    if (!row) return;
    document.body.classList.remove("listing");
    go(Number(row.dataset.at));
  });
  $("text").addEventListener("click", (event) => {
    const shown = event.target.closest("[data-entry]");
    const position = shown ? state.passages.indexOf(Number(shown.dataset.entry)) : -1;
    if (position >= 0) return choose(position);
    const cell = event.target.closest(".source, .clean"), line = event.target.closest(".stay");
    const held = line ?? (cell?.matches(".source") ? cell.nextElementSibling.querySelector(".stay") : null);
    return held && getSelection().isCollapsed ? look(Number(held.dataset.stay)) : undefined;
  });
  $("previous").addEventListener("click", keys.k);
  $("next").addEventListener("click", keys.j);
  $("records").addEventListener("click", () => document.body.classList.toggle("listing") && drawList());
  $("filter").addEventListener("click", () => document.body.classList.toggle("filtering"));
  $("download").addEventListener("click", download);
  $("ask").addEventListener("click", () => $("help").showModal());
  $("theme").addEventListener("click", () => {
    const dark = document.documentElement.style.colorScheme || (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light");
    document.documentElement.style.colorScheme = dark === "dark" ? "light" : "dark";
  });
  for (const button of document.querySelectorAll("[data-side]")) button.addEventListener("click", () => {
    $("record").dataset.side = button.dataset.side;
    for (const other of document.querySelectorAll("[data-side][aria-pressed]")) other.setAttribute("aria-pressed", other === button);
  });
}

overview(read);
quarantine();
choices($("f-rule"), tally(data.records.flatMap((record) => [...new Set(record.entries.map((entry) => entry.rule))])), "all");
choices($("f-site"), tally(data.records.flatMap((record) => (record.site === null ? [] : [record.site]))), "all");
tellMarks();
listen();
sift();
view();

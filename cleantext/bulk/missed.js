
// Lines that stay: marks on passages that should have gone ("missed"), and the hits of a search.
const missedStore = `cleantext-missed-${data.run}`;
let missed = new Map(); // record -> span of the source -> the passage
try {
  missed = new Map(JSON.parse(localStorage.getItem(missedStore) ?? "[]").map(([name, spans]) => [name, new Map(spans)]));
} catch {
  missed = new Map();
}
const place = (record) => JSON.stringify([record.file, record.record]);
const missedOf = (record) => missed.get(place(record)) ?? new Map();
const missedCount = () => [...missed.values()].reduce((sum, spans) => sum + spans.size, 0);
const span = (start, end) => JSON.stringify([start, end]);

function keepMissed() {
  localStorage.setItem(missedStore, JSON.stringify([...missed].map(([name, spans]) => [name, [...spans]])));
}

/** Mark a passage as missed, or undo the mark. */
function setMissed(record, key, passage) {
  const spans = missedOf(record);
  if (passage === undefined) spans.delete(key);
  else spans.set(key, passage);
  if (spans.size) missed.set(place(record), spans);
  else missed.delete(place(record));
}

const points = (text) => [...text].length;

/** Add a part of the clean text to a row: lines that stay are separate elements, numbered over the record. */
function stay(stays, row, node, text, start, end) {
  text.split("\n").forEach((part, index, parts) => {
    if (index) {
      row.clean.push("\n");
      row.line = null;
    }
    if (!part) return;
    if (!row.line) {
      row.line = { text: "", parts: [], shown: el("span", { class: "stay", "data-stay": stays.length }) };
      stays.push(row.line);
      row.clean.push(row.line.shown);
    }
    row.line.text += part;
    row.line.parts.push({ text: part, start, end });
    row.line.shown.append(parts.length > 1 ? armed(part) : node);
  });
}

/** Return the start and end in the source of a passage of a line that stays, in code points. */
function reach(line, from, to) {
  let at = 0, start = null, end = null;
  for (const part of line.parts) {
    const size = part.text.length, anew = points(part.text) !== part.end - part.start;
    if (start === null && from < at + size) start = anew ? part.start : part.start + points(part.text.slice(0, from - at));
    if (to > at) end = anew || to >= at + size ? part.end : part.start + points(part.text.slice(0, to - at));
    at += size;
  }
  return [start, end];
}

/** Return the chosen line, or the selected part of it, with its place in the source. */
function chosenPassage() {
  const picked = getSelection(), said = picked.toString().trim();
  const holder = said && picked.anchorNode?.parentElement?.closest(".stay");
  const line = state.stays[holder ? Number(holder.dataset.stay) : state.spot];
  if (!line) return null;
  const whole = line.text.trim(), passage = holder && line.text.includes(said) ? said : whole;
  const from = line.text.indexOf(passage);
  return { at: state.stays.indexOf(line), passage, key: span(...reach(line, from, from + passage.length)) };
}

/** Return the missed passages of a record for the download. */
function missedLines(record) {
  if (!missedOf(record).size) return [];
  const stays = [];
  lines(record, stays);
  return [...missedOf(record)].map(([key, passage]) => {
    const [start, end] = JSON.parse(key);
    const line = stays.find((one) => one.parts.at(-1).end >= end && one.text.includes(passage));
    return JSON.stringify({
      mark: "missed", run: data.name, file: record.file, record: record.record, id: record.id, site: record.site, url: record.url ?? null,
      start, end, passage, line: line.text,
    });
  });
}

function drawMissed(record) {
  const spans = missedOf(record), parts = [];
  for (const line of state.stays) {
    const source = line.shown.closest(".clean").previousElementSibling; // visible on narrow screens
    line.shown.removeAttribute("data-missed");
    source.removeAttribute("data-missed");
    for (const [key, passage] of spans) {
      const [start, end] = JSON.parse(key);
      if (line.parts[0].start > start || line.parts.at(-1).end < end || !line.text.includes(passage)) continue;
      line.shown.dataset.missed = passage === line.text.trim() ? "line" : "part";
      source.dataset.missed = line.shown.dataset.missed;
      if (passage !== line.text.trim()) parts.push(...ranges(line.shown, passage));
    }
  }
  paint("missed", parts);
}

/** Choose a line that stays. */
function look(at) {
  const line = state.stays[at];
  if (!line) return;
  choose(-1);
  state.spot = at;
  const cell = line.shown.closest(".clean");
  for (const shown of [line.shown, ...(line.shown === cell.querySelector(".stay") ? [cell.previousElementSibling] : [])]) shown.classList.add("spot");
  for (const shown of [line.shown, cell.previousElementSibling]) if (shown.offsetParent) shown.scrollIntoView({ block: "nearest" });
  const made = el("button", { "aria-pressed": String(Boolean(line.shown.dataset.missed)), class: "wrong", "data-set": "missed" }, "Missed ", el("kbd", {}, "m"));
  made.addEventListener("mousedown", (event) => event.preventDefault()); // keeps the selection
  made.addEventListener("click", miss);
  $("passage").hidden = false;
  $("passage").replaceChildren(
    el("div", {}, el("p", { class: "rule" }, el("b", {}, "stays"), el("span", { class: "note" }, ` · line ${number(at + 1)} of ${number(state.stays.length)} · select a part to mark that alone`)), el("p", { class: "why" }, armed(line.text))),
    el("div", { class: "verdict" }, made));
}

/** Mark the chosen line, or the selected part of it, as one that should have gone; again: no mark. */
function miss() {
  const record = data.records[state.shown[state.at]], chosen = record && chosenPassage();
  if (!chosen?.passage) return;
  const before = missedOf(record).get(chosen.key), cleared = before !== undefined;
  remember(() => setMissed(record, chosen.key, before), chosen.at);
  setMissed(record, chosen.key, cleared ? undefined : chosen.passage);
  getSelection().removeAllRanges();
  keep();
  drawMissed(record);
  drawList();
  look(cleared ? chosen.at : Math.min(chosen.at + 1, state.stays.length - 1));
}

/** Store how to undo a mark, and its place. */
function remember(back, spot = -1) {
  state.history.push({ back, record: state.shown[state.at], index: state.passages[state.passage] ?? null, spot });
}

function undo() {
  const last = state.history.pop();
  if (!last) return;
  last.back();
  keep();
  if (state.shown.includes(last.record)) go(state.shown.indexOf(last.record), last.index);
  if (last.spot >= 0) look(last.spot);
}

// Find: hits are painted, not wrapped, so that the text stays as it is.
function paint(name, found) {
  if (!globalThis.CSS?.highlights) return;
  CSS.highlights.delete(name);
  if (found.length) CSS.highlights.set(name, new Highlight(...found));
}

/** Return the places of a text in an element, whatever its case, as ranges. */
function ranges(element, sought) {
  const nodes = [], walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  let text = "";
  while (walker.nextNode()) {
    nodes.push([text.length, walker.currentNode]);
    text += walker.currentNode.data;
  }
  const spot = (at, isEnd) => nodes.findLast(([start]) => (isEnd ? start < at : start <= at));
  return [...text.matchAll(new RegExp(sought.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"), "giu"))].filter((hit) => hit[0]).map((hit) => {
    const [start, first] = spot(hit.index, false), end = hit.index + hit[0].length, [before, last] = spot(end, true);
    const range = new Range();
    range.setStart(first, hit.index - start);
    range.setEnd(last, end - before);
    return range;
  });
}

function find() {
  state.found = filters.search ? [...$("text").children].flatMap((cell) => ranges(cell, filters.search)) : [];
  state.hit = -1;
  paint("found", state.found);
}

/** Go to the next hit of the search, in this record or in the next one. */
function nextHit() {
  if (!filters.search) return;
  if (state.hit + 1 >= state.found.length && state.at + 1 < state.shown.length) go(state.at + 1);
  state.hit = Math.min(state.hit + 1, state.found.length - 1);
  const range = state.found[state.hit];
  paint("hit", range ? [range] : []);
  range?.startContainer.parentElement.scrollIntoView({ block: "center" });
}

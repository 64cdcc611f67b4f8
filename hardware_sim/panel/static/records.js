// What came out and what happened: the paper, truth and belief, the wires, the events.
import { $, element, fill, seconds, yuan } from "./dom.js";
import { get, say } from "./api.js";

const LOG_ROWS_MAX = 200;
let wire = "";

export function showPaper(slips) {
  $("paper-count").textContent = slips.length ? `(${slips.length})` : "";
  if (!slips.length || $("strip").dataset.newest === String(slips.at(-1).number)) return;
  $("strip").dataset.newest = slips.at(-1).number;
  fill($("strip"), ...slips.toReversed().map(figure));
}

export function showSheets(documents) {
  const newest = documents.at(-1)?.number ?? 0;
  if (!newest || $("sheets").dataset.newest === String(newest)) return;
  $("sheets").dataset.newest = newest;
  $("sheets-count").textContent = `(${documents.reduce((sum, one) => sum + one.pages, 0)})`;
  fill($("sheets"), ...documents.toReversed().flatMap(sheetsOf));
}

function sheetsOf(printed) {
  const base = `/api/documents/${printed.number}`;
  return Array.from({ length: printed.pages }, (_, index) => {
    const name = `Job ${printed.number}, ${index + 1} of ${printed.pages}`;
    return element("figure", {}, element("a", { href: `${base}.pdf` }, element("img", { src: `${base}/${index + 1}.png`, alt: name })), element("figcaption", {}, name));
  });
}

function figure(slip) {
  const base = `/api/slips/${slip.number}`;
  return element(
    "figure",
    {},
    element("img", { src: `${base}.png`, alt: slip.text }),
    element("figcaption", {}, `Slip ${slip.number}`, element("span", {}, element("a", { href: `${base}.bin` }, "bytes"), " · ", element("a", { href: `${base}.txt` }, "text"))),
  );
}

export async function showLedger() {
  const ledger = await get("/api/ledger");
  fill($("ledger"), ...ledger.entries.map(ledgerRow));
  verdict(ledger.violations.length ? ledger.violations.join("; ") : "", ledger.violations.length > 0);
}

function ledgerRow(entry) {
  return row([entry.at.slice(11, 23), `${entry.what} ${entry.channel}`, Object.keys(entry.bills).join(", "), yuan(entry.amount_fen)]);
}

export async function showBelief() {
  try {
    const belief = await get("/api/belief");
    fill($("belief"), ...belief.cases.map((one) => row([one.case_id, one.state, yuan(one.patient_fen)])));
    const differences = belief.differences;
    verdict(differences.length ? differences.join("; ") : "they agree", differences.length > 0);
  } catch (error) {
    say(`The terminal was asked what it believes: ${error.message}`, true);
  }
}

function row(cells) {
  const last = cells.length - 1;
  return element("tr", {}, ...cells.map((text, index) => element("td", { class: index === last ? "money" : "" }, String(text))));
}

function verdict(text, bad) {
  $("verdict").textContent = text;
  $("verdict").className = bad ? "bad" : "good";
}

export async function startWires(names) {
  for (const name of names) $("wire-tabs").append(element("button", { role: "tab", "data-wire": name, onclick: () => chooseWire(name) }, name.replaceAll("_", " ")));
  await chooseWire(names[0]);
}

async function chooseWire(name) {
  wire = name;
  for (const tab of $("wire-tabs").children) tab.setAttribute("aria-selected", tab.dataset.wire === name);
  const chunks = await get(`/api/wires/${name}`);
  fill($("wire-log"), ...chunks.map(chunkRow));
  $("wire-log").scrollTop = $("wire-log").scrollHeight;
}

export function addChunk(chunk) {
  if (chunk.wire === wire) append($("wire-log"), chunkRow(chunk));
}

function chunkRow(chunk) {
  const from = chunk.direction === "from_device";
  const more = chunk.length > (chunk.hex.length + 1) / 3 ? ` … ${chunk.length} bytes` : "";
  return element(
    "li",
    {},
    element("span", {}, seconds(chunk.t_ms)),
    element("span", { class: from ? "from" : "" }, from ? "← device" : "→ device"),
    element("span", {}, element("div", { class: "hex" }, chunk.hex + more), element("div", { class: "ascii" }, chunk.ascii)),
  );
}

export async function startEvents() {
  for (const event of await get("/api/happened")) addEvent(event);
}

export function addEvent(event) {
  const { t_ms, actor, event: what, items, spoken, text, ...rest } = event; // screens and slips are in the pictures
  const told = Object.entries(rest).filter(([, value]) => value !== "" && value !== false).map(([key, value]) => `${key}=${typeof value === "string" ? value : JSON.stringify(value)}`);
  append($("event-log"), element("li", {}, element("span", {}, seconds(t_ms)), element("span", { class: actor }, actor), element("span", {}, `${what} ${told.join(" ")}`)));
}

// Keeps following the end only while the reader is there.
function append(log, line) {
  const following = log.scrollHeight - log.scrollTop - log.clientHeight < 40;
  log.append(line);
  while (log.children.length > LOG_ROWS_MAX) log.firstChild.remove();
  if (following) log.scrollTop = log.scrollHeight;
}

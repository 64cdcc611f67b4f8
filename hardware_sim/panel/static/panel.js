// The bench's page: asks for the state, then follows the stream of events.
import { $, element, fill } from "./dom.js";
import { get, say } from "./api.js";
import { showScreen, startScreen } from "./screen.js";
import { showCamera, startCamera } from "./camera.js";
import { showHands, startHands } from "./hands.js";
import { addChunk, addEvent, showBelief, showLedger, showPaper, showSheets, startEvents, startWires } from "./records.js";

const REFRESH_MS = 150;
const ENDINGS = new Set(["Paid", "BeingChecked", "MoneyBack", "Attract"]);
let due = null;
let served = false; // somebody has used the terminal since this page was opened

async function refresh() {
  due = null;
  const state = await get("/api/state");
  showScreen(state);
  showHands(state);
  showCamera(state.camera, state.id_card_holders);
  showPaper(state.slips);
  showSheets(state.documents);
  fill($("states"), ...state.states.map(({ text, good }) => element("li", { class: good ? "" : "bad" }, text)));
  await showLedger();
  return state;
}

function refreshSoon() {
  due ??= setTimeout(() => refresh().catch(() => say("The bench does not answer.", true)), REFRESH_MS);
}

// At its start the terminal is asked nothing: its keeper may not be there yet, and nothing has happened.
function servedUntil(screen) {
  served ||= screen !== "Attract";
  if (served && ENDINGS.has(screen)) showBelief();
}

function follow() {
  const stream = new EventSource("/api/events");
  stream.addEventListener("happened", (message) => {
    const event = JSON.parse(message.data);
    addEvent(event);
    refreshSoon();
    if (event.event === "screen_shown") servedUntil(event.name);
  });
  stream.addEventListener("bytes", (message) => addChunk(JSON.parse(message.data)));
  stream.addEventListener("open", refreshSoon);
  stream.addEventListener("error", () => say("The bench does not answer.", true));
}

startScreen();
startHands();
startCamera();
$("ask-belief").addEventListener("click", showBelief);
const first = await refresh();
await startWires(first.wires);
await startEvents();
if (first.slips.length) showBelief();
follow();

// The live picture and the finger on it.
import { $, element, fill } from "./dom.js";
import { post } from "./api.js";

let panel = { width: 1080, height: 1920 };
let finger = null;
const waiting = []; // touches go out one after the other, in order; a move that was overtaken is dropped
let sending = false;

export function startScreen() {
  const picture = $("screen");
  picture.src = "/screen.mjpeg";
  picture.addEventListener("pointerdown", (event) => {
    finger = event.pointerId;
    picture.setPointerCapture(finger);
    touch(event, "down");
  });
  picture.addEventListener("pointermove", (event) => event.pointerId === finger && touch(event, "move"));
  for (const end of ["pointerup", "pointercancel"]) {
    picture.addEventListener(end, (event) => {
      if (event.pointerId !== finger) return;
      finger = null;
      touch(event, "up");
    });
  }
}

export function showScreen(state) {
  panel = state.panel;
  document.body.classList.toggle("landscape", panel.width > panel.height);
  $("screen").style.aspectRatio = `${panel.width} / ${panel.height}`;
  const shown = state.terminal.screen;
  $("screen-name").textContent = shown ? `${shown.name} · ${shown.language}${shown.elder ? " · elder" : ""}` : "no picture yet";
  const items = shown ? shown.items : [];
  $("items-count").textContent = items.length ? `(${items.length})` : "";
  fill($("items"), ...items.map((name) => element("button", { onclick: () => post("tap", { name }) }, name)));
}

function touch(event, phase) {
  const box = $("screen").getBoundingClientRect();
  const x = Math.round(clamp((event.clientX - box.left) / box.width) * (panel.width - 1));
  const y = Math.round(clamp((event.clientY - box.top) / box.height) * (panel.height - 1));
  if (phase === "move" && waiting.at(-1)?.phase === "move") waiting.pop();
  waiting.push({ x, y, phase });
  if (!sending) send();
}

async function send() {
  sending = true;
  while (waiting.length) await post("touch", waiting.shift());
  sending = false;
}

const clamp = (part) => Math.min(1, Math.max(0, part));

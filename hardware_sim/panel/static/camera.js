// What the camera sees, and who stands before it.
import { $, options } from "./dom.js";

const VIEW_MS = 250;
const NEEDS = {
  payer_code: phone,
  text: () => ({ text: $("code-text").value }),
  receipt: () => ({}),
  staff_badge: () => ({}),
  hospital_card: () => ({ person: $("held-person").value, code: true }),
};
let looking = false;

export function startCamera() {
  $("camera-view").addEventListener("load", () => show(true));
  $("camera-view").addEventListener("error", () => show(false));
  setInterval(() => {
    if (looking && !document.hidden) $("camera-view").src = `/camera.jpg?${Date.now()}`;
  }, VIEW_MS);
}

export function showCamera(camera, people) {
  for (const id of ["camera-card", "camera-accidents"]) $(id).hidden = !camera.there;
  looking = camera.there && camera.looked_at;
  if (!looking) show(false);
  options($("face-person"), people.filter((one) => camera.faces.includes(one.key)).map((one) => [one.key, one.label]));
  options($("face-how"), camera.ways.map((name) => [name, name.replaceAll("_", " ")]));
  options($("held-what"), camera.held.map((name) => [name, name.replaceAll("_", " ")]));
  options($("held-person"), people.map((one) => [one.key, one.label]));
  options($("camera-fault"), camera.faults.map((name) => [name, name]));
  $("face-note").textContent = camera.faces.length ? "" : "No photos here: packaging/fetch.py photos";
}

export function lookIntoCamera() {
  return { person: $("face-person").value, how: $("face-how").value };
}

export function holdToCamera() {
  const what = $("held-what").value;
  const which = NEEDS[what] ?? (() => ({ person: $("held-person").value }));
  return { what, tilt: Number($("held-tilt").value), ...which() };
}

function phone() {
  return { channel: document.querySelector("[name=channel]:checked").value, behaviour: $("behaviour").value };
}

function show(seen) {
  $("camera-view").hidden = !seen;
  $("camera-dark").hidden = seen;
}

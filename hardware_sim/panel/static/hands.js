// The patient's hands and the accidents: each button is one POST.
import { $, element, fill, options } from "./dom.js";
import { post } from "./api.js";
import { holdToCamera, lookIntoCamera } from "./camera.js";

const BODIES = {
  "hands/scan_pay_qr": phone,
  "hands/scan_payer_code": phone,
  "hands/scan_bill_slip": () => ({ person: $("slip-person").value }),
  "hands/scan_ticket": () => ({ person: $("ticket-person").value }),
  "accidents/hospital_screening": screening,
  "hands/lay_id_card": () => ({ person: $("id-card-person").value }),
  "hands/show_ecredential": () => ({ person: $("code-person").value, issued_for: $("code-for").value }),
  "hands/show_hospital_card": () => ({ person: $("code-person").value }),
  "hands/scan": () => ({ text: $("code-text").value }),
  "hands/face_camera": () => ({ who: $("face-pay-who").value, behaviour: $("behaviour").value }),
  "accidents/face_pay": () => ({ fault: $("face-pay-fault").value }),
  "hands/look_into_camera": lookIntoCamera,
  "hands/hold_to_camera": holdToCamera,
  "hands/act_before_camera": (button) => ({ act: button.dataset.act }),
  "accidents/camera": () => ({ fault: $("camera-fault").value }),
  "accidents/printer": () => ({ fault: $("printer-fault").value }),
  "accidents/report_printer": () => ({ fault: $("report-printer-fault").value }),
  "accidents/hospital_fault": hospitalFault,
};

export function startHands() {
  for (const button of document.querySelectorAll("[data-deed]")) {
    const deed = button.dataset.deed;
    button.addEventListener("click", () => post(deed, BODIES[deed]?.(button) ?? {}));
  }
  $("card").addEventListener("change", () => showNote());
  $("code-person").addEventListener("change", () => showPhone());
}

let cards = [];
let people = [];

export function showHands(state) {
  cards = state.cards;
  options($("card"), cards.map((card) => [card.name, card.label]));
  options($("card-fault"), [["", "nothing"], ...state.card_faults.map((name) => [name, name])]);
  options($("behaviour"), state.phone_behaviours.map((name) => [name, name.replaceAll("_", " ")]));
  options($("slip-person"), state.slip_people.map((person) => [person.key, `${person.name} · ${person.key}`]));
  options($("ticket-person"), state.ticket_people.map((person) => [person.key, `${person.name} · ${person.key}`]));
  fill($("desk"), ...state.desk.map((text) => element("li", {}, text)));
  options($("id-card-person"), state.id_card_holders.map((one) => [one.key, one.label]));
  options($("code-person"), state.people.map((one) => [one.key, `${one.name} · ${one.key}`]));
  $("id-card-lies").textContent = state.id_card_lies ? `On the reader: ${state.id_card_lies}` : "Nothing lies on the reader";
  people = state.people;
  for (const id of ["face-pay-card", "face-pay-accidents"]) $(id).hidden = !state.face_pay.there;
  options($("face-pay-who"), state.face_pay.who.map((name) => [name, name.replaceAll("_", " ")]));
  options($("face-pay-fault"), state.face_pay.faults.map((name) => [name, name]));
  showPhone();
  options($("printer-fault"), state.printer_faults.map((name) => [name, name]));
  options($("report-printer-fault"), state.report_printer_faults.map((name) => [name, name]));
  options($("hospital-fault"), state.hospital_faults.map((name) => [name, name]));
  options($("hospital-on"), [["*", "every call"], ...state.hospital_operations.map((name) => [name, name])]);
  fill($("hospital-active"), ...state.hospital_active.map((text) => element("li", {}, text)));
  fill($("slots"), ...state.slots.map((card, index) => slot(card, index + 1)));
  const roles = ["turn", "spare", "keeper"];
  fill($("kills"), ...roles.map((role) => killButton(role, state.terminal.processes[role])));
  showNote();
}

function screening(button) {
  const wanted = button.dataset.key;
  return wanted === "person" ? { key_person: $("ticket-person").value } : { questions: wanted === "questions" };
}

function slot(card, number) {
  const box = element("div", { class: card ? "slot full" : "slot" });
  const name = cards.find((one) => one.name === card)?.label ?? card;
  box.append(element("p", {}, card ? `Slot ${number}: ${name}` : `Slot ${number} is empty`));
  const act = card
    ? element("button", { onclick: () => post("hands/remove_card", { slot: number }) }, "Take it out")
    : element("button", { class: number === 1 ? "act" : "", id: `insert-${number}`, onclick: () => insert(number) }, `Insert into slot ${number}`);
  box.append(act);
  return box;
}

function insert(number) {
  const fault = $("card-fault").value;
  const upsideDown = $("card-turned").checked;
  return post("hands/insert_card", {
    card: $("card").value,
    slot: number,
    ...(fault && { fault }),
    ...(upsideDown && { upside_down: true }),
  });
}

function killButton(role, pid) {
  return element("button", { class: "harm", disabled: !pid, onclick: () => post("accidents/kill", { process: role }) }, `kill −9 ${role} ${pid ?? ""}`);
}

function showPhone() {
  const who = people.find((one) => one.key === $("code-person").value);
  $("code-note").textContent = who ? `their phone ${who.phone}, last four of the ID ${who.last_four}` : "";
}

function showNote() {
  $("card-note").textContent = cards.find((card) => card.name === $("card").value)?.note ?? "";
}

function phone() {
  return { channel: document.querySelector("[name=channel]:checked").value, behaviour: $("behaviour").value };
}

function hospitalFault() {
  return {
    name: $("hospital-fault").value,
    call: $("hospital-on").value,
    times: Number($("hospital-times").value),
    seconds: Number($("hospital-seconds").value),
  };
}

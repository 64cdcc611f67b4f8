import { $ } from "./dom.js";

export function say(text, bad = false) {
  $("announce").textContent = text;
  $("announce").classList.toggle("bad", bad);
}

export async function get(path) {
  const answer = await fetch(path, { cache: "no-store" });
  if (!answer.ok) throw new Error((await answer.json()).error ?? answer.statusText);
  return answer.json();
}

// Posts one deed; what went wrong is said in the header.
export async function post(path, body = {}) {
  try {
    const answer = await fetch("/api/" + path, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(body),
    });
    const said = await answer.json();
    if (answer.ok) say(`${path}: done`);
    else say(`${path}: ${said.error}`, true);
    return answer.ok ? said : null;
  } catch {
    say("The bench does not answer.", true);
    return null;
  }
}

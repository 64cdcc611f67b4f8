// Small helpers: everything shown is set as text, never as markup.
export const $ = (id) => document.getElementById(id);

export function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name === "class") made.className = value;
    else if (name.startsWith("on")) made.addEventListener(name.slice(2), value);
    else if (value !== false && value !== undefined) made.setAttribute(name, value === true ? "" : value);
  }
  made.append(...children);
  return made;
}

export function fill(parent, ...children) {
  parent.replaceChildren(...children);
}

export function options(select, rows) {
  const chosen = select.value;
  const same = JSON.stringify(rows);
  if (select.dataset.rows === same) return;
  select.dataset.rows = same;
  fill(select, ...rows.map(([value, label]) => element("option", { value }, label)));
  if (rows.some(([value]) => value === chosen)) select.value = chosen;
}

export const yuan = (fen) => "¥" + (fen / 100).toLocaleString("en-US", { minimumFractionDigits: 2, maximumFractionDigits: 2 });
export const seconds = (ms) => (ms / 1000).toFixed(3);

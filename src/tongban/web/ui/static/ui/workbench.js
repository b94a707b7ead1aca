// The workbench without a mouse. A key belongs to the element that names it: data-key="J" is pressed by J.
// Single letters work only while no text field has focus, and can be switched off (WCAG 2.1.4).
// A scanner or card reader types faster than any hand (under 35 ms a key) and ends with Enter: it goes to the scan box.
// Once it is known to be one, it may pause for a moment within a long code.

const FAST = 35;
const PAUSE = 140;
const LEAST = 6;
const SWITCH = "tongban-keys";
let typed = "";
let last = 0;
let first = null;
let pending = 0;

const isField = (element) => element?.matches?.("input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]");
const singlesOn = () => localStorage.getItem(SWITCH) !== "off";

function nameOf(event) {
  const key = event.key.length === 1 ? event.key.toUpperCase() : event.key;
  return (event.ctrlKey ? "Ctrl+" : "") + (event.altKey ? "Alt+" : "") + key;
}

function press(name) {
  if (name === "?") {
    const list = document.querySelector("dialog[data-key-list]");
    if (list && !list.open) list.showModal();
    return Boolean(list);
  }
  const found = [...document.querySelectorAll("[data-key]")].find(
    (each) => each.dataset.key.toUpperCase() === name.toUpperCase() && each.offsetParent !== null,
  );
  if (!found) return false;
  if (isField(found)) found.select();
  else found.click();
  return true;
}

function scanned(event) {
  const box = document.querySelector("[data-scan]");
  if (!box || typed.length < LEAST || event.timeStamp - last > PAUSE) return false;
  event.preventDefault();
  event.stopImmediatePropagation();
  if (first && first.element !== box) first.element.value = first.value;
  box.value = typed;
  box.form.requestSubmit();
  return true;
}

function remember(event) {
  const now = event.timeStamp; // when the key came, not when a busy page got round to it
  if (now - last >= (typed.length > LEAST ? PAUSE : FAST)) {
    typed = "";
    first = isField(event.target) && "value" in event.target ? { element: event.target, value: event.target.value } : null;
  }
  typed += event.key;
  last = now;
}

document.addEventListener("keydown", (event) => {
  if (event.isComposing || event.metaKey) return;
  const name = nameOf(event);
  clearTimeout(pending);
  if (event.key === "Enter" && !event.ctrlKey) {
    scanned(event);
    typed = "";
    return;
  }
  const isSingle = event.key.length === 1 && !event.ctrlKey && !event.altKey;
  if (isSingle) remember(event);
  if (document.querySelector("dialog[open]")) return;
  if (!isSingle) {
    if ((/^F\d+$/.test(event.key) || event.ctrlKey) && press(name)) event.preventDefault();
    return;
  }
  if (isField(event.target) || !singlesOn() || event.repeat || typed.length > LEAST) return;
  if (name === "/") event.preventDefault();
  pending = setTimeout(press, FAST + 5, name);
}, true);

// On a narrow screen the row of pages scrolls: where one is must be seen.
for (const each of document.querySelectorAll(".desk-nav [aria-current]")) each.scrollIntoView({ block: "nearest", inline: "nearest" });

for (const each of document.querySelectorAll("[data-keys-switch]")) {
  each.checked = singlesOn();
  each.addEventListener("change", () => localStorage.setItem(SWITCH, each.checked ? "on" : "off"));
}

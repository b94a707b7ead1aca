// Judging materials by J and K: the mark goes to the material in view, and the next one comes up; Y marks the rest good.
// Values shown in full are covered again when their time is over.

const current = () => document.querySelector(".material[aria-current]");

function open(material) {
  current()?.removeAttribute("aria-current");
  material.setAttribute("aria-current", "true");
  material.scrollIntoView({ block: "nearest" });
  material.querySelector("[data-look]")?.click();
}

function next(from) {
  for (let each = from.nextElementSibling; each; each = each.nextElementSibling) {
    if (each.querySelector("[data-look]") && each.querySelector(".verdict")) return each;
  }
  return null;
}

function mark(verdict) {
  const material = current();
  const radio = material?.querySelector(`input[type=radio][value=${verdict}]`);
  if (!radio) return;
  radio.checked = true;
  radio.dispatchEvent(new Event("change", { bubbles: true }));
  if (verdict === "bad") return material.querySelector(".problem").focus();
  const following = next(material);
  if (following) open(following);
}

// What has no mark yet is good; what was found wrong stays so.
function markRest() {
  for (const each of document.querySelectorAll(".verdict")) {
    if (!each.querySelector("input[type=radio]:checked")) each.querySelector("input[type=radio][value=good]").checked = true;
  }
}

function cover(root) {
  for (const value of root.querySelectorAll("[data-remask]")) {
    const place = value.closest(".guarded");
    place?.parentElement.querySelector("details.reveal")?.removeAttribute("open");
    setTimeout(() => {
      if (value.isConnected && place) place.textContent = place.dataset.masked;
    }, Number(value.dataset.remask) * 1000);
  }
}

function prepare(root) {
  for (const marks of root.querySelectorAll("[data-marks]")) marks.hidden = !current()?.querySelector(".verdict");
  for (const all of root.querySelectorAll("[data-mark-rest]")) all.hidden = !document.querySelector(".verdict");
  cover(root);
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-mark]");
  if (button) mark(button.dataset.mark);
  if (event.target.closest("[data-mark-rest]")) markRest();
  const look = event.target.closest("[data-look]");
  if (look) {
    current()?.removeAttribute("aria-current");
    look.closest(".material").setAttribute("aria-current", "true");
  }
});
// The browser's PDF viewer takes the focus when it has loaded; the keys belong to the desk unless the mouse is in it.
window.addEventListener("blur", () => setTimeout(() => {
  const frame = document.activeElement;
  if (!frame?.matches(".doc-view iframe:not(:hover)")) return;
  frame.blur();
  window.focus();
}));

document.addEventListener("htmx:afterSettle", () => prepare(document));
prepare(document);

// What may be taken back for a few seconds counts them down, and goes when they are over.
for (const form of document.querySelectorAll("[data-for-seconds]")) {
  const ends = Date.now() + form.dataset.forSeconds * 1000;
  const tick = () => {
    const left = Math.ceil((ends - Date.now()) / 1000);
    if (left <= 0) return form.remove();
    form.querySelector("[data-seconds-left]").textContent = left;
    setTimeout(tick, 1000);
  };
  tick();
}

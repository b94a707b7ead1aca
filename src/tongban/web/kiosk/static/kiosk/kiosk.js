// The terminal ends by itself: some time after the last touch it asks, then it goes. Without scripts the page refreshes.

const asked = document.querySelector("dialog[data-idle]");
const last = document.querySelector("[data-next]");

if (asked) {
  const { over } = asked.dataset;
  const shown = asked.querySelector("[data-seconds]");
  let touched = Date.now();
  const touch = () => {
    touched = Date.now();
    if (asked.open) asked.close();
  };
  for (const each of ["pointerdown", "keydown", "wheel"]) addEventListener(each, touch, { passive: true });
  setInterval(() => {
    const { idle, left } = (document.querySelector("main [data-idle]") ?? asked).dataset; // what is about somebody came later
    const rest = Number(idle) + Number(left) - (Date.now() - touched) / 1000;
    if (rest <= 0) return location.replace(over);
    if (rest > Number(left)) return;
    shown.textContent = String(Math.ceil(rest));
    if (!asked.open) asked.showModal();
  }, 500);
}
if (last) setTimeout(() => location.replace(last.dataset.next), Number(last.dataset.after) * 1000);
// A page that the browser kept is never shown again to the next one.
addEventListener("pageshow", (event) => event.persisted && location.reload());

// A draft is saved while one types (form[data-draft] holds the address), and nobody leaves unsaved work unwarned.

const PAUSE = 1500;
const CLOCK = new Intl.DateTimeFormat("zh-CN", { hour: "2-digit", minute: "2-digit", hour12: false, timeZone: "Asia/Shanghai" });
const PLACE = "tongban-place";
let dirty = false;

function show(form, text) {
  const place = form.querySelector("[data-draft-state]");
  if (place) place.textContent = text;
}

async function send(form) {
  const body = new FormData(form);
  for (const [name, value] of [...body]) if (value instanceof File) body.delete(name);
  try {
    const answer = await fetch(form.dataset.draft, {
      method: "POST", body, credentials: "same-origin", headers: { "X-Draft": "1" },
    });
    if (answer.headers.get("Content-Type")?.startsWith("text/plain")) return show(form, await answer.text());
    if (!answer.ok) throw new Error(String(answer.status));
    const revision = answer.headers.get("X-Revision");
    if (revision) form.elements.revision.value = revision;
    dirty = false;
    show(form, `已保存 ${CLOCK.format(new Date())}`);
  } catch {
    show(form, "暂时没存上。请先别关这一页，稍后会自动再存。");
    wait(form, PAUSE * 10);
  }
}

// One after the other: the next saving, and the form itself, wait for the one under way.
async function save(form) {
  if (form.saving) return wait(form);
  form.saving = send(form);
  await form.saving;
  form.saving = null;
}

function wait(form, pause = PAUSE) {
  clearTimeout(form.timer);
  form.timer = setTimeout(save, pause, form);
}

// After saving, the same page comes again: whoever works without a mouse goes on where they were.
function returned() {
  const [page, id] = (sessionStorage.getItem(PLACE) ?? "").split("#");
  sessionStorage.removeItem(PLACE);
  if (page !== location.pathname || location.hash || document.querySelector("main [data-focus]")) return;
  document.getElementById(id)?.focus();
}

export function watch(root) {
  if (root === document) returned();
  for (const form of root.querySelectorAll("form[data-draft], form[data-unsaved]")) {
    if (form.watched) continue;
    form.watched = true;
    form.addEventListener("input", () => {
      dirty = true;
      if (form.dataset.draft) wait(form);
    });
    form.addEventListener("submit", (event) => {
      dirty = false;
      clearTimeout(form.timer);
      sessionStorage.setItem(PLACE, `${location.pathname}#${document.activeElement?.id ?? ""}`);
      if (!form.saving) return;
      event.preventDefault();
      const pressed = event.submitter;
      form.saving.then(() => setTimeout(() => form.requestSubmit(pressed)));
    });
  }
}

window.addEventListener("beforeunload", (event) => {
  if (dirty) event.preventDefault();
});

// A draft is saved while one types (form[data-draft] holds the address), and nobody leaves unsaved work unwarned.

const PAUSE = 1500;
const CLOCK = new Intl.DateTimeFormat("zh-CN", { hour: "2-digit", minute: "2-digit", hour12: false, timeZone: "Asia/Shanghai" });
let dirty = false;

function show(form, text) {
  const place = form.querySelector("[data-draft-state]");
  if (place) place.textContent = text;
}

async function save(form) {
  const body = new FormData(form);
  for (const [name, value] of [...body]) if (value instanceof File) body.delete(name);
  form.saving?.abort();
  form.saving = new AbortController();
  try {
    const answer = await fetch(form.dataset.draft, {
      method: "POST", body, credentials: "same-origin", signal: form.saving.signal, headers: { "X-Draft": "1" },
    });
    if (!answer.ok) throw new Error(String(answer.status));
    dirty = false;
    show(form, `已保存 ${CLOCK.format(new Date())}`);
  } catch (error) {
    if (error.name === "AbortError") return;
    show(form, "暂时没存上。请先别关这一页，稍后会自动再存。");
    wait(form, PAUSE * 10);
  }
}

function wait(form, pause = PAUSE) {
  clearTimeout(form.timer);
  form.timer = setTimeout(save, pause, form);
}

export function watch(root) {
  for (const form of root.querySelectorAll("form[data-draft], form[data-unsaved]")) {
    if (form.watched) continue;
    form.watched = true;
    form.addEventListener("input", () => {
      dirty = true;
      if (form.dataset.draft) wait(form);
    });
    form.addEventListener("submit", () => {
      dirty = false;
      clearTimeout(form.timer);
    });
  }
}

window.addEventListener("beforeunload", (event) => {
  if (dirty) event.preventDefault();
});

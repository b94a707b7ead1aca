// What every page gains when scripts run. Nothing here is needed to get something done.

export function say(text) {
  const region = document.getElementById("status");
  if (!region) return;
  const line = document.createElement("p");
  line.textContent = text;
  region.replaceChildren(line);
  clearTimeout(say.timer);
  say.timer = setTimeout(() => region.replaceChildren(), 6000);
}

function enhance(root) {
  for (const each of root.querySelectorAll("[data-copy][hidden], [data-print][hidden]")) each.hidden = false;
  if (root.querySelector("[data-draft], [data-unsaved]")) import("./drafts.js").then((module) => module.watch(root));
  if (root.querySelector("[data-upload]")) import("./upload.js").then((module) => module.enhance(root));
  if (root.querySelector("[data-clock]")) import("./clock.js").then((module) => module.watch(root));
  if (root.querySelector("[data-speak]")) import("./speech.js").then((module) => module.offer());
}

// After a swap, focus must not fall to <body>: it goes to what asks for it, and the status is told.
function settle(event) {
  const swapped = event.detail.elt;
  if (!swapped?.isConnected) return;
  enhance(swapped);
  const wanted = swapped.matches("[data-focus]") ? swapped : swapped.querySelector("[data-focus]");
  if (wanted || document.activeElement === document.body) {
    const target = wanted ?? swapped;
    if (!target.matches("a, button, input, select, textarea, [tabindex]")) target.tabIndex = -1;
    target.focus({ preventScroll: !wanted });
  }
  const told = swapped.matches("[data-status]") ? swapped : swapped.querySelector("[data-status]");
  if (told) say(told.dataset.status);
}

// A grave act asks once more, in a dialog that states the consequence.
function confirmed(form, button) {
  const dialog = document.getElementById(button?.dataset.confirm ?? "");
  if (!dialog || form.dataset.confirmed) return true;
  dialog.returnValue = "";
  dialog.showModal();
  dialog.addEventListener("close", () => {
    if (dialog.returnValue !== "yes") return button.focus();
    form.dataset.confirmed = "yes";
    form.requestSubmit(button);
    delete form.dataset.confirmed;
  }, { once: true });
  return false;
}

function rest(form) {
  delete form.dataset.sent;
  for (const each of form.querySelectorAll(".btn[aria-busy]")) each.removeAttribute("aria-busy");
}

document.addEventListener("submit", (event) => {
  const { target: form, submitter } = event;
  if (form.method === "dialog") return;
  const stop = () => (event.preventDefault(), event.stopImmediatePropagation());
  if (!confirmed(form, submitter)) return stop();
  if (form.method !== "post") return;
  if (form.dataset.sent) return stop();
  form.dataset.sent = "yes";
  submitter?.setAttribute("aria-busy", "true");
}, true);

document.addEventListener("click", async (event) => {
  const at = event.target instanceof Element ? event.target : null;
  const copy = at?.closest("[data-copy]");
  if (copy) {
    try {
      await navigator.clipboard.writeText(copy.dataset.copy);
      say("已复制");
    } catch {
      say(`没能自动复制，请手工抄下：${copy.dataset.copy}`);
    }
  }
  if (at?.closest("[data-print]")) window.print();
  if (at?.closest("[aria-disabled=true]")) event.preventDefault();
}, true);

document.addEventListener("htmx:afterSettle", settle);
document.addEventListener("htmx:afterRequest", (event) => {
  const form = event.detail.elt.closest?.("form");
  if (form) rest(form);
});
document.addEventListener("htmx:sendError", () => say("网络不通。您填的内容还在本页，请稍后再试。"));
document.addEventListener("htmx:responseError", () => say("这一步没有办成。您填的内容还在本页，请刷新后再试，或拨打 12345。"));
window.addEventListener("pageshow", () => document.querySelectorAll("form[data-sent]").forEach(rest));

enhance(document);
const summary = document.querySelector("main [data-focus]");
if (summary) summary.focus();

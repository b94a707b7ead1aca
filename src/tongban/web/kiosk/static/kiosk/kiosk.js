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
    if (!asked.isConnected) return; // nobody has anything here that could be wiped
    const { idle, left } = (document.querySelector("main [data-idle]") ?? asked).dataset; // what is about somebody came later
    const rest = Number(idle) + Number(left) - (Date.now() - touched) / 1000;
    if (rest <= 0) return location.replace(over);
    if (rest > Number(left)) return;
    shown.textContent = String(Math.ceil(rest));
    if (!asked.open) asked.showModal();
  }, 500);
}
// Of whoever was here nothing stays: not in storage either, but for the machine's own report and what waits to be sent.
const MACHINES = ["tongban-own-report", "tongban-kept-ratings"];
const wipe = () => {
  sessionStorage.clear();
  for (const each of Object.keys(localStorage)) if (!MACHINES.includes(each)) localStorage.removeItem(each);
};
if (last) wipe();
if (last) setTimeout(() => location.replace(last.dataset.next), Number(last.dataset.after) * 1000);
// A page that the browser kept is never shown again to the next one.
addEventListener("pageshow", (event) => event.persisted && location.reload());

// How the machine is: what was opened, printed and went wrong since it last reported; of nobody anything.
const OWN = "tongban-own-report";
const SERVICES = { items: "guides", spell: "guides", ticket: "numbers", track: "progress", mine: "own", rate: "rating" };
const told = () => JSON.parse(localStorage.getItem(OWN) ?? '{"used":{},"printed":0,"error":""}');
const tell = (change) => {
  const all = told();
  change(all);
  localStorage.setItem(OWN, JSON.stringify(all));
};
const service = SERVICES[location.pathname.split("/")[2]];
if (service) tell((all) => (all.used[service] = (all.used[service] ?? 0) + 1));
addEventListener("beforeprint", () => tell((all) => (all.printed += 1)));
addEventListener("error", (event) => tell((all) => (all.error = String(event.message).slice(0, 120))));
addEventListener("htmx:configRequest", ({ detail }) => {
  if (!detail.path.endsWith("/kiosk/here")) return;
  const all = told();
  for (const [name, value] of [["used", JSON.stringify(all.used)], ["printed", all.printed], ["error", all.error]]) {
    detail.parameters[name] = value;
  }
});
addEventListener("htmx:afterRequest", ({ detail }) => {
  if (detail.successful && detail.pathInfo.requestPath.endsWith("/kiosk/here")) localStorage.removeItem(OWN);
});

// The tablet of a window: without a network it keeps what is touched, with its time, and sends it when the line is back.
const KEPT = "tongban-kept-ratings";
const kept = () => JSON.parse(localStorage.getItem(KEPT) ?? "[]");
const keep = (rows) => localStorage.setItem(KEPT, JSON.stringify(rows));
const show = (name) => {
  const pad = document.querySelector("#pad");
  const part = pad?.querySelector(`template[${name}]`);
  if (part) pad.replaceChildren(part.content.cloneNode(true), ...pad.querySelectorAll("template"));
};
const send = async () => {
  for (const [address, said] of kept()) {
    const answer = await fetch(address, { method: "POST", body: new URLSearchParams(said), redirect: "manual" }).catch(() => null);
    if (!answer || answer.status >= 500) return;
    keep(kept().slice(1));
  }
};
if (document.querySelector("#pad")) {
  addEventListener("submit", (event) => {
    if (navigator.onLine || !event.target.matches("[data-keeps]")) return;
    event.preventDefault();
    const said = [...new FormData(event.target, event.submitter), ["given_at", new Date().toISOString()]];
    keep([...kept(), [event.target.action, said]]);
    show("data-kept");
    setTimeout(() => navigator.onLine || show("data-offline"), 8000);
  });
  addEventListener("offline", () => show("data-offline"));
  addEventListener("online", () => send().finally(() => location.reload()));
  send();
}

// Without a network: the worker keeps guides and receipts; a page that comes from there says since when it lies here.
const VISIT = "tongban-kiosk-visit";
const { keptAt } = document.body.dataset;
const first = document.querySelector("#hall"), returns = document.querySelector("[data-returns]");
const isBound = document.querySelector("[data-low]") !== null;
if (isBound) navigator.serviceWorker?.register("/kiosk/worker.js", { scope: "/kiosk" }).catch(() => {});
if (first) {
  const ask = () => navigator.serviceWorker?.ready.then(({ active }) => active.postMessage("keep"));
  ask();
  setInterval(ask, 3_600_000);
  const leave = () => globalThis.caches?.match("/kiosk/away").then((kept) => kept && location.replace("/kiosk/away"));
  addEventListener("offline", leave);
  addEventListener("htmx:sendError", leave);
}
if (keptAt !== undefined) {
  if (location.pathname === "/kiosk/over") wipe();
  const note = document.querySelector("[data-away]");
  const said = { month: "long", day: "numeric", hour: "2-digit", minute: "2-digit" };
  if (note && !returns) {
    note.querySelector("[data-kept]").textContent = new Date(keptAt).toLocaleString("zh-CN", said);
    note.hidden = false;
  }
  const wants = (name, value) => value && (document.documentElement.dataset[name] = value);
  for (const name of ["mode", "contrast"]) wants(name, sessionStorage.getItem(name));
  document.body.classList.toggle("low", sessionStorage.getItem("low") === "1");
  // The switches of the display are answered by the house; here the page does it itself.
  addEventListener("click", (event) => {
    const link = event.target.closest(".kiosk-tools a[href]");
    const query = link ? new URL(link.href).searchParams : new URLSearchParams();
    const isLow = link?.matches("[data-low]");
    const name = isLow ? "low" : ["mode", "contrast"].find((each) => query.has(each));
    if (!name) return;
    event.preventDefault();
    const sets = { mode: "elder", contrast: "high", low: "1" }[name];
    const value = sessionStorage.getItem(name) === sets ? "" : sets;
    sessionStorage.setItem(name, value);
    if (isLow) document.body.classList.toggle("low", value === "1");
    else if (value) document.documentElement.dataset[name] = value;
    else delete document.documentElement.dataset[name];
  });
}
if (returns) {
  const receipts = async () => ((await globalThis.caches?.has(VISIT)) ? (await caches.open(VISIT)).keys() : []);
  receipts().then((kept) => {
    const tile = document.querySelector("[data-receipts]");
    if (!kept.length) return asked?.remove();
    tile.querySelector("a").href = kept.at(-1).url;
    tile.hidden = false;
  });
  setInterval(() => fetch("/kiosk/kept.json").then((answer) => answer.ok && location.replace(returns.dataset.returns), () => {}), 5000);
}

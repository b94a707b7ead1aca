// Visits of a day without a network: take the route along, fill in at the door, sync when there is one. Each visit has a
// key that is made here; it leaves the phone when the server has said that it has it, in the order of filling in.

import * as kept from "./field-store.js";

const AGAIN = 20000;
const LARGEST_SIDE = 2000;
const place = document.getElementById("field");
const form = document.getElementById("visit-form");
const part = (name) => document.getElementById(name);
const fields = form.elements;
let doors = [];
let photos = [];
let current = null;
let timer = 0;

function say(text) {
  part("field-told").textContent = text;
}

function show(name, is) {
  part(name).hidden = !is;
}

function wrong(id, text) {
  const line = part(`${id}-wrong`);
  line.textContent = text;
  line.hidden = !text;
  if (text) line.focus();
}

// ---- the network

// A fresh page tells whether we are still signed in, and brings the token that a POST needs.
async function token() {
  const answer = await fetch(location.pathname, { credentials: "same-origin", cache: "no-store" });
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const place = page.getElementById("field");
  if (!place) throw new SignedOut();
  return { csrf: page.querySelector("[name=csrfmiddlewaretoken]").value, number: place.dataset.number };
}

class SignedOut extends Error {}
class Refused extends Error {}

async function post(address, values, csrf) {
  const body = new FormData();
  body.append("csrfmiddlewaretoken", csrf);
  for (const [name, value] of Object.entries(values)) body.append(name, ...[value].flat());
  const answer = await fetch(address, { method: "POST", body, credentials: "same-origin" });
  if (!answer.headers.get("Content-Type")?.startsWith("application/json")) {
    if (answer.redirected || answer.status === 403) throw new SignedOut();
    throw new Error(String(answer.status));
  }
  const told = await answer.json();
  if (!answer.ok) throw new Refused(told.words.join(""));
  return told;
}

// ---- taking along and opening

async function take(event) {
  event.preventDefault();
  const code = part("take-code").value;
  wrong("take", "");
  if (code.length < 6) return wrong("take", "口令至少6个字。");
  try {
    const { csrf, number } = await token();
    const told = await post(place.dataset.doors, { on: place.dataset.today }, csrf);
    await kept.begin({ number, on: told.on, hex: told.key, code });
    await kept.put(inOrder(told.doors));
    await keepPage();
    part("take-code").value = "";
    await draw();
    say(told.doors.length ? `带上了${told.doors.length}家，可以断网了。` : "今天没有安排您去的。");
  } catch (error) {
    wrong("take", reasonOf(error));
  }
}

const inOrder = (route) => route.map((each, place) => [`door:${each.code}`, { ...each, place }]);

async function keepPage() {
  const mine = (address) => new URL(address).origin === location.origin && /\.(js|css|svg)$/.test(new URL(address).pathname);
  const used = performance.getEntriesByType("resource").map((each) => each.name).filter(mine);
  const cache = await caches.open("tongban-field");
  await cache.addAll([location.pathname, ...new Set(used)]);
  await navigator.storage?.persist?.();
}

async function open(event) {
  event.preventDefault();
  wrong("open", "");
  const found = await kept.open(part("open-code").value);
  part("open-code").value = "";
  if (!found.opened) {
    const gone = "错了十次，路线已经清掉。填好的还在，联网登录以后能打开。";
    return wrong("open", found.left > 0 ? `口令不对，还能试${found.left}次。` : gone);
  }
  await draw();
  await sync();
}

// Without the code, by the server: signed in as the same person, on record there as every key that it gives out.
async function reopen() {
  wrong("open", "");
  try {
    const { csrf, number } = await token();
    const found = await kept.meta();
    if (number !== found.number) return wrong("open", `这些是工号${found.number}的，请用那个账号登录。`);
    const told = await post(place.dataset.doors, { on: found.on, key_only: "1" }, csrf);
    await kept.openWith(told.key);
    await draw();
    await sync();
  } catch (error) {
    wrong("open", reasonOf(error));
  }
}

function reasonOf(error) {
  if (error instanceof Refused) return error.message;
  if (error instanceof SignedOut) return "登录已经过期。请重新登录，再回到这一页，存着的都在。";
  return "现在没有网，存着的都在，有网再试。";
}

// ---- what is on the page

async function draw() {
  const found = await kept.meta();
  const unsent = await kept.count("visit:");
  // After the day the route goes, whatever happened; what was filled in waits for the network.
  if (found && found.on < today()) await kept.remove([...(await kept.names("door:")), ...(await emptyDrafts())]);
  if (found && !unsent && !(await kept.count("door:")) && !(await kept.count("draft:"))) {
    await kept.wipe();
    return draw();
  }
  const isOpen = kept.isOpen();
  show("take-part", !found);
  show("open-part", Boolean(found) && !isOpen);
  show("work-part", isOpen && !current);
  show("wipe-part", Boolean(found));
  part("field-network").textContent = navigator.onLine ? "现在有网" : "现在没有网，照常填";
  part("field-waiting").textContent = unsent ? `还有${unsent}份没有同步` : "没有等同步的";
  if (!isOpen) return;
  doors = (await kept.all("door:")).sort((one, other) => one.place - other.place);
  const visits = await kept.all("visit:");
  part("door-list").replaceChildren(...doors.map((each) => doorRow(each, visits.find((one) => one.code === each.code))));
  show("no-doors", !doors.length);
}

async function emptyDrafts() {
  return (await kept.count("visit:")) ? [] : kept.names("draft:");
}

function today() {
  return new Intl.DateTimeFormat("sv-SE", { timeZone: "Asia/Shanghai" }).format(new Date());
}

function doorRow(door, visit) {
  const row = part("door").content.cloneNode(true).firstElementChild;
  for (const each of row.querySelectorAll("[data-of]")) each.textContent = door[each.dataset.of];
  row.querySelector("[data-note]").hidden = !door.note;
  const state = row.querySelector("[data-state]");
  const button = row.querySelector("button");
  if (visit) {
    state.textContent = visit.refused ? `没有收下：${visit.refused}` : "填好了，等同步";
    button.textContent = "改一改";
    button.hidden = visit.tried;
  }
  button.addEventListener("click", () => edit(door, visit));
  return row;
}

// ---- filling in

const NAMES = ["words", "note", "reason"];

async function edit(door, visit) {
  current = { door, visit, key: visit?.key ?? crypto.randomUUID() };
  const draft = visit ?? (await kept.all(`draft:${door.code}`))[0] ?? { photos: [] };
  if (!visit && draft.key) current.key = draft.key;
  for (const name of NAMES) fields[name].value = draft[name] ?? "";
  fields.outcome.value = draft.outcome ?? "";
  fields.confirmation.value = draft.confirmation ?? "";
  fields.together.checked = draft.together === true;
  photos = [...draft.photos];
  part("visit-whose").textContent = `${door.name}，${door.slot}`;
  part("together-hint").textContent = door.persons > 1 ? `这一家要${door.persons}个人一起上门` : "这一家可以一个人去";
  wrong("visit", "");
  drawPhotos();
  follow();
  show("visit-part", true);
  show("work-part", false);
  part("visit-title").focus();
}

// Not now: what was typed stays with its door.
async function leave() {
  await aside();
  current = null;
  show("visit-part", false);
  await draw();
}

function filled() {
  return {
    code: current.door.code,
    seen: current.door.seen,
    key: current.key,
    outcome: fields.outcome.value,
    confirmation: fields.outcome.value === "missed" ? "" : fields.confirmation.value,
    together: fields.together.checked,
    photos,
    ...Object.fromEntries(NAMES.map((name) => [name, fields[name].value.trim()])),
  };
}

// What is asked follows the result, and all that was typed is sealed at once.
function follow() {
  show("met-part", fields.outcome.value !== "missed");
  show("reason-part", fields.confirmation.value === "refused");
}

function faultOf(visit, door) {
  const isMet = visit.outcome !== "missed";
  if (!visit.outcome) return "请选这次上门的结果。";
  if (!visit.words) return "请写一句做了什么、结果怎样，本人会看到。";
  if (isMet && door.persons > 1 && !visit.together) return `这一家要${door.persons}个人一起上门。同去的人没有到，请不要进门，选“没有见到人”另约。`;
  if (isMet && !visit.confirmation) return "请选本人怎么确认的。";
  const isSigned = photos.some((each) => each.kind === "signature");
  if (isMet && visit.confirmation === "signed" && !isSigned) return "请把本人签了字的那一页拍下来。";
  if (isMet && visit.confirmation === "refused" && !visit.reason) return "本人没有签的，写明原因。";
  return photos.every((each) => each.name.trim()) ? "" : "每张照片写清楚拍的是什么。";
}

// One writing after the other: what is put aside last is what stands.
let writing = Promise.resolve();

function aside() {
  clearTimeout(timer);
  const visit = filled();
  if (!current.visit) writing = writing.then(() => kept.put([[`draft:${visit.code}`, visit]]));
  return writing;
}

async function finish(event) {
  event.preventDefault();
  const visit = filled();
  const fault = faultOf(visit, current.door);
  wrong("visit", fault);
  if (fault) return;
  clearTimeout(timer);
  await writing;
  const before = current.visit;
  visit.filled_at = before?.filled_at ?? new Date().toISOString();
  // Not while it is being sent: what the server may have already is not changed any more.
  const isKept = await navigator.locks.request("tongban-field", async () => {
    const now = before ? (await kept.all(before.id))[0] : null;
    if (before && (!now || now.tried)) return false;
    const gone = before ? [before.id] : [`draft:${visit.code}`];
    await kept.swap(gone, [[`visit:${visit.filled_at}:${visit.key}`, visit]]);
    return true;
  });
  current = null;
  show("visit-part", false);
  say(isKept ? "存好了，有网就同步。" : "这一份刚刚已经同步，没有改。要改的，请打开这次帮办。");
  await draw();
  part("door-list").querySelector("button")?.focus();
  await sync();
}

// ---- photographs

async function shrunk(file) {
  const picture = await createImageBitmap(file).catch(() => null);
  const largest = picture ? Math.max(picture.width, picture.height) : 0;
  if (largest <= LARGEST_SIDE) return file;
  const canvas = document.createElement("canvas");
  canvas.width = Math.round((picture.width * LARGEST_SIDE) / largest);
  canvas.height = Math.round((picture.height * LARGEST_SIDE) / largest);
  canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
  return new Promise((done) => canvas.toBlob(done, "image/jpeg", 0.85));
}

async function add(input, kind) {
  for (const file of input.files) {
    if (photos.length >= Number(place.dataset.most)) return wrong("visit", `照片最多${place.dataset.most}张。`);
    const picture = await shrunk(file);
    const photo = { key: crypto.randomUUID(), kind, name: kind === "signature" ? "本人签字" : "", type: picture.type };
    await kept.put([[`photo:${photo.key}`, await picture.arrayBuffer()]]);
    photos.push(photo);
  }
  input.value = "";
  drawPhotos();
  await aside();
}

function drawPhotos() {
  part("photo-list").replaceChildren(...photos.map(photoRow));
}

function photoRow(photo, place) {
  const row = part("photo").content.cloneNode(true).firstElementChild;
  const input = row.querySelector("input");
  const label = row.querySelector("label");
  input.id = label.htmlFor = `photo-${place}`;
  label.textContent = `第${place + 1}张${photo.kind === "signature" ? "（签字）" : ""}拍的是什么`;
  input.value = photo.name;
  input.addEventListener("input", () => {
    photo.name = input.value;
  });
  const button = row.querySelector("button");
  button.setAttribute("aria-label", `移除第${place + 1}张照片`);
  button.addEventListener("click", async () => {
    photos = photos.filter((each) => each !== photo);
    drawPhotos();
    await aside();
    await kept.remove([`photo:${photo.key}`]);
  });
  return row;
}

// ---- syncing

async function sync() {
  if (!kept.isOpen() || !(await kept.count("visit:"))) return;
  await navigator.locks.request("tongban-field", { ifAvailable: true }, async (lock) => lock && syncAll());
  await draw();
}

// By the clerk's own press: what was arranged since is taken along too; what is being filled in stays.
async function refresh() {
  await sync();
  try {
    const { csrf, number } = await token();
    const found = await kept.meta();
    if (!found || number !== found.number || found.on !== today()) return;
    const told = await post(place.dataset.doors, { on: found.on }, csrf);
    const waiting = (await kept.all("visit:")).map((each) => each.code);
    const fresh = inOrder(told.doors).filter(([, each]) => !waiting.includes(each.code));
    const old = (await kept.names("door:")).filter((each) => !waiting.includes(each.slice("door:".length)));
    await kept.swap(old, fresh);
  } catch (error) {
    say(reasonOf(error));
  }
  await draw();
}

async function syncAll() {
  try {
    const { csrf, number } = await token();
    const found = await kept.meta();
    if (number !== found.number) return say(`这些是工号${found.number}填的，请用那个账号登录再同步。`);
    for (const visit of await kept.all("visit:")) await send(visit, csrf);
  } catch (error) {
    say(reasonOf(error));
  }
}

// Photographs first, each under its own key; then the visit names them. It goes from the phone when it is there.
async function send(visit, csrf) {
  const { id, ...told } = visit;
  delete told.refused;
  told.tried = true;
  try {
    for (const each of told.photos.filter((one) => !one.file)) {
      const picture = new Blob([await kept.blob(`photo:${each.key}`)], { type: each.type });
      const name = `${each.name}.${each.type.split("/")[1] ?? "jpg"}`;
      each.file = (await post(place.dataset.photos, { key: each.key, photo: [picture, name] }, csrf)).file;
      await kept.swap([], [[id, { ...told, tried: false }]]);
    }
    await kept.swap([], [[id, told]]);
    const answer = await post(place.dataset.visits, { visit: JSON.stringify(told) }, csrf);
    await kept.remove([id, `door:${told.code}`, ...told.photos.map((each) => `photo:${each.key}`)]);
    say(answer.words);
    if (answer.state === "conflict") conflict(told, answer.words);
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    await kept.swap([], [[id, { ...told, tried: false, refused: error.message }]]);
    say(`有一份没有收下：${error.message}`);
  }
}

function conflict(visit, words) {
  const row = part("conflict").content.cloneNode(true).firstElementChild;
  row.querySelector("[data-words]").textContent = words;
  row.querySelector("a").href = `${place.dataset.list}/${visit.code}`;
  part("conflict-list").append(row);
}

async function wipe() {
  clearTimeout(timer);
  await writing;
  await kept.wipe();
  current = null;
  part("wipe-dialog").close();
  show("visit-part", false);
  say("这部手机上的都清掉了。");
  await draw();
}

async function askWipe() {
  const unsent = await kept.count("visit:");
  part("wipe-words").textContent = unsent
    ? `还有${unsent}份没有同步，清掉就找不回来了。`
    : "路线和没填完的都清掉，不能恢复。";
  part("wipe-dialog").showModal();
}

part("take-form").addEventListener("submit", take);
part("open-form").addEventListener("submit", open);
part("reopen").addEventListener("click", reopen);
part("sync").addEventListener("click", refresh);
part("leave").addEventListener("click", leave);
part("wipe").addEventListener("click", askWipe);
part("wipe-yes").addEventListener("click", wipe);
part("wipe-no").addEventListener("click", () => part("wipe-dialog").close());
part("photo-material").addEventListener("change", (event) => add(event.target, "material"));
part("photo-signature").addEventListener("change", (event) => add(event.target, "signature"));
form.addEventListener("submit", finish);
form.addEventListener("input", (event) => {
  if (event.target.type === "file") return;
  follow();
  clearTimeout(timer);
  timer = setTimeout(aside, 400);
});
// A phone that is put away may never come back to the timer.
document.addEventListener("visibilitychange", () => document.hidden && current && aside());
window.addEventListener("online", sync);
window.addEventListener("online", draw);
window.addEventListener("offline", draw);
setInterval(sync, AGAIN);

const is = window.isSecureContext && "serviceWorker" in navigator && "indexedDB" in window;
show("field-unable", !is);
if (is) navigator.serviceWorker.register(place.dataset.worker, { scope: location.pathname }).then(draw);

// What a phone keeps of a day of visits: sealed (AES-GCM) under a key that only the server can make and that a code of
// the clerk opens without a network. The key itself is in memory alone; each record is bound to its name.

const NAME = "tongban-field";
const ROUNDS = 600000;
const TRIES = 10;
let key = null;

const asked = (request) => new Promise((done, refuse) => {
  request.onsuccess = () => done(request.result);
  request.onerror = () => refuse(request.error);
});

let opened = null;
function database() {
  if (opened) return opened;
  const request = indexedDB.open(NAME, 1);
  request.onupgradeneeded = () => request.result.createObjectStore("box", { keyPath: "id" });
  opened = asked(request);
  return opened;
}

// One transaction: written when it is complete, or not at all.
async function change(act) {
  const writing = (await database()).transaction("box", "readwrite", { durability: "strict" });
  act(writing.objectStore("box"));
  await new Promise((done, refuse) => {
    writing.oncomplete = done;
    writing.onabort = writing.onerror = () => refuse(writing.error);
  });
}

async function rows(prefix) {
  const box = (await database()).transaction("box").objectStore("box");
  return asked(box.getAll(IDBKeyRange.bound(prefix, `${prefix}\uffff`)));
}

const bytes = (text) => new TextEncoder().encode(text);
const fromHex = (text) => new Uint8Array(text.match(/../g).map((each) => parseInt(each, 16)));
const sealing = (raw) => crypto.subtle.importKey("raw", raw, "AES-GCM", false, ["encrypt", "decrypt"]);

async function fromCode(code, salt) {
  const typed = await crypto.subtle.importKey("raw", bytes(code.normalize("NFKC")), "PBKDF2", false, ["deriveKey"]);
  const how = { name: "PBKDF2", hash: "SHA-256", salt, iterations: ROUNDS };
  return crypto.subtle.deriveKey(how, typed, { name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
}

async function sealed(id, plain, under = key) {
  const iv = crypto.getRandomValues(new Uint8Array(12));
  return { iv, data: await crypto.subtle.encrypt({ name: "AES-GCM", iv, additionalData: bytes(id) }, under, plain) };
}

const unsealed = (id, row, under = key) =>
  crypto.subtle.decrypt({ name: "AES-GCM", iv: row.iv, additionalData: bytes(id) }, under, row.data);

export const isOpen = () => key !== null;
export const meta = async () => (await rows("meta"))[0] ?? null;
export const count = async (prefix) => (await rows(prefix)).length;

// A day begins: the key in memory, and beside it a copy that the clerk's code opens.
export async function begin({ number, on, hex, code }) {
  const raw = fromHex(hex);
  const salt = crypto.getRandomValues(new Uint8Array(16));
  key = await sealing(raw);
  const wrapped = await sealed("meta", raw, await fromCode(code, salt));
  await change((box) => box.put({ id: "meta", number, on, salt, wrapped, tries: 0 }));
}

// Open with the code; ten wrong ones in a row, and the route is gone. What was filled in opens with the server's key.
export async function open(code) {
  const found = await meta();
  try {
    key = await sealing(await unsealed("meta", found.wrapped, await fromCode(code, found.salt)));
    if (found.tries) await change((box) => box.put({ ...found, tries: 0 }));
    return { opened: true };
  } catch {
    const tries = found.tries + 1;
    if (tries >= TRIES) await remove(await names("door:"));
    await change((box) => box.put({ ...found, tries: tries % TRIES }));
    return { opened: false, left: TRIES - tries };
  }
}

export async function openWith(hex) {
  key = await sealing(fromHex(hex));
}

export async function put(entries) {
  const ready = [];
  for (const [id, value] of entries) {
    const plain = value instanceof ArrayBuffer ? value : bytes(JSON.stringify(value));
    ready.push({ id, ...(await sealed(id, plain)) });
  }
  await change((box) => ready.forEach((each) => box.put(each)));
}

const told = async (row) => JSON.parse(new TextDecoder().decode(await unsealed(row.id, row)));

export async function all(prefix) {
  return Promise.all((await rows(prefix)).map(async (row) => ({ id: row.id, ...(await told(row)) })));
}

export async function blob(id) {
  const [row] = await rows(id);
  return row ? unsealed(id, row) : null;
}

export const names = async (prefix) => (await rows(prefix)).map((each) => each.id);
export const remove = (ids) => change((box) => ids.forEach((each) => box.delete(each)));

// A record goes and others come in one step: what was filled in is never in neither place.
export async function swap(gone, entries) {
  const ready = [];
  for (const [id, value] of entries) ready.push({ id, ...(await sealed(id, bytes(JSON.stringify(value)))) });
  await change((box) => {
    gone.forEach((each) => box.delete(each));
    ready.forEach((each) => box.put(each));
  });
}

export async function wipe() {
  key = null;
  await change((box) => box.clear());
  await caches.delete(NAME);
}

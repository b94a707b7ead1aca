// The terminal without a network (断网也能用): guides are kept from the last time that it was there, and the receipts of
// whoever stands here now, to be printed. Nothing else is kept, and the end takes the receipts away. R-134.

const KEPT = "tongban-kiosk-kept", VISIT = "tongban-kiosk-visit", ENDED = "tongban-kiosk-ended";
const LIST = "/kiosk/kept.json", AWAY = "/kiosk/away", OVER = "/kiosk/over", LEAVE = "/kiosk/leave";
const ENDS = new Set(["/kiosk", OVER, LEAVE, "/kiosk/bind"]);
const GATEWAYS = [502, 503, 504], AT = "Tongban-Kept-At";
const BARE = '<!doctype html><html lang="zh-CN"><meta http-equiv="refresh" content="10;url=/kiosk"><title>网络断了</title><h1>网络断了</h1><p>请到导办台。网络恢复以后，这台机器自己恢复。</p>';

addEventListener("install", () => skipWaiting());
addEventListener("activate", (event) => event.waitUntil(clients.claim()));
addEventListener("message", (event) => event.data === "keep" && event.waitUntil(keep()));
addEventListener("fetch", (event) => {
  const { request } = event, url = new URL(request.url);
  if (url.origin !== location.origin) return;
  if (request.mode === "navigate") event.respondWith(page(request, url));
  else if (request.method === "GET" && ["style", "script", "image"].includes(request.destination)) event.respondWith(part(request));
});

/** A page from the house; where that cannot be reached, as it was kept, or what can be done now. */
async function page(request, url) {
  if (ENDS.has(url.pathname)) await caches.delete(VISIT);
  await closeWhatEnded();
  const answer = await fetch(request).catch(() => null);
  if (answer && !GATEWAYS.includes(answer.status)) {
    if (answer.ok && answer.headers.has("Tongban-Receipt")) await (await caches.open(VISIT)).put(url, dated(answer.clone()));
    return answer;
  }
  if (url.pathname === LEAVE || url.pathname === OVER) {
    await caches.open(ENDED);
    return url.pathname === LEAVE ? Response.redirect(OVER, 303) : marked(await caches.match(AWAY));
  }
  const plain = tidy(url);
  const isKept = request.method === "GET" && url.pathname !== "/kiosk";
  const found = isKept && ((await caches.match(plain, { cacheName: VISIT })) ?? (await caches.match(plain, { cacheName: KEPT })));
  return marked(found || (await caches.match(AWAY)));
}

/** Who left while the house was away is forgotten there before anybody else is let in. */
async function closeWhatEnded() {
  if (!(await caches.has(ENDED))) return;
  const done = await fetch(OVER).catch(() => null);
  if (done?.ok) await caches.delete(ENDED);
}

/** The same page, which says of itself since when it lies here. */
async function marked(answer) {
  if (!answer) return new Response(BARE, { status: 503, headers: { "Content-Type": "text/html; charset=utf-8" } });
  const text = await answer.text();
  return new Response(text.replace("<body ", `<body data-kept-at="${answer.headers.get(AT)}" `), { headers: answer.headers });
}

/** The answer as it is kept: plain, and with the time. */
function dated(answer) {
  const headers = new Headers(answer.headers);
  for (const each of ["Content-Encoding", "Content-Length"]) headers.delete(each);
  headers.set(AT, new Date().toISOString());
  return new Response(answer.body, { headers });
}

async function part(request) {
  return (await caches.match(request, { cacheName: KEPT })) ?? fetch(request);
}

function tidy(url) {
  const plain = new URL(url);
  if (plain.searchParams.get("page") === "1") plain.searchParams.delete("page");
  return plain;
}

let isKeeping = false;

/** What the house says is to be kept, anew when it has changed; all of it, or what was there stays. */
async function keep() {
  if (isKeeping) return;
  isKeeping = true;
  try {
    const cache = await caches.open(KEPT);
    const told = await fetch(LIST, { redirect: "error" }).then((answer) => answer.json());
    const before = await cache.match(LIST).then((answer) => answer?.json());
    if (before?.stamp === told.stamp) return;
    const wanted = [...told.parts, ...told.pages];
    for (const each of wanted) {
      const answer = await fetch(each, { redirect: "error" });
      if (!answer.ok) return;
      await cache.put(each, dated(answer));
    }
    const known = new Set(wanted.map((each) => new URL(each, location.origin).href));
    for (const each of await cache.keys()) if (!known.has(each.url)) await cache.delete(each);
    await cache.put(LIST, Response.json(told));
  } catch {
    // The house went away in between: the next time.
  } finally {
    isKeeping = false;
  }
}

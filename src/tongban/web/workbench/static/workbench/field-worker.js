// Answers for the page of visits alone, when there is no network: with what the page itself put aside, never with data.

const KEPT = "tongban-field";
const PATIENCE = 5000;

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));
self.addEventListener("fetch", (event) => {
  if (event.request.method === "GET") event.respondWith(answer(event.request));
});

const late = () => new Promise((_, refuse) => setTimeout(() => refuse(new Error("no network")), PATIENCE));

async function answer(request) {
  const kept = await (await caches.open(KEPT)).match(request, { ignoreSearch: request.mode === "navigate" });
  if (!kept) return fetch(request);
  try {
    return await Promise.race([fetch(request), late()]);
  } catch {
    return kept;
  }
}

// Keeps the app on the device: every file of one build, complete and unmixed, or none of it.
//
// The release build fills in the next two lines: the build's digest, and every file's SHA-256 by its address.
// In a debug build they stay as they are, and this worker takes itself and whatever it kept away again.
const BUILD = "debug";
const FILES = {};

const PREFIX = "rapport-";
const CACHE = PREFIX + BUILD;
// The server's own addresses: never answered from here.
const SERVER = /^\/(api\/|healthz$|metrics$)/;

self.addEventListener("install", (event) => {
  if (BUILD !== "debug") event.waitUntil(install());
  else self.skipWaiting();
});
self.addEventListener("activate", (event) => event.waitUntil(BUILD === "debug" ? leave() : activate()));
self.addEventListener("message", (event) => {
  if (event.data?.type === "skip-waiting") self.skipWaiting();
  if (event.data?.type === "version") event.waitUntil(tellVersion(event));
});
// A reminder leads to Today, in the window that is open if there is one.
self.addEventListener("notificationclick", (event) => {
  event.notification.close();
  event.waitUntil(openToday());
});
self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (BUILD === "debug" || request.method !== "GET" || origin !== location.origin || SERVER.test(pathname)) return;
  // Every place in the app is the same page; what comes after `?` is the page's business.
  const isPlace = request.mode === "navigate" && !(pathname in FILES);
  const path = isPlace ? "/" : pathname;
  if (path in FILES) event.respondWith(answer(path));
  else event.respondWith(ofThePreviousBuild(request, pathname));
});

// Everything is fetched and compared before anything is kept. A file that does not match (a server in the middle
// of a deployment, a meddling network) fails the install: the running build goes on untouched, and the browser
// tries again at its next check.
async function install() {
  const kept = await Promise.all(Object.keys(FILES).map(async (path) => [path, await obtain(path)]));
  const isNew = !(await caches.has(CACHE));
  try {
    const cache = await caches.open(CACHE);
    for (const [path, response] of kept) await cache.put(path, response);
  } catch (error) {
    if (isNew) await caches.delete(CACHE);
    throw error;
  }
}

// From a build that is already here if the file has not changed, else from the server. The page has just loaded half of it, so the
// browser's own cache is asked first; whatever it holds is compared, and what does not match is fetched past it.
async function obtain(path) {
  const names = await builds();
  const isUpdate = names.some((name) => name !== CACHE);
  for (const name of names) {
    const old = await (await caches.open(name)).match(path);
    const same = old && (await verified(path, old));
    // The page and the scripts carry headers that may change without their bytes.
    if (same && path !== "/" && !path.endsWith(".js")) return same;
  }
  // A file that carries its digest in its name is never asked for again; of others, and of those with headers that count, the
  // server says whether they are still the same.
  const isNamed = /-[0-9a-f]{12,}[._]/.test(path);
  const hasHeaders = path === "/" || path.endsWith(".js");
  for (const cache of [isNamed && !(hasHeaders && isUpdate) ? "force-cache" : "no-cache", "reload"]) {
    const fresh = await fetch(path, { cache, credentials: "same-origin" });
    const good = fresh.ok && (await verified(path, fresh));
    if (good) return good;
  }
  throw new Error(`${path} is not of build ${BUILD}`);
}

// The response again if its bytes are those of this build, else nothing.
async function verified(path, response) {
  const bytes = await response.arrayBuffer();
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  const hex = Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("");
  if (hex !== FILES[path]) return undefined;
  const headers = new Headers(response.headers);
  for (const name of ["content-encoding", "content-length", "transfer-encoding"]) headers.delete(name);
  return new Response(bytes, { status: 200, headers });
}

// A new build waits until every tab of the old one is closed, or until a person accepts the update
// ("skip-waiting"). In the second case tabs of the old build are still open for a moment, before each hears
// `controllerchange` and reloads; for them the previous build stays until the next activation.
async function activate() {
  const open = await self.clients.matchAll({ type: "window", includeUncontrolled: true });
  const names = await builds();
  // Not those behind ours: a still newer build may be arriving.
  const old = names.slice(0, names.indexOf(CACHE));
  const gone = open.length > 0 ? old.slice(0, -1) : old;
  await Promise.all(gone.map((name) => caches.delete(name)));
  // The very first visit can go offline without a reload.
  await self.clients.claim();
}

// Only ever from this build's own files. What the browser has thrown away or damaged is fetched again, if it is still
// the same.
async function answer(path) {
  const cache = await caches.open(CACHE);
  const kept = await cache.match(path);
  if (kept) return kept;
  try {
    const healed = await obtain(path);
    await cache.put(path, healed.clone());
    return healed;
  } catch {
    const text = "A part of Rapport is missing on this device. Your notes are safe: open it once with a connection.";
    return new Response(text, { status: 503, headers: { "content-type": "text/plain; charset=utf-8" } });
  }
}

// A tab of the build before may still ask for its own scripts. They are named by their content, so they can be no
// other build's; anything else is the network's.
async function ofThePreviousBuild(request, path) {
  for (const name of (await builds()).filter((name) => name !== CACHE)) {
    const kept = await (await caches.open(name)).match(path);
    if (kept) return kept;
  }
  return fetch(request);
}

// Oldest first.
async function builds() {
  return (await caches.keys()).filter((name) => name.startsWith(PREFIX));
}

// "Ready to work offline" is what `complete` says: every file of this build is here.
async function tellVersion(event) {
  const cache = await caches.open(CACHE);
  const here = new Set((await cache.keys()).map((request) => new URL(request.url).pathname));
  const complete = BUILD !== "debug" && Object.keys(FILES).every((path) => here.has(path));
  const answer = { type: "version", build: BUILD, complete };
  (event.ports[0] ?? event.source)?.postMessage(answer);
}

async function openToday() {
  const [open] = await self.clients.matchAll({ type: "window" });
  if (open) await open.focus();
  else await self.clients.openWindow("/");
}

async function leave() {
  await Promise.all((await builds()).map((name) => caches.delete(name)));
  await self.registration.unregister();
  for (const client of await self.clients.matchAll({ type: "window" })) client.navigate(client.url);
}

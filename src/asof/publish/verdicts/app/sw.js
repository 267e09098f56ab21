// Keeps all that answers a code for use offline: the page, the register, what each page says, and what
// figures read by now. The network comes first; what is kept is told as such.

const ROOT = new URL("./", self.location);
const KEPT = `asof verify ${ROOT.pathname}`;
const LIST = "verify/offline.json";
const REGISTER = "verify/codes.json";
const PATIENCE = 5000; // milliseconds, where something is kept
const AT_ONCE = 6;

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));
self.addEventListener("message", (event) => event.waitUntil(keepAll(event)));
self.addEventListener("fetch", (event) => {
  const { method, url } = event.request;
  if (method === "GET" && url.startsWith(ROOT.href)) event.respondWith(answered(event.request));
});

const at = (path) => new URL(path, ROOT).href;

// ---- to answer

async function answered(request) {
  const kept = await keptFor(request);
  const fetched = fetch(request);
  if (!kept) return fetched;
  const late = new Promise((_, fail) => setTimeout(fail, PATIENCE));
  fetched.catch(() => {});
  try {
    const response = await Promise.race([fetched, late]);
    return response.status >= 500 ? marked(kept) : response;
  } catch {
    return marked(kept);
  }
}

// What is kept of an address; for a code behind the address of the site, the page that answers it.
async function keptFor(request) {
  const cache = await caches.open(KEPT);
  const url = new URL(request.url);
  const bare = url.origin + url.pathname;
  const own = (await cache.match(bare)) ?? (await cache.match(`${bare}index.html`));
  if (own || request.mode !== "navigate") return own;
  const behind = url.pathname.slice(ROOT.pathname.length).replace(/\/(index\.html)?$/, "");
  return behind.length > 8 && !behind.includes("/") ? cache.match(at("404.html")) : undefined;
}

async function marked(kept) {
  const headers = new Headers(kept.headers);
  headers.set("x-asof-kept", "1");
  return new Response(await kept.blob(), { headers });
}

// ---- to keep

async function keepAll(event) {
  const cache = await caches.open(KEPT);
  try {
    await refreshed(cache, event.data.keep ?? []);
    event.source.postMessage("ready");
  } catch {
    // Offline, or in the middle of being published: what is kept stays, and the next load tries again.
  }
}

async function refreshed(cache, looks) {
  const list = await fetch(at(LIST), { cache: "no-store" });
  const { files } = await list.clone().json();
  const before = await cache.match(at(LIST));
  const had = before ? (await before.json()).files : {};
  const wanted = Object.keys(files).filter((path) => files[path] !== had[path]);
  const fetched = await together(wanted, async (path) => [path, await whole(path, files[path])]);
  await Promise.all(fetched.map(([path, response]) => cache.put(at(path), response)));
  await pages(cache);
  await together(looks.filter((url) => !(url.slice(ROOT.href.length) in files)), (url) => look(cache, url));
  await cache.put(at(LIST), list);
}

// A file as the list has it; another is of another moment, and would not belong to the rest.
async function whole(path, digest) {
  const response = await fetch(at(path), { cache: "no-store" });
  const content = await response.arrayBuffer();
  const found = new Uint8Array(await crypto.subtle.digest("SHA-256", content));
  if (Array.from(found, (n) => n.toString(16).padStart(2, "0")).join("") !== digest) throw new Error(path);
  const headers = new Headers({ "content-type": response.headers.get("content-type") ?? "text/plain" });
  headers.set("date", response.headers.get("date") ?? new Date().toUTCString());
  return new Response(content, { headers });
}

// What each page says: it never changes, and goes when its edition is withdrawn or no longer public.
async function pages(cache) {
  const { codes } = await (await cache.match(at(REGISTER))).json();
  const standing = Object.values(codes).filter((each) => each.state !== "withdrawn");
  const wanted = new Set(standing.map((each) => at(`${each.folder}said.json`)));
  const there = (await cache.keys()).map((each) => each.url).filter((url) => url.endsWith("/said.json"));
  await Promise.all(there.filter((url) => !wanted.has(url)).map((url) => cache.delete(url)));
  const missing = [...wanted].filter((url) => !there.includes(url));
  await together(missing, async (url) => {
    const response = await fetch(url);
    if (response.ok) await cache.put(url, response);
  });
}

async function look(cache, url) {
  const response = await fetch(url);
  if (response.ok && !response.redirected && !url.endsWith("/said.json")) await cache.put(url, response);
}

// Some at a time, so that a telephone can do other things meanwhile.
async function together(all, work) {
  const rest = [...all], done = [];
  const one = async () => {
    while (rest.length) done.push(await work(rest.shift()));
  };
  await Promise.all(Array.from({ length: AT_ONCE }, one));
  return done;
}

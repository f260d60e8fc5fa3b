// Serves one version of the page, whole, from its own cache. The build fills in the two
// constants: what the version is called, and its files, each a name or [name, integrity].

const VERSION = '__VERSION__';
const FILES = [/* FILES */];

const SCOPE = new URL(self.registration.scope);
// The host may have other pages with caches of their own; the path tells whose is whose.
const OWN = `skimmark:${SCOPE.pathname}:`;
const CACHE = OWN + VERSION;

const PAGE = SCOPE.href;
const NAMES_OF_PAGE = [PAGE, `${PAGE}index.html`];
const ADDRESSES = new Set(FILES.map((file) => new URL([].concat(file)[0], SCOPE).href));

// Past the browser's cache, which may hold files of the version before; and with the integrity
// of each, as the host may. One file that fails makes the version fail, and the old one stays.
async function install() {
  const cache = await caches.open(CACHE);
  const request = (file) => {
    const [name, integrity = ''] = [].concat(file);
    return new Request(new URL(name, SCOPE), { cache: 'no-cache', integrity });
  };
  await cache.addAll(FILES.map(request));
}

async function removeOld() {
  // The cache of a version that is just being fetched is not an old one: the next to take over
  // cleans up.
  if (self.registration.installing || self.registration.waiting) return;
  const names = await caches.keys();
  const old = names.filter((name) => name.startsWith(OWN) && name !== CACHE);
  await Promise.all(old.map((name) => caches.delete(name)));
}

/** What the browser asks for is this: a file of this version, or nothing that concerns it. */
function fileOf(request) {
  const url = new URL(request.url);
  url.hash = '';
  if (request.method !== 'GET') return null;
  if (request.mode === 'navigate') {
    url.search = '';
    return NAMES_OF_PAGE.includes(url.href) ? PAGE : null;
  }
  return ADDRESSES.has(url.href) ? url.href : null;
}

async function answer(file, request) {
  const cache = await caches.open(CACHE);
  // Absent only where the browser or the reader has removed it.
  return (await cache.match(file)) ?? fetch(request);
}

self.addEventListener('install', (event) => event.waitUntil(install()));
self.addEventListener('activate', (event) => event.waitUntil(removeOld()));
self.addEventListener('fetch', (event) => {
  const file = fileOf(event.request);
  if (file) event.respondWith(answer(file, event.request));
});
self.addEventListener('message', (event) => {
  if (event.data?.type === 'SKIP_WAITING') self.skipWaiting();
});

// Serves one version of the page, whole, from its own cache. The build fills in the two
// constants: what the version is called, and its files.

const VERSION = '__VERSION__';
const FILES = [/* FILES */];

const SCOPE = new URL(self.registration.scope);
// The host may have other pages with caches of their own; the path tells whose is whose.
const OWN = `skimmark:${SCOPE.pathname}:`;
const CACHE = OWN + VERSION;

const PAGE = SCOPE.href;
const NAMES_OF_PAGE = [PAGE, `${PAGE}index.html`];
const ADDRESSES = new Set(FILES.map((file) => new URL(file, SCOPE).href));

/** Fetches the version. Where any file of it fails, it fails, and the one before goes on. */
async function install() {
  const cache = await caches.open(CACHE);
  try {
    // The browser's own cache may still hold files of the version before.
    const request = (file) => new Request(new URL(file, SCOPE), { cache: 'no-cache' });
    await cache.addAll(FILES.map(request));
    await checkPage(await cache.match(PAGE));
  } catch (error) {
    await caches.delete(CACHE);
    throw error;
  }
}

/** The host's caches, too, may for some minutes hold the page of another version. It names files
 *  by their content, so it belongs to this version if all that it names do. */
async function checkPage(page) {
  const named = (await page.text()).match(/[\w-]+-[0-9a-f]{16}[\w.]*/g) ?? [];
  const foreign = named.find((name) => !FILES.includes(name));
  if (foreign) throw new Error(`the page is of another version than ${VERSION}: ${foreign}`);
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

// Starts the page's program, says so when it cannot run or has crashed, and keeps the service
// worker up to date. It stays small and plain, as it must work where the program does not.

const tag = document.querySelector('script[data-js]');
const address = (name) => new URL(tag.dataset[name], document.baseURI).href;
/** The folder that the page is served from; it names what the page stores. */
const folder = location.pathname.replace(/[^/]*$/, '');
/** Names and versions of what is stored; the build writes those of the program here. */
const STORED = { /* STORED */ };
/** What the keys of this page begin with; pages of other projects share the storage. */
const prefix = STORED.owner + folder + STORED.layout;

// --- Settings ----------------------------------------------------------------------------

// Before the first paint, so that nothing flashes or shifts; the program reads them again.
try {
  const noted = (storage, key) => storage.getItem(prefix + key);
  /** What follows the version of a short text, if that version is known here. */
  const stored = (key) => {
    const text = noted(localStorage, key) ?? '';
    return text.startsWith(STORED.shortText) ? text.slice(STORED.shortText.length) : '';
  };
  for (const [key, value] of new URLSearchParams(stored(STORED.settings))) {
    document.documentElement.setAttribute(`data-${key}`, value);
  }
  const open = noted(sessionStorage, STORED.open) ?? noted(localStorage, STORED.open);
  const opens = open && open !== STORED.noneOpen;
  if (opens || location.hash.length > 1 || stored(STORED.filters)) {
    document.documentElement.setAttribute('data-opening', '');
  }
} catch {
  // This browser forbids storage.
}

// --- Trouble -----------------------------------------------------------------------------

/** A program that has crashed cannot go on: its memory may be in any state. */
function crashed(event) {
  const reason = event.reason ?? event.error;
  if (typeof WebAssembly === 'object' && reason instanceof WebAssembly.RuntimeError) {
    sayStopped();
  }
}

let stopped = false;
function sayStopped() {
  if (stopped) return;
  stopped = true;
  const region = element('div', 'notices');
  const notice = element('div', 'notice trouble');
  const offers = element('div', 'notice-offers');
  offers.append(
    button('Reload', () => location.reload()),
    button('Save a backup', saveRescue),
  );
  notice.append(
    element('p', '', 'Skimmark has stopped working. Reload the page to go on.'),
    offers,
  );
  notice.setAttribute('role', 'alert');
  region.append(notice);
  document.body.append(region);
}

function sayNotStarted(error) {
  console.error(error);
  const why =
    typeof WebAssembly === 'object'
      ? 'Skimmark could not start. Check the connection and load the page again. If that does ' +
        'not help, update this browser, or open the page in another one.'
      : 'Skimmark needs WebAssembly, which this browser lacks or has switched off. Switch it ' +
        'on, update this browser, or open the page in another one.';
  const message = element('p', '', why);
  message.setAttribute('role', 'alert');
  const main = element('main', 'page');
  main.append(message);
  document.querySelector('main')?.remove();
  document.body.append(main);
}

function element(name, classes, text = '') {
  const made = document.createElement(name);
  made.className = classes;
  made.textContent = text;
  return made;
}

function button(label, act) {
  const made = element('button', 'button', label);
  made.addEventListener('click', act);
  return made;
}

/** Saves everything that is stored as it is, damaged or not. The program merges it when the file
 *  is imported: nothing here needs to know what the values mean. */
async function saveRescue() {
  const now = new Date();
  const two = (number) => String(number).padStart(2, '0');
  const made = `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
  const text = JSON.stringify({
    skimmark: STORED.rescue,
    v: STORED.rescueVersion,
    made,
    stored: storedPairs(),
    journal: await journalPairs().catch(() => []),
  });
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
  link.download = `skimmark-backup-${made}.json`;
  link.click();
}

/** The page's keys in `localStorage`, without what they begin with, and their texts. */
function storedPairs() {
  try {
    const own = Object.keys(localStorage).filter((key) => key.startsWith(prefix));
    return own.map((key) => [key.slice(prefix.length), localStorage.getItem(key)]);
  } catch {
    // This browser forbids storage.
    return [];
  }
}

/** The names of the journal's changes, and their texts. An entry of its log holds several. */
async function journalPairs() {
  const opening = indexedDB.open(STORED.owner + folder);
  // If there is none, none is made.
  opening.onupgradeneeded = () => opening.transaction.abort();
  const database = await answer(opening);
  const journal = database.transaction(STORED.journal).objectStore(STORED.journal);
  const asked = [journal.getAllKeys(), journal.getAll()];
  const [names, texts] = await Promise.all(asked.map(answer));
  return names.flatMap((name, at) => {
    const text = texts[at];
    if (typeof text === 'string') return [[name, text]];
    if (!Array.isArray(text)) return [];
    return text.flatMap((of, place) => (place % 2 ? [] : [[of, text[place + 1]]]));
  });
}

/** What a request to the database gives. */
function answer(request) {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = reject;
  });
}

// --- Updates -----------------------------------------------------------------------------

const AN_HOUR = 3_600_000;

/** Calls `waits(registration)` when a new version has been fetched and waits to take over. */
async function followUpdates(waits) {
  const registration = await navigator.serviceWorker.register('sw.js', { scope: './' });
  // At the first visit there is no version that the fetched one would have to wait for.
  const tell = () => registration.waiting && registration.active && waits(registration);
  const watch = (worker) => worker?.addEventListener('statechange', tell);
  tell();
  watch(registration.installing);
  registration.addEventListener('updatefound', () => watch(registration.installing));

  let checked = Date.now();
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState !== 'visible' || Date.now() - checked < AN_HOUR) return;
    checked = Date.now();
    // Without a connection there is nothing to update to.
    registration.update().catch(() => {});
  });
  addEventListener('skimmark-apply-update', () => takeOver(registration));
}

/** Lets the waiting version take over, then loads the page that belongs to it. */
function takeOver(registration) {
  const next = registration.waiting;
  // Another tab has let it take over already.
  if (!next) return location.reload();
  // Not `controllerchange`: that does not come to a page that was loaded past the worker.
  next.addEventListener('statechange', () => {
    if (next.state === 'activated') location.reload();
  });
  next.postMessage({ type: 'SKIP_WAITING' });
}

// --- Start -------------------------------------------------------------------------------

/** Settles when the page is on the screen: what can be read comes before what runs, which is
 *  large and would keep a slow connection and a slow machine from showing it. */
function painted() {
  return new Promise((resolve) => {
    new PerformanceObserver(resolve).observe({ type: 'paint', buffered: true });
    // A page in the background is not painted.
    setTimeout(resolve, 500);
  });
}

addEventListener('error', crashed);
addEventListener('unhandledrejection', crashed);
// The page offers a backup when its engine has stopped.
addEventListener('skimmark-backup', saveRescue);

/** The name under which the page's program finds an engine that runs already. */
const ENGINE = 'skimmarkEngine';

/** Starts the engine beside the page's program, as a digest that is reopened waits for both. What it says
 *  before that program listens is noted: that it is ready, or that it is missing. */
function startEngine() {
  const name = document.querySelector('meta[name=skimmark-engine]').content;
  const engine = new Worker(name, { type: 'module' });
  engine.onmessage = () => { engine.isReady = true; };
  engine.onerror = () => { engine.isMissing = true; };
  window[ENGINE] = engine;
}

let started = true;
try {
  await painted();
  if (document.documentElement.hasAttribute('data-opening')) startEngine();
  const [program, wasm] = await Promise.all([import(address('js')), fetch(address('wasm'))]);
  await program.default({ module_or_path: wasm });
  handOverEarly();
} catch (error) {
  if (typeof WebAssembly === 'object' && error instanceof WebAssembly.RuntimeError) {
    sayStopped();
  } else {
    started = false;
    sayNotStarted(error);
  }
}

if ('serviceWorker' in navigator && isSecureContext) {
  if (document.readyState !== 'complete') {
    await new Promise((resolve) => addEventListener('load', resolve, { once: true }));
  }
  // The program asks the reader. Where it did not start, there is nothing to lose and the new
  // version may be the cure.
  const ask = () => dispatchEvent(new Event('skimmark-update'));
  followUpdates(started ? ask : takeOver).catch((error) => console.warn(error));
}

// The browser, and what only it can tell: memory after a collection, and the longest task of the
// page's thread, from the browser's own trace.
import { chromium } from '@playwright/test';
import { build } from 'esbuild';
import { ARGUMENTS } from '../tests/browser/chromium.mjs';

/** Gives each measurement a browser of its own, so that none inherits another's memory or dies
 *  with it. */
export async function browse(use, options = {}) {
  const executablePath = process.env.SKIMMARK_BROWSER;
  const browser = await chromium.launch({ executablePath, args: ARGUMENTS });
  try {
    // Otherwise the service worker would fetch the whole page again meanwhile.
    const context = await browser.newContext({
      viewport: { width: 1280, height: 720 },
      serviceWorkers: 'block',
      ...options,
    });
    const page = await context.newPage();
    page.setDefaultTimeout(330_000);
    return await use(page, browser);
  } finally {
    await browser.close().catch(() => {});
  }
}

/** Returns a module of this folder as one script, with what it exports as `window[name]`. */
export async function bundle(file, name) {
  const built = await build({
    entryPoints: [new URL(file, import.meta.url).pathname],
    bundle: true,
    format: 'iife',
    globalName: name,
    footer: { js: `window.${name}=${name};` },
    minify: true,
    write: false,
    logLevel: 'error',
  });
  return built.outputFiles[0].text;
}

/** Asks DevTools for the page and for each of its workers. */
async function targets(page) {
  const session = await page.context().newCDPSession(page);
  const waiting = new Map();
  const workers = [];
  let serial = 0;
  session.on('Target.attachedToTarget', ({ sessionId }) => workers.push(sessionId));
  session.on('Target.receivedMessageFromTarget', ({ message }) => {
    const { id, result, error } = JSON.parse(message);
    const { done, failed } = waiting.get(id) ?? {};
    if (error) failed?.(new Error(error.message));
    else done?.(result);
  });
  await session.send('Target.setAutoAttach', {
    autoAttach: true,
    waitForDebuggerOnStart: false,
    flatten: false,
  });
  const ask = (sessionId) => (method, params = {}) =>
    new Promise((done, failed) => {
      const id = ++serial;
      waiting.set(id, { done, failed });
      const message = JSON.stringify({ id, method, params });
      session.send('Target.sendMessageToTarget', { sessionId, message }).catch(failed);
    });
  const own = (method, params) => session.send(method, params);
  return { all: [own, ...workers.map(ask)], close: () => session.detach() };
}

/** Runs before a thread's program: notes the memory of each program that is started in it. */
function noteMemories() {
  self.memories = new Set();
  for (const name of ['instantiate', 'instantiateStreaming']) {
    const start = WebAssembly[name];
    WebAssembly[name] = async (...given) => {
      const made = await start.apply(WebAssembly, given);
      const { exports } = made.instance ?? made;
      if (exports.memory) self.memories.add(exports.memory);
      return made;
    };
  }
}

/** Lets the page and its worker note the memories of their programs. */
export async function watchMemories(page) {
  const note = `(${noteMemories})();`;
  await page.addInitScript(note);
  await page.route('**/note-memories.js', (route) => route.fulfill({ contentType: 'text/javascript', body: note }));
  await page.route('**/engine_loader*.js', async (route) => {
    const response = await route.fetch();
    // Imported first, so it runs first.
    await route.fulfill({ response, body: `import './note-memories.js';${await response.text()}` });
  });
}

const wasmBytes = () => [...(self.memories ?? [])].reduce((all, one) => all + one.buffer.byteLength, 0);

async function heapOf(send) {
  await send('HeapProfiler.enable');
  await send('HeapProfiler.collectGarbage');
  const { usedSize } = await send('Runtime.getHeapUsage');
  await send('HeapProfiler.disable');
  return usedSize;
}

/** Returns the bytes of JavaScript's heap after a collection and of the programs' memories
 *  ([`watchMemories`]), of the page and its workers together. */
export async function memory(page) {
  const { all, close } = await targets(page);
  let heap = 0;
  for (const send of all) heap += await heapOf(send);
  await close();
  let wasm = 0;
  for (const thread of [page, ...page.workers()]) wasm += await thread.evaluate(wasmBytes);
  return { heap, wasm, threads: all.length };
}

const CATEGORIES = ['toplevel', 'devtools.timeline', 'disabled-by-default-devtools.timeline', 'blink.user_timing'];

/** Returns the longest task of the page's thread during `actions`, in milliseconds. */
export async function longestTask(page, browser, actions) {
  await browser.startTracing(page, { categories: CATEGORIES });
  await page.evaluate(() => performance.mark('bench-page'));
  await actions();
  const { traceEvents } = JSON.parse(await browser.stopTracing());
  const mark = traceEvents.find((event) => event.name === 'bench-page');
  if (!mark) throw new Error('the trace does not tell which thread is the page\'s');
  const own = traceEvents.filter(
    (event) => event.name === 'RunTask' && event.pid === mark.pid && event.tid === mark.tid,
  );
  if (own.length === 0) throw new Error('the trace holds no tasks of the page');
  return own.reduce((most, event) => Math.max(most, event.dur ?? 0), 0) / 1000;
}

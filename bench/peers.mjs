// Measures the peers: each in a browser of its own, for no longer than a limit.
import { browse, bundle, memory } from './browser.mjs';

export const PEERS = ['MiniSearch', 'FlexSearch', 'Fuse.js', 'uFuzzy', 'includes'];

/** What the index may take, and what all queries together may take. */
export const LIMIT_MS = 120_000;

/** How long a peer that does not watch the clock itself may take until its browser is ended. */
const PATIENCE_MS = 3 * LIMIT_MS;

/** Runs a step in the page; returns its result, or why it failed. */
async function step(page, run) {
  const crashed = new Promise((done) => page.once('crash', () => done({ failed: 'out of memory' })));
  let timer;
  const late = new Promise((done) => {
    timer = setTimeout(() => done({ failed: `over ${PATIENCE_MS / 1000} s` }), PATIENCE_MS);
  });
  const made = run().then(
    (result) => ({ result }),
    // A crash also ends the evaluation; which of the two is heard first is chance.
    async (error) => (page.isClosed() || /crash/i.test(error.message) ? crashed : { failed: reason(error) }),
  );
  const outcome = await Promise.race([made, crashed, late]);
  clearTimeout(timer);
  return outcome;
}

/** Recognizes the error of a library that outgrows the language's own tables. */
function reason(error) {
  const line = error.message.split('\n')[0].replace(/^page\.evaluate: /, '');
  return /memory|allocation|Invalid (array|string) length|maximum size/i.test(line)
    ? `out of memory (${line})`
    : line;
}

/** Measures one peer with the papers of a size. */
export const peer = (name, count) => browse(async (page) => {
  await page.addScriptTag({ content: await bundle('searchers.mjs', 'searchers') });
  const made = await step(page, () => page.evaluate((count) => window.searchers.prepare(count), count));
  if (made.failed) return { name, failed: `papers: ${made.failed}` };
  const before = await memory(page);
  const index = await step(page, () =>
    page.evaluate(([name, limit]) => window.searchers.index(name, limit), [name, LIMIT_MS]));
  if (index.failed) return { name, failed: index.failed };
  if (index.result === null) return { name, failed: `over ${LIMIT_MS / 1000} s` };
  const after = await memory(page);
  const run = await step(page, () => page.evaluate((limit) => window.searchers.run(limit), LIMIT_MS));
  // Some build most of their index with the first queries.
  const later = run.failed ? after : await memory(page);
  return {
    name,
    index: index.result,
    heap: Math.max(after.heap, later.heap) - before.heap,
    answers: run.result ?? [],
    unanswered: run.failed,
  };
});

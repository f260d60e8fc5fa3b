// Measures the release page as a reader uses it: real keys, clicks and wheel in a real browser.
import { browse, bundle, longestTask, memory, watchMemories } from './browser.mjs';
import { record, still } from './limit.mjs';
import { probe } from './probe.mjs';
import { queries } from './generate.mjs';

const FACETS = 6;
const SCROLL_MS = 4_000;

const pause = (ms) => new Promise((done) => setTimeout(done, ms));

async function visit(page, address) {
  await watchMemories(page);
  await page.addInitScript(probe);
  await page.addInitScript(await bundle('generate.mjs', 'generate'));
  await page.goto(address);
  await page.getByRole('textbox', { name: 'Digest text' }).waitFor();
  // What the page does after its start is not part of the measurement.
  await pause(500);
}

/** Makes the file in the page: sending it there would take longer than reading it. */
export async function prepare(page, count) {
  const bytes = await page.evaluate(async (count) => {
    window.dropped = window.generate.file(count);
    // The browser takes it over beside the page; its end can be read when all is there.
    await window.dropped.slice(-1).text();
    return window.dropped.size;
  }, count);
  await pause(500);
  return bytes;
}

export async function open(page, count) {
  const times = await page.evaluate(async (count) => {
    const file = window.dropped;
    window.dropped = null;
    return window.probe.open(file, count);
  }, count);
  if (!times.done) throw new Error(`of ${count} papers the page says "${times.counts}"`);
  return times;
}

/** Waits until the digest is stored, too, which happens while the reading goes on. */
export async function kept(page) {
  for (let left = 600; left > 0; left--) {
    if (await page.evaluate(() => window.probe.state.kept)) break;
    await pause(100);
  }
  await pause(1_000);
}

/** Measures one input and its result. */
async function measured(page, act) {
  await page.evaluate(() => window.probe.next());
  await act();
  const outcome = await page.evaluate(() => window.outcome);
  const shown = Number(outcome.counts.split(' ')[0].replaceAll(',', ''));
  return { ...outcome, shown };
}

/** Types each query letter by letter, then deletes it whole: that is the query ''. The pauses
 *  differ, so that keys come at every moment between two frames. */
async function type(page) {
  const box = page.getByRole('searchbox', { name: 'Search papers' });
  await box.focus();
  const keys = [];
  for (const query of queries()) {
    for (let end = 1; end <= query.length; end++) {
      const key = query[end - 1] === ' ' ? 'Space' : query[end - 1];
      const outcome = await measured(page, () => page.keyboard.press(key));
      const rest = 20 + ((keys.length * 7) % 40);
      keys.push({ query: query.slice(0, end), key, rest, ...outcome });
      await pause(rest);
    }
    await page.keyboard.press('ControlOrMeta+a');
    const outcome = await measured(page, () => page.keyboard.press('Delete'));
    keys.push({ query: '', key: 'Delete', rest: 50, ...outcome });
    await pause(50);
  }
  return keys;
}

/** Switches each of the first filters on and off again. */
async function click(page) {
  const boxes = page.getByRole('complementary', { name: 'Filters' }).getByRole('checkbox');
  const outcomes = [];
  for (let at = 0; at < Math.min(FACETS, await boxes.count()); at++) {
    for (let twice = 0; twice < 2; twice++) {
      const place = await boxes.nth(at).boundingBox();
      const [x, y] = [place.x + place.width / 2, place.y + place.height / 2];
      outcomes.push(await measured(page, () => page.mouse.click(x, y)));
      await pause(50);
    }
  }
  if (outcomes.length === 0) throw new Error('the page has no filters to click');
  return outcomes;
}

async function scroll(page) {
  await page.mouse.move(700, 400);
  const end = Date.now() + SCROLL_MS;
  while (Date.now() < end) {
    await page.mouse.wheel(0, 120);
    await pause(12);
  }
}

async function frames(page) {
  await page.evaluate(() => window.probe.frames());
  await scroll(page);
  return page.evaluate(() => window.stopFrames());
}

/** Returns what the engine reports by User Timing, in milliseconds by name. */
async function timings(page, since = 0) {
  const entries = await page.workers()[0].evaluate(() =>
    performance.getEntriesByType('measure').map(({ name, startTime, duration }) => ({ name, startTime, duration })),
  );
  const by = (name) => entries.filter((entry) => entry.name === name && entry.startTime >= since)
    .map((entry) => entry.duration);
  return { read: by('read'), index: by('index'), show: by('show') };
}

/** Measures only one opening. */
export const opening = (address, count) => browse(async (page) => {
  await visit(page, address);
  await prepare(page, count);
  const times = await open(page, count);
  return { ...times, ...(await timings(page)) };
});

/** Measures opening, memory, typing, clicking and scrolling, without a trace. */
export const reading = (address, count) => browse(async (page) => {
  await visit(page, address);
  const empty = await memory(page);
  const bytes = await prepare(page, count);
  const times = await open(page, count);
  const said = await timings(page);
  await kept(page);
  const full = await memory(page);
  const since = await page.workers()[0].evaluate(() => performance.now());
  await page.evaluate(record);
  const html = await page.evaluate(still);
  const keys = await type(page);
  const { show } = await timings(page, since);
  const after = await memory(page);
  const clicks = await click(page);
  return {
    bytes, empty, full, after, keys, show, clicks, still: html,
    opening: { ...times, ...said },
    frames: await frames(page),
  };
});

/** Measures the longest task of the page's thread in each part; the trace slows what it watches,
 *  so nothing else is measured meanwhile. */
export const tracing = (address, count) => browse(async (page, browser) => {
  await visit(page, address);
  await prepare(page, count);
  const longest = {};
  longest.loading = await longestTask(page, browser, () => open(page, count));
  await kept(page);
  longest.typing = await longestTask(page, browser, () => type(page));
  longest.clicking = await longestTask(page, browser, () => click(page));
  longest.scrolling = await longestTask(page, browser, () => scroll(page));
  return longest;
});

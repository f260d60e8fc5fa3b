// node bench/engines.mjs [ENGINE,...] [PAPERS]: measures opening a digest, typing and starring in each
// engine over `dist`, and prints a table. Other work on the machine spoils it.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ENGINES } from '../tests/engines/engines.mjs';
import { Page } from '../tests/engines/page.mjs';
import { serve } from '../tests/engines/site.mjs';
import { search, visit } from '../tests/engines/support.mjs';
import { bundle } from './browser.mjs';
import { spread } from './figures.mjs';
import { queries } from './generate.mjs';
import { probe } from './probe.mjs';
import { ms } from './table.mjs';

const OPENINGS = 3;

const [names = 'chromium,firefox,webkit', papers = '10000'] = process.argv.slice(2);
const count = Number(papers);
const generate = await bundle('generate.mjs', 'generate');

async function fresh(browser, site) {
  const page = new Page(await browser.open(), site.address);
  await page.setViewportSize({ width: 1280, height: 720 });
  await visit(page);
  await page.evaluate(`() => { ${generate} (${probe})(); }`);
  await page.waitForTimeout(1_000);
  await page.evaluate(async (count) => {
    window.dropped = window.generate.file(count);
    await window.dropped.slice(-1).text();
  }, count);
  await page.waitForTimeout(1_000);
  return page;
}

async function open(page) {
  const times = await page.evaluate((count) => window.probe.open(window.dropped, count), count);
  if (!times.done) throw new Error(`of ${count} papers the page says "${times.counts}"`);
  return times;
}

/** Types each query letter by letter, then deletes it whole; returns the times to the next paint. */
async function type(page) {
  const times = [];
  await search(page).focus();
  for (const query of queries()) {
    for (const letter of query) {
      await page.evaluate(() => window.probe.next());
      await page.keyboard.press(letter);
      times.push((await page.evaluate(() => window.outcome)).painted);
      await page.waitForTimeout(20 + ((times.length * 7) % 40));
    }
    await search(page).fill('');
    await page.waitForTimeout(300);
  }
  return times;
}

/** Stars each paper that is drawn; returns how long its click keeps the page's thread, and how long it
 *  takes until the star is committed to the journal. */
function star(page) {
  return page.evaluate(async () => {
    const now = () => performance.now();
    let committed = () => {};
    const { transaction } = IDBDatabase.prototype;
    IDBDatabase.prototype.transaction = function (...given) {
      const made = transaction.apply(this, given);
      if (made.mode === 'readwrite') made.addEventListener('complete', () => committed());
      return made;
    };
    const times = { clicks: [], commits: [] };
    for (const star of document.querySelectorAll('article button.star')) {
      const done = new Promise((resolve) => (committed = resolve));
      const begun = now();
      star.click();
      times.clicks.push(now() - begun);
      await done;
      times.commits.push(now() - begun);
      await new Promise((resolve) => setTimeout(resolve, 300));
    }
    return times;
  });
}

async function measure(engine) {
  const folder = mkdtempSync(join(tmpdir(), 'skimmark-bench-'));
  const site = await serve();
  const browser = await ENGINES[engine].start(folder);
  try {
    const openings = [];
    let page = null;
    for (let left = OPENINGS; left > 0; left--) {
      page = await fresh(browser, site);
      openings.push(await open(page));
    }
    await page.waitForTimeout(3_000);
    const keys = spread(await type(page));
    const stars = await star(page);
    const [click, commit] = [spread(stars.clicks), spread(stars.commits)];
    const middle = (name) => spread(openings.map((opening) => opening[name])).median;
    return { version: browser.version, first: middle('first'), done: middle('done'), keys, click, commit };
  } finally {
    await browser.stop();
    await site.down();
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

console.log(`| ${count.toLocaleString('en-US')} papers | first card | all papers | key to painted, median | p95 | keys | star: its click | to committed, median | p95 | stars |`);
console.log(`|${' --- |'.repeat(10)}`);
for (const engine of names.split(',')) {
  const { version, first, done, keys, click, commit } = await measure(engine);
  const opening = `${ms(first)} | ${ms(done)} | ${ms(keys.median)} | ${ms(keys.p95)} | ${keys.of}`;
  const starring = `${ms(click.median)} | ${ms(commit.median)} | ${ms(commit.p95)} | ${commit.of}`;
  console.log(`| ${version} | ${opening} | ${starring} |`);
}
process.exit(0);

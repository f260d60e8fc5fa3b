// Runs the journeys in the engines, side by side:
// `run.mjs [--engines A,B] [--only PART OF A NAME] [--pictures DIR]`. With a folder for pictures it
// takes those of the main states instead.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ENGINES } from './engines.mjs';
import { Page } from './page.mjs';
import { serve } from './site.mjs';

const OPTIONS = { engines: { type: 'string' }, only: { type: 'string' }, pictures: { type: 'string' } };
const { values } = parseArgs({ options: OPTIONS });
const FILES = values.pictures ? ['pictures'] : ['read', 'marks', 'filter', 'keep', 'window'];
/** Where a journey that fails leaves a picture of the page. */
const FAILURES = 'test-results/engines';
/** How long a journey may take. */
const LIMIT = 90_000;
/** How often a journey is tried: a machine that others use as well can be too slow for a moment. */
const TRIES = process.env.CI ? 2 : 1;

const names = values.engines?.split(',') ?? ['firefox', 'firefox-private', 'webkit'];
const unknown = names.find((name) => !(name in ENGINES));
if (unknown) throw new Error(`there is no engine ${unknown}, but ${Object.keys(ENGINES).join(', ')}`);

const journeys = [];
for (const name of FILES) {
  const { default: all } = await import(`./journeys/${name}.mjs`);
  for (const [title, journey] of Object.entries(all)) {
    const { run = journey, not = {} } = journey;
    if (!values.only || title.includes(values.only)) journeys.push({ file: name, title, run, not });
  }
}

/** Runs a journey in a browser that holds nothing; returns its trouble, if there is any. */
async function walk({ title, run }, shared) {
  const page = await shared.elsewhere();
  const limit = new Promise((_, failed) => {
    setTimeout(() => failed(new Error(`it takes longer than ${LIMIT / 1000} s`)), LIMIT).unref();
  });
  try {
    await page.setViewportSize({ width: 1280, height: 800 });
    await Promise.race([run({ page, ...shared }), limit]);
    const { troubles } = page.tab;
    return troubles.length ? new Error(`on the console: ${troubles.join(' | ')}`) : null;
  } catch (error) {
    const picture = await page.tab.screenshot().catch(() => null);
    if (picture) {
      mkdirSync(FAILURES, { recursive: true });
      writeFileSync(join(FAILURES, `${shared.engine} ${title}.png`), picture);
    }
    return error;
  } finally {
    await shared.site.up();
    await page.tab.close().catch(() => {});
  }
}

/** Runs all journeys in one engine, one after the other; returns how many failed. */
async function runAll(engine) {
  const folder = mkdtempSync(join(tmpdir(), 'skimmark-engine-'));
  const site = await serve();
  const { start, files = FILES } = ENGINES[engine];
  const asked = journeys.filter(({ file }) => files.includes(file));
  const mine = asked.filter(({ not }) => !(engine in not));
  for (const { title, not } of asked) {
    if (engine in not) console.log(`not run ${engine}: ${title}: ${not[engine]}`);
  }
  const shared = {
    engine,
    site,
    folder,
    pictures: values.pictures,
    /** Writes a file, and returns its path. */
    file(name, text) {
      const path = join(folder, name);
      writeFileSync(path, text);
      return path;
    },
  };
  const failures = [];
  const begun = Date.now();
  const browser = await start(folder);
  /** Opens a browser that holds nothing, and closes the one before if need be. */
  shared.elsewhere = async () => new Page(await browser.open(), site.address);
  try {
    for (const journey of mine) {
      let trouble = null;
      for (let attempt = 1; attempt <= TRIES; attempt++) {
        const at = Date.now();
        trouble = await walk(journey, shared);
        const took = ((Date.now() - at) / 1000).toFixed(1);
        const again = attempt > 1 ? ', tried again' : '';
        console.log(`${trouble ? 'FAILED' : 'ok    '} ${engine}: ${journey.title} (${took} s${again})`);
        if (!trouble) break;
        console.log(trouble.stack.replace(/^/gm, '    '));
      }
      if (trouble) failures.push(journey.title);
    }
  } finally {
    await browser.stop();
    await site.down();
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
  const seconds = ((Date.now() - begun) / 1000).toFixed(0);
  return { engine, version: browser.version, passed: mine.length - failures.length, of: mine.length, seconds };
}

const outcomes = await Promise.all(names.map(runAll));
for (const { engine, version, passed, of, seconds } of outcomes) {
  console.log(`${engine} (${version}): ${passed} of ${of} journeys in ${seconds} s`);
}
process.exit(outcomes.every(({ passed, of }) => passed === of && of > 0) ? 0 : 1);

// node bench/run.mjs ADDRESS SIZES [FILE]: measures the page at ADDRESS and the peers, prints the
// tables, and writes them into FILE. `cargo xtask bench` runs it.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import { browse } from './browser.mjs';
import { pageFigures, peerFigures, startFigures } from './figures.mjs';
import { limit } from './limit.mjs';
import { opening, reading, tracing } from './page.mjs';
import { PEERS, peer } from './peers.mjs';
import { PAPERS, starting } from './start.mjs';
import { document, tables } from './table.mjs';

/** An opening of more papers than this is measured once. */
const OFTEN_UP_TO = 10_000;
const OFTEN = 3;

/** What stands below the page's own figures: those of the formats, which a native bench gives. */
function native(file) {
  const text = existsSync(file) ? readFileSync(file, 'utf8') : '';
  const start = text.indexOf('\n## Reading natively');
  return start < 0 ? '' : text.slice(start);
}

const [address, list, file] = process.argv.slice(2);
const begun = Date.now();

function say(words) {
  console.log(`[${((Date.now() - begun) / 1000).toFixed(0)} s] ${words}`);
}

async function measurePage(count) {
  const openings = [];
  for (let left = count > OFTEN_UP_TO ? 0 : OFTEN - 1; left > 0; left--) {
    say(`${count} papers: opening`);
    openings.push(await opening(address, count));
  }
  say(`${count} papers: opening, typing, clicking, scrolling`);
  const read = await reading(address, count);
  say(`${count} papers: the same keys without a program`);
  const least = await limit(address, read);
  say(`${count} papers: the same, traced`);
  const longest = await tracing(address, count);
  return pageFigures([...openings, read.opening], read, least, longest);
}

async function measureSize(count) {
  const size = { count, page: null, failed: null, peers: [] };
  try {
    size.page = await measurePage(count);
  } catch (error) {
    size.failed = error.message.split('\n')[0];
    say(`${count} papers: failed: ${size.failed}`);
  }
  for (const name of PEERS) {
    say(`${count} papers: ${name}`);
    // If one fails in an unexpected way, the figures of the others must not be lost.
    const made = await peer(name, count).catch((error) => ({ name, failed: error.message.split('\n')[0] }));
    size.peers.push(peerFigures(made, size.page?.shown ?? {}));
  }
  return size;
}

/** The versions that package.json pins. */
function versions() {
  const { devDependencies } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
  const names = { MiniSearch: 'minisearch', FlexSearch: 'flexsearch', 'Fuse.js': 'fuse.js', uFuzzy: '@leeoniya/ufuzzy' };
  return Object.fromEntries(Object.entries(names).map(([name, key]) => [name, devDependencies[key]]));
}

say(`${PAPERS} papers: visits to the kept digest`);
const start = startFigures(await starting(address));
const sizes = [];
for (const count of list.split(',').map(Number)) sizes.push(await measureSize(count));
console.log(`\n${tables(sizes, start)}`);
if (file) {
  const browser = `Chromium ${await browse((_, browser) => browser.version())}`;
  const machine = `${os.cpus().length} cores, ${Math.round(os.totalmem() / 2 ** 30)} GB`;
  writeFileSync(file, document({ sizes, start, browser, machine, versions: versions(), native: native(file) }));
  say(`written into ${file}`);
}
process.exitCode = sizes.some((size) => size.failed) ? 1 : 0;

// The figures as tables, for the terminal and for docs/benchmarks.md.
import { LIMIT_MS } from './peers.mjs';
import { PAPERS } from './start.mjs';

const grouped = (count) => count.toLocaleString('en-US');

/** Formats milliseconds with the digits that mean something: the browser's clock has steps of
 *  0.1 ms. */
export function ms(time) {
  if (time === null || time === undefined) return '–';
  if (time < 0.1) return '< 0.1 ms';
  if (time < 100) return `${time.toFixed(1)} ms`;
  return time < 10_000 ? `${grouped(Math.round(time))} ms` : `${(time / 1000).toFixed(1)} s`;
}

const mb = (bytes) => `${(bytes / 1e6).toFixed(1)} MB`;
const both = (spread) => (spread ? `${ms(spread.median)}, ${ms(spread.p95)}` : '–');

const times = ({ work, least }, one) => (work[one] / least[one]).toFixed(2);

/** The rows of the page's table: a figure's name and how it is written. */
const ROWS = [
  ['text', (it) => mb(it.bytes)],
  ['first card', (it) => ms(it.first)],
  ['all papers', (it) => ms(it.done)],
  ['reading alone', (it) => ms(it.read)],
  ['index alone', (it) => ms(it.index)],
  ['keystroke to painted, median, p95', (it) => both(it.painted)],
  ['of that not waiting for the display', (it) => both(it.work)],
  ['the same without a program, median, p95', (it) => both(it.least)],
  ['times that', (it) => `${times(it, 'median')}, ${times(it, 'p95')}`],
  ['filter clicked to painted, median, p95', (it) => both(it.clicked)],
  ['frames while scrolling, median, p95', (it) => both(it.frames)],
  ['frames over 16.7 ms, over 50 ms', (it) => `${it.late}, ${it.veryLate} of ${it.frames.of}`],
  ['longest task, loading', (it) => ms(it.longest.loading)],
  ['longest task, typing', (it) => ms(it.longest.typing)],
  ['longest task, clicking filters', (it) => ms(it.longest.clicking)],
  ['longest task, scrolling', (it) => ms(it.longest.scrolling)],
  ['memory: wasm, JavaScript', (it) => `${mb(it.wasm)}, ${mb(it.heap)}`],
  ['memory, times the text', (it) => it.ratio.toFixed(1)],
];

const row = (cells) => `| ${cells.join(' | ')} |`;
const table = (head, rows) => [row(head), row(head.map(() => '---')), ...rows.map(row)].join('\n');

/** Returns the page's figures, a column for each size; for a size that failed, why. */
function pageTable(sizes) {
  const cell = (size, tell) => (size.page ? tell(size.page) : 'failed');
  const head = ['', ...sizes.map((size) => `${grouped(size.count)} papers`)];
  return table(head, ROWS.map(([name, tell]) => [name, ...sizes.map((size) => cell(size, tell))]));
}

function peerRow(peer) {
  if (peer.failed) return [peer.name, peer.failed, '–', '–', '–', '–'];
  const { name, index, query, heap, same, asked, unanswered } = peer;
  const answered = query?.of ?? 0;
  const why = unanswered ?? `${LIMIT_MS / 1000} s`;
  const part = answered < asked ? ` (${answered} of ${asked} asked: ${why})` : '';
  return [name, ms(index), ms(query?.median) + part, ms(query?.p95), mb(heap), `${same} of ${answered}`];
}

function ownRow({ page }) {
  const { index, query, ownQuery, wasm, heap } = page;
  const trip = ownQuery ? '' : ' (with the way to the engine and back)';
  return ['Skimmark', index === null ? `within ${ms(page.done)}` : ms(index),
    ms(query.median) + trip, ms(query.p95), `${mb(wasm + heap)}, with the text`, ''];
}

function comparison(size) {
  const head = ['', 'index', 'query, median', 'query, p95', 'memory', 'same count of papers'];
  const own = size.page ? [ownRow(size)] : [];
  return `## Against others, ${grouped(size.count)} papers\n\n` +
    table(head, [...own, ...size.peers.map(peerRow)]);
}

const failures = (sizes) =>
  sizes.filter((size) => size.failed).map((size) => `${grouped(size.count)} papers: ${size.failed}\n\n`).join('');

const visits = ({ visits, first, done }) =>
  `A later visit to a kept digest of ${PAPERS} papers: from the navigation to the first card ${both(first)}, to all
papers ${both(done)} (median and p95 of ${visits}).`;

/** All tables. */
export const tables = (sizes, start) =>
  `## The page\n\n${pageTable(sizes)}\n\n${visits(start)}\n\n${failures(sizes)}${sizes.map(comparison).join('\n\n')}\n`;

/** The whole document. */
export function document({ sizes, start, browser, machine, versions, native }) {
  return `# Benchmarks

Written by \`cargo xtask bench\`: the release page in a real browser, and well-known search libraries
in the same browser on the same papers. ${browser}, without a window; ${machine}. Times are those of
this machine; how they compare is what holds elsewhere.

${tables(sizes, start)}
## What is measured

The papers are invented, the same in each run: about 1.5 KB each, with words as unevenly frequent as
in real abstracts (\`bench/generate.mjs\`), copied as from a ranked page. Each measure has a browser of
its own. Opening is the median of ${sizes.map((size) => `${size.page?.openings ?? 0} (${grouped(size.count)})`).join(', ')}
runs. The last run goes on to type, click and scroll; p95 is the value that 95 of 100 stay below.

- **first card**, **all papers**: from the drop of the file to the end of the frame in which a card
  stands, and of the one in which the feed is complete and counts every paper.
- **reading alone**, **index alone**: what the engine tells of its own work by User Timing (\`read\`:
  from text to papers; \`index\`: from papers to what can be searched).
- **keystroke to painted**: from the time of the \`keydown\` to the end of the first frame that the page
  makes (script, styles, layout, painting) after the engine's answer to it was taken in. Words, rare
  and frequent, one and several, are typed letter by letter by real keys, the next 20 to 60 ms after
  the answer to the last; then all is deleted, which is a keystroke, too. A frame begins when the
  display wants it, every 16.7 ms: **not waiting for the display** leaves that wait out.
- **the same without a program**: the limit. A still copy of the page, with the same style sheet, gets the
  same keys in a browser of its own right after it; the handler of each puts the same cards in as HTML
  that lies ready, and sets what else the answer has changed, with no search, no engine and no state
  (\`bench/limit.mjs\`).
- **filter clicked to painted**: the same from a click; each of the first filters on and off again.
- **frames while scrolling**: between one frame and the next, with the wheel turned by real events
  for four seconds; one over 16.7 ms is one of 17.5 or more, as the clock has steps.
- **longest task**: of the page's thread, by the browser's own trace, in a run of its own as tracing
  costs time.
- **a later visit**: the service worker has the page, and the digest is read again from what was kept.
- **memory**: all WebAssembly memories, and JavaScript's heap after a collection, of the page and its
  worker together, less those of the page with nothing open; the larger of after opening and after
  typing. The text itself is in it.

Against others: **query** is each of the same queries as typed. For Skimmark it is what the engine
takes by its own timing (\`show\`), with the counts of all filters, the order and the cards to draw;
for the others it is their search alone, which gives the numbers of papers. **memory** of the others
is the heap after a collection less that with the papers alone; the texts, which each needs beside it
to show anything, are not in it. **same count** says for how many of the queries they found as many
papers as Skimmark: a paper answers when it holds, in title, authors or abstract, for each word of the
query a word that begins with it. Fuse.js and \`includes\` find letters inside words as well. Limits:
${LIMIT_MS / 1000} s for an index and as much for all queries.

${Object.entries(versions).map(([name, version]) => `${name} ${version}`).join(', ')}; \`includes\` is that of
JavaScript, over texts in lower case.
${native}`;
}

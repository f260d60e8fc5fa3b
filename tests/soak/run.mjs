// node tests/soak/run.mjs ADDRESS [--runs N] [--seed S] [--only KIND] [--jobs J]: fault injection
// over the page at ADDRESS. `cargo xtask soak` runs it.
import { cpus } from 'node:os';
import { Browser } from './browser.mjs';
import { KINDS } from './kinds.mjs';
import { Life } from './life.mjs';
import { follow } from './random.mjs';
import { parseArgs } from 'node:util';

/** How many runs a life has, and how many lives a browser. */
const RUNS_OF_A_LIFE = 12;
const LIVES_OF_A_BROWSER = 10;
/** After so many runs a long soak says how far it is. */
const SAID_EVERY = 500;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    runs: { type: 'string', default: '150' },
    seed: { type: 'string', default: String(Date.now() % 2 ** 32) },
    only: { type: 'string' },
    jobs: { type: 'string', default: String(Math.max(1, cpus().length)) },
  },
});
const address = new URL(positionals[0]);
const [runs, seed, jobs] = [values.runs, values.seed, values.jobs].map(Number);
const kinds = KINDS.map(([, kind]) => kind);
if (values.only && !kinds.includes(values.only)) throw new Error(`--only wants one of ${kinds.join(', ')}`);

const begun = Date.now();
const sums = new Map();
let [taken, ended, failed, lives] = [0, 0, 0, 0];

/** Every life has a host of its own, and with it a storage of its own. */
const addressOf = (place) => `${address.protocol}//life-${place}.localhost:${address.port}${address.pathname}`;

async function work() {
  let browser;
  for (let lived = 0; taken < runs; lived++) {
    if (lived % LIVES_OF_A_BROWSER === 0) {
      await browser?.end();
      browser = new Browser(process.env.SKIMMARK_BROWSER ?? '/usr/bin/chromium');
      await browser.start();
    }
    const place = lives++;
    const own = follow(seed, place);
    const life = new Life({ browser, seed: own, address: addressOf(place), only: values.only });
    for (let number = 0; number < RUNS_OF_A_LIFE && taken < runs && !life.over; number++) {
      taken++;
      const outcome = await life.run();
      count(outcome);
      if (outcome.faults.length > 0) {
        report(own, number, outcome);
        break;
      }
    }
    await life.closeTabs().catch(() => {});
  }
  await browser?.end();
}

function count({ kind, ending, faults, early }) {
  const sum = sums.get(kind) ?? { runs: 0, lost: 0, invented: 0, half: 0, crash: 0, stuck: 0, other: 0, early: 0 };
  sums.set(kind, sum);
  sum.runs += 1;
  sum.early += early;
  for (const fault of new Set(faults.map((one) => (one.kind in sum ? one.kind : 'other')))) sum[fault] += 1;
  ended += 1;
  failed += faults.length > 0 ? 1 : 0;
  if (ended % SAID_EVERY === 0) console.log(`${ended} runs, ${failed} with faults`);
}

function report(own, number, { kind, ending, moment, steps, faults, notices, shown }) {
  const SHOWN = 6;
  const lines = [
    `\nFAILED: ${kind}, ended by ${ending} (${moment}), run ${number + 1} of the life with the seed ${own}`,
    `  replay: cargo xtask soak --no-build --jobs 1 --seed ${own} --runs ${number + 1}${values.only ? ` --only ${values.only}` : ''}`,
    ...(steps ?? []).map((step) => `  did: ${step}`),
    ...faults.slice(0, SHOWN).map(({ kind, register, why }) => `  ${kind}: ${register}: ${why}`),
    ...(faults.length > SHOWN ? [`  and ${faults.length - SHOWN} more`] : []),
    ...[...new Set(notices)].map((notice) => `  the page says: ${notice}`),
    ...(shown ?? []).map((text) => `  a tab shows: ${text}`),
  ];
  console.log(lines.join('\n'));
}

function summary() {
  const heads = ['kind', 'runs', 'lost', 'invented', 'half', 'crash', 'stuck', 'other', 'early'];
  const rows = [...sums].sort().map(([kind, sum]) => [kind, ...heads.slice(1).map((head) => sum[head])]);
  const all = heads.slice(1).map((_, at) => rows.reduce((sum, row) => sum + row[at + 1], 0));
  for (const row of [heads, ...rows, ['all', ...all]]) {
    console.log(row.map((cell, at) => (at === 0 ? String(cell).padEnd(12) : String(cell).padStart(9))).join(''));
  }
  const seconds = (Date.now() - begun) / 1000;
  console.log(`${taken} runs of ${lives} lives in ${seconds.toFixed(0)} s (${(taken / seconds).toFixed(1)} a second), seed ${seed}`);
  return all.slice(1, -1).reduce((sum, one) => sum + one, 0);
}

console.log(`Soaking ${address.href}: ${runs} runs, seed ${seed}, ${jobs} at once`);
await Promise.all(Array.from({ length: jobs }, work));
process.exitCode = summary() > 0 ? 1 : 0;
process.exit();

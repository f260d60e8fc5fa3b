// node audit/run.mjs ADDRESS RUNS [FILE]: lets Lighthouse judge the page at ADDRESS, empty as at a
// first visit, as a phone and as a desktop would load it; prints each run and the medians, and
// writes the medians into FILE. `cargo xtask lighthouse` runs it.
import { readFileSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import * as chromeLauncher from 'chrome-launcher';
import lighthouse, { desktopConfig } from 'lighthouse';
import { median } from '../bench/figures.mjs';
import { ARGUMENTS } from '../tests/browser/chromium.mjs';

const DEVICES = [
  { name: 'mobile', config: undefined },
  { name: 'desktop', config: desktopConfig },
];

const CATEGORIES = ['performance', 'accessibility', 'best-practices', 'seo'];
const score = (id) => (report) => Math.round(report.categories[id].score * 100);
const audit = (id) => (report) => report.audits[id].numericValue;
const points = (value) => String(value);
const ms = (value) => `${Math.round(value)} ms`;

/** The figures of a run: the name, how it is found in the report and how it is written. `least` and
 *  `most` are limits of its median; performance depends on the machine, and has no limit. */
const FIGURES = [
  { name: 'performance', of: score('performance'), write: points },
  { name: 'accessibility', of: score('accessibility'), write: points, least: 100 },
  { name: 'best practices', of: score('best-practices'), write: points, least: 100 },
  { name: 'SEO', of: score('seo'), write: points, least: 100 },
  { name: 'FCP', of: audit('first-contentful-paint'), write: ms },
  { name: 'LCP', of: audit('largest-contentful-paint'), write: ms },
  { name: 'TBT', of: audit('total-blocking-time'), write: ms },
  { name: 'CLS', of: audit('cumulative-layout-shift'), write: (value) => value.toFixed(3), most: 0 },
  { name: 'SI', of: audit('speed-index'), write: ms },
];

const row = (cells) => `| ${cells.join(' | ')} |`;
const line = (name, figures) => row([name, ...FIGURES.map(({ write }, at) => write(figures[at]))]);

/** Returns the browser's name and version, as it reports them. */
let browser;

/** Loads the page once in a browser of its own, which has never seen it. */
async function judge(address, config) {
  const chrome = await chromeLauncher.launch({
    chromePath: process.env.SKIMMARK_BROWSER,
    chromeFlags: [...ARGUMENTS, '--headless=new'],
  });
  try {
    const flags = { port: chrome.port, onlyCategories: CATEGORIES, logLevel: 'error' };
    const { lhr } = await lighthouse(address, flags, config);
    if (lhr.runtimeError) throw new Error(lhr.runtimeError.message);
    const about = await fetch(`http://127.0.0.1:${chrome.port}/json/version`);
    browser = (await about.json()).Browser.replace('/', ' ');
    return lhr;
  } finally {
    chrome.kill();
  }
}

/** Returns the audits that failed, to look at if a score is not perfect. */
function sayFailed(report) {
  for (const id of ['accessibility', 'best-practices', 'seo']) {
    for (const { id: name, weight } of report.categories[id].auditRefs) {
      const { score, title } = report.audits[name];
      if (weight > 0 && score !== null && score < 1) console.log(`  ${name}: ${title}`);
    }
  }
}

async function medians({ name, config }, address, runs) {
  const all = [];
  for (let run = 1; run <= runs; run++) {
    const report = await judge(address, config);
    all.push(FIGURES.map(({ of }) => of(report)));
    console.log(line(`${name} ${run}`, all.at(-1)));
    sayFailed(report);
  }
  return FIGURES.map((_, at) => median(all.map((figures) => figures[at])));
}

function document(table, runs) {
  const { version } = JSON.parse(readFileSync(new URL('node_modules/lighthouse/package.json', import.meta.url), 'utf8'));
  return `# Lighthouse

Written by \`cargo xtask lighthouse\`: the release page as at a first visit, with nothing open. Each
figure is the median of ${runs} runs, each in a browser of its own. Lighthouse ${version}, ${browser};
${os.cpus().length} cores.

${table}

Mobile is Lighthouse's own phone: a slow connection (150 ms there and back, 1.6 Mbit/s) and a
processor four times slower than this one. FCP is when something, LCP when the largest thing is
painted first; TBT is for how long the page could not have answered; CLS is how far things moved; SI is
how soon the page looks complete.
`;
}

const [address, runs, file] = process.argv.slice(2);
const head = ['', ...FIGURES.map(({ name }) => name)];
console.log(row(head));
const rows = [];
const failures = [];
for (const device of DEVICES) {
  const middle = await medians(device, address, Number(runs));
  rows.push(line(device.name, middle));
  FIGURES.forEach(({ name, write, least = -Infinity, most = Infinity }, at) => {
    const value = middle[at];
    if (value < least) failures.push(`${device.name}: ${name} is ${write(value)}, not ${write(least)}`);
    if (value > most) failures.push(`${device.name}: ${name} is ${write(value)}, not ${write(most)}`);
  });
}
const table = [row(head), row(head.map(() => '---')), ...rows].join('\n');
console.log(`\nMedians\n${table}`);
if (file) {
  writeFileSync(file, document(table, runs));
  console.log(`written into ${file}`);
}
for (const failure of failures) console.error(failure);
process.exitCode = failures.length > 0 ? 1 : 0;

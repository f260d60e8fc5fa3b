// Measures a visit to a page that was there before: from the navigation to the open digest.
import { browse, bundle } from './browser.mjs';
import { kept, open, prepare } from './page.mjs';
import { probe } from './probe.mjs';

export const PAPERS = 800;
const VISITS = 9;

/** Notes in the page when the first card stands, and when all papers of the kept digest are counted. */
function watchStart(papers) {
  const all = `${papers} of ${papers} `;
  const times = (window.started = { first: 0, done: 0 });
  const look = () => {
    const feed = document.getElementById('papers');
    const now = performance.now();
    if (!times.first && feed?.querySelector('article')) times.first = now;
    const counts = document.querySelector('.counts')?.textContent ?? '';
    if (feed?.ariaBusy === 'false' && counts.startsWith(all)) times.done = now;
    else requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}

/** Returns for each of some visits the milliseconds from the navigation to the first card and to all. */
export const starting = (address) => browse(async (page) => {
  await page.addInitScript(probe);
  await page.addInitScript(await bundle('generate.mjs', 'generate'));
  await page.goto(address);
  await page.evaluate(() => navigator.serviceWorker.ready);
  await page.reload();
  await page.getByRole('textbox', { name: 'Digest text' }).waitFor();
  await prepare(page, PAPERS);
  await open(page, PAPERS);
  await kept(page);
  await page.addInitScript(watchStart, PAPERS);
  const visits = [];
  for (let visit = 0; visit < VISITS; visit++) {
    await page.reload();
    await page.waitForFunction(() => window.started.done > 0);
    // What comes after the start is not part of the next one.
    await page.waitForTimeout(1_000);
    visits.push(await page.evaluate(() => ({ ...window.started, served: !!navigator.serviceWorker.controller })));
  }
  return visits;
}, { serviceWorkers: 'allow' });

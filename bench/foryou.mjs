// node bench/foryou.mjs FILE QUERY: opens a file of papers in Chromium over `dist`, stars those that the query
// finds, and measures how long the order "For you" takes to be on the screen: the first time, when what the
// papers are compared by has to be read, and again after other stars. Other work on the machine spoils it.
import { serve } from '../tests/engines/site.mjs';
import { browse } from './browser.mjs';
import { spread } from './figures.mjs';

const [file, query] = process.argv.slice(2);
const AGAIN = 5;

/** Chooses an order; returns how many milliseconds later the frame after the first card of it is there. */
function choose(page, order, bars) {
  return page.evaluate(
    async ([order, bars]) => {
      const select = document.querySelector('select[aria-label="Sort"]');
      const option = [...select.options].find((option) => option.textContent === order);
      const frame = () => new Promise((done) => requestAnimationFrame(done));
      const begun = performance.now();
      select.value = option.value;
      select.dispatchEvent(new Event('change', { bubbles: true }));
      while (!!document.querySelector('article .likely') !== bars) await frame();
      return performance.now() - begun;
    },
    [order, bars],
  );
}

const site = process.env.SKIMMARK_ADDRESS ? { address: process.env.SKIMMARK_ADDRESS, down() {} } : await serve();
try {
  await browse(async (page) => {
    page.setDefaultTimeout(90_000);
    await page.goto(site.address);
    await page.locator('input[type=file]').first().setInputFiles(file);
    await page.locator('article').first().waitFor();
    const star = () => page.locator('article .star').first().click();
    await page.getByRole('searchbox', { name: 'Search papers' }).fill(query);
    await page.waitForFunction(() => /of/.test(document.querySelector('.counts')?.textContent ?? ''));
    await page.waitForTimeout(3_000);
    await page.locator('article').first().focus();
    await page.keyboard.press('X');
    const selected = await page.getByText(/^[\d,]+ selected$/).first().textContent();
    await page.keyboard.press('s');
    await page.locator('article .star[aria-pressed=true]').first().waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('searchbox', { name: 'Search papers' }).fill('');
    await page.waitForTimeout(2_000);
    const papers = await page.locator('.counts').textContent();
    const first = await choose(page, 'For you', true);
    const again = [];
    for (let round = 0; round < AGAIN; round++) {
      await choose(page, 'Digest order', false);
      await star();
      await page.waitForTimeout(500);
      again.push(await choose(page, 'For you', true));
    }
    console.log(`${papers}, ${selected}: ${Math.round(first)} ms at first, then`, spread(again));
  });
} finally {
  await site.down();
}

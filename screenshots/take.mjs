// Takes the pictures of the documents from the release page at the address given: the sample digest,
// as a reader would have it after some minutes.
import { chromium } from '@playwright/test';
import { ARGUMENTS } from '../tests/browser/chromium.mjs';
import { ENVIRONMENT, dress } from '../tests/browser/fonts.mjs';

const PICTURES = [
  { name: 'docs/page.png', viewport: { width: 1240, height: 760 }, colorScheme: 'light' },
  { name: 'docs/dark.png', viewport: { width: 1240, height: 760 }, colorScheme: 'dark' },
  { name: 'docs/phone.png', viewport: { width: 390, height: 844 }, colorScheme: 'light' },
  // 1200 by 630, in letters that can be read if it is shown small.
  { name: 'public/preview.png', viewport: { width: 960, height: 504 }, colorScheme: 'light', deviceScaleFactor: 1.25 },
];

const address = process.argv[2];
const executablePath = process.env.SKIMMARK_BROWSER;
const browser = await chromium.launch({ executablePath, args: ARGUMENTS, env: ENVIRONMENT });
try {
  for (const { name, ...screen } of PICTURES) {
    const context = await browser.newContext({ ...screen, serviceWorkers: 'block' });
    const page = await context.newPage();
    // As on a machine that has the fonts that the page asks for; this one may lack them.
    await dress(page);
    await page.goto(address);
    await page.getByRole('button', { name: 'Try the sample' }).click();
    await page.getByRole('article').first().waitFor();
    await read(page);
    await page.screenshot({ path: name });
    console.log(name);
    await context.close();
  }
} finally {
  await browser.close();
}

/** Stars a paper, writes a note on it, and marks another as read. */
async function read(page) {
  const papers = page.getByRole('article');
  await papers.first().getByRole('button', { name: 'Star', exact: true }).click();
  await papers.first().getByRole('button', { name: 'Note and tags' }).click();
  await page.getByRole('textbox', { name: /^Tags/ }).fill('to cite');
  await page.keyboard.press('Enter');
  await papers.nth(1).getByRole('button', { name: 'Read', exact: true }).click();
  await page.getByRole('button', { name: 'Dismiss' }).click();
  await papers.first().focus();
  await page.evaluate(() => window.scrollTo({ top: 0, behavior: 'instant' }));
  await page.waitForTimeout(300);
}

// The third column of a wide window, and printing.
import { card, cards, expect, filters, many, paste, search, star, status, test, visit, withSeven } from './support';
import type { Page } from '@playwright/test';

test.use({ viewport: { width: 1440, height: 900 } });

const beside = (page: Page) => page.getByRole('complementary', { name: 'Reading pane' });

test('i turns to a list with the paper beside it, and what is done there is done', async ({ page }) => {
  await withSeven(page);
  await expect(beside(page)).toHaveCount(0);
  await page.keyboard.press('i');
  await expect(beside(page)).toContainText('or click a paper to read it here');
  await page.keyboard.press('j');
  await expect(beside(page).getByRole('heading', { name: /Quiet Tongues/ })).toBeVisible();
  await page.keyboard.press('j');
  await expect(beside(page).getByRole('heading', { name: /Verdicts/ })).toBeVisible();
  await expect(beside(page)).toContainText('its verdict turns in one case of five');
  await beside(page).getByRole('button', { name: 'Star', exact: true }).click();
  await expect(star(page, /Verdicts/)).toHaveAttribute('aria-pressed', 'true');
  await star(page, /Verdicts/).click();
  await expect(beside(page).getByRole('button', { name: 'Star', exact: true })).toHaveAttribute('aria-pressed', 'false');
  await beside(page).getByRole('button', { name: 'Note and tags' }).click();
  await page.getByRole('textbox', { name: /^Tags/ }).fill('to cite');
  await page.keyboard.press('Enter');
  await expect(beside(page).getByRole('button', { name: '#to cite' })).toBeVisible();
  // What is filtered out is beside the list no longer.
  await search(page).fill('orchards OR patient');
  await expect(cards(page)).toHaveCount(1);
  await expect(beside(page)).toContainText('or click a paper to read it here');
  await page.reload();
  await expect(beside(page)).toBeVisible();
  await page.setViewportSize({ width: 1000, height: 900 });
  await expect(beside(page)).toBeHidden();
});

test('Space reads the paper beside the list to its end, and goes to the next', async ({ page }) => {
  await page.setViewportSize({ width: 1100, height: 420 });
  await withSeven(page);
  await page.keyboard.press('i');
  await page.keyboard.press('j');
  await expect(beside(page).getByRole('heading', { name: /Quiet Tongues/ })).toBeVisible();
  const scrolled = () => beside(page).evaluate((pane) => pane.scrollTop);
  let presses = 0;
  for (; presses < 9 && (await beside(page).getByRole('heading', { name: /Quiet Tongues/ }).count()) > 0; presses++) {
    const before = await scrolled();
    await page.keyboard.press('Space');
    if (presses === 0) expect(await scrolled()).toBeGreaterThan(before);
  }
  expect(presses).toBeGreaterThan(1);
  await expect(beside(page).getByRole('heading', { name: /Verdicts/ })).toBeVisible();
  await page.keyboard.press('Shift+Space');
  await expect(beside(page).getByRole('heading', { name: /Quiet Tongues/ })).toBeVisible();
});

test('the reader stays at their paper, as a card and as a row', async ({ page }) => {
  await visit(page);
  await paste(page, many(100));
  await expect(cards(page).first()).toBeVisible();
  for (let at = 0; at < 30; at++) await page.keyboard.press('j');
  const here = page.locator('article:focus');
  for (let turns = 0; turns < 3; turns++) {
    await expect(here).toHaveAttribute('aria-posinset', '30');
    await expect(here).toBeInViewport({ ratio: 1 });
    await page.keyboard.press('i');
  }
});

test('the head of the list covers no row', async ({ page }) => {
  await visit(page);
  await paste(page, many(100));
  await page.keyboard.press('i');
  const head = (await page.locator('.bar').boundingBox())!;
  const banner = (await page.getByRole('banner').boundingBox())!;
  const row = (await cards(page).first().boundingBox())!;
  expect(row.y).toBeGreaterThanOrEqual(head.y + head.height - 1);
  expect(Math.abs(head.y - (banner.y + banner.height))).toBeLessThan(2);
});

test('a list has 18 rows or more, and nothing in it wraps', async ({ page }) => {
  await visit(page);
  await paste(page, many(100));
  await expect(cards(page).first()).toBeVisible();
  await page.getByRole('button', { name: 'List', exact: true }).click();
  const look = () => cards(page).evaluateAll((all) => {
    const boxes = all.map((card) => card.getBoundingClientRect());
    const lines = all.flatMap((card) => [...card.querySelectorAll('h2, .about')]);
    const tall = lines.filter((line) => line.getBoundingClientRect().height > 1.7 * parseFloat(getComputedStyle(line).fontSize));
    const seen = boxes.filter(({ top, bottom }) => top >= 0 && bottom <= innerHeight);
    return { seen: seen.length, tall: tall.length, high: Math.max(...boxes.map(({ height }) => height)) };
  });
  // As many rows are drawn as cards would be; the next frame knows how high they are.
  await expect.poll(async () => (await look()).seen).toBeGreaterThanOrEqual(18);
  const rows = await look();
  expect(rows.tall).toBe(0);
  expect(rows.high).toBeLessThan(46);
  // A click in a row is about the row.
  await cards(page).nth(4).getByRole('heading').click();
  await expect(beside(page).getByRole('heading', { name: /part 5 of/ })).toBeVisible();
  await expect(beside(page)).toContainText('5 of 100');
  await page.getByRole('button', { name: 'Cards', exact: true }).click();
  await expect(beside(page)).toHaveCount(0);
});

test('the current paper follows the window', async ({ page }) => {
  await visit(page);
  await paste(page, many(300));
  await expect(cards(page).first()).toBeVisible();
  await page.keyboard.press('j');
  await page.mouse.move(700, 500);
  await page.mouse.wheel(0, 6_000);
  const current = page.locator('article.current');
  await expect(current).toHaveCount(1);
  await expect(current).not.toHaveAttribute('aria-posinset', '1');
  await expect(current).toBeFocused();
  const [at, top] = await current.evaluate((card) => [Number(card.getAttribute('aria-posinset')), card.getBoundingClientRect().top]);
  expect(at).toBeGreaterThan(10);
  expect(top).toBeGreaterThan(0);
  await page.keyboard.press('j');
  await expect(current).toHaveAttribute('aria-posinset', String(at + 1));
});

test('papers that are drawn before the one with the focus do not take it away', async ({ page }) => {
  await visit(page);
  await paste(page, many(300));
  await expect(cards(page).first()).toBeVisible();
  for (let at = 0; at < 40; at++) await page.keyboard.press('j');
  await expect(card(page, /part 40 of/)).toBeFocused();
  await page.mouse.move(700, 500);
  await page.mouse.wheel(0, 700);
  await expect(card(page, /part 46 of/)).toBeAttached();
  await page.mouse.wheel(0, -1_500);
  await expect(card(page, /part 33 of/)).toBeAttached();
  await expect(page.locator('article:focus')).toHaveClass(/current/);
});

/** Has the browser count prints in place of asking for paper. */
const countPrints = (page: Page) =>
  page.evaluate(() => {
    window.print = () => {
      document.body.dataset.prints = String(Number(document.body.dataset.prints ?? 0) + 1);
    };
  });

test('Ctrl+P prints all papers that are shown, and leaves the reader in place', async ({ page }) => {
  await visit(page);
  await paste(page, many(300));
  await expect(cards(page).first()).toBeVisible();
  await countPrints(page);
  for (let at = 0; at < 60; at++) await page.keyboard.press('j');
  await expect(card(page, /part 60 of/)).toBeFocused();
  await search(page).fill('cat:cs.CL OR cat:cs.LG');
  await expect(status(page, '120 of 300 papers')).toBeVisible();
  const drawn = await cards(page).count();
  expect(drawn).toBeLessThan(60);
  await page.getByRole('banner').click({ position: { x: 5, y: 5 } });
  await page.keyboard.press('ControlOrMeta+p');
  await expect(page.locator('body')).toHaveAttribute('data-prints', '1');
  await expect(cards(page)).toHaveCount(120);
  await page.emulateMedia({ media: 'print' });
  await expect(page.getByText('120 of 300 papers, found by cat:cs.CL OR cat:cs.LG')).toBeVisible();
  await expect(filters(page)).toBeHidden();
  await expect(cards(page).last().getByText('We look at')).toBeVisible();
  await page.emulateMedia({ media: 'screen' });
  await page.evaluate(() => window.dispatchEvent(new Event('afterprint')));
  await expect.poll(() => cards(page).count()).toBeLessThan(60);
});

test('of very many papers the first 2,000 are printed, and the print says so', async ({ page }) => {
  test.slow();
  await visit(page);
  await paste(page, many(2100));
  await expect(cards(page).first()).toBeVisible();
  await countPrints(page);
  for (let at = 0; at < 30; at++) await page.keyboard.press('j');
  await expect(card(page, /part 30 of/)).toBeFocused();
  const place = async () => (await card(page, /part 30 of/).boundingBox())!.y;
  const before = await place();
  await page.getByRole('banner').getByRole('button', { name: 'Settings' }).press('Enter');
  await page.getByRole('dialog', { name: 'Settings' }).getByRole('button', { name: 'Print' }).press('Enter');
  // One question, as each has the whole page recorded, which takes longer than making it ready.
  await page.waitForFunction(() => document.body.dataset.prints === '1', undefined, { timeout: 60_000 });
  const printed = await page.evaluate(() => {
    const printed = [document.querySelectorAll('article').length, document.querySelector('.print-head')!.textContent];
    window.dispatchEvent(new Event('afterprint'));
    return printed;
  });
  expect(printed).toEqual([2000, 'Ranked digest, 28 Mar 2025, 2,100 of 2,100 papers, of which these are the first 2,000']);
  await expect.poll(() => cards(page).count()).toBeLessThan(60);
  await expect.poll(async () => Math.abs((await place()) - before)).toBeLessThan(2);
  // Printed by the browser's own menu, it says that this is not all.
  await page.emulateMedia({ media: 'print' });
  await expect(page.getByText('of which these are some: press Ctrl+P')).toBeVisible();
});

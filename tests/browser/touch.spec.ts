// A finger on a paper, and undoing by key.
import { card, cards, expect, star, status, test, withSeven } from './support';
import type { Page } from '@playwright/test';

/** A finger that goes from the middle of a card to the right (or left) and down. */
async function swipe(page: Page, title: RegExp, right: number, down = 0) {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('Emulation.setTouchEmulationEnabled', { enabled: true });
  const box = (await card(page, title).boundingBox())!;
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', share: number) =>
    devtools.send('Input.dispatchTouchEvent', {
      type,
      touchPoints: type === 'touchEnd' ? [] : [{ x: x + right * share, y: y + down * share }],
    });
  await touch('touchStart', 0);
  for (const share of [0.2, 0.4, 0.6, 0.8, 1]) await touch('touchMove', share);
  await touch('touchEnd', 1);
}

const undo = (page: Page) => page.getByRole('log').getByRole('button', { name: 'Undo' });

test.use({ viewport: { width: 390, height: 844 }, hasTouch: true });

test('to the right it is starred, to the left hidden, and both can be undone', async ({ page }) => {
  await withSeven(page);
  await swipe(page, /Quiet Tongues/, 150);
  await expect(star(page, /Quiet Tongues/)).toHaveAttribute('aria-pressed', 'true');
  await expect(page.getByRole('log')).toContainText('Starred: Quiet Tongues');
  await undo(page).click();
  await expect(star(page, /Quiet Tongues/)).toHaveAttribute('aria-pressed', 'false');
  await swipe(page, /Quiet Tongues/, -150);
  await expect(cards(page)).toHaveCount(6);
  await undo(page).click();
  await expect(cards(page)).toHaveCount(7);
});

test('a finger that scrolls or goes but a little does nothing, and the card is where it was', async ({ page }) => {
  await withSeven(page);
  const place = () => card(page, /Quiet Tongues/).evaluate((element) => element.getBoundingClientRect().left);
  const before = await place();
  await swipe(page, /Quiet Tongues/, 50);
  await swipe(page, /Quiet Tongues/, 90, 300);
  await expect(cards(page)).toHaveCount(7);
  await expect(star(page, /Quiet Tongues/)).toHaveAttribute('aria-pressed', 'false');
  expect(await place()).toBe(before);
  await expect(card(page, /Quiet Tongues/)).not.toHaveAttribute('data-swipe', /./);
});

test('u and Ctrl+Z take back what was done last, one by one', async ({ page }) => {
  await withSeven(page);
  await page.getByRole('main').focus();
  await page.keyboard.press('j');
  for (const key of ['s', 'm', 'h']) await page.keyboard.press(key);
  await expect(cards(page)).toHaveCount(6);
  await page.keyboard.press('u');
  await expect(cards(page)).toHaveCount(7);
  const read = card(page, /Quiet Tongues/).getByRole('button', { name: 'Read', exact: true });
  await expect(read).toHaveAttribute('aria-pressed', 'true');
  await page.keyboard.press('ControlOrMeta+z');
  await expect(read).toHaveAttribute('aria-pressed', 'false');
  await page.keyboard.press('u');
  await expect(star(page, /Quiet Tongues/)).toHaveAttribute('aria-pressed', 'false');
  await page.keyboard.press('u');
  await expect(page.getByRole('log')).toContainText('There is nothing to undo.');
  await expect(status(page, '7 of 7 papers')).toBeVisible();
});

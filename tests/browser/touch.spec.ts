// A finger on a paper, and undoing by key.
import { box, card, cards, expect, filters, kept, paste, plot, search, star, status, test, view, visit, withSeven } from './support';
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
  const read = card(page, /Quiet Tongues/).getByRole('button', { name: 'Mark read', exact: true });
  await expect(read).toHaveAttribute('aria-pressed', 'true');
  await page.keyboard.press('ControlOrMeta+z');
  await expect(read).toHaveAttribute('aria-pressed', 'false');
  await page.keyboard.press('u');
  await expect(star(page, /Quiet Tongues/)).toHaveAttribute('aria-pressed', 'false');
  await page.keyboard.press('u');
  await expect(page.getByRole('log')).toContainText('There is nothing to undo.');
  await expect(status(page, '7 of 7 papers')).toBeVisible();
});

/** What a finger is too large for: all that can be pressed, but for what stands in running text
 *  (which WCAG excepts) and the bars of plots, across which a finger is drawn. */
function small(page: Page) {
  return page.evaluate(() => {
    const inText = '.abstract a, .card h2 a, .about *, .tag, .column, .skip';
    const found: string[] = [];
    let seen = 0;
    for (const element of document.querySelectorAll<HTMLElement>('a, button, select, input, textarea, summary')) {
      if (!element.checkVisibility({ visibilityProperty: true }) || element.matches(inText)) continue;
      // What a modal dialog covers cannot be touched.
      const dialog = document.querySelector('dialog[open]');
      if (dialog && !dialog.contains(element)) continue;
      seen += 1;
      const target = element.matches('input[type="checkbox"], input[type="radio"]') ? element.closest('label')! : element;
      const { width, height } = target.getBoundingClientRect();
      // Half a pixel is lost where a length is no whole number of them.
      if (Math.min(width, height) >= 43.5) continue;
      const name = element.getAttribute('aria-label') || target.textContent!.trim();
      found.push(`${element.tagName.toLowerCase()}.${element.className} "${name}": ${Math.round(width)} x ${Math.round(height)}`);
    }
    return { found, seen };
  });
}

test.describe('targets are large enough for a thumb', () => {
  test.use({ isMobile: true });

  test('44 by 44 pixels, in every state', async ({ page }) => {
    const large = async (state: string, least: number) => {
      const { found, seen } = await small(page);
      expect.soft(found, state).toEqual([]);
      expect.soft(seen, state).toBeGreaterThanOrEqual(least);
      expect.soft(await page.evaluate(() => document.documentElement.scrollWidth), state).toBeLessThanOrEqual(390);
    };
    await visit(page);
    await expect(box(page)).toBeVisible();
    await large('empty', 7);
    await paste(page, 'no papers');
    await expect(page.getByText('No papers found in that text')).toBeVisible();
    await large('refused', 7);
    await withSeven(page);
    await kept(page, 1);
    await star(page, /Verdicts/).tap();
    await expect(star(page, /Verdicts/)).toHaveAttribute('aria-pressed', 'true');
    await expect(cards(page)).toHaveCount(7);
    await large('seven', 40);
    // A finger that stays on a paper selects it.
    await page.keyboard.press('j');
    await page.keyboard.press('x');
    await expect(page.getByRole('toolbar', { name: 'Selected papers' })).toBeVisible();
    await large('a selection', 50);
    await page.getByRole('toolbar').getByRole('button', { name: 'Export' }).tap();
    await expect(page.getByRole('dialog')).toBeVisible();
    await large('to export', 4);
    await page.keyboard.press('Escape');
    await page.getByRole('toolbar').getByRole('button', { name: 'Select none' }).tap();
    await expect(page.getByRole('toolbar', { name: 'Selected papers' })).toHaveCount(0);
    await card(page, /Verdicts/).getByRole('button', { name: 'Hide' }).tap();
    await expect(cards(page)).toHaveCount(6);
    await expect(undo(page)).toBeVisible();
    await expect(page.getByText('1 hidden by you')).toBeVisible();
    await large('a notice', 40);
    await undo(page).tap();
    await expect(cards(page)).toHaveCount(7);
    await status(page, '0 lines left over').getByRole('button').tap();
    await large('the account', 40);

    await search(page).fill('cat:cs.LG');
    await expect(cards(page)).toHaveCount(3);
    await page.getByRole('button', { name: 'Filters' }).tap();
    await expect(plot(page, 'Date')).toBeVisible();
    await filters(page).getByRole('button', { name: 'Authors' }).tap();
    await filters(page).getByRole('button', { name: 'Save this view' }).tap();
    await expect(page.getByRole('dialog')).toBeVisible();
    await large('to save a view', 3);
    await page.keyboard.press('Enter');
    await expect(filters(page).getByRole('button', { name: 'Forget cat:cs.LG' })).toBeVisible();
    await large('filters', 60);
    await filters(page).getByRole('button', { name: 'Highlight matches' }).tap();
    await expect(page.getByRole('dialog')).toBeVisible();
    await large('to highlight', 6);
    await page.getByRole('dialog').getByRole('button', { name: 'green' }).tap();
    await filters(page).getByRole('button', { name: 'Rules' }).tap();
    await expect(page.getByRole('dialog')).toBeVisible();
    await large('rules', 2);
    await page.keyboard.press('Escape');
    await filters(page).getByRole('button', { name: 'Done' }).tap();
    await search(page).fill('zebra');
    await expect(page.getByText('No papers match')).toBeVisible();
    await large('nothing found', 8);
    await search(page).fill('');
    await expect(cards(page)).toHaveCount(7);

    await page.getByRole('banner').getByRole('button', { name: 'Settings' }).tap();
    await expect(page.getByRole('dialog', { name: 'Settings' })).toBeVisible();
    await large('settings', 9);
    await page.getByRole('dialog').getByRole('button', { name: 'Keyboard shortcuts', exact: true }).tap();
    await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible();
    await large('keys', 1);
    await page.keyboard.press('Escape');
    await card(page, /Verdicts/).getByRole('button', { name: 'Note and tags' }).tap();
    await page.getByRole('textbox', { name: /^Tags/ }).fill('later');
    await large('note', 4);
    await page.keyboard.press('Escape');
    await card(page, /Verdicts/).getByRole('button', { name: 'More', exact: true }).tap();
    await expect(page.getByRole('dialog', { name: 'More' })).toBeVisible();
    await large('more', 3);
    await page.getByRole('dialog').getByRole('button', { name: 'Fix title and authors' }).tap();
    await expect(page.getByRole('dialog', { name: 'Fix title and authors' })).toBeVisible();
    await large('authors', 4);
    await page.keyboard.press('Escape');

    await view(page, 'Bookmarks').tap();
    await expect(cards(page)).toHaveCount(1);
    await large('bookmarks', 12);
    await view(page, 'Library').tap();
    await expect(page.getByRole('main').getByRole('listitem')).toHaveCount(1);
    await large('library', 8);
    await page.getByRole('main').getByRole('button', { name: /^Delete/ }).tap();
    await large('deleting', 8);
    await page.getByRole('main').getByRole('button', { name: 'Keep it' }).tap();
    await page.getByRole('main').getByRole('button', { name: /^Rename/ }).tap();
    await expect(page.getByRole('textbox', { name: /^Name of/ })).toBeVisible();
    await large('renaming', 8);
  });
});

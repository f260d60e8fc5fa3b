// Keys, focus, settings, sizes of the window, fingers and paper.
import { box, card, cards, drop, expect, filters, kept, many, plot, search, star, status, view, visit, withSeven } from '../support.mjs';

const PHONE = { width: 390, height: 844 };

const openSettings = (page) => page.getByRole('banner').getByRole('button', { name: 'Settings' }).click();
const setting = (page, name) => page.getByRole('dialog', { name: 'Settings' }).getByRole('combobox', { name, exact: true });

export default {
  async 'is used by keys, and the focus is never lost'({ page }) {
    await withSeven(page);
    for (const title of [/Quiet Tongues/, /Verdicts/, /Stable Points/]) {
      await page.keyboard.press('j');
      await expect(card(page, title)).toBeFocused();
    }
    await page.keyboard.press('k');
    await expect(card(page, /Verdicts/)).toBeFocused();
    await page.keyboard.press('/');
    await expect(search(page)).toBeFocused();
    await page.keyboard.type('jskv?');
    await expect(search(page)).toHaveValue('jskv?');
    await search(page).fill('');
    await page.keyboard.press('Escape');
    await page.keyboard.press('Shift+?');
    const keys = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
    await expect(keys).toContainText('Next paper');
    await page.keyboard.press('Escape');
    await expect(keys).toHaveCount(0);
    await page.keyboard.press('Shift+G');
    await expect(card(page, /Red Flags/)).toBeFocused();
    await page.keyboard.press('g');
    await page.keyboard.press('b');
    await expect(view(page, 'Bookmarks')).toHaveAttribute('aria-current', 'page');
  },

  async 'keeps the focus while papers change their order'({ page }) {
    await withSeven(page);
    await star(page, /Stable Points/).focus();
    for (const order of ['Title', 'Date', 'Score']) {
      // By script, as choosing by hand would move the focus itself.
      await page.getByRole('combobox', { name: 'Sort' }).evaluate((sort, order) => {
        sort.selectedIndex = [...sort.options].findIndex((option) => option.label.trim() === order);
        sort.dispatchEvent(new Event('change', { bubbles: true }));
      }, order);
      await expect.poll(() => page.url()).toMatch(new RegExp(`sort=${order.toLowerCase()}`));
      await page.waitForTimeout(200);
      await expect(star(page, /Stable Points/)).toBeFocused();
    }
    await page.keyboard.press('Enter');
    await expect(star(page, /Stable Points/)).toHaveAttribute('aria-pressed', 'true');
  },

  async 'shifts nothing while a query is typed'({ page }) {
    await visit(page);
    await drop(page, 'many.txt', many(100));
    await expect(status(page, '100 of 100 papers')).toBeVisible();
    await search(page).focus();
    await page.evaluate(() => {
      const places = new Set();
      const look = () => {
        const first = document.querySelector('article')?.getBoundingClientRect();
        places.add(first && [first.left, first.top, first.width].map(Math.round).join(' '));
        requestAnimationFrame(look);
      };
      look();
      window.places = places;
    });
    await page.keyboard.type('condition');
    await expect.poll(() => page.url()).toMatch(/condition/);
    await page.keyboard.press('Escape');
    await search(page).fill('');
    await expect(status(page, '100 of 100 papers')).toBeVisible();
    await page.waitForTimeout(300);
    const places = await page.evaluate(() => [...window.places]);
    expect(places).toEqual([places[0]]);
  },

  async 'has themes, densities and sizes of text'({ page }) {
    await withSeven(page);
    const paper = () => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
    const height = () => cards(page).nth(3).evaluate((card) => card.getBoundingClientRect().height);
    const [light, tall] = [await paper(), await height()];
    await openSettings(page);
    await setting(page, 'Theme').selectOption('Dark');
    await setting(page, 'Layout').selectOption('List and reading pane');
    await page.keyboard.press('Escape');
    const dark = await paper();
    expect(dark === light).toBe(false);
    await expect.poll(height).toBeLessThan(tall / 2);
    await page.reload();
    await expect(cards(page)).toHaveCount(7);
    expect(await paper()).toBe(dark);
  },

  async 'prints all papers that are shown'({ page }) {
    await visit(page);
    await drop(page, 'many.txt', many(120));
    await expect(status(page, '120 of 120 papers')).toBeVisible();
    await page.evaluate(() => {
      window.print = () => (document.body.dataset.printed = document.querySelectorAll('article').length);
    });
    await page.keyboard.press('ControlOrMeta+p');
    await expect(page.locator('body')).toHaveAttribute('data-printed', '120');
    await page.evaluate(() => void window.dispatchEvent(new Event('afterprint')));
    await expect.poll(() => cards(page).count()).toBeLessThan(60);
  },

  async 'fits a phone'({ page }) {
    await page.setViewportSize(PHONE);
    await withSeven(page);
    const overflow = () => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    expect(await overflow()).toBe(0);
    await page.getByRole('button', { name: 'Filters' }).click();
    await expect(plot(page, 'Date')).toBeVisible();
    await filters(page).getByRole('checkbox', { name: /cs\.LG/ }).check();
    expect(await overflow()).toBe(0);
    await filters(page).getByRole('button', { name: 'Done' }).click();
    await expect(cards(page)).toHaveCount(3);
    await openSettings(page);
    await expect(setting(page, 'Theme')).toBeVisible();
    expect(await overflow()).toBe(0);
  },

  'follows a finger': {
    not: { webkit: 'its WebDriver turns fingers into a mouse' },
    async run({ page }) {
      await page.setViewportSize(PHONE);
      await withSeven(page);
      const swipe = async (by) => {
        const { x, y, width, height } = await card(page, /Quiet Tongues/).boundingBox();
        const from = { x: x + width / 2, y: y + height / 2 };
        await page.swipe(from, { x: from.x + by, y: from.y });
      };
      const undo = page.getByRole('log').getByRole('button', { name: 'Undo' });
      await swipe(150);
      await expect(star(page, /Quiet Tongues/)).toHaveAttribute('aria-pressed', 'true');
      await undo.tap();
      await expect(star(page, /Quiet Tongues/)).toHaveAttribute('aria-pressed', 'false');
      await swipe(-150);
      await expect(cards(page)).toHaveCount(6);
      await undo.tap();
      await expect(cards(page)).toHaveCount(7);
    },
  },

  async 'reads 10,000 papers and finds one of them'({ page }) {
    await visit(page);
    await expect(box(page)).toBeVisible();
    await drop(page, 'large.txt', many(10_000));
    await expect(status(page, '10,000 of 10,000 papers')).toBeVisible({ timeout: 60_000 });
    await page.keyboard.press('Shift+G');
    await expect(card(page, /part 10000 of the world/)).toBeInViewport();
    await search(page).pressSequentially('orchards 1902');
    await expect(card(page, /part 1902 of the world/)).toBeVisible();
    await search(page).fill('');
    await expect(status(page, '10,000 of 10,000 papers')).toBeVisible();
    await kept(page, 1);
    await page.reload();
    await expect(status(page, '10,000 of 10,000 papers')).toBeVisible({ timeout: 60_000 });
  },
};

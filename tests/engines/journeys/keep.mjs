// What was read and marked stays: over reloads, in other tabs, without a network, and as a file.
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { Page } from '../page.mjs';
import { box, card, cards, drop, expect, importing, kept, many, star, status, view, visit, withSeven, saveAs } from '../support.mjs';

export default {
  async 'opens the digest again after a reload, with its marks'({ page }) {
    await withSeven(page);
    await kept(page, 1);
    await star(page, /Early Exits/).click();
    await expect(star(page, /Early Exits/)).toHaveAttribute('aria-pressed', 'true');
    for (let round = 0; round < 2; round++) {
      await page.reload();
      await expect(cards(page)).toHaveCount(7);
      await expect(star(page, /Early Exits/)).toHaveAttribute('aria-pressed', 'true');
    }
    await drop(page, 'next.txt', many(3));
    await expect(cards(page)).toHaveCount(3);
    await kept(page, 2);
    await page.reload();
    await expect(cards(page)).toHaveCount(3);
    await view(page, 'Library').click();
    await page.getByRole('main').getByRole('button', { name: /^Ranked digest/ }).click();
    await expect(cards(page)).toHaveCount(7);
    await expect(star(page, /Early Exits/)).toHaveAttribute('aria-pressed', 'true');
  },

  async 'opens where the reader was'({ page }) {
    await visit(page);
    await drop(page, 'many.txt', many(300));
    await expect(status(page, '300 papers, 0 lines left over')).toBeVisible();
    await kept(page, 1);
    await expect(cards(page).first()).toBeVisible();
    for (let at = 0; at < 40; at++) await page.keyboard.press('j');
    await expect(card(page, /part 40 of/)).toBeFocused();
    await page.waitForTimeout(600);
    await page.reload();
    await expect(card(page, /part 40 of/)).toBeInViewport();
  },

  async 'is followed by a second tab'({ page }) {
    await withSeven(page);
    const other = new Page(await page.tab.another(), page.base);
    await visit(other);
    await view(other, 'Bookmarks').click();
    await expect(other.getByText('No bookmarks yet.')).toBeVisible();
    await star(page, /Early Exits/).click();
    await expect(card(other, /Early Exits/)).toBeVisible();
    await star(other, /Early Exits/).click();
    await expect(star(page, /Early Exits/)).toHaveAttribute('aria-pressed', 'false');
    await other.tab.close();
  },

  async 'works without a network'({ page, site }) {
    await withSeven(page);
    await kept(page, 1);
    await page.evaluate(async () => void (await navigator.serviceWorker.ready));
    await site.down();
    await page.reload();
    await expect(cards(page)).toHaveCount(7);
    await star(page, /Early Exits/).click();
    await drop(page, 'next.txt', many(3));
    await expect(cards(page)).toHaveCount(3);
    await view(page, 'Bookmarks').click();
    await page.reload();
    await expect(card(page, /Early Exits/)).toBeVisible();
  },

  async 'exports bookmarks, and imports them elsewhere'({ page, folder, elsewhere }) {
    await withSeven(page);
    await star(page, /Early Exits/).click();
    await star(page, /Red Flags/).click();
    await view(page, 'Bookmarks').click();
    await expect(cards(page)).toHaveCount(2);
    await saveAs(page, 'Backup');
    const saved = () => readdirSync(folder, { recursive: true }).find((name) => /skimmark-backup-\d{4}-\d\d-\d\d\.json$/.test(name));
    // The file may be there before what is in it.
    const text = () => readFileSync(join(folder, saved()), 'utf8');
    await expect.poll(() => JSON.parse(text()).marks.length).toBe(2);
    const other = await elsewhere();
    await visit(other);
    await view(other, 'Bookmarks').click();
    await expect(other.getByText('No bookmarks yet.')).toBeVisible();
    await other.locator('input[type=file]').setInputFiles(join(folder, saved()));
    await importing(other).getByRole('button', { name: 'Import' }).click();
    await expect(cards(other)).toHaveCount(2);
    await expect(other.getByRole('log')).toContainText('Imported 2 papers');
  },

  async 'deletes everything after a question'({ page }) {
    await withSeven(page);
    await star(page, /Early Exits/).click();
    await kept(page, 1);
    await page.getByRole('banner').getByRole('button', { name: 'Settings' }).click();
    await page.getByRole('dialog', { name: 'Settings' }).getByRole('button', { name: 'Delete everything' }).click();
    await page.getByRole('dialog', { name: 'Delete everything' }).getByRole('button', { name: 'Delete', exact: true }).click();
    await expect(box(page)).toBeVisible();
    await view(page, 'Library').click();
    await expect(page.getByText('No digest is kept yet')).toBeVisible();
    await view(page, 'Bookmarks').click();
    await expect(cards(page)).toHaveCount(1);
  },
};

// The settings, the menu of a paper, and math.
import { box, broken, card, cards, expect, journaled, kept, many, paste, search, star, status, test, view, visit, withSeven } from './support';
import type { Page } from '@playwright/test';

const settings = (page: Page) => page.getByRole('dialog', { name: 'Settings' });
const setting = (page: Page, name: string) => settings(page).getByRole('combobox', { name, exact: true });
const openSettings = (page: Page) => page.getByRole('banner').getByRole('button', { name: 'Settings' }).click();
const paper = (page: Page) => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);

test('a theme is chosen, followed by other tabs, and there at the first paint', async ({ page, context }) => {
  await page.emulateMedia({ colorScheme: 'light' });
  await withSeven(page);
  const other = await context.newPage();
  await other.emulateMedia({ colorScheme: 'light' });
  await visit(other);
  const light = await paper(page);
  await openSettings(page);
  await setting(page, 'Theme').selectOption('Dark');
  await expect.poll(() => paper(page)).not.toBe(light);
  await expect.poll(() => paper(other)).toBe(await paper(page));
  await page.keyboard.press('Escape');
  const dark = await paper(page);
  // Before the program runs.
  await page.route(/\.wasm$/, () => new Promise(() => {}));
  await page.reload();
  await expect.poll(() => paper(page)).toBe(dark);
});

test('densities, text size and typeface change how papers are set', async ({ page }) => {
  await visit(page);
  await paste(page, many(30));
  await expect(cards(page)).toHaveCount(30);
  const height = async () => (await cards(page).nth(5).boundingBox())!.height;
  const heights = [await height()];
  for (const [name, option] of [['Density', 'Compact'], ['Layout', 'List and reading pane']]) {
    await openSettings(page);
    await setting(page, name).selectOption(option);
    await page.keyboard.press('Escape');
    heights.push(await height());
  }
  expect(heights[1]).toBeLessThan(heights[0]);
  expect(heights[2]).toBeLessThan(heights[1] / 2);
  // In a list without room for the reading pane the paper that is acted on is whole.
  await page.setViewportSize({ width: 1000, height: 800 });
  await cards(page).nth(5).focus();
  await expect(cards(page).nth(5).getByRole('button', { name: 'Mark read', exact: true })).toBeVisible();
  const look = () => cards(page).first().getByRole('heading').evaluate((heading) => {
    const { fontSize, fontFamily } = getComputedStyle(heading);
    return [parseFloat(fontSize), fontFamily] as const;
  });
  const [size, face] = await look();
  await openSettings(page);
  await setting(page, 'Text size').selectOption('Larger');
  await setting(page, 'Typeface').selectOption('Sans serif');
  await page.reload();
  const [larger, sans] = await look();
  expect(larger).toBeCloseTo(size * 1.25, 1);
  expect(sans).not.toBe(face);
});

test('titles lead where the reader wants, and the others are one menu away', async ({ page }) => {
  await withSeven(page);
  const link = card(page, /Verdicts/).getByRole('heading').getByRole('link');
  await expect(link).toHaveAttribute('href', /^https:\/\/scholar\.google\.com\//);
  await openSettings(page);
  await setting(page, 'Title links open').selectOption('Semantic Scholar');
  await page.keyboard.press('Escape');
  await expect(link).toHaveAttribute('href', /^https:\/\/www\.semanticscholar\.org\/search\?q=Verdicts/);
  await card(page, /Verdicts/).getByRole('button', { name: 'More', exact: true }).click();
  const more = page.getByRole('dialog', { name: 'More' });
  await expect(more.getByRole('link')).toHaveText(['Semantic Scholar', 'Google Scholar']);
  await expect(more.getByRole('link').first()).toHaveAttribute('target', '_blank');
  // Also where the program was sure.
  await more.getByRole('button', { name: 'Fix title and authors' }).click();
  await expect(page.getByRole('dialog', { name: 'Fix title and authors' })).toBeVisible();
});

test('keys can be switched off, but for Esc and those of the feed', async ({ page }) => {
  await withSeven(page);
  await openSettings(page);
  await setting(page, 'Keyboard shortcuts').selectOption('Off');
  await page.keyboard.press('Escape');
  await expect(settings(page)).toHaveCount(0);
  for (const key of ['j', '?', 's', 'A', '/']) await page.keyboard.press(key);
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(page.getByRole('article').and(page.locator(':focus'))).toHaveCount(0);
  await cards(page).first().focus();
  await page.keyboard.press('PageDown');
  await expect(cards(page).nth(1)).toBeFocused();
});

test('everything is deleted after a question; what was marked stays unless it is to go, too', async ({ page, context }) => {
  await withSeven(page);
  await star(page, /Verdicts/).click();
  await journaled(page, 1);
  await kept(page, 1);
  const other = await context.newPage();
  await visit(other);
  await expect(cards(other)).toHaveCount(7);
  // A neighbour on the same host.
  await page.evaluate(() => localStorage.setItem('other-project', 'theirs'));
  const erase = async (boxes: string[]) => {
    await openSettings(page);
    await expect(settings(page).getByText(/^Kept in this browser: .* MB used on this site\./)).toBeVisible();
    await settings(page).getByRole('button', { name: 'Delete everything' }).click();
    const dialog = page.getByRole('dialog', { name: 'Delete everything' });
    for (const box of boxes) await dialog.getByRole('checkbox', { name: box }).check();
    await dialog.getByRole('button', { name: 'Delete', exact: true }).click();
    await expect(box(page)).toBeVisible();
    await expect(page.getByRole('dialog')).toHaveCount(0);
  };
  await erase([]);
  await expect(other.getByText('The digests were deleted in another tab')).toBeVisible();
  await view(page, 'Bookmarks').click();
  await expect(cards(page)).toHaveCount(1);
  await view(page, 'Library').click();
  await expect(page.getByText('No digest is kept yet')).toBeVisible();
  await view(page, 'Digest').click();
  await other.close();
  await openSettings(page);
  await setting(page, 'Density').selectOption('Compact');
  await page.keyboard.press('Escape');
  await erase(['Stars, read papers, tags and notes', 'Views, rules, settings, keys']);
  await view(page, 'Bookmarks').click();
  await expect(page.getByText('No bookmarks yet')).toBeVisible();
  const left = await page.evaluate(() => Object.keys(localStorage).filter((key) => /:mark:|:settings|:keys|^other/.test(key)));
  expect(left).toEqual(['other-project']);
});

test('Ctrl+End and Ctrl+Home lead out of the feed', async ({ page }) => {
  await withSeven(page);
  await cards(page).nth(2).focus();
  await page.keyboard.press('ControlOrMeta+End');
  await expect(page.getByText('End of the papers')).toBeFocused();
  await cards(page).nth(2).focus();
  await page.keyboard.press('ControlOrMeta+Home');
  await expect(search(page)).toBeFocused();
});

test('math is set as such, and copied as its source', async ({ page }) => {
  await withSeven(page);
  const text = card(page, /Verdicts/);
  const math = text.locator('math');
  await expect(math.locator('msup')).toHaveCount(1);
  await expect(text).not.toContainText('$O(');
  await text.locator('.abstract').evaluate((abstract) => getSelection()!.selectAllChildren(abstract));
  await page.keyboard.press('ControlOrMeta+c');
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(copied).toContain('at a cost of $O(n^{-1/2})$, and its verdict');
  // What is looked for in it marks it whole.
  await search(page).fill('abs:"1 2"');
  await expect(text.locator('mark math')).toHaveCount(1);
});

test('what is chosen before the journal was read costs no other choice, though the storage is full', async ({ page }) => {
  await page.addInitScript(() => {
    Storage.prototype.setItem = () => {
      throw new DOMException('full', 'QuotaExceededError');
    };
    // The journal is busy for a while after each start.
    const busy = Date.now() + 5_000;
    const open = indexedDB.open(`skimmark:${location.pathname}`);
    open.onupgradeneeded = () => open.transaction!.abort();
    open.onsuccess = () => {
      const store = open.result.transaction('journal', 'readwrite').objectStore('journal');
      const hold = () => {
        if (Date.now() < busy) store.get('nothing').onsuccess = hold;
        else open.result.close();
      };
      hold();
    };
    open.onerror = (event) => event.preventDefault();
  });
  const is = (name: string, value: string) => expect(page.locator('html')).toHaveAttribute(`data-${name}`, value, { timeout: 10_000 });
  await visit(page);
  await openSettings(page);
  await setting(page, 'Text size').selectOption('Large');
  await page.waitForTimeout(6_000);
  await page.reload();
  await openSettings(page);
  await setting(page, 'Density').selectOption('Compact');
  await is('size', 'medium');
  // When the journal was read.
  await is('size', 'large');
  await is('density', 'compact');
  await page.waitForTimeout(500);
  await page.reload();
  await is('size', 'large');
  await is('density', 'compact');
});

for (const colorScheme of ['light', 'dark'] as const) {
  for (const [name, viewport] of [['phone', { width: 390, height: 844 }], ['wide', { width: 1400, height: 900 }]] as const) {
    test(`axe finds nothing in settings, menu and densities, ${colorScheme}, ${name}`, async ({ page }) => {
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize(viewport);
      await visit(page);
      await paste(page, many(30));
      await expect(status(page, '30 of 30 papers')).toBeVisible();
      const clean = async (state: string) => {
        if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}-${colorScheme}-${name}-${state}.png` });
        expect(await broken(page), state).toEqual([]);
      };
      await cards(page).first().getByRole('button', { name: 'More', exact: true }).click();
      await clean('more');
      await page.keyboard.press('Escape');
      for (const [setting_, option] of [['Density', 'Compact'], ['Layout', 'List and reading pane']]) {
        await openSettings(page);
        await setting(page, setting_).selectOption(option);
        if (setting_ === 'Layout') await clean('settings');
        await page.keyboard.press('Escape');
        await expect(settings(page)).toHaveCount(0);
        await clean(option);
      }
      await page.keyboard.press('j');
      await clean('a row');
    });
  }
}

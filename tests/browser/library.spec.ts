// The library: names, and the papers of all digests as one catalog.
import type { Page } from '@playwright/test';
import { broken, SEVEN, box, card, cards, drop, expect, filters, kept, many, paste, search, star, status, test, view, visit, withSeven } from './support';

/** The first of the seven, and two that are not among them. */
const THREE = [...SEVEN.split('\n').slice(0, 3), many(2)].join('\n');

const rows = (page: Page) => page.getByRole('main').getByRole('listitem');
const row = (page: Page, name: string | RegExp) => rows(page).filter({ hasText: name });
const rename = (page: Page) => page.getByRole('textbox', { name: /^Name of/ });
const headings = (page: Page) => page.locator('.group-heading');

/** Opens the page with two digests in its library, of seven and of three papers, one of them in
 *  both. */
async function withTwo(page: Page) {
  await visit(page);
  await expect(box(page)).toBeVisible();
  await drop(page, 'spring list.txt', SEVEN);
  await expect(cards(page)).toHaveCount(7);
  await kept(page, 1);
  await drop(page, 'summer list.txt', THREE);
  await expect(cards(page)).toHaveCount(3);
  await kept(page, 2);
}

async function showAll(page: Page) {
  await view(page, 'Library').click();
  await page.getByRole('main').getByRole('link', { name: 'All digests' }).click();
}

test('a digest is renamed in place, and the name outlives a reload', async ({ page }) => {
  await withSeven(page);
  await kept(page, 1);
  await view(page, 'Library').click();
  await rows(page).getByRole('button', { name: /^Rename Ranked digest/ }).click();
  await expect(rename(page)).toBeFocused();
  await rename(page).fill('Reading   group');
  await rename(page).press('Enter');
  await expect(rows(page).getByRole('button', { name: 'Reading group', exact: true })).toBeVisible();
  await expect(rows(page).getByRole('button', { name: /^Rename Reading group/ })).toBeFocused();
  await page.reload();
  await expect(rows(page).getByRole('button', { name: 'Reading group', exact: true })).toBeVisible();

  await rows(page).getByRole('button', { name: /^Rename/ }).click();
  await expect(rename(page)).toHaveValue('Reading group');
  await rename(page).fill('Something else');
  await rename(page).press('Escape');
  await expect(rename(page)).toHaveCount(0);
  await expect(rows(page).getByRole('button', { name: /^Rename Reading group/ })).toBeFocused();
  await rows(page).getByRole('button', { name: /^Rename/ }).click();
  await rename(page).fill('');
  await rows(page).getByRole('button', { name: 'Save' }).click();
  await expect(rows(page).getByRole('button', { name: /^Pasted/ })).toBeVisible();
});

const called = (page: Page) => page.getByRole('main').getByRole('heading', { level: 1 });

/** An arXiv mail of papers of these categories, as it is copied from a mail program. */
const mail = (...categories: string[]) =>
  categories
    .map((category, at) =>
      [
        '\\\\',
        `arXiv:2411.0${1000 + at}`,
        `Date: Tue, ${at + 3} Nov 2024 09:45:28 GMT   (556kb)`,
        '',
        `Title: Counting Sheep, part ${at}`,
        'Authors: Ana Lindqvist, Bo Ek',
        `Categories: ${category}`,
        '\\\\',
        '  We count sheep until we sleep, and then the sheep count us.',
        `\\\\ ( https://arxiv.org/abs/2411.0${1000 + at} ,  556kb)`,
        '',
      ].join('\n'),
    )
    .join('\n');

test('a digest is called by what it holds, at its head, in its window and in the library', async ({ page }) => {
  await visit(page);
  await expect(box(page)).toBeVisible();
  await expect(page).toHaveTitle('Skimmark');
  await paste(page, mail('cs.CV', 'cs.CV', 'cs.LG'));
  await expect(cards(page)).toHaveCount(3);
  await expect(called(page)).toHaveText('arXiv cs.CV, 5 Nov 2024');
  await expect(called(page)).toBeInViewport();
  await expect(page).toHaveTitle('arXiv cs.CV, 5 Nov 2024 – Skimmark');
  await kept(page, 1);
  await view(page, 'Library').click();
  await expect(row(page, /^arXiv cs\.CV, 5 Nov 2024/)).toContainText(/3 papers, 3 unread, added \d+ \w+ 20\d\d, \d+:\d\d/);
  await page.reload();
  await view(page, 'Digest').click();
  await expect(called(page)).toHaveText('arXiv cs.CV, 5 Nov 2024');

  await drop(page, 'spring list.txt', SEVEN);
  await expect(called(page)).toHaveText('spring list.txt');
  await expect(page).toHaveTitle('spring list.txt – Skimmark');
  await page.emulateMedia({ media: 'print' });
  await expect(page.getByText(/^spring list\.txt, 7 of 7 papers/)).toBeVisible();
  await page.emulateMedia({ media: 'screen' });
  await kept(page, 2);
  await view(page, 'Library').click();
  await page.getByRole('button', { name: 'Rename spring list.txt' }).click();
  await rename(page).fill('For Tuesday');
  await rename(page).press('Enter');
  await expect(row(page, 'For Tuesday')).toBeVisible();
  await view(page, 'Digest').click();
  await expect(called(page)).toHaveText('For Tuesday');
  await expect(page).toHaveTitle('For Tuesday – Skimmark');
  await view(page, 'Bookmarks').click();
  await expect(called(page)).toHaveText('Bookmarks');
});

test('two digests of one name are told apart by when they were added', async ({ page }) => {
  await visit(page);
  await expect(box(page)).toBeVisible();
  await drop(page, 'list.txt', SEVEN);
  await expect(cards(page)).toHaveCount(7);
  await kept(page, 1);
  await drop(page, 'list.txt', THREE);
  await expect(cards(page)).toHaveCount(3);
  await kept(page, 2);
  await showAll(page);
  await expect(cards(page)).toHaveCount(9);
  await page.getByRole('combobox', { name: 'Group' }).selectOption({ label: 'By digest' });
  await expect(headings(page)).toHaveText([/^list\.txt, .* 20\d\d, .* · 3 papers$/, /^list\.txt, .* 20\d\d, .* · 6 papers$/]);
});

test('a long library is searched by the words of the names', async ({ page }) => {
  await visit(page);
  await expect(box(page)).toBeVisible();
  const find = page.getByRole('searchbox', { name: 'Find in library' });
  for (let at = 1; at <= 8; at++) {
    await drop(page, `List ${at} of ${at % 2 ? 'spring' : 'autumn'}.txt`, many(at));
    await expect(cards(page)).toHaveCount(at);
    await kept(page, at);
    if (at === 7) {
      await view(page, 'Library').click();
      await expect(find).toHaveCount(0);
      await view(page, 'Digest').click();
    }
  }
  await view(page, 'Library').click();
  await find.fill('spring list');
  await expect(rows(page)).toHaveCount(4);
  await find.fill('SPRING 3');
  await expect(rows(page)).toHaveText([/^List 3 of spring\.txt/]);
  await find.fill('winter');
  await expect(rows(page)).toHaveCount(0);
  await expect(status(page, 'No digest is called that.')).toBeVisible();
  expect(await broken(page)).toEqual([]);
  await find.press('Escape');
  await expect(find).toHaveValue('');
  await expect(rows(page)).toHaveCount(8);
});

test('a renamed digest is found by its new name at once', async ({ page }) => {
  await withSeven(page);
  await kept(page, 1);
  await search(page).fill('in:group');
  await expect(page.getByText('No papers match')).toBeVisible();
  await expect(page.locator('#query-problems')).toContainText('All digests');
  await view(page, 'Library').click();
  await rows(page).getByRole('button', { name: /^Rename/ }).click();
  await rename(page).fill('Reading group');
  await rename(page).press('Enter');
  await expect(row(page, 'Reading group')).toBeVisible();
  await view(page, 'Digest').click();
  await search(page).fill('in:group');
  await expect(cards(page)).toHaveCount(7);
});

test('all digests are one catalog, in which a paper of two is one', async ({ page }) => {
  await withTwo(page);
  await showAll(page);
  await expect(status(page, '9 of 9 papers')).toBeVisible();
  await expect(page).toHaveTitle(/^All digests/);
  await expect(page).toHaveURL(/view=all/);
  await expect(page.getByText('2 digests', { exact: true })).toBeVisible();
  await expect(card(page, /Quiet Tongues/)).toHaveCount(1);
  await expect(cards(page).first()).toHaveAccessibleName(/Quiet Tongues/);
  await expect(cards(page).nth(1)).toHaveAccessibleName(/part 1 of the world/);
  await expect(filters(page).getByRole('group', { name: 'Digest' }).getByRole('checkbox')).toHaveCount(2);

  await star(page, /Red Flags/).click();
  await expect(star(page, /Red Flags/)).toHaveAttribute('aria-pressed', 'true');
  await page.reload();
  await expect(status(page, '9 of 9 papers')).toBeVisible();
  await expect(star(page, /Red Flags/)).toHaveAttribute('aria-pressed', 'true');
  await search(page).fill('rain');
  await expect(cards(page)).toHaveCount(1);
  await view(page, 'Bookmarks').click();
  await expect(cards(page)).toHaveCount(1);
});

test('digests are filters, by name and by click, and groups', async ({ page }) => {
  await withTwo(page);
  await showAll(page);
  await expect(cards(page)).toHaveCount(9);
  await search(page).fill('in:spring');
  await expect(cards(page)).toHaveCount(7);
  await search(page).fill('in:spring in:"summer list"');
  await expect(cards(page)).toHaveCount(1);
  await search(page).fill('');
  const digests = filters(page).getByRole('group', { name: 'Digest' });
  await digests.getByRole('checkbox', { name: /^summer list/ }).check();
  await expect(search(page)).toHaveValue('in:"summer list.txt"');
  await expect(cards(page)).toHaveCount(3);
  await digests.getByRole('button', { name: /^Exclude summer list/ }).click();
  await expect(search(page)).toHaveValue('-in:"summer list.txt"');
  await expect(cards(page)).toHaveCount(6);
  await search(page).fill('');

  const group = page.getByRole('combobox', { name: 'Group' });
  await group.selectOption({ label: 'By digest' });
  await expect(headings(page)).toHaveText(['summer list.txt · 3 papers', 'spring list.txt · 6 papers']);
  await expect(page).toHaveURL(/group=digest/);
  await view(page, 'Digest').click();
  await expect(cards(page)).toHaveCount(3);
  await expect(group.getByRole('option', { name: 'By digest' })).toHaveCount(0);
  await expect(filters(page).getByRole('group', { name: 'Digest' })).toHaveCount(0);
});

test('all papers follow what is deleted and what is pasted', async ({ page }) => {
  await withTwo(page);
  await showAll(page);
  await expect(cards(page)).toHaveCount(9);
  await view(page, 'Library').click();
  await row(page, 'spring list').getByRole('button', { name: /^Delete/ }).click();
  await page.getByRole('button', { name: 'Delete it' }).click();
  await expect(rows(page)).toHaveCount(1);
  await showAll(page);
  await expect(cards(page)).toHaveCount(3);
  await paste(page, SEVEN);
  await expect(cards(page)).toHaveCount(7);
  await kept(page, 2);
  await showAll(page);
  await expect(cards(page)).toHaveCount(9);
  await paste(page, 'no papers at all');
  await expect(page.getByRole('log')).toContainText('No papers found in that text');
  await expect(cards(page)).toHaveCount(9);
  await search(page).fill('rain');
  await expect(cards(page)).toHaveCount(1);
});

test('a digest that cannot be read is named, and the others are shown', async ({ page }) => {
  await withTwo(page);
  await page.evaluate(
    () =>
      new Promise<void>((done) => {
        const opening = indexedDB.open(`skimmark:${location.pathname}`);
        opening.onsuccess = () => {
          const texts = opening.result.transaction('texts', 'readwrite').objectStore('texts');
          texts.getAllKeys().onsuccess = (event) => {
            const [oldest] = (event.target as IDBRequest<IDBValidKey[]>).result;
            texts.put([new File(['torn'], 'spring list.txt')], oldest).onsuccess = () => {
              opening.result.close();
              done();
            };
          };
        };
      }),
  );
  await showAll(page);
  await expect(cards(page)).toHaveCount(3);
  await expect(page.getByRole('log')).toContainText('Not among these papers');
  await expect(page.getByRole('log')).toContainText('spring list.txt');
});

test('reading all digests can be left and cancelled', async ({ page }) => {
  await withTwo(page);
  // A database that takes its time, so that there is something to leave.
  await page.evaluate(() => {
    const get = IDBObjectStore.prototype.get;
    const slow = { get: undefined as unknown as typeof get };
    slow.get = function (this: IDBObjectStore, key) {
      const request = get.call(this, key);
      if (this.name !== 'texts') return request;
      let heard: ((event: Event) => unknown) | null = null;
      Object.defineProperty(request, 'onsuccess', { set: (handler) => { heard = handler; } });
      request.addEventListener('success', (event) => setTimeout(() => heard?.call(request, event), 1500));
      return request;
    };
    IDBObjectStore.prototype.get = slow.get;
  });
  await showAll(page);
  await expect(page.getByRole('progressbar', { name: 'Reading' })).toBeVisible();
  await view(page, 'Digest').click();
  await expect(cards(page)).toHaveCount(3);
  await view(page, 'Library').click();
  await page.getByRole('link', { name: 'All digests' }).click();
  await page.getByRole('button', { name: 'Cancel' }).click();
  await expect(page.getByRole('heading', { name: 'Library' })).toBeVisible();
  await expect(page.getByRole('progressbar', { name: 'Reading' })).toHaveCount(0);
  await showAll(page);
  await expect(cards(page)).toHaveCount(9);
});

test('what an earlier digest held is known again, after a reload too', async ({ page }) => {
  await withTwo(page);
  await expect(card(page, /Quiet Tongues/)).toContainText('Seen before in ');
  await expect(card(page, /part 1 of/)).not.toContainText('Seen in');
  await page.reload();
  await expect(card(page, /Quiet Tongues/)).toContainText('Seen before in ');
  await status(page, '3 papers, 0 lines left over').getByRole('button').click();
  await expect(page.getByRole('region', { name: 'What was read' })).toContainText('2 of 3 papers in no digest before.');
  await filters(page).getByRole('button', { name: 'Exclude Seen before' }).click();
  await expect(search(page)).toHaveValue('-is:seen');
  await expect(cards(page)).toHaveCount(2);
  await search(page).fill('');
  await view(page, 'Library').click();
  await row(page, 'spring list').getByRole('button', { name: /^Delete/ }).click();
  await page.getByRole('button', { name: 'Delete it' }).click();
  await expect(rows(page)).toHaveCount(1);
  await view(page, 'Digest').click();
  await expect(card(page, /Quiet Tongues/)).toBeVisible();
  await expect(page.getByText('Seen in')).toHaveCount(0);
});

test('all of it by keyboard alone', async ({ page }) => {
  await withTwo(page);
  await page.keyboard.press('g');
  await page.keyboard.press('l');
  const all = page.getByRole('main').getByRole('link', { name: 'All digests' });
  await expect(all).toBeVisible();
  await page.getByRole('main').focus();
  await page.keyboard.press('Tab');
  await expect(all).toBeFocused();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await expect(page.getByRole('button', { name: /^Rename summer list/ })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(rename(page)).toBeFocused();
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.type('j as in July');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: /^Rename j as in July/ })).toBeFocused();
  await page.keyboard.press('Shift+Tab');
  await page.keyboard.press('Shift+Tab');
  await expect(all).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(cards(page)).toHaveCount(9);
  await page.keyboard.press('j');
  await expect(cards(page).first()).toBeFocused();
  await page.keyboard.press('s');
  await expect(star(page, /Quiet Tongues/)).toHaveAttribute('aria-pressed', 'true');
});

for (const colorScheme of ['light', 'dark'] as const) {
  for (const [name, viewport] of [['phone', { width: 390, height: 844 }], ['wide', { width: 1400, height: 900 }]] as const) {
    test(`axe finds nothing in the library and in all digests, ${colorScheme}, ${name}`, async ({ page }) => {
      test.slow();
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize(viewport);
      await withTwo(page);
      await view(page, 'Library').click();
      await expect(rows(page)).toHaveCount(2);
      expect(await broken(page), 'library').toEqual([]);
      await row(page, 'spring').getByRole('button', { name: /^Rename/ }).click();
      await row(page, 'summer').getByRole('button', { name: /^Delete/ }).click();
      await expect(rename(page)).toBeVisible();
      expect(await broken(page), 'renaming and deleting').toEqual([]);
      await page.getByRole('link', { name: 'All digests' }).click();
      await expect(cards(page)).toHaveCount(9);
      await page.getByRole('combobox', { name: 'Group' }).selectOption({ label: 'By digest' });
      await expect(headings(page)).toHaveCount(2);
      if (name === 'phone') await page.getByRole('button', { name: 'Filters' }).click();
      await expect(filters(page).getByRole('group', { name: 'Digest' })).toBeVisible();
      expect(await broken(page), 'all digests').toEqual([]);
    });
  }
}

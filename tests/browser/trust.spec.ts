// What was told as kept is kept, whatever the browser does with the storage.
import { type Page } from '@playwright/test';
import { agree, SEVEN, box, card, cards, drop, expect, filters, journaled, kept, many, paste, search, star, status, test, view, visit, withSeven } from './support';

const log = (page: Page) => page.getByRole('log');

/** Lets nothing be committed from now on: what reads the journal without an end keeps it. */
const occupyJournal = (page: Page) =>
  page.evaluate(() => new Promise<void>((begun) => {
    const open = indexedDB.open(`skimmark:${location.pathname.replace(/[^/]*$/, '')}`);
    open.onsuccess = () => {
      const journal = open.result.transaction('journal', 'readwrite').objectStore('journal');
      const again = () => {
        journal.get('nothing').onsuccess = again;
      };
      again();
      begun();
    };
  }));

test('3,000 papers that were told as read are read after a reload at once', async ({ page }) => {
  await visit(page);
  await paste(page, many(3_000));
  await expect(status(page, '3,000 papers, 0 lines left over')).toBeVisible();
  await kept(page, 1);
  await page.keyboard.press('A');
  await expect(log(page)).toContainText('3,000 papers marked as read.');
  await page.reload();
  await search(page).fill('is:read');
  await expect(status(page, '3,000 of 3,000 papers')).toBeVisible();
});

test('a change whose page is left within milliseconds is made at the next start', async ({ page }) => {
  await withSeven(page);
  await kept(page, 1);
  await cards(page).nth(1).focus();
  await page.evaluate(() => {
    const press = (key: string) => document.activeElement!.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }));
    press('s');
    press('m');
    location.href = './?elsewhere';
  });
  await page.waitForURL(/elsewhere/);
  await expect(star(page, /Verdicts/)).toHaveAttribute('aria-pressed', 'true');
  await expect(card(page, /Verdicts/).getByRole('button', { name: 'Mark read', exact: true })).toHaveAttribute('aria-pressed', 'true');
  await view(page, 'Bookmarks').click();
  await expect(card(page, /Verdicts/)).toContainText('Automated “judges” are');
  const left = () => page.evaluate(() => Object.keys(localStorage).filter((key) => key.includes(':pending:')));
  await expect.poll(left).toEqual([]);
});

test('what was taken back stays so, though the page is left before that is committed', async ({ page }) => {
  await withSeven(page);
  await kept(page, 1);
  const read = card(page, /Verdicts/).getByRole('button', { name: 'Mark read', exact: true });
  await read.click();
  await expect(read).toHaveAttribute('aria-pressed', 'true');
  await journaled(page, 1);
  await occupyJournal(page);
  await page.keyboard.press('u');
  await expect(read).toHaveAttribute('aria-pressed', 'false');
  page.on('dialog', (dialog) => dialog.accept());
  await page.goto('./?elsewhere');
  await expect(cards(page)).toHaveCount(7);
  await expect(read).toHaveAttribute('aria-pressed', 'false');
});

test('settings that localStorage lost come back from the database', async ({ page }) => {
  await withSeven(page);
  await page.getByRole('button', { name: 'Settings' }).click();
  const settings = page.getByRole('dialog', { name: 'Settings' });
  await settings.getByRole('combobox', { name: 'Density' }).selectOption('Compact');
  await journaled(page, 1);
  await page.evaluate(() => {
    for (const key of Object.keys(localStorage)) if (key.endsWith(':settings')) localStorage.removeItem(key);
  });
  await page.reload();
  await expect(page.locator('html')).toHaveAttribute('data-density', 'compact');
});

for (const follows of [true, false]) {
  test(`two tabs choose settings and keys and take nothing back from each other, though localStorage is full${follows ? '' : ' and none hears of it'}`, async ({ page, context }) => {
    await context.addInitScript((follows) => {
      Storage.prototype.setItem = () => {
        throw new DOMException('full', 'QuotaExceededError');
      };
      if (!follows) BroadcastChannel.prototype.postMessage = () => {};
    }, follows);
    await visit(page);
    const other = await context.newPage();
    await visit(other);
    const choose = async (tab: Page, setting: string, option: string) => {
      await tab.bringToFront();
      await tab.getByRole('button', { name: 'Settings' }).click();
      await tab.getByRole('dialog', { name: 'Settings' }).getByRole('combobox', { name: setting, exact: true }).selectOption(option);
      await tab.keyboard.press('Escape');
      await expect(tab.getByRole('dialog')).toHaveCount(0);
    };
    const bind = async (tab: Page, command: string, key: string) => {
      await tab.keyboard.press('?');
      await tab.getByRole('dialog').getByRole('button', { name: `: ${command}` }).press('Enter');
      await tab.keyboard.press(key);
      await expect(tab.getByRole('dialog').getByRole('button', { name: `${key}: ${command}` })).toBeVisible();
      await tab.keyboard.press('Escape');
    };
    await choose(page, 'Text size', 'Small');
    await bind(page, 'Mark read / unread', 'q');
    await journaled(page, 2);
    if (follows) await expect(other.locator('html')).toHaveAttribute('data-size', 'small');
    await choose(other, 'Density', 'Compact');
    await bind(other, 'Hide / show', 'z');
    await journaled(other, 4);
    for (const tab of [page, other]) {
      await tab.bringToFront();
      if (!follows) await tab.reload();
      await expect(tab.locator('html')).toHaveAttribute('data-size', 'small');
      await expect(tab.locator('html')).toHaveAttribute('data-density', 'compact');
      await tab.keyboard.press('?');
      for (const name of ['q: Mark read / unread', 'z: Hide / show']) {
        await expect(tab.getByRole('dialog').getByRole('button', { name })).toBeVisible();
      }
      await tab.keyboard.press('Escape');
    }
  });
}

test('a connection that is lost is opened again, and what was marked is kept', async ({ page }) => {
  await page.addInitScript(() => {
    const transaction = IDBDatabase.prototype.transaction;
    let losses = 0;
    Object.assign(window, { lose: (times: number) => (losses = times), left: () => losses });
    IDBDatabase.prototype.transaction = function (...rest) {
      if (losses-- > 0) throw new DOMException('The database connection is closing.', 'InvalidStateError');
      return transaction.apply(this, rest);
    };
  });
  await withSeven(page);
  await page.evaluate(() => (window as unknown as { lose(times: number): void }).lose(2));
  await star(page, /Early Exits/).click();
  // To look into the database is to ask it, too.
  await page.waitForFunction(() => (window as unknown as { left(): number }).left() <= 0);
  await journaled(page, 1);
  await expect(log(page)).not.toContainText('not saved');
  await page.reload();
  await expect(star(page, /Early Exits/)).toHaveAttribute('aria-pressed', 'true');
});

test('what cannot be written is said, and the notice goes when it is written', async ({ page }) => {
  await page.addInitScript(() => {
    const transaction = IDBDatabase.prototype.transaction;
    Object.assign(window, { refuses: false });
    IDBDatabase.prototype.transaction = function (names, mode, options) {
      const refuses = (window as unknown as { refuses: boolean }).refuses && mode === 'readwrite';
      if (refuses) throw new DOMException('Internal error.', 'UnknownError');
      return transaction.call(this, names, mode, options);
    };
  });
  await withSeven(page);
  await kept(page, 1);
  await page.evaluate(() => Object.assign(window, { refuses: true }));
  await star(page, /Early Exits/).click();
  await expect(log(page)).toContainText('What you marked is not saved');
  await page.evaluate(() => Object.assign(window, { refuses: false }));
  await star(page, /Verdicts/).click();
  await expect(log(page)).not.toContainText('not saved');
  await journaled(page, 2);
});

test.describe('a database that does not answer', () => {
  test('is gone on without, and taken over when it answers', async ({ page }) => {
    await withSeven(page);
    await kept(page, 1);
    await star(page, /Early Exits/).click();
    await journaled(page, 1);
    await page.addInitScript(() => {
      const open = indexedDB.open.bind(indexedDB);
      const held: (() => void)[] = [];
      Object.assign(window, { release: () => held.splice(0).forEach((go) => go()) });
      indexedDB.open = (name, version) => {
        const request = version === undefined ? open(name) : open(name, version);
        const set = Object.getOwnPropertyDescriptor(IDBRequest.prototype, 'onsuccess')!.set!;
        Object.defineProperty(request, 'onsuccess', {
          set: (handler) => held.push(() => set.call(request, handler)),
        });
        // What has happened before it is listened to is told again.
        request.addEventListener('success', () => held.push(() => request.dispatchEvent(new Event('success'))));
        return request;
      };
    });
    await page.reload();
    await expect(log(page)).toContainText('does not answer');
    await view(page, 'Bookmarks').click();
    await expect(card(page, /Early Exits/)).toBeVisible();
    await view(page, 'Digest').click();
    await expect(box(page)).toBeVisible();
    await page.evaluate(() => (window as unknown as { release(): void }).release());
    await expect(cards(page)).toHaveCount(7);
    await expect(star(page, /Early Exits/)).toHaveAttribute('aria-pressed', 'true');
    await expect(log(page)).not.toContainText('does not answer');
  });
});

test('a database without its stores gets them', async ({ page }) => {
  const body = '<link rel="icon" href="data:,">';
  await page.route('**/blank.html', (route) => route.fulfill({ contentType: 'text/html', body }));
  await page.goto('./blank.html');
  await page.evaluate(
    () =>
      new Promise<void>((resolve) => {
        const path = location.pathname.replace(/[^/]*$/, '');
        const open = indexedDB.open(`skimmark:${path}`, 1);
        open.onsuccess = () => {
          open.result.close();
          resolve();
        };
      }),
  );
  await withSeven(page);
  await kept(page, 1);
  await star(page, /Early Exits/).click();
  await journaled(page, 1);
  await page.reload();
  await expect(star(page, /Early Exits/)).toHaveAttribute('aria-pressed', 'true');
});

test('two tabs that read at one moment both keep their digest', async ({ page, context }) => {
  const other = await context.newPage();
  for (const tab of [page, other]) {
    await tab.clock.setFixedTime(new Date('2026-03-20T12:00:00'));
    await visit(tab);
    await expect(box(tab)).toBeVisible();
  }
  await Promise.all([drop(page, 'one.txt', SEVEN), drop(other, 'two.txt', many(3))]);
  await expect(cards(page)).toHaveCount(7);
  await expect(cards(other)).toHaveCount(3);
  await kept(page, 2);
  await kept(other, 2);
  await expect(cards(page)).toHaveCount(7);
  await expect(cards(other)).toHaveCount(3);
});

test('of an import that is cut off nothing stays, whatever another tab may have heard of it', async ({ page, context }) => {
  await withSeven(page);
  await kept(page, 1);
  const other = await context.newPage();
  await visit(other);
  await expect(cards(other)).toHaveCount(7);
  await occupyJournal(page);
  const views = [{ name: 'tides', query: 'tides' }];
  await drop(page, 'backup.json', JSON.stringify({ ...JSON.parse(backup(1)), views }));
  await agree(page);
  const imported = (tab: Page) => filters(tab).getByRole('button', { name: 'Forget tides' });
  await expect(imported(page)).toBeVisible();
  // This is told after the import.
  await star(page, /Verdicts/).click();
  await expect(star(other, /Verdicts/)).toHaveAttribute('aria-pressed', 'true');
  await expect(imported(other)).toHaveCount(0);
  await page.close();
  await other.reload();
  await expect(star(other, /Verdicts/)).toHaveAttribute('aria-pressed', 'true');
  await expect(imported(other)).toHaveCount(0);
  await view(other, 'Bookmarks').click();
  await expect(cards(other)).toHaveCount(1);
});

test('a digest that an earlier version kept as a file is opened', async ({ page }) => {
  await withSeven(page);
  await kept(page, 1);
  await page.evaluate(async (text) => {
    const path = location.pathname.replace(/[^/]*$/, '');
    const bytes = new Blob([text]).stream().pipeThrough(new CompressionStream('gzip'));
    const file = new File([await new Response(bytes).blob()], 'old.txt');
    await new Promise<void>((resolve) => {
      const open = indexedDB.open(`skimmark:${path}`);
      open.onsuccess = () => {
        const transaction = open.result.transaction(['digests', 'texts'], 'readwrite');
        for (const store of ['digests', 'texts']) transaction.objectStore(store).clear();
        const about = { v: 1, id: 1_700_000_000_000, name: 'old.txt', format: 'ranked digest', papers: 7, leftOver: 0, seen: new Uint8Array() };
        transaction.objectStore('digests').put(about, about.id);
        transaction.objectStore('texts').put([file], about.id);
        transaction.oncomplete = () => {
          open.result.close();
          resolve();
        };
      };
    });
  }, SEVEN);
  await page.reload();
  await expect(cards(page)).toHaveCount(7);
  await view(page, 'Library').click();
  await expect(page.getByRole('main').getByRole('listitem')).toContainText('old.txt');
});

test('a kept text that is damaged is said to be, and does not hold up the page', async ({ page }) => {
  await withSeven(page);
  await kept(page, 1);
  await page.evaluate(
    () =>
      new Promise<void>((resolve) => {
        const path = location.pathname.replace(/[^/]*$/, '');
        const open = indexedDB.open(`skimmark:${path}`);
        open.onsuccess = () => {
          const transaction = open.result.transaction('texts', 'readwrite');
          const texts = transaction.objectStore('texts');
          const keys = texts.getAllKeys();
          keys.onsuccess = () => texts.put([['', '', 'gzip', new Uint8Array([1, 2, 3]).buffer]], keys.result[0]);
          transaction.oncomplete = () => {
            open.result.close();
            resolve();
          };
        };
      }),
  );
  await page.reload();
  await expect(log(page)).toContainText('is damaged and could not be read');
  await expect(box(page)).toBeVisible();
});

test('a storage that was emptied is told, once', async ({ page }) => {
  await withSeven(page);
  await star(page, /Early Exits/).click();
  await journaled(page, 1);
  await kept(page, 1);
  // At the second visit both storages are known to be used.
  await page.reload();
  await expect.poll(() => page.evaluate(() => Object.entries(localStorage).find(([key]) => key.endsWith(':used'))?.[1])).toBe('both');
  await page.evaluate(
    () =>
      new Promise<void>((resolve) => {
        const path = location.pathname.replace(/[^/]*$/, '');
        const open = indexedDB.open(`skimmark:${path}`);
        open.onsuccess = () => {
          const stores = ['journal', 'digests', 'texts'];
          const transaction = open.result.transaction(stores, 'readwrite');
          for (const store of stores) transaction.objectStore(store).clear();
          transaction.oncomplete = () => {
            open.result.close();
            resolve();
          };
        };
      }),
  );
  await page.reload();
  await expect(log(page)).toContainText('emptied its database');
  await expect(log(page)).toContainText('1 bookmark could be saved');
  await page.reload();
  await expect(filters(page).or(box(page)).first()).toBeVisible();
  await expect(log(page)).not.toContainText('emptied');
});

test('a long log is folded, and says the same', async ({ page }) => {
  await withSeven(page);
  await kept(page, 1);
  await cards(page).first().focus();
  for (let time = 0; time < 102; time++) await page.keyboard.press(time % 2 ? 'm' : 's');
  await expect.poll(async () => page.evaluate(() => Object.keys(localStorage).filter((key) => key.includes(':pending:')).length)).toBe(0);
  const before = await star(page, /Quiet Tongues/).getAttribute('aria-pressed');
  await page.reload();
  await expect(cards(page)).toHaveCount(7);
  await journaled(page, 1);
  await page.reload();
  await expect(star(page, /Quiet Tongues/)).toHaveAttribute('aria-pressed', before!);
});

/** A backup of so many bookmarks, each with an abstract of 1,500 characters. */
function backup(count: number): string {
  const entry = (at: number) => ({ title: `Sheep number ${at} of the flock`, authors: ['Ana Lee'], abstract: `Sheep ${at}. ${'It grazes, and we count. '.repeat(62)}`, confidence: 1 });
  const marks = Array.from({ length: count }, (_, at) => ({ keys: [`arxiv:2601.${String(at).padStart(5, '0')}`], starred: true, changed: 1_000 + at, starred_at: 1_000 + at, entry: entry(at), taken_at: 1_000 + at }));
  return JSON.stringify({ skimmark: 'backup', v: 1, made: '2026-03-20', marks, views: [], rules: [] });
}

test('5,000 bookmarks take at most half of localStorage, and all are there after a reload at once', async ({ page }) => {
  await visit(page);
  await expect(box(page)).toBeVisible();
  await drop(page, 'backup.json', backup(5_000));
  await agree(page);
  await expect(log(page)).toContainText('Imported 5,000 papers');
  const used = await page.evaluate(() =>
    Object.entries(localStorage).reduce((sum, [key, text]) => sum + key.length + text.length, 0));
  expect(used).toBeGreaterThan(1_900_000);
  expect(used).toBeLessThanOrEqual(5_242_880 / 2);
  const neighbour = page.evaluate(() => localStorage.setItem('other-project', 'x'.repeat(2_000_000)));
  await expect(neighbour).resolves.toBeUndefined();
  await page.reload();
  await view(page, 'Bookmarks').click();
  await expect(status(page, '5,000 papers')).toBeVisible();
  await expect(cards(page).first()).toContainText('It grazes, and we count.');
  await expect(log(page)).toBeEmpty();
});

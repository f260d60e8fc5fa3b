// What is starred stays: after reload, in other tabs, after a kill, and as a file.
import { chromium } from '@playwright/test';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { agree, broken, importing, SEVEN, card, cards, expect, filters, journaled, kept, many, paste, search, star, status, test, view, visit, withSeven, saveAs } from './support';

test('a star is kept with the full text, also after another digest and a reload', async ({ page }) => {
  await withSeven(page);
  await star(page, /Verdicts/).click();
  await expect(star(page, /Verdicts/)).toHaveAttribute('aria-pressed', 'true');
  await paste(page, many(3));
  await expect(cards(page)).toHaveCount(3);
  await view(page, 'Bookmarks').click();
  await expect(cards(page)).toHaveCount(1);
  await page.reload();
  await expect(cards(page)).toHaveCount(1);
  await expect(card(page, /Verdicts/)).toContainText('Automated “judges” are');
  await star(page, /Verdicts/).click();
  await expect(cards(page)).toHaveCount(0);
  await expect(page.getByText('No bookmarks yet.')).toBeVisible();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(cards(page)).toHaveCount(1);
});

test('a star shows again when its paper comes in another digest', async ({ page }) => {
  await withSeven(page);
  await star(page, /Early Exits/).click();
  await paste(page, SEVEN.split('\n').slice(15, 18).join('\n'));
  await expect(cards(page)).toHaveCount(1);
  await expect(star(page, /Early Exits/)).toHaveAttribute('aria-pressed', 'true');
});

test('a second tab that was open all the time follows', async ({ page, context }) => {
  await withSeven(page);
  const other = await context.newPage();
  await visit(other);
  await view(other, 'Bookmarks').click();
  await expect(other.getByText('No bookmarks yet.')).toBeVisible();
  await star(page, /Early Exits/).click();
  await expect(card(other, /Early Exits/)).toBeVisible();
  await star(other, /Early Exits/).click();
  await expect(star(page, /Early Exits/)).toHaveAttribute('aria-pressed', 'false');
});

test('reload reopens the digest where the reader was', async ({ page }) => {
  await visit(page);
  await paste(page, many(300));
  await expect(status(page, '300 papers, 0 lines left over')).toBeVisible();
  await kept(page, 1);
  await page.mouse.wheel(0, 9_000);
  await page.waitForTimeout(600);
  const seen = await firstInView(page);
  expect(Number(seen.position)).toBeGreaterThan(10);
  await page.reload();
  await expect(card(page, seen.name)).toBeInViewport();
  await page.waitForTimeout(300);
  const after = await firstInView(page);
  expect(after.name).toBe(seen.name);
  expect(Math.abs(after.top - seen.top)).toBeLessThan(4);
});

test('coming back from the bookmarks, the digest is where the reader was', async ({ page }) => {
  await visit(page);
  await paste(page, many(300));
  await expect(status(page, '300 papers, 0 lines left over')).toBeVisible();
  await page.mouse.wheel(0, 9_000);
  await page.waitForTimeout(600);
  const seen = await firstInView(page);
  await view(page, 'Bookmarks').click();
  await expect(page.getByText('No bookmarks yet.')).toBeVisible();
  await view(page, 'Digest').click();
  await expect(card(page, seen.name)).toBeInViewport();
});

/** The first card that begins inside the window, below the banner. */
async function firstInView(page: import('@playwright/test').Page) {
  return page.evaluate(() => {
    const banner = document.querySelector('header')!.getBoundingClientRect().bottom;
    for (const article of document.querySelectorAll('article')) {
      const top = article.getBoundingClientRect().top;
      if (top >= banner) {
        const name = article.querySelector('h2')!.textContent!.trim();
        return { name, top, position: article.getAttribute('aria-posinset') };
      }
    }
    throw new Error('no card in view');
  });
}

test('the years are inferred from the day of the paste, not of the reload', async ({ page }) => {
  await page.clock.setFixedTime(new Date('2026-03-20T12:00:00'));
  await withSeven(page);
  await expect(card(page, /Verdicts/)).toContainText('15 Mar 2026');
  await kept(page, 1);
  await page.clock.setFixedTime(new Date('2027-04-01T12:00:00'));
  await page.reload();
  await expect(card(page, /Verdicts/)).toContainText('15 Mar 2026');
});

test('a browser that is killed loses neither star nor digest', async ({ baseURL, launchOptions }) => {
  const folder = mkdtempSync(join(tmpdir(), 'skimmark-'));
  const options = { ...launchOptions, permissions: ['clipboard-read', 'clipboard-write'], baseURL };
  const first = await chromium.launchPersistentContext(folder, options);
  const page = first.pages()[0];
  await withSeven(page);
  await kept(page, 1);
  await star(page, /Early Exits/).click();
  await journaled(page, 1);
  const session = await first.browser()?.newBrowserCDPSession().catch(() => undefined);
  const crash = session ?? (await first.newCDPSession(page));
  await crash.send('Browser.crash').catch(() => {});
  await first.close().catch(() => {});
  const second = await chromium.launchPersistentContext(folder, options);
  const again = second.pages()[0];
  await visit(again);
  await expect(cards(again)).toHaveCount(7);
  await expect(star(again, /Early Exits/)).toHaveAttribute('aria-pressed', 'true');
  await second.close();
  rmSync(folder, { recursive: true, force: true });
});

test('bookmarks leave as a file and come in again elsewhere', async ({ page, browser, baseURL }) => {
  await withSeven(page);
  await star(page, /Early Exits/).click();
  await star(page, /Red Flags/).click();
  await view(page, 'Bookmarks').click();
  await expect(cards(page)).toHaveCount(2);
  const saving = page.waitForEvent('download');
  await saveAs(page, 'Backup');
  const file = await saving;
  expect(file.suggestedFilename()).toMatch(/^skimmark-backup-\d{4}-\d\d-\d\d\.json$/);
  const path = await file.path();
  expect(JSON.parse(readFileSync(path, 'utf8')).marks).toHaveLength(2);

  const elsewhere = await browser.newContext({ baseURL });
  const other = await elsewhere.newPage();
  await visit(other);
  await view(other, 'Bookmarks').click();
  const choosing = other.waitForEvent('filechooser');
  await other.getByRole('button', { name: 'Import' }).click();
  await (await choosing).setFiles(path);
  await agree(other);
  await expect(cards(other)).toHaveCount(2);
  await expect(other.getByRole('log')).toContainText('Imported 2 papers');
  await other.reload();
  await expect(cards(other)).toHaveCount(2);
  await elsewhere.close();
});

test.describe('a crash', () => {
  test.use({ expected: /made by a test/ });

  test('what is rescued comes in again elsewhere, with views and rules', async ({ page, browser, baseURL }) => {
    await withSeven(page);
    await search(page).fill('cat:cs.LG');
    await filters(page).getByRole('button', { name: 'Save this view' }).click();
    await page.getByRole('dialog', { name: 'Save this view' }).getByRole('textbox', { name: 'Its name:' }).fill('Learning');
    await page.keyboard.press('Enter');
    await search(page).fill('tokens');
    await filters(page).getByRole('button', { name: 'Mute matches' }).click();
    await star(page, /Early Exits/).click();
    // The view, the rule and the star.
    await journaled(page, 3);
    await page.evaluate(() => {
      // What only the small storage holds: a star without a change in the journal.
      const path = location.pathname.replace(/[^/]*$/, '');
      const entry = { title: 'Counting Sheep', authors: ['Ana Lee'], confidence: 1 };
      const mark = { keys: ['arxiv:2601.00001'], starred: true, changed: 20, starred_at: 20, entry, taken_at: 20 };
      localStorage.setItem(`skimmark:${path}:v1:mark:arxiv:2601.00001`, JSON.stringify({ v: 1, mark }));
      localStorage.setItem(`skimmark:${path}:v1:mark:title:0`, '{"v":1,"mark":');
      const reason = new WebAssembly.RuntimeError('made by a test');
      dispatchEvent(new ErrorEvent('error', { error: reason, message: reason.message }));
    });
    const saving = page.waitForEvent('download');
    await page.getByRole('alert').getByRole('button', { name: 'Save a backup' }).click();
    const path = await (await saving).path();

    const elsewhere = await browser.newContext({ baseURL });
    const other = await elsewhere.newPage();
    await visit(other);
    await view(other, 'Bookmarks').click();
    const choosing = other.waitForEvent('filechooser');
    await other.getByRole('button', { name: 'Import' }).click();
    await (await choosing).setFiles(path);
    // The note of a change that has just been committed may still be among them.
    await expect(importing(other)).toContainText(/1 of \d+ stored values in this backup could not be read/);
    await agree(other);
    await expect(cards(other)).toHaveCount(2);
    await expect(card(other, /Counting Sheep/)).toBeVisible();
    await expect(other.getByRole('log')).toContainText('Imported 2 papers');
    await expect(filters(other).getByRole('button', { name: /^Learning/ })).toBeVisible();
    await other.reload();
    await expect(cards(other)).toHaveCount(2);
    await view(other, 'Digest').click();
    await paste(other, SEVEN);
    await expect(other.getByText('1 muted by tokens')).toBeVisible();
    await elsewhere.close();
  });
});

test('a file that is no backup but holds papers is opened, and a broken backup is explained', async ({ page }) => {
  await visit(page);
  await paste(page, '{"skimmark":"backup","v":1,"marks":[');
  await expect(page.getByRole('log')).toContainText('This file is cut off: what came after that is missing.');
});

test('a damaged value is set aside and told, and the others are read', async ({ page }) => {
  await withSeven(page);
  await star(page, /Early Exits/).click();
  await journaled(page, 1);
  await page.evaluate(() => {
    const path = location.pathname.replace(/[^/]*$/, '');
    localStorage.setItem(`skimmark:${path}:v1:mark:title:0`, '{"v":1,"mark":');
    localStorage.setItem(`skimmark:${path}:v1:mark:title:1`, '{"v":99,"mark":{}}');
    localStorage.setItem('someone-elses', 'untouched');
  });
  await page.reload();
  await expect(page.getByRole('log')).toContainText('damaged');
  await expect(page.getByRole('log')).toContainText('newer version');
  await view(page, 'Bookmarks').click();
  await expect(cards(page)).toHaveCount(1);
  const stored = await page.evaluate(() => Object.entries(localStorage));
  expect(stored.filter(([key]) => key.includes(':damaged:'))).toHaveLength(1);
  expect(stored.filter(([, value]) => value.startsWith('{"v":99'))).toHaveLength(1);
  expect(stored).toContainEqual(['someone-elses', 'untouched']);
});

test('a full localStorage is survived: the database keeps star and settings', async ({ page }) => {
  await withSeven(page);
  await page.evaluate(() => {
    let size = 4_000_000;
    for (let at = 0; size > 10; at++) {
      try {
        localStorage.setItem(`filler-${at}`, 'x'.repeat(size));
      } catch {
        size = Math.floor(size / 2);
      }
    }
  });
  await star(page, /Early Exits/).click();
  await page.getByRole('button', { name: 'Settings' }).click();
  const settings = page.getByRole('dialog', { name: 'Settings' });
  await settings.getByRole('combobox', { name: 'Density' }).selectOption('Compact');
  await page.keyboard.press('Escape');
  await journaled(page, 2);
  await expect(page.getByRole('log')).not.toContainText('full');
  await page.reload();
  await expect(page.locator('html')).toHaveAttribute('data-density', 'compact');
  await view(page, 'Bookmarks').click();
  await expect(card(page, /Early Exits/)).toBeVisible();
});

test('a browser that forbids storage still reads, and says what that means', async ({ page }) => {
  await page.addInitScript(() => {
    Object.defineProperty(window, 'localStorage', { get: () => { throw new DOMException('denied', 'SecurityError'); } });
    Object.defineProperty(window, 'sessionStorage', { get: () => { throw new DOMException('denied', 'SecurityError'); } });
    Object.defineProperty(window, 'indexedDB', { get: () => undefined });
  });
  await withSeven(page);
  await expect(page.getByRole('log')).toContainText('Stars last until');
  await star(page, /Early Exits/).click();
  await expect(page.getByRole('log')).toContainText('not saved');
  await view(page, 'Bookmarks').click();
  await expect(cards(page)).toHaveCount(1);
});

test('the same paper is not starred twice', async ({ page }) => {
  await withSeven(page);
  await star(page, /Early Exits/).click();
  await search(page).fill('early');
  await expect(cards(page)).toHaveCount(1);
  await expect(star(page, /Early Exits/)).toHaveAttribute('aria-pressed', 'true');
});

test('a starred paper that comes again with another abstract says so, and shows what has changed', async ({ page }) => {
  await withSeven(page);
  await star(page, /Verdicts/).click();
  const revised = page.getByRole('button', { name: 'Revised since you saved it' });
  await expect(star(page, /Verdicts/)).toHaveAttribute('aria-pressed', 'true');
  await expect(revised).toHaveCount(0);
  await paste(page, SEVEN.replace('We ask one judge in eleven registers', 'We ask three judges in eleven registers and two scripts'));
  await expect(card(page, /Verdicts/)).toContainText('three judges');
  await expect(revised).toHaveCount(1);
  await revised.click();
  const dialog = page.getByRole('dialog', { name: 'What has changed' });
  await expect(dialog).toContainText('You saved it on');
  await expect(dialog.getByRole('deletion')).toHaveText(['one judge', 'registers,']);
  await expect(dialog.getByRole('insertion')).toHaveText(['three judges', 'registers and two scripts,']);
  expect(await broken(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await expect(revised).toBeFocused();
});

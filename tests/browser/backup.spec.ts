// The backup: one file that takes everything to another browser, and is looked at before it changes
// anything.
import { readFileSync } from 'node:fs';
import type { Browser, Page } from '@playwright/test';
import { agree, broken, SEVEN, box, card, cards, drop, expect, filters, importing, kept, many, paste, search, star, test, view, visit, withSeven } from './support';

const log = (page: Page) => page.getByRole('log');
const rows = (page: Page) => page.getByRole('main').getByRole('listitem');
const settings = (page: Page) => page.getByRole('dialog', { name: 'Settings' });
const tallies = (page: Page) => importing(page).getByRole('listitem');

async function openSettings(page: Page) {
  await page.getByRole('banner').getByRole('button', { name: 'Settings' }).click();
}

/** Saves a backup by the settings, and returns its text. */
async function backup(page: Page): Promise<string> {
  await openSettings(page);
  const saving = page.waitForEvent('download');
  await settings(page).getByRole('button', { name: 'Save a backup' }).click();
  const file = await saving;
  expect(file.suggestedFilename()).toMatch(/^skimmark-backup-\d{4}-\d\d-\d\d\.json$/);
  await page.keyboard.press('Escape');
  return readFileSync(await file.path(), 'utf8');
}

/** Two digests, one of them named; a view, a rule, a theme, a key, three stars and a note. */
async function furnish(page: Page) {
  await visit(page);
  await expect(box(page)).toBeVisible();
  await drop(page, 'many.txt', many(40));
  await expect(page.getByText('40 papers, 0 lines left over')).toBeVisible();
  await kept(page, 1);
  await paste(page, SEVEN);
  await expect(cards(page)).toHaveCount(7);
  await kept(page, 2);
  await view(page, 'Library').click();
  await rows(page).getByRole('button', { name: /^Rename Ranked digest/ }).click();
  await page.getByRole('textbox', { name: /^Name of/ }).fill('Reading group');
  await page.keyboard.press('Enter');
  await expect(rows(page).getByRole('button', { name: 'Reading group', exact: true })).toBeVisible();
  await view(page, 'Digest').click();
  await search(page).fill('cat:cs.LG');
  await filters(page).getByRole('button', { name: 'Save this view' }).click();
  await page.getByRole('textbox', { name: 'Its name:' }).fill('Learning');
  await page.keyboard.press('Enter');
  await search(page).fill('tokens');
  await filters(page).getByRole('button', { name: 'Mute matches' }).click();
  await search(page).fill('');
  await expect(page.getByText('1 muted by tokens')).toBeVisible();
  for (const title of [/Early Exits/, /Quiet Tongues/, /Rain/]) await star(page, title).click();
  await card(page, /Verdicts/).getByRole('button', { name: 'Note and tags' }).click();
  await page.getByRole('textbox', { name: /^Tags/ }).fill('wet');
  await page.keyboard.press('Enter');
  await openSettings(page);
  await settings(page).getByRole('combobox', { name: 'Theme' }).selectOption('Dark');
  await page.keyboard.press('Escape');
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
}

/** Opens an empty browser. */
async function empty(browser: Browser, baseURL: string | undefined): Promise<Page> {
  const context = await browser.newContext({ baseURL, permissions: ['clipboard-read', 'clipboard-write'] });
  const page = await context.newPage();
  await visit(page);
  await expect(box(page)).toBeVisible();
  return page;
}

test('everything moves to an empty browser, is shown before it does, and is undone in one step', async ({ page, browser, baseURL }) => {
  await furnish(page);
  const text = await backup(page);
  const file = JSON.parse(text);
  expect([file.skimmark, file.v, file.marks.length, file.digests.length]).toEqual(['backup', 2, 4, 2]);

  const other = await empty(browser, baseURL);
  await drop(other, 'backup.json', text);
  await expect(tallies(other)).toHaveText(['Papers: 4 new', 'Views: 1 new', 'Rules: 1 new', 'Digests: 2 new', 'Settings: newer']);
  expect(await broken(other)).toEqual([]);
  // Nothing changes before the reader agrees, nor if she does not.
  await importing(other).getByRole('button', { name: 'Cancel' }).click();
  await expect(importing(other)).toHaveCount(0);
  await view(other, 'Library').click();
  await expect(other.getByText('No digest is kept yet')).toBeVisible();
  await expect(log(other)).toBeEmpty();

  await drop(other, 'backup.json', text);
  await agree(other);
  await expect(log(other)).toContainText('Imported 4 papers, 2 views and rules, 2 digests and settings from the backup.');
  await expect(other.locator('html')).toHaveAttribute('data-theme', 'dark');
  const moved = async () => {
    await view(other, 'Library').click();
    await expect(rows(other)).toHaveCount(2);
    await expect(rows(other).filter({ hasText: 'many.txt' })).toBeVisible();
    await view(other, 'Bookmarks').click();
    await expect(cards(other)).toHaveCount(3);
    await view(other, 'Library').click();
    await rows(other).getByRole('button', { name: 'Reading group', exact: true }).click();
    // One is muted.
    await expect(other.getByText('1 muted by tokens')).toBeVisible();
    await expect(cards(other)).toHaveCount(6);
    await expect(card(other, /Verdicts/)).toContainText('#wet');
    await expect(filters(other).getByRole('button', { name: /^Learning/ })).toBeVisible();
  };
  await moved();
  await other.reload();
  await moved();
  await expect(other.locator('html')).toHaveAttribute('data-theme', 'dark');

  // The same file again has nothing to give.
  await drop(other, 'backup.json', text);
  await expect(tallies(other)).toHaveText(['Papers: 4 the same', 'Views: 1 the same', 'Rules: 1 the same', 'Digests: 2 the same', 'Settings: the same']);
  await agree(other);
  await expect(log(other)).toContainText('Everything in this backup is here already.');
  await view(other, 'Library').click();
  await expect(rows(other)).toHaveCount(2);

  // What this browser saves is what it got.
  const again = JSON.parse(await backup(other));
  expect({ ...again, made: 0, settings: 0, filters: 0 }).toEqual({ ...file, made: 0, settings: 0, filters: 0 });
  await other.context().close();
});

test('an import is undone in one step: marks, views, rules, settings and digests', async ({ page, browser, baseURL }) => {
  await furnish(page);
  const text = await backup(page);
  const other = await empty(browser, baseURL);
  await paste(other, many(5));
  await expect(cards(other)).toHaveCount(5);
  await star(other, /./).first().click();
  await kept(other, 1);
  await drop(other, 'backup.json', text);
  await agree(other);
  await expect(log(other)).toContainText('Imported 4 papers');
  await log(other).getByRole('button', { name: 'Undo' }).click();
  await expect(other.locator('html')).toHaveAttribute('data-theme', 'auto');
  await view(other, 'Library').click();
  await expect(rows(other)).toHaveCount(1);
  await view(other, 'Bookmarks').click();
  await expect(cards(other)).toHaveCount(1);
  await other.reload();
  await expect(cards(other)).toHaveCount(1);
  await expect(filters(other).getByRole('button', { name: /^Learning/ })).toHaveCount(0);
  await view(other, 'Library').click();
  await expect(rows(other)).toHaveCount(1);
  await other.context().close();
});

test('the newest name of a digest wins, whichever way the backup goes', async ({ page, browser, baseURL }) => {
  await furnish(page);
  const first = await backup(page);
  const other = await empty(browser, baseURL);
  await drop(other, 'backup.json', first);
  await agree(other);
  await view(other, 'Library').click();
  await rows(other).getByRole('button', { name: /^Rename Reading group/ }).click();
  await other.getByRole('textbox', { name: /^Name of/ }).fill('Journal club');
  await other.keyboard.press('Enter');
  await expect(rows(other).getByRole('button', { name: 'Journal club', exact: true })).toBeVisible();
  const second = await backup(other);

  await drop(page, 'backup.json', second);
  await expect(tallies(page).filter({ hasText: 'Digests' })).toHaveText('Digests: 1 newer, 1 the same');
  await agree(page);
  await view(page, 'Library').click();
  await expect(rows(page).getByRole('button', { name: 'Journal club', exact: true })).toBeVisible();
  await expect(rows(page)).toHaveCount(2);
  await log(page).getByRole('button', { name: 'Undo' }).click();
  await expect(rows(page).getByRole('button', { name: 'Reading group', exact: true })).toBeVisible();
  // The older file changes nothing there.
  await drop(other, 'backup.json', first);
  await expect(tallies(other).filter({ hasText: 'Digests' })).toHaveText('Digests: 2 the same');
  await other.context().close();
});

test('a backup of the first version is read, and one of a newer version is refused', async ({ page }) => {
  await visit(page);
  await expect(box(page)).toBeVisible();
  const mark = { keys: ['arxiv:2601.00001'], starred: true, changed: 20, starred_at: 20, entry: { title: 'Counting Sheep', confidence: 1 }, taken_at: 20 };
  const first = { skimmark: 'backup', v: 1, made: '2026-03-15', views: [], rules: [{ query: 'wolf' }], marks: [mark] };
  await drop(page, 'backup.json', JSON.stringify({ ...first, v: 3 }));
  await expect(log(page)).toContainText('A newer version of Skimmark made this backup (version 3): reload the page, then import it again.');
  await expect(importing(page)).toHaveCount(0);
  await drop(page, 'backup.json', JSON.stringify(first));
  await expect(importing(page)).toContainText('A backup of 15 Mar 2026.');
  await expect(tallies(page)).toHaveText(['Papers: 1 new', 'Rules: 1 new']);
  await agree(page);
  await view(page, 'Bookmarks').click();
  await expect(card(page, /Counting Sheep/)).toBeVisible();
});

test('what is damaged in a backup is told before anything changes, and what is whole can be taken', async ({ page, browser, baseURL }) => {
  await furnish(page);
  const text = await backup(page);
  const other = await empty(browser, baseURL);
  // Nothing of it is whole.
  await drop(other, 'backup.json', '{"skimmark":"backup","v":2,"marks":[{"keys":');
  await expect(log(other)).toContainText('This file is cut off');
  await expect(importing(other)).toHaveCount(0);
  // The end is missing: the last digest.
  await drop(other, 'backup.json', text.slice(0, text.length - 40));
  await expect(importing(other)).toContainText('1 of 2 digests in this backup could not be read and were left out');
  await expect(importing(other)).toContainText('This file is cut off');
  await expect(tallies(other).filter({ hasText: 'Digests' })).toHaveText('Digests: 1 new');
  await other.keyboard.press('Escape');
  await expect(importing(other)).toHaveCount(0);
  // A digest is changed within: its checksum tells, and all else is there.
  const changed = text.replace(/(.*"base64":")(.{40})(.{12})/s, (_, before, start, rest) => before + start + [...rest].reverse().join(''));
  expect(changed).not.toBe(text);
  await drop(other, 'backup.json', changed);
  await agree(other);
  await expect(log(other)).toContainText('1 digest in this backup could not be read, because the file is damaged there.');
  await view(other, 'Library').click();
  await expect(rows(other)).toHaveCount(1);
  await view(other, 'Bookmarks').click();
  await expect(cards(other)).toHaveCount(3);
  await other.context().close();
});

test('a backup without digests holds all else', async ({ page }) => {
  await withSeven(page);
  await kept(page, 1);
  await star(page, /Early Exits/).click();
  await openSettings(page);
  await settings(page).getByRole('combobox', { name: 'Backups' }).selectOption('Without digests');
  await page.keyboard.press('Escape');
  const file = JSON.parse(await backup(page));
  expect([file.digests, file.marks.length]).toEqual([[], 1]);
});

test('who marked much since the last backup is reminded once', async ({ page }) => {
  await visit(page);
  await expect(box(page)).toBeVisible();
  const mark = (at: number) => ({ keys: [`arxiv:2601.${String(at).padStart(5, '0')}`], starred: true, changed: Date.now(), starred_at: Date.now(), entry: { title: `Sheep ${at}`, confidence: 1 }, taken_at: 1 });
  const marks = Array.from({ length: 120 }, (_, at) => mark(at));
  await drop(page, 'backup.json', JSON.stringify({ skimmark: 'backup', v: 1, marks, views: [], rules: [] }));
  await agree(page);
  await expect(log(page)).toContainText('Imported 120 papers');
  const reminder = log(page).getByText(/^120 papers marked since .*: kept in this browser alone\./);
  await page.reload();
  await expect(reminder).toBeVisible();
  const saving = page.waitForEvent('download');
  await log(page).getByRole('button', { name: 'Save a backup' }).click();
  await saving;
  await page.reload();
  await expect(view(page, 'Bookmarks')).toContainText('120');
  // As long as the reminder took to come, and more.
  await page.waitForTimeout(4_000);
  await expect(log(page)).toBeEmpty();
});

// Papers that are given to others by a link or by the system, and the file that is kept up to date.
import type { Page } from '@playwright/test';
import { agree, box, broken, card, cards, expect, importing, journaled, many, paste, star, status, test, view, visit, withSeven } from './support';

const exporting = (page: Page) => page.getByRole('dialog', { name: 'Export' });
const settings = (page: Page) => page.getByRole('dialog', { name: 'Settings' });
const told = (page: Page) => page.getByRole('log');
const clipboard = (page: Page) => page.evaluate(() => navigator.clipboard.readText());
const titles = (page: Page) => cards(page).getByRole('heading').allTextContents();
const keep = (page: Page) => page.getByRole('button', { name: 'Keep in the library' });

async function openSettings(page: Page) {
  await page.getByRole('banner').getByRole('button', { name: 'Settings' }).click();
}

/** Copies the link to what is selected, or else shown. */
async function copiedLink(page: Page): Promise<string> {
  await page.getByRole('button', { name: 'Export' }).first().click();
  await exporting(page).getByRole('radio', { name: 'Link' }).click();
  await expect(exporting(page).getByRole('status')).toContainText('characters.');
  await exporting(page).getByRole('button', { name: 'Copy' }).click();
  await expect(told(page)).toContainText('Copied: the link');
  return clipboard(page);
}

test('a link holds the selected papers, and nothing of it is kept until the reader wants it', async ({ page, browser }) => {
  await withSeven(page);
  await card(page, /Verdicts/).getByRole('button', { name: 'Note and tags' }).click();
  await page.getByRole('textbox', { name: /^Tags/ }).fill('secret');
  await page.keyboard.press('Enter');
  await page.keyboard.press('X');
  const link = await copiedLink(page);
  expect(link).toMatch(/#d=1\.[\w-]+$/);
  const shown = await titles(page);

  const elsewhere = await (await browser.newContext()).newPage();
  await elsewhere.goto(link);
  await expect(cards(elsewhere)).toHaveCount(7);
  expect(await titles(elsewhere)).toEqual(shown);
  await expect(elsewhere.getByRole('heading', { name: 'From a link' })).toBeVisible();
  await expect(card(elsewhere, /Verdicts/)).not.toContainText('secret');
  expect(new URL(elsewhere.url()).hash).toBe('');
  await elsewhere.reload();
  await expect(cards(elsewhere)).toHaveCount(7);
  expect(await broken(elsewhere)).toEqual([]);
  await view(elsewhere, 'Library').click();
  await expect(elsewhere.getByRole('main').getByRole('listitem')).toHaveCount(0);
  await view(elsewhere, 'Digest').click();
  await keep(elsewhere).click();
  await expect(told(elsewhere)).toContainText('Kept in the library.');
  await expect(keep(elsewhere)).toHaveCount(0);
  await elsewhere.reload();
  await expect(cards(elsewhere)).toHaveCount(7);
  await expect(keep(elsewhere)).toHaveCount(0);
  await star(elsewhere, /Verdicts/).click();
  await view(elsewhere, 'Library').click();
  await expect(elsewhere.getByRole('main').getByRole('listitem')).toHaveCount(1);
  await expect(elsewhere.getByRole('main').getByRole('listitem')).toContainText('1 starred');
  await elsewhere.getByRole('button', { name: 'From a link', exact: true }).click();
  await expect.poll(() => titles(elsewhere)).toEqual(shown);
  await elsewhere.context().close();
});

test('a link opens in a page that is there, too, and what was open stays in the library', async ({ page }) => {
  await withSeven(page);
  await page.keyboard.press('j');
  await page.keyboard.press('x');
  const link = await copiedLink(page);
  await paste(page, many(30));
  await expect(status(page, '30 papers, 0 lines left over')).toBeVisible();
  await page.evaluate((hash) => (location.hash = hash), new URL(link).hash);
  await expect(cards(page)).toHaveCount(1);
  await expect(page.getByRole('heading', { name: 'From a link' })).toBeVisible();
  await told(page).getByRole('button', { name: 'Undo' }).last().click();
  await expect(status(page, '30 papers, 0 lines left over')).toBeVisible();
  await expect(keep(page)).toHaveCount(0);
});

test('a link that was cut off says so, and one of a newer version', async ({ page }) => {
  await visit(page);
  await page.goto('./#d=1.H4sIAAAAA');
  await expect(told(page)).toContainText('This link is damaged');
  await page.evaluate(() => (location.hash = '#d=7.AAAA'));
  await expect(told(page)).toContainText('newer version of Skimmark');
  await expect(box(page)).toBeVisible();
});

test('papers that are too many for a link are offered as a file', async ({ page }) => {
  await visit(page);
  await expect(box(page)).toBeVisible();
  await paste(page, many(800));
  await expect(status(page, '800 papers, 0 lines left over')).toBeVisible();
  await page.getByRole('button', { name: 'Export' }).click();
  await exporting(page).getByRole('radio', { name: 'Link' }).click();
  await expect(exporting(page).getByRole('status')).toContainText('A link to 800 papers has');
  await expect(exporting(page).getByRole('button', { name: 'Copy' })).toHaveCount(0);
  const saving = page.waitForEvent('download');
  await exporting(page).getByRole('button', { name: 'Download' }).click();
  expect((await saving).suggestedFilename()).toMatch(/^skimmark-shown-.*\.csv$/);
});

test('the system shares a file where it can, else the text, and links', async ({ page }) => {
  await page.addInitScript(() => {
    const seen: object[] = [];
    Object.assign(window, { seen });
    Object.assign(Navigator.prototype, {
      canShare: (data: ShareData) => !data.files?.some((file) => file.name.endsWith('.bib')),
      share: async (data: ShareData) => {
        const files = await Promise.all((data.files ?? []).map(async (file) => [file.name, await file.text()]));
        seen.push({ files, text: data.text, url: data.url });
      },
    });
  });
  await withSeven(page);
  const share = async (form: string) => {
    await page.getByRole('button', { name: 'Export' }).click();
    await exporting(page).getByRole('radio', { name: form }).click();
    await exporting(page).getByRole('button', { name: 'Share' }).click();
    await expect(exporting(page)).toHaveCount(0);
  };
  await share('BibTeX');
  await share('CSV');
  await share('Link');
  type Shared = { files: string[][]; text?: string; url?: string };
  const seen = () => page.evaluate(() => (window as unknown as { seen: Shared[] }).seen);
  await expect.poll(async () => (await seen()).length).toBe(3);
  const [bibtex, csv, link] = await seen();
  expect(bibtex.files).toEqual([]);
  expect(bibtex.text).toContain('@misc{');
  expect(csv.files[0][0]).toMatch(/\.csv$/);
  expect(csv.files[0][1]).toContain('Early Exits');
  expect(link.url).toMatch(/#d=1\./);
});

/** Makes the pickers give a file of the page's own private file system, as headless browsers show none. */
async function withFile(page: Page) {
  await page.addInitScript(() => {
    const own = async () => (await navigator.storage.getDirectory()).getFileHandle('synced.json', { create: true });
    Object.assign(window, { showSaveFilePicker: own, showOpenFilePicker: async () => [await own()] });
  });
}

const fileText = (page: Page) =>
  page.evaluate(async () => {
    const handle = await (await navigator.storage.getDirectory()).getFileHandle('synced.json', { create: true });
    return (await handle.getFile()).text();
  });

/** Writes to the file as another machine does. */
const writeFile = (page: Page, text: string) =>
  page.evaluate(async (text) => {
    const handle = await (await navigator.storage.getDirectory()).getFileHandle('synced.json', { create: true });
    const stream = await handle.createWritable();
    await stream.write(text);
    await stream.close();
  }, text);

/** Opens the seven papers, and keeps the file up to date. */
async function keeping(page: Page) {
  await withFile(page);
  await withSeven(page);
  await openSettings(page);
  await settings(page).getByRole('button', { name: 'Keep a file up to date' }).click();
  await expect(settings(page).getByRole('status')).toContainText('synced.json is kept up to date');
  await page.keyboard.press('Escape');
}

test('a file is kept up to date, and takes what another machine wrote', async ({ page, browser }) => {
  await keeping(page);
  await star(page, /Early Exits/).click();
  await expect.poll(() => fileText(page)).toContain('Early Exits');

  // Elsewhere another paper is starred on top of it.
  const elsewhere = await (await browser.newContext()).newPage();
  await withFile(elsewhere);
  await visit(elsewhere);
  await writeFile(elsewhere, await fileText(page));
  await openSettings(elsewhere);
  await settings(elsewhere).getByRole('button', { name: 'Use an existing file' }).click();
  await expect(settings(elsewhere).getByRole('status')).toContainText('holds changes made elsewhere');
  await settings(elsewhere).getByRole('button', { name: 'Take them in' }).click();
  await agree(elsewhere);
  await view(elsewhere, 'Library').click();
  await elsewhere.getByRole('main').getByRole('listitem').getByRole('button').first().click();
  await star(elsewhere, /Verdicts/).click();
  await expect.poll(() => fileText(elsewhere)).toContain('Verdicts');
  await expect.poll(async () => (await fileText(elsewhere)).match(/"star/g)?.length).toBeGreaterThan(1);
  const theirs = await fileText(elsewhere);
  await elsewhere.context().close();

  // The file comes back by its folder, newer than what this page has written.
  await page.waitForTimeout(50);
  await writeFile(page, theirs);
  await page.reload();
  await told(page).getByRole('button', { name: 'Take them in' }).click();
  await expect(importing(page)).toContainText('1 new');
  await agree(page);
  await view(page, 'Bookmarks').click();
  await expect(cards(page)).toHaveCount(2);
  await openSettings(page);
  await expect(settings(page).getByRole('status')).toContainText('synced.json is kept up to date');
  await settings(page).getByRole('button', { name: 'Stop' }).click();
  await expect(settings(page).getByRole('button', { name: 'Keep a file up to date' })).toBeVisible();
});

test('what another machine wrote is not written over before it is taken in', async ({ page }) => {
  await keeping(page);
  await page.waitForTimeout(50);
  await writeFile(page, 'theirs');
  await star(page, /Early Exits/).click();
  await expect(told(page)).toContainText('synced.json holds changes made elsewhere.');
  expect(await fileText(page)).toBe('theirs');
  // Declined, and another file imported: neither makes it known.
  const backup = JSON.stringify({ skimmark: 'backup', v: 2, made: '2026-01-05', views: [{ name: 'Wool', query: 'wool', at: 1, made: 1 }], rules: [], marks: [] });
  await writeFile(page, backup);
  await told(page).getByRole('button', { name: 'Take them in' }).click();
  await importing(page).getByRole('button', { name: 'Cancel' }).click();
  await star(page, /Verdicts/).click();
  await page.waitForTimeout(4_000);
  expect(await fileText(page)).toBe(backup);
});

test('a change just before the page was closed is in the file after the next visit', async ({ page }) => {
  await keeping(page);
  await star(page, /Early Exits/).click();
  await journaled(page, 1);
  await page.reload();
  await expect.poll(() => fileText(page)).toContain('Early Exits');
});

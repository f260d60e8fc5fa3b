// Papers that are selected, and what leaves the page.
import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { broken, card, cards, expect, many, paste, saveAs, search, star, status, test, view, visit, withSeven } from './support';

const bar = (page: Page) => page.getByRole('toolbar', { name: 'Selected papers' });
const told = (page: Page) => page.getByRole('log');
const exporting = (page: Page) => page.getByRole('dialog', { name: 'Export' });
const clipboard = (page: Page) => page.evaluate(() => navigator.clipboard.readText());
const selected = (page: Page) => page.getByRole('checkbox', { name: 'Select', checked: true });

async function press(page: Page, ...keys: string[]) {
  for (const key of keys) await page.keyboard.press(key);
}

/** Saves papers in a form, and returns the file's name and text. */
async function saved(page: Page, form: string) {
  const download = page.waitForEvent('download');
  await saveAs(page, form);
  const file = await download;
  return { name: file.suggestedFilename(), text: readFileSync(await file.path(), 'utf8') };
}

test('keys select one, a range, all and none', async ({ page }) => {
  await withSeven(page);
  await press(page, 'j', 'x');
  await expect(status(page, '1 selected')).toBeVisible();
  await press(page, 'j', 'j', 'Shift+x');
  await expect(status(page, '3 selected')).toBeVisible();
  await expect(selected(page)).toHaveCount(3);
  await press(page, 'x');
  await expect(status(page, '2 selected')).toBeVisible();
  await press(page, 'X');
  await expect(status(page, '7 selected')).toBeVisible();
  await press(page, 'Escape');
  await expect(bar(page)).toHaveCount(0);
  await expect(selected(page)).toHaveCount(0);
});

test('a selection stays while the query changes, and says what is out of sight', async ({ page }) => {
  await withSeven(page);
  await press(page, 'X');
  await expect(status(page, '7 selected')).toBeVisible();
  await search(page).fill('rain');
  await expect(status(page, /^7 selected, \d not shown$/)).toBeVisible();
  await search(page).fill('');
  await expect(status(page, /^7 selected$/)).toBeVisible();
  // Another digest has its own.
  await page.keyboard.press('Escape');
  await paste(page, many(3));
  await expect(cards(page)).toHaveCount(3);
  await expect(bar(page)).toHaveCount(0);
});

test('what is done with a selection is one step, by keys and by the bar', async ({ page }) => {
  await withSeven(page);
  await press(page, 'j', 'x', 'j', 'x', 's');
  await expect(told(page)).toContainText('2 papers starred.');
  await expect(view(page, 'Bookmarks')).toContainText('2');
  await press(page, 'u');
  await expect(view(page, 'Bookmarks')).not.toContainText('2');
  await bar(page).getByRole('button', { name: 'Tag' }).click();
  const dialog = page.getByRole('dialog', { name: 'Tag the selected papers' });
  await dialog.getByRole('textbox', { name: /Tags/ }).fill('thesis, later');
  await page.keyboard.press('Enter');
  await expect(told(page)).toContainText('2 papers tagged.');
  await expect(page.getByRole('article').getByRole('button', { name: '#thesis' })).toHaveCount(2);
  await bar(page).getByRole('button', { name: 'Hide' }).click();
  await expect(told(page)).toContainText('2 papers hidden.');
  await expect(cards(page)).toHaveCount(5);
  // What is out of sight is not acted on again.
  await expect(bar(page)).toHaveCount(0);
  await press(page, 'u', 'u');
  await expect(cards(page)).toHaveCount(7);
  await expect(page.getByRole('article').getByRole('button', { name: '#thesis' })).toHaveCount(0);
});

test('a hand selects by the box of a card, with Shift a range', async ({ page }) => {
  await withSeven(page);
  const pick = (at: number) => cards(page).nth(at).getByRole('checkbox', { name: 'Select' });
  await cards(page).first().hover();
  await pick(0).click();
  await expect(pick(0)).toBeChecked();
  await pick(3).click({ modifiers: ['Shift'] });
  await expect(status(page, '4 selected')).toBeVisible();
  expect(await broken(page)).toEqual([]);
});

test('the selected papers are copied in one step', async ({ page }) => {
  await withSeven(page);
  await press(page, 'j', 'x', 'j', 'x', 'b');
  await expect(told(page)).toContainText('Copied: 2 papers');
  expect((await clipboard(page)).match(/^@/gm)).toHaveLength(2);
  await press(page, 'c');
  await expect.poll(async () => (await clipboard(page)).match(/^- \[/gm)?.length).toBe(2);
});

test('the dialog shows how a file begins, saves it under a name that says what it is, and remembers the form', async ({ page }) => {
  await withSeven(page);
  await star(page, /Early Exits/).click();
  await page.getByRole('button', { name: 'Export' }).click();
  const what = exporting(page).getByRole('group', { name: 'What' });
  await expect(what.getByRole('radio')).toHaveCount(2);
  await expect(what.getByRole('radio', { name: 'Shown 7' })).toBeChecked();
  await expect(exporting(page).getByRole('group', { name: 'Format' }).getByRole('radio', { name: 'BibTeX' })).toBeChecked();
  const preview = exporting(page).getByRole('region', { name: 'First record' });
  await expect(preview).toContainText('@misc{');
  await what.getByRole('radio', { name: 'Bookmarks 1' }).click();
  await exporting(page).getByRole('radio', { name: 'RIS' }).click();
  await expect(preview).toContainText('TI  - ');
  await expect(preview).toContainText('Early Exits');
  expect(await broken(page)).toEqual([]);
  await exporting(page).getByRole('button', { name: 'Copy' }).click();
  await expect(told(page)).toContainText('Copied: 1 paper');
  expect(await clipboard(page)).toContain('ER  -');
  await page.reload();
  await expect(cards(page)).toHaveCount(7);
  await press(page, 'j', 'x');
  await bar(page).getByRole('button', { name: 'Export' }).click();
  await expect(exporting(page).getByRole('radio', { name: 'RIS' })).toBeChecked();
  await expect(exporting(page).getByRole('radio', { name: 'Selected 1' })).toBeChecked();
});

test('every form is saved, and read again to the same papers', async ({ page }) => {
  await withSeven(page);
  const titles = await cards(page).getByRole('heading').allTextContents();
  for (const [form, ending] of [
    ['BibTeX', 'bib'],
    ['RIS', 'ris'],
    ['CSL-JSON', 'json'],
    ['Markdown', 'md'],
    ['Notes', 'md'],
    ['CSV', 'csv'],
    ['Plain text', 'txt'],
  ]) {
    const { name, text } = await saved(page, form);
    expect(name).toMatch(new RegExp(`^skimmark-shown-\\d{4}-\\d\\d-\\d\\d\\.${ending}$`));
    await paste(page, text);
    await expect(view(page, 'Library')).toBeVisible();
    await expect.poll(() => cards(page).getByRole('heading').allTextContents(), form).toEqual(titles);
  }
});

test('very many papers are saved while the page answers', async ({ page }) => {
  await visit(page);
  await paste(page, many(2000));
  await expect(status(page, '2,000 of 2,000 papers')).toBeVisible();
  const { text } = await saved(page, 'BibTeX');
  const keys = text.match(/^@\w+\{[^,]*/gm) ?? [];
  expect(keys).toHaveLength(2000);
  expect(new Set(keys).size).toBe(2000);
});

test('reference managers find each paper, and are told when others are shown', async ({ page }) => {
  await withSeven(page);
  const spans = page.locator('article span.Z3988');
  await expect(spans).toHaveCount(7);
  const title = (await spans.first().getAttribute('title')) ?? '';
  const object = new URLSearchParams(title);
  expect(object.get('ctx_ver')).toBe('Z39.88-2004');
  expect(object.get('rft.atitle')).toBe(await cards(page).first().getByRole('heading').textContent());
  expect(object.getAll('rft.au').length).toBeGreaterThan(0);
  const updated = page.evaluate(
    () => new Promise((done) => document.addEventListener('ZoteroItemUpdated', () => done(document.querySelectorAll('.Z3988').length))),
  );
  await search(page).fill('rain');
  expect(await updated).toBe(await cards(page).count());
  await expect(card(page, /Rain/)).toBeVisible();
});

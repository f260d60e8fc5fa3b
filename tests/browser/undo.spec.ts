// Undoing by what was done; views and notes in two tabs; what was typed and not saved.
import { agree, SEVEN, box, card, cards, expect, filters, kept, paste, search, star, status, test, view, visit, withSeven, saveAs } from './support';
import type { BrowserContext, Page } from '@playwright/test';

const told = (page: Page) => page.getByRole('log');
const undo = (page: Page) => told(page).getByRole('button', { name: 'Undo' });
const noting = (page: Page) => page.getByRole('group', { name: 'Note and tags' });
const clash = (page: Page) => page.getByRole('dialog', { name: 'Note and tags' });
const tags = (page: Page) => page.getByRole('textbox', { name: 'Tags, separated by commas' });
const note = (page: Page) => page.getByRole('textbox', { name: 'Note', exact: true });
const saved = (page: Page, name: string) => filters(page).getByRole('button', { name: new RegExp(`^${name} \\d`) });

/** Opens another tab, which shows the same digest. */
async function another(context: BrowserContext) {
  const page = await context.newPage();
  await visit(page);
  await expect(cards(page)).toHaveCount(7);
  return page;
}

/** Keys that are pressed where no field has the focus. */
async function press(page: Page, ...keys: string[]) {
  await page.getByRole('main').focus();
  for (const key of keys) await page.keyboard.press(key);
}

async function openNote(page: Page, title: RegExp) {
  await card(page, title).getByRole('button', { name: 'Note and tags', exact: true }).click();
  await expect(noting(page)).toBeVisible();
}

async function saveView(page: Page, query: string, name: string) {
  await search(page).fill(query);
  await filters(page).getByRole('button', { name: 'Save this view' }).click();
  const dialog = page.getByRole('dialog', { name: 'Save this view' });
  await dialog.getByRole('textbox', { name: 'Its name:' }).fill(name);
  await page.keyboard.press('Enter');
  await expect(told(page)).toContainText('The view is saved.');
}

/** Sets the clock of the page back by an hour each time that it is called. */
async function clockBack(page: Page) {
  await page.evaluate(() => {
    const now = Date.now.bind(Date);
    Date.now = () => now() - 3_600_000;
  });
}

test('steps are undone after the clock went back, and the end is said', async ({ page }) => {
  await withSeven(page);
  const starred = star(page, /Verdicts/);
  const read = card(page, /Rain/).getByRole('button', { name: 'Mark read', exact: true });
  await starred.click();
  await expect(starred).toHaveAttribute('aria-pressed', 'true');
  await clockBack(page);
  await starred.click();
  await expect(starred).toHaveAttribute('aria-pressed', 'false');
  await read.click();
  await expect(read).toHaveAttribute('aria-pressed', 'true');
  await clockBack(page);
  await press(page, 'u');
  await expect(read).toHaveAttribute('aria-pressed', 'false');
  await press(page, 'u');
  await expect(starred).toHaveAttribute('aria-pressed', 'true');
  await press(page, 'u');
  await expect(starred).toHaveAttribute('aria-pressed', 'false');
  await press(page, 'u');
  await expect(told(page)).toContainText('There is nothing to undo.');
  await page.reload();
  await expect(cards(page)).toHaveCount(7);
  await expect(starred).toHaveAttribute('aria-pressed', 'false');
});

test('a step is undone in the order in which it was asked for, however fast', async ({ page }) => {
  await withSeven(page);
  await press(page, 'j', 's', 'm', 'u', 'u', 's');
  const first = cards(page).first();
  await expect(first.getByRole('button', { name: 'Star', exact: true })).toHaveAttribute('aria-pressed', 'true');
  await expect(first.getByRole('button', { name: 'Mark read', exact: true })).toHaveAttribute('aria-pressed', 'false');
});

test('a mark is undone when another digest is open', async ({ page }) => {
  await withSeven(page);
  await kept(page, 1);
  await card(page, /Rain/).getByRole('button', { name: 'Hide', exact: true }).click();
  await expect(cards(page)).toHaveCount(6);
  await paste(page, SEVEN.split('\n').slice(0, 6).join('\n'));
  await expect(cards(page)).toHaveCount(2);
  await press(page, 'u');
  await expect(cards(page)).toHaveCount(6);
  await press(page, 'u');
  await expect(cards(page)).toHaveCount(7);
});

test('two deleted digests come back one after the other', async ({ page }) => {
  await withSeven(page);
  await kept(page, 1);
  await paste(page, SEVEN.split('\n').slice(0, 6).join('\n'));
  await expect(cards(page)).toHaveCount(2);
  await kept(page, 2);
  await view(page, 'Library').click();
  const listed = page.getByRole('main').getByRole('listitem');
  for (const left of [1, 0]) {
    await listed.first().getByRole('button', { name: /^Delete/ }).click();
    await page.getByRole('button', { name: 'Delete it' }).click();
    await expect(listed).toHaveCount(left);
    await expect(told(page)).toContainText('The digest is deleted.');
  }
  await press(page, 'u');
  await expect(listed).toHaveCount(1);
  await press(page, 'u');
  await expect(listed).toHaveCount(2);
  await page.reload();
  await expect(listed).toHaveCount(2);
});

test('two tabs keep the view that each saved, and undo takes back one', async ({ page, context }) => {
  await withSeven(page);
  await kept(page, 1);
  const other = await another(context);
  await saveView(page, 'rain', 'Wet');
  await saveView(other, 'tokens', 'Trust');
  for (const tab of [page, other]) {
    await expect(saved(tab, 'Wet')).toBeVisible();
    await expect(saved(tab, 'Trust')).toBeVisible();
  }
  await press(page, 'u');
  for (const tab of [page, other]) {
    await expect(saved(tab, 'Wet')).toHaveCount(0);
    await expect(saved(tab, 'Trust')).toBeVisible();
  }
  // Without the small storage the journal has them.
  await page.evaluate(() => localStorage.clear());
  await page.reload();
  await expect(saved(page, 'Trust')).toBeVisible();
  await expect(saved(page, 'Wet')).toHaveCount(0);
});

test('what another tab has changed since is not undone, and that is said', async ({ page, context }) => {
  await withSeven(page);
  await kept(page, 1);
  const other = await another(context);
  await saveView(page, 'rain', 'Wet');
  await expect(saved(other, 'Wet')).toBeVisible();
  await saveView(other, 'rain', 'Drizzle');
  await expect(saved(page, 'Drizzle')).toBeVisible();
  await press(page, 'u');
  await expect(told(page)).toContainText('Not undone: it was changed once more since');
  await expect(saved(page, 'Drizzle')).toBeVisible();
});

test('an import is undone in one step', async ({ page, browser }) => {
  await withSeven(page);
  await star(page, /Verdicts/).click();
  await saveView(page, 'rain', 'Wet');
  await view(page, 'Bookmarks').click();
  const download = page.waitForEvent('download');
  await saveAs(page, 'Backup');
  const path = await (await download).path();
  const context = await browser.newContext({ permissions: ['clipboard-read', 'clipboard-write'] });
  const other = await context.newPage();
  await withSeven(other);
  await view(other, 'Bookmarks').click();
  await other.locator('input[type=file]').setInputFiles(path);
  await agree(other);
  await expect(told(other)).toContainText('Imported 1 paper, 1 view or rule, 1 digest and settings from the backup.');
  await expect(cards(other)).toHaveCount(1);
  await undo(other).click();
  await expect(cards(other)).toHaveCount(0);
  await view(other, 'Digest').click();
  await expect(cards(other)).toHaveCount(7);
  await expect(saved(other, 'Wet')).toHaveCount(0);
  await context.close();
});

test('damaged views and rules are set aside, told, and cost nothing else', async ({ page }) => {
  await withSeven(page);
  await kept(page, 1);
  await saveView(page, 'rain', 'Wet');
  await page.evaluate(() => {
    const key = Object.keys(localStorage).find((key) => key.endsWith(':decisions')) ?? '';
    localStorage.setItem(key, localStorage.getItem(key)!.slice(0, 40));
  });
  await page.reload();
  await expect(told(page)).toContainText(/could not be read.*set aside/);
  await expect(saved(page, 'Wet')).toBeVisible();
  const stored = () =>
    page.evaluate(() =>
      Object.entries(localStorage)
        .filter(([key]) => key.includes('decisions'))
        .map(([key, text]) => [key.includes(':damaged:'), text.length]),
    );
  expect((await stored()).filter(([aside]) => aside)).toEqual([[true, 40]]);
  await saveView(page, 'tokens', 'Trust');
  await page.reload();
  await expect(saved(page, 'Wet')).toBeVisible();
  await expect(saved(page, 'Trust')).toBeVisible();
  await expect(told(page)).not.toContainText('could not be read');
});

test('what a newer version stored is left alone, and no change claims to be saved', async ({ page }) => {
  await withSeven(page);
  await kept(page, 1);
  await saveView(page, 'rain', 'Wet');
  const newer = '{"v":9,"views":{}}';
  await page.evaluate((newer) => {
    const key = Object.keys(localStorage).find((key) => key.endsWith(':decisions')) ?? '';
    localStorage.setItem(key, newer);
  }, newer);
  await page.reload();
  await expect(told(page)).toContainText('newer version of Skimmark');
  await search(page).fill('tokens');
  await filters(page).getByRole('button', { name: 'Mute matches' }).click();
  await expect(told(page)).toContainText('this change is not kept');
  await expect(told(page)).not.toContainText('Muted by tokens.');
  const left = await page.evaluate(() =>
    Object.entries(localStorage).filter(([key]) => key.endsWith(':decisions')).map(([, text]) => text),
  );
  expect(left).toEqual([newer]);
});

test('a note that was typed survives a reload and is offered again', async ({ page }) => {
  await withSeven(page);
  await kept(page, 1);
  await openNote(page, /Rain/);
  await tags(page).fill('wet');
  await note(page).fill('Half a thought');
  await page.reload();
  await expect(told(page)).toContainText('A note may not have been saved when the page was left, on: Seeing in the Rain');
  await openNote(page, /Rain/);
  await expect(noting(page)).toContainText('This was typed before and not saved.');
  await expect(tags(page)).toHaveValue('wet');
  await expect(note(page)).toHaveValue('Half a thought');
  await noting(page).getByRole('button', { name: 'Done' }).click();
  await expect(card(page, /Rain/)).toContainText('Half a thought');
  await expect(told(page)).toContainText('Noted: Seeing in the Rain');
  await page.reload();
  await expect(card(page, /Rain/)).toContainText('Half a thought');
  await expect(told(page)).not.toContainText('may not have been saved');
  // What is given up does not come back.
  await openNote(page, /Rain/);
  await note(page).fill('Nonsense');
  await page.reload();
  await openNote(page, /Rain/);
  await noting(page).getByRole('button', { name: 'Discard it' }).click();
  await expect(note(page)).toHaveValue('Half a thought');
  await page.keyboard.press('Escape');
  await page.reload();
  await expect(card(page, /Rain/)).toContainText('Half a thought');
  await expect(told(page)).not.toContainText('may not have been saved');
});

test('notes that were written in two tabs are shown beside each other', async ({ page, context }) => {
  await withSeven(page);
  await kept(page, 1);
  const other = await another(context);
  await openNote(page, /Rain/);
  await openNote(other, /Rain/);
  await tags(page).fill('wet');
  await note(page).fill('From the first tab.');
  await noting(page).getByRole('button', { name: 'Done' }).click();
  await expect(filters(other).getByRole('checkbox', { name: 'Has note' })).toBeVisible();
  await tags(other).fill('cold');
  await note(other).fill('From the second tab.');
  await noting(other).getByRole('button', { name: 'Done' }).click();
  await expect(clash(other)).toContainText('changed in another tab meanwhile');
  await expect(clash(other)).toContainText('From the first tab.');
  await expect(tags(other)).toHaveValue('wet, cold');
  await expect(note(other)).toHaveValue('From the second tab.');
  // Neither is lost if the reader does not choose.
  await other.keyboard.press('Escape');
  await expect(card(other, /Rain/)).toContainText('From the first tab.');
  await openNote(other, /Rain/);
  await expect(note(other)).toHaveValue('From the second tab.');
  await noting(other).getByRole('button', { name: 'Done' }).click();
  await clash(other).getByRole('button', { name: 'Add that to mine' }).click();
  await clash(other).getByRole('button', { name: 'Save' }).click();
  for (const tab of [page, other]) {
    await expect(card(tab, /Rain/)).toContainText('From the second tab.');
    await expect(card(tab, /Rain/)).toContainText('From the first tab.');
    await expect(card(tab, /Rain/).getByRole('button', { name: '#cold' })).toBeVisible();
  }
  await expect(told(other)).toContainText('Noted: Seeing in the Rain');
  await expect(box(other)).toHaveCount(0);
  await expect(status(other, '7 papers, 0 lines left over')).toBeVisible();
});

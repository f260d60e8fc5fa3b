// Read state, tags and notes, and papers that are put out of the way.
import { agree, broken, SEVEN, card, cards, expect, filters, journaled, kept, many, paste, search, status, test, view, visit, withSeven, saveAs } from './support';
import type { Page } from '@playwright/test';

const deed = (page: Page, title: RegExp, name: string) =>
  card(page, title).getByRole('button', { name, exact: true });
const undo = (page: Page) => page.getByRole('button', { name: 'Undo' });
const noting = (page: Page) => page.getByRole('group', { name: 'Note and tags' });
const tags = (page: Page) => noting(page).getByRole('textbox', { name: 'Tags, separated by commas' });
const note = (page: Page) => noting(page).getByRole('textbox', { name: 'Note', exact: true });

test('what was read is known after a reload, in another digest and in another tab', async ({ page, context }) => {
  await withSeven(page);
  const other = await context.newPage();
  await visit(other);
  await expect(cards(other)).toHaveCount(7);
  await deed(page, /Verdicts/, 'Mark read').click();
  await expect(deed(page, /Verdicts/, 'Mark read')).toHaveAttribute('aria-pressed', 'true');
  await expect(deed(other, /Verdicts/, 'Mark read')).toHaveAttribute('aria-pressed', 'true');
  await journaled(page, 1);
  // It is said of too many papers for the small storage.
  expect(await page.evaluate(() => Object.keys(localStorage).filter((key) => key.includes(':mark:')))).toEqual([]);
  await page.reload();
  await expect(deed(page, /Verdicts/, 'Mark read')).toHaveAttribute('aria-pressed', 'true');
  await filters(page).getByRole('checkbox', { name: /Unread/ }).check();
  await expect(search(page)).toHaveValue('is:unread');
  await expect(status(page, '6 of 7 papers')).toBeVisible();
  await paste(page, SEVEN.split('\n').slice(0, 9).join('\n'));
  await expect(cards(page)).toHaveCount(3);
  await expect(deed(page, /Verdicts/, 'Mark read')).toHaveAttribute('aria-pressed', 'true');
  await deed(page, /Verdicts/, 'Mark read').click();
  await expect(deed(other, /Verdicts/, 'Mark read')).toHaveAttribute('aria-pressed', 'false');
});

test('reading through what is unread by keys, the next paper takes place and focus', async ({ page }) => {
  await visit(page);
  await paste(page, many(300));
  await expect(status(page, '300 of 300 papers')).toBeVisible();
  await search(page).fill('is:unread');
  await page.getByRole('main').focus();
  await expect(cards(page).first()).toBeVisible();
  for (let at = 0; at < 40; at++) await page.keyboard.press('j');
  const current = page.getByRole('article').and(page.locator(':focus'));
  await expect(current).toHaveAttribute('aria-posinset', '40');
  const top = () => current.evaluate((element) => element.getBoundingClientRect().top);
  for (const left of [299, 298, 297]) {
    const [name, place] = [await current.getByRole('heading').innerText(), await top()];
    await page.keyboard.press('m');
    await expect(status(page, `${left} of 300 papers`)).toBeVisible();
    await expect(current).toHaveAttribute('aria-posinset', '40');
    await expect(current.getByRole('heading')).not.toHaveText(name);
    await expect.poll(async () => Math.abs((await top()) - place)).toBeLessThan(4);
  }
  // At the end the one before takes its place.
  await page.keyboard.press('G');
  await expect(current).toHaveAttribute('aria-posinset', '297');
  await page.keyboard.press('m');
  await expect(current).toHaveAttribute('aria-posinset', '296');
});

test('all that is shown is marked as read, and unread again by undoing', async ({ page }) => {
  await visit(page);
  await paste(page, many(2_000));
  await expect(status(page, '2,000 papers, 0 lines left over')).toBeVisible();
  await kept(page, 1);
  await search(page).fill('cat:cs.CL');
  await expect(status(page, '400 of 2,000 papers')).toBeVisible();
  await search(page).press('Escape');
  await page.keyboard.press('A');
  await expect(page.getByRole('log')).toContainText('400 papers marked as read.');
  await expect(cards(page).first().getByRole('button', { name: 'Mark read', exact: true })).toHaveAttribute('aria-pressed', 'true');
  // All of them are one step.
  await journaled(page, 1);
  await page.reload();
  await search(page).fill('is:unread');
  await expect(status(page, '1,600 of 2,000 papers')).toBeVisible();
  await search(page).press('Escape');
  await page.keyboard.press('A');
  await expect(status(page, '0 of 2,000 papers')).toBeVisible();
  await undo(page).click();
  await expect(status(page, '1,600 of 2,000 papers')).toBeVisible();
});

test('the count of bookmarks is that of all, whichever digest is opened', async ({ page }) => {
  await withSeven(page);
  await page.keyboard.press('j');
  await page.keyboard.press('s');
  await expect(view(page, 'Bookmarks')).toContainText('1');
  await paste(page, many(30));
  await expect(status(page, '30 papers, 0 lines left over')).toBeVisible();
  await expect(view(page, 'Bookmarks')).toContainText('1');
});

test('tags and a note are written, found, and outlive star and reload', async ({ page }) => {
  await withSeven(page);
  await deed(page, /Verdicts/, 'Note and tags').click();
  await tags(page).fill('later, #To cite');
  await note(page).fill('Compare with ours.\nAsk Ana.');
  await noting(page).getByRole('button', { name: 'Done' }).click();
  await expect(noting(page)).toHaveCount(0);
  await expect(deed(page, /Verdicts/, 'Note and tags')).toBeFocused();
  await expect(card(page, /Verdicts/)).toContainText('Compare with ours.');
  await deed(page, /Verdicts/, '#later').click();
  await expect(search(page)).toHaveValue('#later');
  await expect(cards(page)).toHaveCount(1);
  await filters(page).getByRole('group', { name: 'Tags' }).getByRole('checkbox', { name: /To cite/ }).check();
  await expect(search(page)).toHaveValue('(#later OR tag:"To cite")');
  await page.reload();
  await expect(card(page, /Verdicts/)).toContainText('Ask Ana.');
  await search(page).fill('has:note -#absent');
  await expect(cards(page)).toHaveCount(1);
  await search(page).fill('#la');
  await expect(page.getByRole('option', { name: /later/ })).toBeVisible();
  await search(page).fill('');
  // A tag that is known is one click away.
  await deed(page, /Rain/, 'Note and tags').click();
  await noting(page).getByRole('button', { name: '#later' }).click();
  await expect(tags(page)).toBeFocused();
  await expect(tags(page)).toHaveValue('later');
  await page.keyboard.press('Enter');
  await expect(deed(page, /Rain/, '#later')).toBeVisible();
  await undo(page).click();
  await expect(deed(page, /Rain/, '#later')).toHaveCount(0);
});

test('a note is written by keys alone, and Escape loses nothing', async ({ page }) => {
  await withSeven(page);
  await page.getByRole('main').focus();
  await page.keyboard.press('j');
  await page.keyboard.press('e');
  await expect(tags(page)).toBeFocused();
  await page.keyboard.type('later');
  await page.keyboard.press('Tab');
  await page.keyboard.type('Mine, not ours');
  await page.keyboard.press('Escape');
  await expect(noting(page)).toHaveCount(0);
  await expect(card(page, /Quiet Tongues/)).toContainText('Mine, not ours');
  await expect(card(page, /Quiet Tongues/)).toBeFocused();
  await page.keyboard.press('e');
  await expect(tags(page)).toHaveValue('later');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('log')).toContainText('Noted: Quiet Tongues');
});

test('a paper is put out of the way, counted, and brought back', async ({ page }) => {
  await withSeven(page);
  await page.getByRole('main').focus();
  await page.keyboard.press('j');
  await page.keyboard.press('h');
  await expect(cards(page)).toHaveCount(6);
  await expect(card(page, /Verdicts/)).toBeFocused();
  await expect(page.getByText('1 hidden by you')).toBeVisible();
  await page.reload();
  await expect(cards(page)).toHaveCount(6);
  // What is hidden is shown in its place, and marked.
  await page.getByRole('main').getByRole('button', { name: 'Show', exact: true }).click();
  await expect(search(page)).toHaveValue('show:muted');
  await expect(cards(page)).toHaveCount(7);
  await expect(cards(page).first()).toContainText('Muted');
  await expect(card(page, /Verdicts/)).not.toContainText('Muted');
  await page.getByRole('main').getByRole('button', { name: 'Hide them' }).click();
  await expect(search(page)).toHaveValue('');
  await expect(cards(page)).toHaveCount(6);
  await page.getByRole('button', { name: 'Show', exact: true }).click();
  await deed(page, /Quiet Tongues/, 'Hide').click();
  await expect(page.getByText('hidden by you')).toHaveCount(0);
  await undo(page).click();
  await expect(page.getByText('1 hidden by you')).toBeVisible();
  await deed(page, /Quiet Tongues/, 'Hide').click();
  await search(page).fill('');
  await expect(cards(page)).toHaveCount(7);
});

test('marks go out with a backup and come in with it', async ({ page, browser }) => {
  await withSeven(page);
  await deed(page, /Verdicts/, 'Mark read').click();
  await deed(page, /Rain/, 'Note and tags').click();
  await tags(page).fill('wet');
  await page.keyboard.press('Enter');
  await expect(deed(page, /Rain/, '#wet')).toBeVisible();
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
  await view(other, 'Digest').click();
  await expect(deed(other, /Rain/, '#wet')).toBeVisible();
  await expect(deed(other, /Verdicts/, 'Mark read')).toHaveAttribute('aria-pressed', 'true');
  await context.close();
});

for (const colorScheme of ['light', 'dark'] as const) {
  for (const [name, viewport] of [['phone', { width: 390, height: 844 }], ['wide', { width: 1400, height: 900 }]] as const) {
    test(`axe finds nothing where papers are marked, ${colorScheme}, ${name}`, async ({ page }) => {
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize(viewport);
      await withSeven(page);
      await deed(page, /Quiet Tongues/, 'Mark read').click();
      await deed(page, /Verdicts/, 'Note and tags').click();
      await tags(page).fill('later, to cite');
      await note(page).fill('Compare with ours.');
      if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}-${colorScheme}-${name}-dialog.png` });
      expect(await broken(page)).toEqual([]);
      await page.keyboard.press('Escape');
      await expect(deed(page, /Verdicts/, '#later')).toBeVisible();
      if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}-${colorScheme}-${name}.png` });
      expect(await broken(page)).toEqual([]);
    });
  }
}

test('a paper is copied as Markdown and as BibTeX, by key, button and menu', async ({ page }) => {
  await withSeven(page);
  const copied = () => page.evaluate(() => navigator.clipboard.readText());
  await page.keyboard.press('j');
  await page.keyboard.press('j');
  await page.keyboard.press('c');
  await expect(page.getByText(/^Copied: Verdicts at the Margin/)).toBeVisible();
  expect(await copied()).toMatch(
    /^- \[Verdicts at the Margin: How Robust Are Automated Judges\?\]\(https:\/\/scholar\.google\.com\/.*\) · Ines Calvet, Oluwaseun Adeyemi, Tomáš Říha, et al\. · cs\.CL · 15 Mar \d{4}$/,
  );
  await page.keyboard.press('b');
  await expect(page.getByText(/^Copied: @misc\{calvet/)).toBeVisible();
  expect(await copied()).toMatch(
    /^@misc\{calvet\d{4}verdicts,\n  title = \{Verdicts at the Margin: .*\},\n  author = \{Ines Calvet and Oluwaseun Adeyemi and Tomáš Říha and others\},\n  year = \{\d{4}\},\n  month = mar,\n  day = \{\d+\},\n  primaryclass = \{cs\.CL\},\n  abstract = \{Automated .*\}\n\}\n$/,
  );
  await card(page, /Early Exits/).getByRole('button', { name: 'Copy', exact: true }).click();
  await expect(page.getByText(/^Copied: Early Exits/)).toBeVisible();
  await card(page, /Quiet Tongues/).getByRole('button', { name: 'More', exact: true }).click();
  await page.getByRole('dialog', { name: 'More' }).getByRole('button', { name: 'Copy as BibTeX' }).click();
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(page.getByText(/^Copied: @misc\{riquelme/)).toBeVisible();
  expect(await copied()).toContain('title = {Quiet Tongues: {Depth} Before Breadth in Small Language Models}');
});

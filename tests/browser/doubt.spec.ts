// Where it is uncertain where the authors begin, the card says so, and the reader says better.
import type { Page } from '@playwright/test';
import { DOUBTFUL, card, cards, expect, paste, search, star, test, view, visit } from './support';

const CHOSEN = 'Tracking Lambs by TeXMc';
const lambs = (page: Page) => card(page, /Tracking Lambs/);
const doubt = (page: Page) => page.getByRole('button', { name: 'Uncertain authors' });
const placed = (page: Page) => lambs(page).getByRole('button', { name: 'Authors placed by you' });
const dialog = (page: Page) => page.getByRole('dialog', { name: 'Fix title and authors' });
const author = (page: Page, name: string) =>
  lambs(page).getByRole('button', { name, exact: true });

async function open(page: Page) {
  await visit(page);
  await paste(page, DOUBTFUL);
  await expect(cards(page)).toHaveCount(2);
}

/** Chooses the other reading, by mouse. */
async function choose(page: Page) {
  await doubt(page).click();
  await dialog(page).getByRole('button', { name: `${CHOSEN} Kenzie Hollis, Ida Holm` }).click();
  await expect(dialog(page)).toBeHidden();
  await expect(author(page, 'Kenzie Hollis')).toBeVisible();
}

test('only the uncertain paper says so, and its rivals are offered', async ({ page }) => {
  await open(page);
  await expect(doubt(page)).toHaveCount(1);
  await expect(lambs(page).getByRole('button', { name: 'Uncertain authors' })).toBeVisible();
  await doubt(page).click();
  await expect(dialog(page).getByRole('button', { name: /^Now:.*McKenzie Hollis/ })).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(dialog(page)).toBeHidden();
  await expect(doubt(page)).toBeFocused();
});

test('what the reader chooses is drawn, found, and outlives reload and another paste', async ({ page }) => {
  await open(page);
  await choose(page);
  await expect(doubt(page)).toHaveCount(0);
  await expect(lambs(page)).toBeFocused();
  await search(page).fill('author:kenzie');
  await expect(cards(page)).toHaveCount(1);
  await search(page).fill('');
  await page.reload();
  await expect(author(page, 'Kenzie Hollis')).toBeVisible();
  await paste(page, `88.0CLMar 16\n${DOUBTFUL.split('\n').slice(1, 3).join('\n')}`);
  await expect(cards(page)).toHaveCount(1);
  await expect(placed(page)).toBeVisible();
});

test('the choice can be undone, and taken back later', async ({ page }) => {
  await open(page);
  await choose(page);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(author(page, 'McKenzie Hollis')).toBeVisible();
  await expect(doubt(page)).toBeVisible();
  await choose(page);
  await placed(page).click();
  await dialog(page).getByRole('button', { name: 'Leave it to Skimmark' }).click();
  await expect(author(page, 'McKenzie Hollis')).toBeVisible();
});

test('the cursor places the authors anywhere, by keyboard alone', async ({ page }) => {
  await open(page);
  await doubt(page).focus();
  await page.keyboard.press('Enter');
  const line = dialog(page).getByRole('textbox', { name: /put the cursor/ });
  await expect(dialog(page)).toBeVisible();
  for (let tab = 0; tab < 8 && !(await line.evaluate((it) => it === document.activeElement)); tab++) {
    await page.keyboard.press('Tab');
  }
  await expect(line).toBeFocused();
  await page.keyboard.press('Control+Home');
  for (const _ of 'Tracking Lambs') await page.keyboard.press('ArrowRight');
  await page.keyboard.type('nothing is typed');
  await expect(line).toHaveValue(`${CHOSEN}Kenzie Hollis, Ida Holm`);
  await page.keyboard.press('Enter');
  await expect(dialog(page)).toBeHidden();
  await expect(author(page, 'by TeXMcKenzie Hollis')).toBeVisible();
  // A mistake is mended: the line is as it was.
  await placed(page).click();
  await dialog(page).getByRole('button', { name: 'Leave it to Skimmark' }).click();
  await expect(card(page, 'Tracking Lambs by TeX')).toBeVisible();
  await expect(author(page, 'McKenzie Hollis')).toBeVisible();
});

test('a bookmark and another tab follow', async ({ page, context }) => {
  await open(page);
  await star(page, /Tracking Lambs/).click();
  const other = await context.newPage();
  await visit(other);
  await view(other, 'Bookmarks').click();
  await expect(author(other, 'McKenzie Hollis')).toBeVisible();
  await choose(page);
  await expect(author(other, 'Kenzie Hollis')).toBeVisible();
  await expect(placed(other)).toBeVisible();
});

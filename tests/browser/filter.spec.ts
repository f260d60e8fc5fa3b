// From many papers to the few that matter.
import { SEVEN, card, cards, expect, many, paste, search, star, status, test, view, visit, withSeven } from './support';

const filters = (page: import('@playwright/test').Page) =>
  page.getByRole('complementary', { name: 'Filters' });

test('words are looked for by prefix, all of them, without case and accents', async ({ page }) => {
  await withSeven(page);
  await search(page).fill('TOMAS verd');
  await expect(cards(page)).toHaveCount(1);
  await expect(status(page, '1 of 7 papers')).toBeVisible();
  await expect(card(page, /Verdicts/).locator('mark').first()).toHaveText(/Verd/);
  await search(page).fill('schrodinger');
  await expect(card(page, /Seeing in the Rain/)).toBeVisible();
  await search(page).fill('fjord');
  await expect(card(page, /Quiet Tongues/)).toBeVisible();
  await search(page).fill('verdict nothing');
  await expect(page.getByText('No paper passes these filters.')).toBeVisible();
  await page.getByRole('main').getByRole('button', { name: 'Clear filters' }).last().click();
  await expect(cards(page)).toHaveCount(7);
});

test('a filter that is clicked is text of the query, and the other way round', async ({ page }) => {
  await withSeven(page);
  await filters(page).getByRole('checkbox', { name: /cs\.LG/ }).check();
  await expect(cards(page)).toHaveCount(3);
  await expect(search(page)).toHaveValue('cat:cs.LG');
  await expect(filters(page).getByRole('checkbox', { name: /cs\.CL/ })).toHaveAccessibleName(/3/);
  await filters(page).getByRole('checkbox', { name: /Has code/ }).check();
  await expect(cards(page)).toHaveCount(1);
  await search(page).fill('has:code');
  await expect(filters(page).getByRole('checkbox', { name: /cs\.LG/ })).not.toBeChecked();
  await expect(filters(page).getByRole('checkbox', { name: /Has code/ })).toBeChecked();
  await expect(cards(page)).toHaveCount(2);
});

test('starred papers are a filter', async ({ page }) => {
  await withSeven(page);
  await star(page, /Early Exits/).click();
  await filters(page).getByRole('checkbox', { name: /Starred/ }).check();
  await expect(cards(page)).toHaveCount(1);
  await expect(card(page, /Early Exits/)).toBeVisible();
});

test('an author is a filter', async ({ page }) => {
  await withSeven(page);
  await card(page, /Stable Points/).getByRole('button', { name: 'Ioanna Mitri' }).click();
  await expect(cards(page)).toHaveCount(2);
});

test('the score orders, and papers without one come last', async ({ page }) => {
  await visit(page);
  await paste(page, SEVEN.split('\n').slice(6).concat(SEVEN.split('\n').slice(0, 6)).join('\n'));
  await expect(cards(page).first()).toHaveAccessibleName(/Stable Points/);
  await page.getByRole('combobox', { name: 'Sort' }).selectOption({ label: 'Score' });
  await expect(cards(page).first()).toHaveAccessibleName(/Quiet Tongues/);
  await expect(cards(page).nth(1)).toHaveAccessibleName(/Verdicts/);
  await expect(cards(page).nth(2)).toHaveAccessibleName(/Stable Points/);
});

test('filters stand in the address, survive a reload, and Back takes them back', async ({ page }) => {
  await withSeven(page);
  await search(page).fill('has:code judges');
  await expect(page).toHaveURL(/#q=has:code\+judges$/);
  await expect(cards(page)).toHaveCount(1);
  await page.reload();
  await expect(cards(page)).toHaveCount(1);
  await expect(search(page)).toHaveValue('has:code judges');
  await page.goBack();
  await expect(search(page)).toHaveValue('');
  await expect(cards(page)).toHaveCount(7);
  await page.goForward();
  await expect(cards(page)).toHaveCount(1);
});

test('filters of the last visit stand where the address says nothing', async ({ page, context }) => {
  await withSeven(page);
  await search(page).fill('judges');
  await expect(cards(page)).toHaveCount(1);
  const again = await context.newPage();
  await visit(again);
  await expect(cards(again)).toHaveCount(1);
  await expect(again).toHaveURL(/#q=judges$/);
});

test('an address with a query shows what it says', async ({ page }) => {
  await withSeven(page);
  await page.goto('./#q=cat:cs.CV');
  await expect(cards(page)).toHaveCount(1);
});

test('a mistake in a query is explained, and the rest filters', async ({ page }) => {
  await withSeven(page);
  await search(page).fill('judges score:high');
  await expect(page.getByRole('search').getByRole('status')).toContainText('score:');
  await expect(cards(page)).toHaveCount(1);
});

test('typing in 2,000 papers keeps up with the keys', async ({ page }) => {
  await visit(page);
  await paste(page, many(2000));
  await expect(status(page, '2,000 papers')).toHaveCount(2);
  await search(page).pressSequentially('orchards 19');
  await expect(search(page)).toHaveValue('orchards 19');
  await expect(cards(page).first()).toHaveAccessibleName(/orchards in part 19\b/);
});

test('the view of bookmarks is searched as well', async ({ page }) => {
  await withSeven(page);
  await star(page, /Early Exits/).click();
  await star(page, /Red Flags/).click();
  await view(page, 'Bookmarks').click();
  await expect(cards(page)).toHaveCount(2);
  await search(page).fill('flags');
  await expect(cards(page)).toHaveCount(1);
  await expect(page).toHaveURL(/#q=flags&view=bookmarks$/);
});

// From many papers to the few that matter.
import { SEVEN, card, cards, expect, filters, many, paste, plot, search, star, status, test, view, visit, withSeven } from './support';

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
  await expect(page.getByText('No papers match')).toBeVisible();
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
  // The address and the storage follow when the keys rest.
  await expect(page).toHaveURL(/#q=judges$/);
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

test('a value is left out by its button, and the query says so', async ({ page }) => {
  await withSeven(page);
  const leaveOut = filters(page).getByRole('button', { name: /^Exclude cs\.LG/ });
  await leaveOut.click();
  await expect(search(page)).toHaveValue('-cat:cs.LG');
  await expect(cards(page)).toHaveCount(4);
  await expect(leaveOut).toHaveAttribute('aria-pressed', 'true');
  await expect(leaveOut).toBeFocused();
  await leaveOut.click();
  await expect(leaveOut).toHaveAttribute('aria-pressed', 'false');
  await expect(cards(page)).toHaveCount(7);
  await search(page).fill('-cat:cs.CV');
  await expect(filters(page).getByRole('button', { name: /^Exclude cs\.CV/ })).toHaveAttribute('aria-pressed', 'true');
});

test('a bar is a filter by click, and a second click takes it out', async ({ page }) => {
  await visit(page);
  await paste(page, many(300));
  await expect(status(page, '300 papers')).toHaveCount(2);
  const bars = plot(page, 'Date').getByRole('button');
  const bar = bars.nth(3);
  const papers = (await bar.textContent())!.match(/: (\d+) papers?$/)![1];
  // The bars themselves are but pictures of the buttons; they are there nevertheless.
  await expect(plot(page, 'Date').locator('xpath=..').locator('path[d^="M"]').first()).toBeAttached();
  await bar.click();
  await expect(bar).toHaveAttribute('aria-pressed', 'true');
  await expect(search(page)).toHaveValue(/^date:/);
  await expect(status(page, `${papers} of 300 papers`)).toBeVisible();
  await bar.click();
  await expect(search(page)).toHaveValue('');
  await expect(bar).toHaveAttribute('aria-pressed', 'false');
});

test('a drag across bars filters by all of them', async ({ page }) => {
  await visit(page);
  await paste(page, many(300));
  const bars = plot(page, 'Score').getByRole('button');
  await expect(bars.first()).toBeVisible();
  const counts = (await bars.allTextContents()).map((name) => Number(name.match(/: ([\d,]+) papers?$/)![1]));
  const [from, to] = [(await bars.nth(1).boundingBox())!, (await bars.nth(3).boundingBox())!];
  await page.mouse.move(from.x + from.width / 2, from.y + from.height / 2);
  await page.mouse.down();
  await page.mouse.move(to.x + to.width / 2, to.y + to.height / 2, { steps: 5 });
  await page.mouse.up();
  for (const at of [1, 2, 3]) await expect(bars.nth(at)).toHaveAttribute('aria-pressed', 'true');
  await expect(bars.nth(0)).toHaveAttribute('aria-pressed', 'false');
  await expect(bars.nth(4)).toHaveAttribute('aria-pressed', 'false');
  await expect(search(page)).toHaveValue(/^score:/);
  const sum = counts[1] + counts[2] + counts[3];
  await expect(status(page, `${sum} of 300 papers`)).toBeVisible();
});

test('a plot is read as a table', async ({ page }) => {
  await withSeven(page);
  const rows = plot(page, 'Date').getByRole('row');
  const names = await rows.getByRole('rowheader').allTextContents();
  expect(names.length).toBeGreaterThan(2);
  for (const [at, name] of names.entries()) {
    await expect(rows.nth(at).getByRole('button')).toHaveAccessibleName(new RegExp(`^${name}: \\d+ papers?$`));
  }
  const counts = (await rows.getByRole('button').allTextContents()).map((name) => Number(name.match(/: (\d+) papers?$/)![1]));
  expect(counts.reduce((sum, count) => sum + count, 0)).toBe(7);
});

test('a value of a long facet is looked for without losing the focus', async ({ page }) => {
  await visit(page);
  const line = (at: number) => `${90 - at}.0CLMar 12\nPaper number ${at} of the treeOta Writer${String.fromCharCode(97 + at)}, Ama Second${String.fromCharCode(97 + at)}\nWe look at it.`;
  await paste(page, Array.from({ length: 15 }, (_, at) => line(at)).join('\n'));
  await expect(cards(page)).toHaveCount(15);
  const authors = filters(page).getByRole('group', { name: 'Authors' });
  await expect(authors.getByRole('checkbox')).toHaveCount(12);
  await authors.getByRole('button', { name: '18 more' }).click();
  await expect(authors.getByRole('checkbox')).toHaveCount(30);
  const find = authors.getByRole('searchbox', { name: 'Find in authors' });
  await find.pressSequentially('seconda');
  await expect(authors.getByRole('checkbox')).toHaveCount(1);
  await expect(find).toBeFocused();
  await expect(cards(page)).toHaveCount(15);
  await find.pressSequentially('zzz');
  await expect(authors).toContainText('None found');
  await expect(find).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(find).toHaveValue('');
  await expect(find).toBeFocused();
  await expect(authors.getByRole('checkbox')).toHaveCount(30);
});

test('papers are ordered seven ways and grouped, and the address says how', async ({ page }) => {
  await withSeven(page);
  const sort = page.getByRole('combobox', { name: 'Sort' });
  const group = page.getByRole('combobox', { name: 'Group' });
  await sort.selectOption({ label: 'Title' });
  await expect(cards(page).first()).toHaveAccessibleName(/Early Exits/);
  await expect(page).toHaveURL(/#sort=title$/);
  await sort.selectOption({ label: 'Date' });
  await expect(cards(page).last()).toHaveAccessibleName(/Stable Points/);
  await group.selectOption({ label: 'By category' });
  await expect(page).toHaveURL(/#sort=date&group=category$/);
  const headings = page.getByRole('feed').locator('.group-heading');
  await expect(headings).toHaveCount(3);
  await page.reload();
  await expect(cards(page)).toHaveCount(7);
  await expect(headings).toHaveCount(3);
  await expect(sort.locator('option:checked')).toHaveText('Date');
  await expect(group.locator('option:checked')).toHaveText('By category');
  await group.selectOption({ label: 'No groups' });
  await expect(headings).toHaveCount(0);
  await sort.selectOption({ label: 'Digest order' });
  await expect(page).toHaveURL(/\/$|#$/);
});

test('the order by score stands only where papers have one', async ({ page }) => {
  await visit(page);
  await paste(page, SEVEN.split('\n').slice(6).join('\n'));
  await expect(cards(page)).toHaveCount(5);
  const sort = page.getByRole('combobox', { name: 'Sort' });
  await expect(sort.getByRole('option', { name: 'Title' })).toHaveCount(1);
  await expect(sort.getByRole('option', { name: 'Score' })).toHaveCount(0);
});

// Saved views, and rules that mute and highlight.
import { broken, card, cards, expect, filters, search, status, test, withSeven } from './support';
import type { Page } from '@playwright/test';

const undo = (page: Page) => page.getByRole('button', { name: 'Undo' });

test('what is muted is hidden, counted, and shown when asked for', async ({ page }) => {
  await withSeven(page);
  await search(page).fill('tokens');
  await filters(page).getByRole('button', { name: 'Mute matches' }).click();
  await expect(search(page)).toHaveValue('');
  await expect(status(page, '6 of 6 papers')).toBeVisible();
  await expect(page.getByText('1 muted by tokens')).toBeVisible();
  await page.reload();
  await expect(status(page, '6 of 6 papers')).toBeVisible();
  await page.getByRole('main').getByRole('button', { name: 'Show', exact: true }).click();
  await expect(search(page)).toHaveValue('show:muted');
  await expect(cards(page)).toHaveCount(7);
  await expect(card(page, /Red Flags/)).toContainText('Muted');
  await card(page, /Red Flags/).getByRole('button', { name: 'Why is this here' }).click();
  await expect(card(page, /Red Flags/)).toContainText('Muted by tokens.');
  await filters(page).getByRole('button', { name: 'Rules' }).click();
  await page.getByRole('dialog', { name: 'Rules' }).getByRole('button', { name: 'Delete rule' }).click();
  await search(page).fill('');
  await expect(cards(page)).toHaveCount(7);
  await undo(page).click();
  await expect(cards(page)).toHaveCount(6);
});

test('what is highlighted has a colour and may stand first', async ({ page }) => {
  await withSeven(page);
  await search(page).fill('rain');
  await filters(page).getByRole('button', { name: 'Highlight matches' }).click();
  const dialog = page.getByRole('dialog', { name: 'Highlight matches' });
  await dialog.getByRole('checkbox', { name: /Show first/ }).check();
  await dialog.getByRole('button', { name: 'green' }).click();
  await search(page).fill('');
  await expect(cards(page)).toHaveCount(7);
  await expect(cards(page).first()).toContainText('Seeing in the Rain');
  await expect(cards(page).first()).toContainText('Highlighted');
  await cards(page).first().getByRole('button', { name: 'Why is this here' }).click();
  await expect(cards(page).first()).toContainText('Highlighted by rain.');
});

test('a saved view has its count, survives, and is followed by other tabs', async ({ page, context }) => {
  await withSeven(page);
  await search(page).fill('cat:cs.LG');
  await filters(page).getByRole('button', { name: 'Save this view' }).click();
  const dialog = page.getByRole('dialog', { name: 'Save this view' });
  await dialog.getByRole('textbox', { name: 'Its name:' }).fill('Learning');
  await page.keyboard.press('Enter');
  const view = (on: Page) => filters(on).getByRole('button', { name: 'Learning 3 papers', exact: true });
  await expect(view(page)).toHaveAttribute('aria-current', 'true');
  await search(page).fill('');
  await expect(view(page)).toHaveAttribute('aria-current', 'false');
  await page.reload();
  await view(page).click();
  await expect(search(page)).toHaveValue('cat:cs.LG');
  await expect(cards(page)).toHaveCount(3);

  const other = await context.newPage();
  await other.goto(page.url().split('#')[0]);
  await expect(view(other)).toBeVisible();
  await filters(page).getByRole('button', { name: 'Forget Learning' }).click();
  await expect(view(page)).toHaveCount(0);
  await expect(view(other)).toHaveCount(0);
  await undo(page).click();
  await expect(view(page)).toBeVisible();
  await expect(view(other)).toBeVisible();
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`views and rules are for everyone, ${colorScheme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme });
    await withSeven(page);
    const clean = async () => expect(await broken(page)).toEqual([]);
    for (const [query, button] of [['rain', 'Highlight matches'], ['tokens', 'Save this view']]) {
      await search(page).fill(query);
      await filters(page).getByRole('button', { name: button }).press('Enter');
      await expect(page.getByRole('dialog', { name: button })).toBeVisible();
      await clean();
      await page.getByRole('dialog').getByRole('button', { name: /^(amber|Save)$/ }).press('Enter');
    }
    await filters(page).getByRole('button', { name: 'Mute matches' }).press('Enter');
    await expect(page.getByText('1 muted by tokens')).toBeVisible();
    await clean();
    await filters(page).getByRole('button', { name: 'Rules' }).press('Enter');
    await expect(page.getByRole('dialog', { name: 'Rules' }).getByRole('listitem')).toHaveCount(2);
    await clean();
  });
}

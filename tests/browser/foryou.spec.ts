// The order "For you", learned from what was starred.
import { broken, cards, expect, paste, status, test, visit } from './support';

/** Papers about sheep and about tides by turns. */
const farm = Array.from({ length: 20 }, (_, number) =>
  number % 2
    ? `CVMar ${number + 1}\nTides at Harbour ${number} Seen from AboveFarah Aziz, Goran Petrov\nThe water of harbour ${number} rises and falls, as a camera sees it.\n`
    : `CLMar ${number + 1}\nWool of Kind ${number} from Patient SheepAda Ström, Ben Okafor\nSheep on farm ${number} give wool, and the shepherd counts them.\n`,
).join('');

test('papers like those that were starred come first, with the reason, and none moves under the hand', async ({ page }) => {
  await visit(page);
  await paste(page, farm);
  await expect(cards(page)).toHaveCount(20);
  const order = page.getByRole('combobox', { name: 'Sort' });
  await order.selectOption('For you');
  await expect(page.getByText('Star, tag or note 5 more papers')).toBeVisible();
  expect(await broken(page)).toEqual([]);
  const star = (at: number) => cards(page).nth(at).getByRole('button', { name: 'Star', exact: true }).click();
  for (const at of [0, 2, 4, 6]) await star(at);
  await expect(page.getByText('Star, tag or note 1 more paper:')).toBeVisible();
  await star(8);
  await expect(page.getByText('more paper')).toHaveCount(0);
  const titles = () => cards(page).getByRole('heading').allTextContents();
  await expect.poll(async () => (await titles()).slice(0, 10).every((title) => title.startsWith('Wool'))).toBe(true);
  await cards(page).first().getByRole('button', { name: 'Why is this here' }).click();
  await expect(status(page, /^For you: .*; like “Wool of Kind \d+/)).toBeVisible();
  const before = await titles();
  await star(15);
  await page.waitForTimeout(500);
  expect(await titles()).toEqual(before);
  await page.reload();
  await expect(cards(page)).toHaveCount(20);
  await expect(order).toHaveValue(await order.getByRole('option', { name: 'For you' }).getAttribute('value') ?? '');
});

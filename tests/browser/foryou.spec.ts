// The order "For you", learned from what was starred.
import { broken, cards, expect, paste, search, status, test, visit } from './support';

/** Papers about sheep and about tides by turns. */
const farm = Array.from({ length: 20 }, (_, number) =>
  number % 2
    ? `CVMar ${number + 1}\nTides at Harbour ${number} Seen from AboveFarah Aziz, Goran Petrov\nThe water of harbour ${number} rises and falls, as a camera sees it.\n`
    : `CLMar ${number + 1}\nWool of Kind ${number} from Patient SheepAda Ström, Ben Okafor\nSheep on farm ${number} give wool, and the shepherd counts them.\n`,
).join('');

/** The farm, and a market of three stalls: few of the papers are like any one. */
const village =
  farm +
  Array.from({ length: 30 }, (_, number) => {
    const ware = ['Bread', 'Honey', 'Candles'][number % 3];
    return `AIMar ${number + 1}\n${ware} at Stall ${number} of the MarketNoor Haddad, Lior Stein\nWho sells ${ware} at stall ${number} knows every ${ware}.\n`;
  }).join('');

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
  // What is starred already is no news: the other papers about sheep are first, and those last.
  const wool = async () => (await titles()).flatMap((title, at) => (title.startsWith('Wool') ? [at] : []));
  await expect.poll(wool).toEqual([0, 1, 2, 3, 4, 15, 16, 17, 18, 19]);
  // No paper is a reason for itself.
  const unstarred = page.getByRole('button', { name: 'Star', exact: true, pressed: false });
  const liked = cards(page).filter({ has: unstarred }).first();
  await liked.getByRole('button', { name: 'Why is this here' }).click();
  await expect(status(page, /^For you: .*; like “Wool of Kind \d+/)).toBeVisible();
  const before = await titles();
  await star(7);
  await page.waitForTimeout(500);
  expect(await titles()).toEqual(before);
  await page.reload();
  await expect(cards(page)).toHaveCount(20);
  await expect(order).toHaveValue(await order.getByRole('option', { name: 'For you' }).getAttribute('value') ?? '');
});

test('a paper is asked for others like it, by key and by the dialog, and the order before comes back', async ({ page }) => {
  await visit(page);
  await paste(page, village);
  await expect(cards(page)).toHaveCount(50);
  const order = page.getByRole('combobox', { name: 'Sort' });
  const chosen = () => order.evaluate((select: HTMLSelectElement) => select.selectedOptions[0]?.textContent);
  await order.selectOption('Title');
  await cards(page).filter({ hasText: 'Wool of Kind 4 ' }).click();
  await page.keyboard.press('l');
  await expect(search(page)).toHaveValue('like:"Wool of Kind 4 from Patient Sheep"');
  await expect(cards(page)).toHaveCount(10);
  await expect(cards(page).first()).toContainText('Wool of Kind 4 ');
  expect(await chosen()).toBe('Likeness');
  await cards(page).nth(1).getByRole('button', { name: 'Why is this here' }).click();
  await expect(status(page, /^Like “Wool of Kind 4 from Patient Sheep”: .*sheep/)).toBeVisible();
  expect(await broken(page)).toEqual([]);
  await search(page).fill('');
  await expect(cards(page)).toHaveCount(50);
  expect(await chosen()).toBe('Title');
  await cards(page).filter({ hasText: 'Tides at Harbour 3 ' }).getByRole('button', { name: 'More', exact: true }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'More like this' }).click();
  await expect(cards(page)).toHaveCount(10);
  await expect(cards(page).first()).toContainText('Tides at Harbour 3 ');
  await page.goBack();
  await expect(cards(page)).toHaveCount(50);
  expect(await chosen()).toBe('Title');
  await search(page).fill('like:2603.99999');
  await expect(page.getByRole('search').getByRole('status')).toContainText('No paper here has this identifier or title');
  await expect(cards(page)).toHaveCount(50);
});

test('how likely a paper is liked is shown and asked for, from five likes on', async ({ page }) => {
  await visit(page);
  await paste(page, farm);
  await search(page).fill('likely:>0.5');
  await expect(page.getByRole('search').getByRole('status')).toContainText('star, tag or note 5 more papers');
  await expect(cards(page)).toHaveCount(20);
  await search(page).fill('');
  for (const at of [0, 2, 4, 6, 8]) await cards(page).nth(at).getByRole('button', { name: 'Star', exact: true }).click();
  const likely = cards(page).getByText(/^Likely for you: 0\.\d\d$/);
  await expect(likely).toHaveCount(0);
  const height = async () => (await cards(page).nth(10).boundingBox())?.height;
  const before = await height();
  await page.getByRole('combobox', { name: 'Sort' }).selectOption('For you');
  await expect(likely).toHaveCount(20);
  expect(await height()).toBe(before);
  const all = (await likely.allTextContents()).map((words) => Number(words.split(' ').pop()));
  const [others, starred] = [all.slice(0, 15), all.slice(15)];
  for (const part of [others, starred]) expect(part).toEqual([...part].sort((one, other) => other - one));
  await search(page).fill('likely:>0.5');
  await expect(cards(page)).toHaveCount(all.filter((one) => one > 0.5).length);
  expect(await broken(page)).toEqual([]);
});

test('the reading pane says why a paper is likely', async ({ page }) => {
  await visit(page);
  await paste(page, village);
  for (const at of [0, 2, 4, 6, 8]) await cards(page).nth(at).getByRole('button', { name: 'Star', exact: true }).click();
  await page.getByRole('combobox', { name: 'Sort' }).selectOption('For you');
  await page.getByRole('button', { name: 'List', exact: true }).click();
  await page.keyboard.press('j');
  const pane = page.getByRole('complementary', { name: 'Reading pane' });
  await expect(pane.getByText(/^For you: .*; like “Wool of Kind \d+/)).toBeVisible();
  await pane.getByRole('button', { name: 'More like this' }).click();
  await page.keyboard.press('j');
  await expect(pane.getByText(/^Like “Wool of Kind/)).toBeVisible();
  expect(await broken(page)).toEqual([]);
});

test('what was learned can be forgotten, in one step of undo, and the order can be switched off', async ({ page }) => {
  await visit(page);
  await paste(page, farm);
  for (const at of [0, 2, 4, 6, 8]) await cards(page).nth(at).getByRole('button', { name: 'Star', exact: true }).click();
  const order = page.getByRole('combobox', { name: 'Sort' });
  await order.selectOption('For you');
  const likely = cards(page).getByText(/^Likely for you/);
  await expect(likely).toHaveCount(20);
  await page.getByRole('button', { name: 'Settings' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Forget what "For you" learned' }).click();
  await page.keyboard.press('Escape');
  await expect(page.getByText('Star, tag or note 5 more papers')).toBeVisible();
  await expect(likely).toHaveCount(0);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(likely).toHaveCount(20);
  await page.getByRole('button', { name: 'Settings' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Forget what "For you" learned' }).click();
  const setting = page.getByRole('dialog').getByRole('combobox', { name: 'Order "For you"' });
  await setting.selectOption('Off');
  await page.keyboard.press('Escape');
  const offered = order.locator('option:not([hidden])', { hasText: 'For you' });
  // It is the order that is chosen.
  await expect(offered).toHaveCount(1);
  await order.selectOption('Title');
  await expect(offered).toHaveCount(0);
  await page.getByRole('button', { name: 'Settings' }).click();
  await setting.selectOption('On');
  await page.keyboard.press('Escape');
  await order.selectOption('For you');
  await page.reload();
  await expect(page.getByText('Star, tag or note 5 more papers')).toBeVisible();
  for (const at of [1, 3, 5, 7, 9]) await cards(page).nth(at).getByRole('button', { name: 'Star', exact: true }).click();
  await expect(likely).toHaveCount(20);
  await expect(cards(page).first()).toContainText('Tides');
});

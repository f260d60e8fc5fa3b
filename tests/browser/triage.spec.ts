// Many papers in few keys.
import type { Page } from '@playwright/test';
import { card, cards, expect, filters, many, paste, saveAs, search, SEVEN, status, test, visit, withSeven } from './support';

const left = (page: Page) => page.locator('.left');

/** Presses these keys, one every few milliseconds, without waiting for what they do. */
const typed = (page: Page, keys: string[], pause: number) =>
  page.evaluate(
    async ([keys, pause]) => {
      for (const key of keys) {
        (document.activeElement ?? document.body).dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
        await new Promise((resolve) => setTimeout(resolve, pause));
      }
    },
    [keys, pause] as const,
  );

for (const slower of [1, 6]) {
  test(`keys act on the paper that was current when they were pressed, ${slower} times slower`, async ({ page }) => {
    test.slow();
    await visit(page);
    await paste(page, many(100));
    await expect(cards(page).first()).toBeVisible();
    const session = await page.context().newCDPSession(page);
    await session.send('Emulation.setCPUThrottlingRate', { rate: slower });
    await typed(page, Array.from({ length: 60 }, () => ['j', 's']).flat(), 6);
    await session.send('Emulation.setCPUThrottlingRate', { rate: 1 });
    await page.getByRole('searchbox', { name: 'Search papers' }).fill('is:starred');
    await expect(status(page, '60 of 100 papers')).toBeVisible();
  });
}

test('J reads and goes on, M reads all above, and the list says what is left', async ({ page }) => {
  await visit(page);
  await paste(page, many(3));
  await expect(cards(page)).toHaveCount(3);
  await paste(page, SEVEN);
  await expect(cards(page)).toHaveCount(7);
  await expect(left(page)).toHaveText('7 left');
  await page.keyboard.press('j');
  await page.keyboard.press('J');
  await expect(left(page)).toHaveText('6 left');
  await expect(cards(page).nth(1)).toBeFocused();
  await page.keyboard.press('K');
  await expect(cards(page).nth(0)).toBeFocused();
  for (let at = 0; at < 3; at++) await page.keyboard.press('j');
  await page.keyboard.press('M');
  await expect(left(page)).toHaveText('4 left');
  await page.keyboard.press('u');
  await expect(left(page)).toHaveText('6 left');
  await page.getByRole('button', { name: 'Show unread' }).click();
  await expect(cards(page)).toHaveCount(6);
  await page.keyboard.press('A');
  await page.getByRole('searchbox', { name: 'Search papers' }).fill('');
  await expect(left(page)).toHaveText('all read');
  await expect(page.getByText('Done: 0 starred')).toBeVisible();
  await page.getByRole('button', { name: 'Next digest' }).click();
  await expect(status(page, '3 papers, 0 lines left over')).toBeVisible();
});

test('20 papers read, 5 of them starred and exported, in at most 30 keys', async ({ page }) => {
  await visit(page);
  await paste(page, many(100));
  await expect(cards(page).first()).toBeVisible();
  let pressed = 0;
  const press = async (...keys: string[]) => {
    for (const key of keys) await page.keyboard.press(key);
    pressed += keys.length;
  };
  await press('j');
  for (let at = 0; at < 20; at++) await press(...(at % 4 ? ['J'] : ['s', 'J']));
  expect(pressed).toBeLessThanOrEqual(26);
  await expect(left(page)).toHaveText('80 left');
  const download = page.waitForEvent('download');
  // The dialog opens by a button; what is chosen there is remembered.
  await saveAs(page, 'BibTeX');
  expect((await download).suggestedFilename()).toMatch(/\.bib$/);
});

test('the key that stars goes on to the next paper, if that is wanted', async ({ page }) => {
  await withSeven(page);
  await page.getByRole('banner').getByRole('button', { name: 'Settings' }).click();
  await page.getByRole('dialog', { name: 'Settings' }).getByRole('combobox', { name: 'After starring by key' }).selectOption('Go to the next paper');
  await page.keyboard.press('Escape');
  await page.keyboard.press('j');
  await page.keyboard.press('s');
  await page.keyboard.press('s');
  await expect(cards(page).nth(2)).toBeFocused();
  await expect(page.getByRole('button', { name: 'Star', exact: true, pressed: true })).toHaveCount(2);
});

/** The number of the current paper, and where it is in the window. */
const current = (page: Page) =>
  page.evaluate(() => {
    const card = document.querySelector('.card.current');
    return card && { at: card.getAttribute('aria-posinset'), top: Math.round(card.getBoundingClientRect().top) };
  });

test('the current paper is the same after a search that leaves it out, and after a reload', async ({ page }) => {
  await visit(page);
  await paste(page, many(100));
  await expect(status(page, '100 papers, 0 lines left over')).toBeVisible();
  for (let step = 0; step < 12; step += 1) await page.keyboard.press('j');
  await expect.poll(async () => (await current(page))?.at).toBe('12');
  const before = await current(page);
  const box = page.getByRole('searchbox', { name: 'Search papers' });
  await box.fill('"part 77 of"');
  await expect(status(page, '1 of 100 papers')).toBeVisible();
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await expect(box).toHaveValue('');
  await expect.poll(() => current(page)).toEqual(before);
  await page.waitForTimeout(400);
  await page.reload();
  await expect(cards(page).first()).toBeVisible();
  await expect.poll(async () => (await current(page))?.at).toBe('12');
  await page.keyboard.press('j');
  await expect.poll(async () => (await current(page))?.at).toBe('13');
});

test('Enter in the search goes to the first paper that is found', async ({ page }) => {
  await visit(page);
  await paste(page, many(100));
  await expect(status(page, '100 papers, 0 lines left over')).toBeVisible();
  await page.getByRole('searchbox', { name: 'Search papers' }).fill('"part 77 of"');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('article').first()).toBeFocused();
  await page.keyboard.press('s');
  await expect(page.getByRole('article', { name: /part 77 of/ }).getByRole('button', { name: 'Star' })).toHaveAttribute('aria-pressed', 'true');
});

test('nothing in the filters moves when one is set, and it is cleared beside the count', async ({ page }) => {
  await withSeven(page);
  const filters = page.getByRole('complementary', { name: 'Filters' });
  const category = filters.getByRole('group', { name: 'Category' });
  const top = (await category.boundingBox())?.y;
  await category.getByRole('checkbox').first().click();
  await expect(status(page, '3 of 7 papers')).toBeVisible();
  expect((await category.boundingBox())?.y).toBe(top);
  await page.getByRole('button', { name: 'Clear', exact: true }).click();
  await expect(status(page, '7 of 7 papers')).toBeVisible();
  expect((await category.boundingBox())?.y).toBe(top);
});

test('news cover no paper on a wide screen', async ({ page }) => {
  await withSeven(page);
  await page.keyboard.press('j');
  await page.keyboard.press('h');
  const notice = page.getByRole('log', { name: 'Messages' }).locator('.notice');
  await expect(notice).toBeVisible();
  const [news, papers] = [await notice.boundingBox(), await page.getByRole('feed').boundingBox()];
  expect((news?.x ?? 0) + (news?.width ?? 0)).toBeLessThanOrEqual(papers?.x ?? 0);
});

test('papers that are scrolled past become read, if that is wanted, and those leapt over do not', async ({ page }) => {
  await visit(page);
  await paste(page, many(100));
  await expect(status(page, '100 papers, 0 lines left over')).toBeVisible();
  const scroll = async (by: number) => {
    await page.mouse.move(800, 500);
    await page.mouse.wheel(0, by);
    await page.waitForTimeout(500);
  };
  await scroll(900);
  await scroll(900);
  await expect(left(page)).toHaveText('100 left');
  await page.getByRole('banner').getByRole('button', { name: 'Settings' }).click();
  await page.getByRole('combobox', { name: 'Mark read when scrolled past' }).selectOption('On');
  await page.keyboard.press('Escape');
  await scroll(900);
  await expect(left(page)).not.toHaveText('100 left');
  const read = page.getByRole('article').filter({ has: page.getByRole('button', { name: 'Read', pressed: true }) });
  await expect(read.first()).toBeAttached();
  for (const count of [100, 40]) {
    if (count === 40) {
      await paste(page, many(40));
      await expect(status(page, '40 papers, 0 lines left over')).toBeVisible();
      await scroll(100);
    }
    const before = await left(page).textContent();
    await page.evaluate(() => window.scrollTo(0, document.body.scrollHeight));
    await page.waitForTimeout(600);
    await expect(left(page)).toHaveText(before ?? '');
  }
});

test('a slip in the search is told, and mended by one click', async ({ page }) => {
  await withSeven(page);
  await page.getByRole('searchbox', { name: 'Search papers' }).fill('tonuges');
  await expect(page.getByText('No papers match')).toBeVisible();
  await page.getByRole('button', { name: 'tongues' }).click();
  await expect(status(page, '1 of 7 papers')).toBeVisible();
});

test('730 papers are printed on fewer than 60 pages', async ({ page }) => {
  await visit(page);
  await paste(page, many(730));
  await expect(status(page, '730 papers, 0 lines left over')).toBeVisible();
  await page.evaluate(() => {
    window.print = () => {
      document.body.dataset.prints = '1';
    };
  });
  await page.keyboard.press('ControlOrMeta+p');
  await page.waitForFunction(() => document.body.dataset.prints === '1', undefined, { timeout: 60_000 });
  const pdf = (await page.pdf({ format: 'A4' })).toString('latin1');
  const pages = pdf.match(/\/Type\s*\/Page\b/g)?.length ?? 0;
  expect(pages).toBeGreaterThan(5);
  expect(pages).toBeLessThan(60);
});

test('each condition of the query is taken out by its own button', async ({ page }) => {
  await withSeven(page);
  const active = page.getByRole('group', { name: 'Active filters' });
  await expect(active.getByRole('button')).toHaveCount(0);
  const before = await cards(page).first().boundingBox();
  await filters(page).getByRole('checkbox', { name: /cs\.LG/ }).check();
  await filters(page).getByRole('checkbox', { name: /Has code/ }).check();
  await expect(active.getByRole('button')).toHaveText(['with code\u00d7', 'cs.LG\u00d7']);
  expect((await cards(page).first().boundingBox())!.y).toBe(before!.y);
  await active.getByRole('button', { name: 'Remove cs.LG' }).click();
  await expect(search(page)).toHaveValue('has:code');
  await search(page).fill('has:code tokens');
  await expect(active.getByRole('button')).toHaveCount(1);
  await active.getByRole('button', { name: 'Remove with code' }).click();
  await expect(search(page)).toHaveValue('tokens');
  await expect(active.getByRole('button')).toHaveCount(0);
});

test('a tag of several words is found as it is typed', async ({ page }) => {
  await withSeven(page);
  await card(page, /Verdicts/).getByRole('button', { name: 'Note and tags' }).click();
  await page.getByRole('textbox', { name: /^Tags/ }).fill('to cite');
  await page.keyboard.press('Enter');
  await search(page).fill('#to cite');
  await expect(cards(page)).toHaveCount(1);
  await expect(filters(page).getByRole('checkbox', { name: /to cite/ })).toBeChecked();
  await filters(page).getByRole('checkbox', { name: /to cite/ }).uncheck();
  await expect(search(page)).toHaveValue('');
});

test('"Skip to the papers" leads to the current one', async ({ page }) => {
  await withSeven(page);
  await page.keyboard.press('j');
  await page.keyboard.press('j');
  await page.keyboard.press('/');
  await page.getByRole('link', { name: 'Skip to the papers' }).focus();
  await page.keyboard.press('Enter');
  await expect(card(page, /Verdicts/)).toBeFocused();
});

test('a word that is typed after a filter stands apart from it', async ({ page }) => {
  await withSeven(page);
  await filters(page).getByRole('checkbox', { name: /Has code/ }).check();
  await page.keyboard.press('/');
  await expect(search(page)).toHaveValue('has:code');
  await page.keyboard.type('judges');
  await expect(search(page)).toHaveValue('has:code judges');
  // Words are gone on with.
  await search(page).fill('judg');
  await search(page).blur();
  await page.keyboard.press('/');
  await page.keyboard.type('es');
  await expect(search(page)).toHaveValue('judges');
});

test('a digest of which all papers are hidden says so, and shows them', async ({ page }) => {
  await withSeven(page);
  await page.keyboard.press('X');
  await page.keyboard.press('h');
  await expect(page.getByText('All papers here are hidden or muted.')).toBeVisible();
  await page.getByRole('button', { name: 'Show them' }).click();
  await expect(cards(page)).toHaveCount(7);
});

test('the library is walked by keys', async ({ page }) => {
  await withSeven(page);
  await paste(page, many(30));
  await expect(status(page, '30 papers, 0 lines left over')).toBeVisible();
  await page.keyboard.press('g');
  await page.keyboard.press('l');
  await expect(page.getByRole('main').getByRole('listitem')).toHaveCount(2);
  await page.keyboard.press('j');
  await page.keyboard.press('j');
  await page.keyboard.press('Enter');
  await expect(cards(page)).toHaveCount(7);
});

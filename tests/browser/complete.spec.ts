// What the search box offers to go on with.
import { broken, cards, expect, many, paste, search, test, visit, withSeven, status } from './support';

type Page = import('@playwright/test').Page;

const list = (page: Page) => page.getByRole('listbox', { name: 'Suggestions' });
const options = (page: Page) => list(page).getByRole('option');
const chosen = (page: Page) => list(page).getByRole('option', { selected: true });

test('a category is chosen by arrows and taken by Enter', async ({ page }) => {
  await withSeven(page);
  await search(page).pressSequentially('cat:');
  await expect(options(page)).toHaveCount(3);
  await expect(options(page).first()).toContainText('cs.');
  await expect(chosen(page)).toHaveCount(0);
  await page.keyboard.press('ArrowDown');
  await expect(chosen(page)).toHaveCount(1);
  await expect(search(page)).toHaveAttribute('aria-activedescendant', (await chosen(page).getAttribute('id'))!);
  await expect(search(page)).toBeFocused();
  const name = (await chosen(page).textContent())!.match(/^cs\.\w+/)![0];
  await page.keyboard.press('Enter');
  await expect(search(page)).toHaveValue(`cat:${name} `);
  await expect(list(page)).toBeHidden();
  await expect(search(page)).toBeFocused();
  await expect(cards(page)).not.toHaveCount(7);
  await page.keyboard.press('ControlOrMeta+z');
  await expect(search(page)).toHaveValue('cat:');
});

test('a name is found by any of its words, is quoted, and goes to the cursor', async ({ page }) => {
  await withSeven(page);
  await search(page).fill('𝒟é has:code');
  await search(page).press('Home');
  await search(page).press('ArrowRight');
  await search(page).press('ArrowRight');
  await search(page).pressSequentially(' -MITR');
  await expect(options(page)).toHaveCount(1);
  await expect(options(page)).toHaveText(/Ioanna Mitri.*author, 2 papers/);
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('Tab');
  await expect(search(page)).toBeFocused();
  await expect(search(page)).toHaveValue('𝒟é -author:"Ioanna Mitri" has:code');
  await page.keyboard.type('x');
  await expect(search(page)).toHaveValue('𝒟é -author:"Ioanna Mitri"x has:code');
});

test('a field is taken by the mouse, and its values are offered at once', async ({ page }) => {
  await withSeven(page);
  await search(page).pressSequentially('au');
  await options(page).filter({ hasText: 'author:' }).click();
  await expect(search(page)).toHaveValue('author:');
  await expect(search(page)).toBeFocused();
  await expect(options(page)).toHaveCount(8);
  await options(page).first().hover();
  await page.mouse.down();
  await expect(search(page)).toBeFocused();
  await page.mouse.up();
  await expect(search(page)).toHaveValue(/^author:".+" $/);
  await expect(list(page)).toBeHidden();
});

test('Escape closes the list, and then leaves the search as ever', async ({ page }) => {
  await withSeven(page);
  await search(page).pressSequentially('is:');
  await expect(list(page)).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(list(page)).toBeHidden();
  await expect(search(page)).toBeFocused();
  await expect(search(page)).toHaveValue('is:');
  await page.keyboard.press('Escape');
  await expect(search(page)).not.toBeFocused();
});

test('keys without a chosen item mean what they always do', async ({ page }) => {
  await withSeven(page);
  await search(page).pressSequentially('mitri');
  await expect(list(page)).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(search(page)).toHaveValue('mitri');
  await expect(list(page)).toBeHidden();
  await expect(page.getByRole('article').first()).toBeFocused();
  await page.keyboard.press('/');
  await page.keyboard.press('Backspace');
  await expect(list(page)).toBeVisible();
  await page.keyboard.press('Tab');
  await expect(search(page)).not.toBeFocused();
  await expect(list(page)).toBeHidden();
  await expect(search(page)).toHaveValue('mitr');
  await expect(page.getByRole('dialog')).toHaveCount(0);
});

test('the arrow down asks for the fields where nothing is typed', async ({ page }) => {
  await withSeven(page);
  await search(page).focus();
  await expect(list(page)).toBeHidden();
  await page.keyboard.press('ArrowDown');
  await expect(options(page)).toHaveCount(8);
  await expect(options(page).first()).toHaveText(/^title:/);
  await search(page).pressSequentially('judges ');
  await expect(status(page, /of 7 papers/)).toBeVisible();
  await expect(list(page)).toBeHidden();
});

test('nothing is offered while an input method composes', async ({ page }) => {
  await withSeven(page);
  await search(page).focus();
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('Input.imeSetComposition', { text: 'mitr', selectionStart: 4, selectionEnd: 4 });
  await expect(search(page)).toHaveValue('mitr');
  await expect(cards(page)).toHaveCount(2);
  await expect(list(page)).toBeHidden();
  await devtools.send('Input.insertText', { text: 'mitri' });
  await expect(options(page)).toHaveCount(1);
});

test('a mistake is marked where it stands in the query', async ({ page }) => {
  await withSeven(page);
  await search(page).fill('judges score:high x');
  const told = page.getByRole('search').getByRole('status');
  await expect(told.locator('mark')).toHaveText('score:high');
  await expect(told.locator('code')).toHaveText('judges score:high x');
  await expect(told).toContainText('no score');
});

test('what is being typed is not called a mistake while it can be completed', async ({ page }) => {
  await withSeven(page);
  await search(page).pressSequentially('(judges author:');
  const told = page.getByRole('search').getByRole('status');
  await expect(list(page)).toBeVisible();
  await expect(told.locator('mark')).toHaveText(['(']);
  await page.keyboard.press('Escape');
  await expect(told.locator('mark')).toHaveText(['(', 'author:']);
});

for (const colorScheme of ['light', 'dark'] as const) {
  for (const [name, viewport] of [['phone', { width: 390, height: 844 }], ['wide', { width: 1400, height: 900 }]] as const) {
    test(`the list is in order, ${colorScheme}, ${name}`, async ({ page }) => {
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize(viewport);
      await visit(page);
      await paste(page, many(500));
      await expect(status(page, '500 papers')).toHaveCount(2);
      const before = await cards(page).first().boundingBox();
      // At once, as each pause between letters brings a list of its own, in which nothing is chosen.
      await search(page).fill('(a co');
      await expect(options(page)).not.toHaveCount(0);
      await page.keyboard.press('ArrowUp');
      await expect(chosen(page)).toBeInViewport();
      expect(await broken(page)).toEqual([]);
      const box = (await search(page).boundingBox())!;
      const shown = (await list(page).boundingBox())!;
      expect(Math.abs(shown.width - box.width)).toBeLessThan(1);
      expect(shown.y + shown.height).toBeLessThan(viewport.height / 2);
      if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}-${colorScheme}-${name}.png` });
      await page.keyboard.press('Escape');
      await expect(list(page)).toBeHidden();
      if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}-${colorScheme}-${name}-mistake.png` });
      expect(await broken(page)).toEqual([]);
      await search(page).fill('');
      await expect(cards(page).first()).toHaveAttribute('aria-setsize', '500');
      expect(await cards(page).first().boundingBox()).toEqual(before);
    });
  }
}

// Everything by keyboard, without the mouse.
import { card, cards, drop, expect, many, paste, plot, search, star, test, view, visit, withSeven } from './support';

test('j and k walk the papers, o unfolds, s stars, / searches, Esc leaves', async ({ page }) => {
  await withSeven(page);
  await page.keyboard.press('j');
  await expect(card(page, /Quiet Tongues/)).toBeFocused();
  await page.keyboard.press('j');
  await page.keyboard.press('n');
  await expect(card(page, /Stable Points/)).toBeFocused();
  await page.keyboard.press('k');
  await expect(card(page, /Verdicts/)).toBeFocused();
  await page.keyboard.press('p');
  await page.keyboard.press('p');
  await expect(card(page, /Quiet Tongues/)).toBeFocused();
  await page.keyboard.press('s');
  await expect(star(page, /Quiet Tongues/)).toHaveAttribute('aria-pressed', 'true');
  await page.keyboard.press('s');
  await expect(star(page, /Quiet Tongues/)).toHaveAttribute('aria-pressed', 'false');
  await page.keyboard.press('/');
  await expect(search(page)).toBeFocused();
  await page.keyboard.type('jskv?');
  await expect(search(page)).toHaveValue('jskv?');
  await page.keyboard.press('Escape');
  await expect(search(page)).not.toBeFocused();
});

test('starring keeps the focus, and so does a change of the order', async ({ page }) => {
  await withSeven(page);
  await star(page, /Stable Points/).focus();
  await page.keyboard.press('Enter');
  await expect(star(page, /Stable Points/)).toHaveAttribute('aria-pressed', 'true');
  await expect(star(page, /Stable Points/)).toBeFocused();
  await page.keyboard.press('j');
  await expect(card(page, /Seeing in the Rain/)).toBeFocused();
});

test('o shows the whole abstract, and the button says so', async ({ page }) => {
  await visit(page);
  await paste(page, many(12));
  const long = card(page, /part 6 of the world/);
  const whole = long.getByRole('button', { name: 'Show more' });
  await expect(whole).toHaveAttribute('aria-expanded', 'false');
  const folded = (await long.boundingBox())!.height;
  for (let at = 0; at < 6; at++) await page.keyboard.press('j');
  await page.keyboard.press('o');
  await expect(long.getByRole('button', { name: 'Show less' })).toHaveAttribute('aria-expanded', 'true');
  expect((await long.boundingBox())!.height).toBeGreaterThan(folded);
  await page.keyboard.press('Enter');
  await expect(whole).toBeVisible();
});

test('v opens the paper in a new tab', async ({ page, context }) => {
  // No page of another host is loaded: the request is answered here.
  await context.route(/scholar\.google\.com/, (route) => route.fulfill({ body: 'a paper' }));
  await withSeven(page);
  await page.evaluate(() => {
    window.open = (url) => {
      document.body.dataset.opened = String(url);
      return null;
    };
  });
  await page.keyboard.press('j');
  await page.keyboard.press('v');
  await expect(page.locator('body')).toHaveAttribute('data-opened', /scholar\.google\.com.*Quiet%20Tongues/);
});

test('? lists the keys in a modal dialog that gives the focus back', async ({ page }) => {
  await withSeven(page);
  const help = page.getByRole('button', { name: 'Keyboard shortcuts' });
  await help.focus();
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
  await expect(dialog).toBeVisible();
  await expect(dialog).toContainText('Next paper');
  await page.keyboard.press('j');
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await expect(help).toBeFocused();
  await page.keyboard.press('?');
  await expect(dialog).toBeVisible();
  await dialog.getByRole('button', { name: 'Close' }).press('Enter');
  await expect(dialog).toBeHidden();
});

test('a key between the closing of a dialog and its event opens the next dialog', async ({ page }) => {
  await withSeven(page);
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible();
  await page.evaluate(() => new Promise((done) => {
    const dialog = document.querySelector('dialog')!;
    dialog.addEventListener('close', () => requestAnimationFrame(done), { once: true });
    dialog.close();
    document.body.dispatchEvent(new KeyboardEvent('keydown', { key: '?', bubbles: true }));
  }));
  await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible();
});

test('a dialog that is not about a paper stays while a digest opens', async ({ page }) => {
  await withSeven(page);
  await page.keyboard.press('?');
  const dialog = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
  await expect(dialog).toBeVisible();
  await drop(page, 'next.txt', many(3));
  await expect(page.locator('article')).toHaveCount(3);
  await expect(dialog).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
});

test('g and a letter go to the views, gg and G to the ends', async ({ page }) => {
  await withSeven(page);
  await page.keyboard.press('Shift+G');
  await expect(card(page, /Red Flags/)).toBeFocused();
  await page.keyboard.press('g');
  await page.keyboard.press('g');
  await expect(card(page, /Quiet Tongues/)).toBeFocused();
  for (const [key, name] of [['b', 'Bookmarks'], ['l', 'Library'], ['d', 'Digest']]) {
    await page.keyboard.press('g');
    await page.keyboard.press(key);
    await expect(view(page, name)).toHaveAttribute('aria-current', 'page');
  }
  await expect(cards(page)).toHaveCount(7);
});

test('keys with Ctrl or while composing are left to the browser', async ({ page }) => {
  await withSeven(page);
  await page.keyboard.press('j');
  await page.keyboard.press('Control+s');
  await expect(star(page, /Quiet Tongues/)).toHaveAttribute('aria-pressed', 'false');
  await page.evaluate(() =>
    document.activeElement!.dispatchEvent(new KeyboardEvent('keydown', { key: 's', isComposing: true, bubbles: true })),
  );
  await expect(star(page, /Quiet Tongues/)).toHaveAttribute('aria-pressed', 'false');
});

test('walking far through 2,000 papers never loses the focus', async ({ page }) => {
  await visit(page);
  await paste(page, many(2000));
  await expect(cards(page).first()).toBeVisible();
  for (let at = 1; at <= 60; at++) {
    await page.keyboard.press('j');
    await expect(card(page, new RegExp(`part ${at} of`))).toBeFocused();
  }
});

test('Tab reaches the papers past the banner by the skip link', async ({ page }) => {
  await withSeven(page);
  await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
  await page.keyboard.press('Tab');
  const skip = page.getByRole('link', { name: 'Skip to the papers' });
  await expect(skip).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(cards(page).first()).toBeFocused();
  await expect(page).toHaveURL(/\/$/);
});

test('Ctrl+F is the search, and in the search it is the browser\'s', async ({ page }) => {
  await withSeven(page);
  /** Presses the keys; says whether the browser is left to act on them. */
  const find = () =>
    page.evaluate(() =>
      (document.activeElement ?? document.body).dispatchEvent(
        new KeyboardEvent('keydown', { key: 'f', ctrlKey: true, bubbles: true, cancelable: true }),
      ),
    );
  await search(page).fill('judges');
  await expect(cards(page)).toHaveCount(1);
  await search(page).press('Escape');
  await expect(search(page)).not.toBeFocused();
  expect(await find()).toBe(false);
  await expect(search(page)).toBeFocused();
  expect(await page.evaluate(() => getSelection()!.toString())).toBe('judges');
  expect(await find()).toBe(true);
  await view(page, 'Library').click();
  await expect(page.getByRole('main').getByRole('listitem')).toHaveCount(1);
  expect(await find()).toBe(true);
});

test('a plot is one stop of Tab, and its bars are walked, ranged and chosen by keys', async ({ page }) => {
  await visit(page);
  await paste(page, many(300));
  const bars = plot(page, 'Score').getByRole('button');
  await expect(bars.first()).toBeVisible();
  const last = (await bars.count()) - 1;
  await expect(plot(page, 'Score').locator('button[tabindex="0"]')).toHaveCount(1);
  await bars.first().focus();
  await page.keyboard.press('ArrowRight');
  await expect(bars.nth(1)).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(bars.nth(1)).toHaveAttribute('aria-pressed', 'true');
  await expect(bars.nth(1)).toBeFocused();
  await page.keyboard.press('Shift+ArrowRight');
  await page.keyboard.press('Space');
  await expect(bars.nth(2)).toHaveAttribute('aria-pressed', 'true');
  await expect(bars.nth(1)).toHaveAttribute('aria-pressed', 'true');
  await expect(bars.nth(0)).toHaveAttribute('aria-pressed', 'false');
  await expect(bars.nth(2)).toBeFocused();
  await page.keyboard.press('End');
  await expect(bars.nth(last)).toBeFocused();
  await page.keyboard.press('Home');
  await expect(bars.first()).toBeFocused();
  await page.keyboard.press('Tab');
  await expect(plot(page, 'Score').locator(':focus')).toHaveCount(0);
});

test('a key is changed in the list of keys, swapped with what had it, and kept', async ({ page, context }) => {
  await withSeven(page);
  const other = await context.newPage();
  await visit(other);
  await expect(cards(other)).toHaveCount(7);
  await page.bringToFront();
  await page.keyboard.press('?');
  const dialog = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
  await dialog.getByRole('button', { name: 'j or n: Next paper' }).press('Enter');
  await expect(dialog.getByRole('status')).toHaveText('Press the new key for “Next paper”, or Esc.');
  await page.keyboard.press('Escape');
  await expect(dialog).toBeVisible();
  await page.keyboard.press('Enter');
  await page.keyboard.press('s');
  await expect(dialog.getByRole('status')).toHaveText('s: Next paper. j: Star / unstar.');
  await expect(dialog.getByRole('button', { name: 's: Next paper' })).toBeFocused();
  // A pair of keys.
  await dialog.getByRole('button', { name: 'm: Mark read / unread' }).press('Enter');
  await page.keyboard.press('g');
  await expect(dialog.getByRole('status')).toHaveText('g and what else?');
  await page.keyboard.press('r');
  await expect(dialog.getByRole('button', { name: 'gr: Mark read / unread' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await page.reload();
  await expect(cards(page)).toHaveCount(7);
  for (const shown of [page, other]) {
    await shown.bringToFront();
    await shown.keyboard.press('s');
    await expect(card(shown, /Quiet Tongues/)).toBeFocused();
  }
  await page.bringToFront();
  await page.keyboard.press('j');
  await expect(star(page, /Quiet Tongues/)).toHaveAttribute('aria-pressed', 'true');
  await page.keyboard.press('g');
  await page.keyboard.press('r');
  await expect(card(page, /Quiet Tongues/).getByRole('button', { name: 'Mark read', exact: true })).toHaveAttribute('aria-pressed', 'true');
  await page.keyboard.press('?');
  await dialog.getByRole('button', { name: 'Reset to defaults' }).press('Enter');
  await expect(dialog.getByRole('button', { name: 'j or n: Next paper' })).toBeVisible();
  await expect(dialog.getByRole('button', { name: 'Reset to defaults' })).toHaveCount(0);
});

test('the last key chosen counts, though the clock went back and one place had no room', async ({ page }) => {
  await withSeven(page);
  await page.keyboard.press('?');
  const dialog = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
  const choose = async (from: string, key: string) => {
    await dialog.getByRole('button', { name: `${from}: Mark read / unread` }).press('Enter');
    await page.keyboard.press(key);
    await expect(dialog.getByRole('button', { name: `${key}: Mark read / unread` })).toBeVisible();
    // Until the journal has it.
    await page.waitForTimeout(500);
  };
  await page.evaluate(() => {
    Storage.prototype.setItem = () => {
      throw new DOMException('full', 'QuotaExceededError');
    };
  });
  await choose('m', 'q');
  await page.evaluate(() => {
    const now = Date.now;
    Date.now = () => now() - 86_400_000;
  });
  await choose('q', 'z');
  await page.reload();
  await expect(cards(page)).toHaveCount(7);
  await page.keyboard.press('?');
  await expect(dialog.getByRole('button', { name: 'z: Mark read / unread' })).toBeVisible();
});

test('to give the focus to the banner scrolls nothing', async ({ page }) => {
  await visit(page);
  await paste(page, many(100));
  await expect(cards(page).first()).toBeVisible();
  for (let round = 0; round < 4; round++) {
    for (let at = 0; at < 7; at++) await page.keyboard.press('j');
    await page.waitForTimeout(300);
    const before = await page.evaluate(() => window.scrollY);
    await page.keyboard.press('/');
    await expect(search(page)).toBeFocused();
    await page.waitForTimeout(100);
    expect(await page.evaluate(() => window.scrollY)).toBe(before);
    await page.keyboard.press('Escape');
  }
});

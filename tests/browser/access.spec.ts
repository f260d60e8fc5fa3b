// What assistive technology finds, on any screen and in either colour scheme.
import { broken, DOUBTFUL, SEVEN, card, cards, drop, expect, filters, many, paste, plot, progress, search, star, test, view, visit, withSeven, box, status } from './support';

for (const colorScheme of ['light', 'dark'] as const) {
  for (const [name, viewport] of [['phone', { width: 390, height: 844 }], ['wide', { width: 1400, height: 900 }]] as const) {
    test(`axe finds nothing, ${colorScheme}, ${name}`, async ({ page }) => {
      test.slow();
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize(viewport);
      await visit(page);
      await expect(box(page)).toBeVisible();
      expect(await broken(page), 'empty').toEqual([]);
      await paste(page, 'no papers');
      await expect(page.getByText('No papers found in that text')).toBeVisible();
      expect(await broken(page), 'refused').toEqual([]);
      await box(page).fill(`${SEVEN}\nA stray line.`);
      await expect(cards(page)).toHaveCount(7);
      await status(page, '1 line left over').click();
      await star(page, /Early Exits/).click();
      expect(await broken(page), 'seven').toEqual([]);
      await card(page, /Red Flags/).getByRole('button', { name: 'Hide' }).click();
      await expect(page.getByRole('log').getByRole('button', { name: 'Undo' })).toBeVisible();
      await expect(page.getByText('1 hidden by you')).toBeVisible();
      expect(await broken(page), 'a notice').toEqual([]);
      await page.keyboard.press('u');
      await expect(cards(page)).toHaveCount(7);
      await page.getByRole('banner').getByRole('button', { name: 'Settings' }).click();
      await page.getByRole('dialog').getByRole('button', { name: 'Delete everything' }).click();
      await expect(page.getByRole('dialog', { name: 'Delete everything' })).toBeVisible();
      expect(await broken(page), 'delete everything').toEqual([]);
      await page.keyboard.press('Escape');
      if (name === 'wide') {
        for (const key of ['i', 'g', 'g', 'j']) await page.keyboard.press(key);
        await expect(page.getByRole('complementary', { name: 'Reading pane' })).toContainText('Verdicts');
        expect(await broken(page), 'a paper beside the list').toEqual([]);
        await page.keyboard.press('i');
      }
      const group = page.getByRole('combobox', { name: 'Group' });
      await group.selectOption({ label: 'By category' });
      await expect(page.locator('.group-heading')).toHaveCount(3);
      expect(await broken(page), 'grouped').toEqual([]);
      await group.selectOption({ label: 'No groups' });
      await search(page).fill('judges score:high');
      await expect(cards(page)).toHaveCount(1);
      expect(await broken(page), 'a mistaken query').toEqual([]);
      await search(page).fill('zebra');
      await expect(page.getByText('No papers match')).toBeVisible();
      expect(await broken(page), 'none').toEqual([]);
      await view(page, 'Bookmarks').click();
      await expect(cards(page)).toHaveCount(1);
      expect(await broken(page), 'bookmarks').toEqual([]);
      await paste(page, many(2000));
      await expect(cards(page).first()).toHaveAttribute('aria-setsize', '2000');
      if (name === 'phone') await page.getByRole('button', { name: 'Filters' }).click();
      await expect(plot(page, 'Score')).toBeVisible();
      expect(await broken(page), '2,000').toEqual([]);
      await plot(page, 'Score').getByRole('button').nth(1).click();
      await expect(plot(page, 'Score').getByRole('button', { pressed: true })).toHaveCount(1);
      expect(await broken(page), 'a bar that is asked for').toEqual([]);
      await page.keyboard.press('Escape');
      await page.keyboard.press('?');
      await expect(page.getByRole('dialog')).toBeVisible();
      expect(await broken(page), 'keys').toEqual([]);
      await page.keyboard.press('Escape');
      await expect(page.getByRole('dialog')).toBeHidden();
      await view(page, 'Library').click();
      await expect(page.getByRole('main').getByRole('listitem')).toHaveCount(2);
      expect(await broken(page), 'library').toEqual([]);
      await paste(page, DOUBTFUL);
      await expect(cards(page)).toHaveCount(2);
      expect(await broken(page), 'doubt').toEqual([]);
      await page.getByRole('button', { name: 'Uncertain authors' }).click();
      await expect(page.getByRole('dialog')).toBeVisible();
      expect(await broken(page), 'rivals').toEqual([]);
      await page.keyboard.press('Escape');
      await drop(page, 'year.txt', many(100_000));
      await expect(progress(page)).toBeVisible();
      await expect(card(page, /part 1 of the world$/)).toBeVisible();
      expect(await broken(page), 'reading').toEqual([]);
    });
  }
}

for (const [media, how] of [
  ['forced colours', { forcedColors: 'active' }],
  ['more contrast', { contrast: 'more' }],
  ['more contrast, dark', { contrast: 'more', colorScheme: 'dark' }],
] as const) {
  for (const [name, viewport] of [['phone', { width: 390, height: 844 }], ['wide', { width: 1400, height: 900 }]] as const) {
    test(`axe finds nothing in ${media}, ${name}`, async ({ page }) => {
      // Forced colours are the system's, and axe computes those of the page.
      const off = 'forcedColors' in how ? ['color-contrast'] : [];
      await page.emulateMedia(how);
      await page.setViewportSize(viewport);
      await visit(page);
      await paste(page, 'no papers');
      await expect(page.getByText('No papers found in that text')).toBeVisible();
      expect(await broken(page, ...off), 'refused').toEqual([]);
      await withSeven(page);
      await star(page, /Early Exits/).click();
      await card(page, /Verdicts/).getByRole('button', { name: 'Mark read', exact: true }).click();
      await card(page, /Verdicts/).getByRole('button', { name: 'Note and tags' }).click();
      await page.getByRole('textbox', { name: /^Tags/ }).fill('later');
      expect(await broken(page, ...off), 'note').toEqual([]);
      await page.keyboard.press('Enter');
      await expect(page.getByRole('log').getByRole('button', { name: 'Undo' })).toBeVisible();
      await search(page).pressSequentially('judges score:high au');
      const suggested = page.getByRole('listbox', { name: 'Suggestions' }).getByRole('option', { selected: true });
      await expect(page.getByRole('listbox', { name: 'Suggestions' })).toBeVisible();
      await page.keyboard.press('ArrowDown');
      await expect(suggested).toHaveCount(1);
      expect(await broken(page, ...off), 'a notice, a mistake and suggestions').toEqual([]);
      await search(page).fill('cat:cs.LG -flags');
      await expect(cards(page)).toHaveCount(3);
      if (name === 'phone') await page.getByRole('button', { name: 'Filters' }).click();
      await expect(plot(page, 'Date')).toBeVisible();
      expect(await broken(page, ...off), 'filters').toEqual([]);
      await page.keyboard.press('Escape');
      await view(page, 'Bookmarks').click();
      await expect(cards(page)).toHaveCount(1);
      expect(await broken(page, ...off), 'bookmarks').toEqual([]);
    });
  }
}

test('landmarks, names and roles are where they are looked for', async ({ page }) => {
  await visit(page);
  await expect(page.getByRole('banner')).toBeVisible();
  await expect(page.getByRole('main')).toBeVisible();
  for (const name of ['Digest', 'Bookmarks', 'Library']) await expect(view(page, name)).toBeVisible();
  await expect(box(page)).toBeVisible();
  await expect(page.getByRole('button', { name: 'Open file' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Try the sample' })).toBeVisible();
  await paste(page, SEVEN);
  await expect(page.getByRole('feed', { name: 'Papers' })).toHaveAttribute('aria-busy', 'false');
  await expect(page.getByRole('complementary', { name: 'Filters' }).getByRole('group', { name: 'Category' })).toBeVisible();
  await expect(page.getByRole('combobox', { name: 'Sort' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Paste', exact: true })).toBeVisible();
  await expect(card(page, /Stable Points/).getByRole('heading', { level: 2 }).getByRole('link')).toBeVisible();
});

test('nothing is wider than a phone, and targets are large enough for a thumb', async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  await withSeven(page);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
  const target = (await star(page, /Verdicts/).boundingBox())!;
  expect(Math.min(target.width, target.height)).toBeGreaterThanOrEqual(44);
});

test('on a phone the filters are a sheet that gives the focus back', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await withSeven(page);
  await expect(filters(page)).toBeHidden();
  await page.getByRole('button', { name: 'Filters' }).click();
  await filters(page).getByRole('checkbox', { name: /cs\.LG/ }).check();
  await expect(cards(page)).toHaveCount(3);
  await filters(page).getByRole('button', { name: 'Done' }).click();
  await expect(filters(page)).toBeHidden();
  await expect(page.getByRole('button', { name: 'Filters' })).toBeFocused();
});

test('with a finger a value is left out by a large target', async ({ browser }) => {
  const context = await browser.newContext({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });
  const page = await context.newPage();
  await visit(page);
  await box(page).fill(SEVEN);
  await expect(cards(page)).toHaveCount(7);
  await page.getByRole('button', { name: 'Filters' }).tap();
  const leaveOut = filters(page).getByRole('button', { name: /^Exclude cs\.LG/ });
  const target = (await leaveOut.boundingBox())!;
  expect(Math.min(target.width, target.height)).toBeGreaterThanOrEqual(44);
  await leaveOut.tap();
  await expect(cards(page)).toHaveCount(4);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  await context.close();
});

test('nothing shifts while the page loads or a query is typed', async ({ page }) => {
  await page.addInitScript(() => {
    const shifts: number[] = [];
    (window as unknown as { shifts: number[] }).shifts = shifts;
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as (PerformanceEntry & { value: number; hadRecentInput: boolean })[]) {
        if (!entry.hadRecentInput) shifts.push(entry.value);
      }
    }).observe({ type: 'layout-shift', buffered: true });
  });
  await visit(page);
  await expect(box(page)).toBeVisible();
  await page.waitForTimeout(300);
  const shifts = await page.evaluate(() => (window as unknown as { shifts: number[] }).shifts);
  expect(shifts.reduce((sum, value) => sum + value, 0)).toBeLessThan(0.01);
});

test('what stands before the program runs is what the program draws', async ({ page }) => {
  await visit(page);
  await expect(box(page)).toBeEnabled();
  const [before, after] = await page.evaluate(async () => {
    const still = new DOMParser().parseFromString(await (await fetch('./')).text(), 'text/html');
    const says = (element: Element) =>
      [element.tagName, element.className, element.getAttribute('rows'), element.getAttribute('placeholder'),
        element.textContent!.replace(/\s+/g, ' ').trim()].join('|');
    return [still, document].map((one) => [...one.querySelectorAll('.brand, .start > *')].map(says));
  });
  expect(before.length).toBeGreaterThan(5);
  expect(after).toEqual(before);
});

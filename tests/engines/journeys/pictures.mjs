// The main states of the page as pictures, to be looked at side by side: `run.mjs --pictures DIR`.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { box, card, cards, drop, expect, filters, many, plot, search, star, status, view, visit, withSeven } from '../support.mjs';

const SIZES = { phone: { width: 390, height: 844 }, laptop: { width: 1440, height: 900 } };

const escape = async (page) => {
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
};
const openSettings = (page) => page.getByRole('banner').getByRole('button', { name: 'Settings' }).click();

/** Each state: how it is reached from the seven papers, and left again. */
const STATES = {
  async seven() {},
  async note(page) {
    await card(page, /Verdicts/).getByRole('button', { name: 'Note and tags' }).click();
    await expect(page.getByRole('group', { name: 'Note and tags' })).toBeVisible();
    return () => escape(page);
  },
  async settings(page) {
    await openSettings(page);
    await expect(page.getByRole('dialog')).toBeVisible();
    return () => escape(page);
  },
  async completion(page) {
    await search(page).fill('(judges au');
    await expect(page.getByRole('listbox', { name: 'Suggestions' })).toBeVisible();
    return async () => {
      await page.keyboard.press('Escape');
      await search(page).fill('');
      await page.keyboard.press('Escape');
      await expect(cards(page)).toHaveCount(7);
    };
  },
  async filtered(page, size) {
    if (size === 'phone') await page.getByRole('button', { name: 'Filters' }).click();
    await expect(plot(page, 'Date')).toBeVisible();
    await filters(page).getByRole('checkbox', { name: /cs\.LG/ }).check();
    await expect(cards(page)).toHaveCount(3);
    await filters(page).getByRole('checkbox', { name: /cs\.LG/ }).hover();
    return async () => {
      await filters(page).getByRole('checkbox', { name: /cs\.LG/ }).click();
      await expect(cards(page)).toHaveCount(7);
      if (size === 'phone') await page.keyboard.press('Escape');
    };
  },
  async beside(page, size) {
    if (size === 'phone') return null;
    for (const key of ['i', 'g', 'g', 'j']) await page.keyboard.press(key);
    await expect(page.getByRole('complementary', { name: 'Reading pane' })).toBeVisible();
    return () => page.keyboard.press('i');
  },
  async math(page) {
    await card(page, /Verdicts/).evaluate((card) => card.scrollIntoView({ block: 'start', behavior: 'instant' }));
    return () => page.evaluate(() => scrollTo({ top: 0, behavior: 'instant' }));
  },
  async bookmarks(page) {
    await view(page, 'Bookmarks').click();
    await expect(cards(page)).toHaveCount(1);
    return () => view(page, 'Digest').click();
  },
  async library(page) {
    await view(page, 'Library').click();
    await expect(page.getByRole('main').getByRole('heading').first()).toBeVisible();
    return () => view(page, 'Digest').click();
  },
};

async function look({ page, pictures, engine }, name) {
  await page.waitForTimeout(300);
  writeFileSync(join(pictures, `${name}-${engine}.png`), await page.tab.screenshot());
}

const inSize = (size) => async (shared) => {
  const { page } = shared;
  await page.setViewportSize(SIZES[size]);
  await visit(page);
  await expect(box(page)).toBeVisible();
  await look(shared, `${size}-light-empty`);
  await withSeven(page);
  await star(page, /Verdicts/).click();
  await card(page, /Quiet Tongues/).getByRole('button', { name: 'Mark read', exact: true }).click();
  await card(page, /Verdicts/).getByRole('button', { name: 'Note and tags' }).click();
  await page.keyboard.type('to cite');
  await page.keyboard.press('Tab');
  await page.keyboard.type('Compare with ours.');
  await escape(page);
  for (const theme of ['Light', 'Dark']) {
    await openSettings(page);
    await page.getByRole('dialog').getByRole('combobox', { name: 'Theme', exact: true }).selectOption(theme);
    await escape(page);
    for (const [state, reach] of Object.entries(STATES)) {
      const leave = await reach(page, size);
      if (leave === null) continue;
      await look(shared, `${size}-${theme.toLowerCase()}-${state}`);
      await leave?.();
    }
  }
  await drop(page, 'many.txt', many(2000));
  await expect(status(page, '2,000 of 2,000 papers')).toBeVisible();
  await page.getByRole('combobox', { name: 'Group' }).selectOption('By category');
  await look(shared, `${size}-dark-thousands`);
};

export default { 'pictures on a phone': inSize('phone'), 'pictures on a laptop': inSize('laptop') };

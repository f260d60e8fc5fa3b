// The page's program comes in two parts (xtask/src/rest.rs): papers are read, filtered and marked by the first,
// and what is opened by a key or a button comes with the second.
import type { Page } from '@playwright/test';
import { cards, expect, search, test, withSeven } from './support';

const REST = /\/rest-[^/]*\.wasm$/;
const settings = (page: Page) => page.getByRole('dialog', { name: 'Settings' });

test.use({ serviceWorkers: 'block' });

test.describe('without the second part', () => {
  test.use({ expected: /ERR_FAILED/ });

  test('a digest is read, searched and marked, and what needs it says so', async ({ page }) => {
    const said: string[] = [];
    page.on('console', (message) => said.push(message.text()));
    await page.route(REST, (route) => route.abort());
    await withSeven(page);
    await page.keyboard.press('j');
    await page.keyboard.press('s');
    await search(page).fill('is:starred');
    await expect(cards(page)).toHaveCount(1);
    await search(page).fill('');
    await expect(cards(page)).toHaveCount(7);
    const early = () => said.filter((text) => text.includes('before it had come'));
    expect(early()).toEqual([]);
    // It is asked for again when it is needed.
    await page.unroute(REST);
    await page.getByRole('button', { name: 'Settings' }).click();
    await expect(settings(page)).toBeVisible();
    expect(early()).toHaveLength(1);
  });
});

test('a dialog waits for the second part', async ({ page }) => {
  let asked = 0;
  await page.route(REST, async (route) => {
    asked += 1;
    if (asked === 1) await new Promise((resolve) => setTimeout(resolve, 3_000));
    await route.continue();
  });
  await withSeven(page);
  await page.getByRole('button', { name: 'Settings' }).click();
  await expect(settings(page)).toBeVisible();
  await page.keyboard.press('Escape');
  // The one that comes in the end changes nothing.
  await page.waitForTimeout(3_000);
  await page.getByRole('button', { name: 'Settings' }).click();
  await expect(settings(page)).toBeVisible();
  expect(asked).toBe(2);
});

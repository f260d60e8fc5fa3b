// How the page looks, compared with pictures of how it looked: light and dark, phone and wide.
// After a change that is meant, `cargo xtask test --only browser -- pictures --update-snapshots`
// makes the pictures anew; look at what changed in them before they are committed.
import type { Page } from '@playwright/test';
import { ENVIRONMENT, dress } from './fonts.mjs';
import { SEVEN, box, card, cards, expect, filters, kept, many, paste, plot, search, star, status, test, view, visit } from './support';

test.describe.configure({ mode: 'parallel' });
test.use({
  launchOptions: async ({ launchOptions }, use) => {
    await use({ ...launchOptions, env: ENVIRONMENT });
  },
  // The library says when a digest came in.
  locale: 'en-GB',
  timezoneId: 'UTC',
});

/** Compares the window with the picture of this name. Softly, so that one run shows all that
 *  changed. */
async function look(page: Page, name: string) {
  await expect.soft(page).toHaveScreenshot(`${name}.png`);
}

/** Opens the page in the fonts of the tests, on a day that stays. */
async function open(page: Page) {
  await dress(page);
  await page.clock.setFixedTime(new Date('2026-03-20T12:00:00Z'));
  await visit(page);
  await expect(box(page)).toBeVisible();
}

/** The seven papers, of which one is read, and one starred, tagged and noted on. */
async function marked(page: Page) {
  await paste(page, SEVEN);
  await expect(cards(page)).toHaveCount(7);
  await kept(page, 1);
  await star(page, /Verdicts/).click();
  await card(page, /Quiet Tongues/).getByRole('button', { name: 'Mark read', exact: true }).click();
  await card(page, /Verdicts/).getByRole('button', { name: 'Note and tags' }).click();
  await page.getByRole('textbox', { name: /^Tags/ }).fill('to cite');
  await page.getByRole('textbox', { name: 'Note', exact: true }).fill('Compare with ours.');
}

/** Takes news away, the pointer and the focus aside, and the page to its top. */
async function rest(page: Page) {
  for (const cross of await page.getByRole('button', { name: 'Dismiss' }).all()) await cross.click();
  await expect(page.getByRole('log').getByRole('button')).toHaveCount(0);
  await page.mouse.move(0, 0);
  await page.evaluate(() => {
    (document.activeElement as HTMLElement | null)?.blur();
    window.scrollTo({ top: 0, behavior: 'instant' });
  });
}

/** Compares the dialog with the picture of this name. */
async function lookAtDialog(page: Page, name: string, picture: string) {
  const dialog = page.getByRole('dialog', { name });
  await expect(dialog).toBeVisible();
  // How much browsers store, and how, differs among them.
  const mask = [dialog.getByText('Kept in this browser')];
  await expect.soft(dialog).toHaveScreenshot(`${picture}.png`, { mask });
}

const closed = async (page: Page) => {
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
};

/** Closes the note, and waits until it is kept, which is said. */
const noted = async (page: Page) => {
  await page.keyboard.press('Escape');
  await expect(page.getByRole('group', { name: 'Note and tags' })).toHaveCount(0);
  await expect(page.getByRole('log')).toContainText('Noted');
};

for (const [form, screen] of [
  ['phone', { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true }],
  ['wide', { viewport: { width: 1440, height: 900 } }],
] as const) {
  test.describe(form, () => {
    test.use(screen);

    for (const colorScheme of ['light', 'dark'] as const) {
      const named = (state: string) => `${state}-${form}-${colorScheme}`;
      // What differs little between the screens is pictured once in each of the colour schemes.
      const once = (form === 'phone') === (colorScheme === 'dark');

      test(`before papers, ${colorScheme}`, async ({ page }) => {
        await page.emulateMedia({ colorScheme });
        await open(page);
        await look(page, named('empty'));
        if (!once) return;
        await box(page).fill('Dear all,\nno papers this week.');
        await expect(page.getByText('No papers found in that text')).toBeVisible();
        await rest(page);
        await look(page, named('refused'));
      });

      test(`seven papers, ${colorScheme}`, async ({ page }) => {
        await page.emulateMedia({ colorScheme });
        await open(page);
        await marked(page);
        if (once) await expect.soft(card(page, /Verdicts/)).toHaveScreenshot(`${named('note')}.png`);
        await noted(page);
        await rest(page);
        await look(page, named('seven'));
        if (form === 'phone') {
          await page.getByRole('button', { name: 'Filters' }).click();
          await expect(plot(page, 'Date')).toBeVisible();
          await filters(page).getByRole('checkbox', { name: /cs\.LG/ }).check();
          await expect(cards(page)).toHaveCount(3);
          await look(page, named('filters'));
          await page.keyboard.press('Escape');
        }
        if (once) {
          await page.getByRole('banner').getByRole('button', { name: 'Settings' }).click();
          await lookAtDialog(page, 'Settings', named('settings'));
          await page.getByRole('dialog').getByRole('button', { name: 'Keyboard shortcuts', exact: true }).click();
          await lookAtDialog(page, 'Keyboard shortcuts', named('keys'));
          await closed(page);
          await page.getByRole('banner').getByRole('button', { name: 'Settings' }).click();
          await page.getByRole('dialog').getByRole('button', { name: 'Delete everything' }).click();
          await lookAtDialog(page, 'Delete everything', named('erase'));
          await closed(page);
        }
        if (form === 'wide') {
          for (const key of ['i', 'g', 'g', 'j']) await page.keyboard.press(key);
          await expect(page.getByRole('complementary', { name: 'Reading pane' })).toContainText('Verdicts');
          await look(page, named('beside'));
          await page.keyboard.press('i');
        }
        await view(page, 'Bookmarks').click();
        await expect(cards(page)).toHaveCount(1);
        await rest(page);
        await look(page, named('bookmarks'));
      });

      test(`2,000 papers, ${colorScheme}`, async ({ page }) => {
        await page.emulateMedia({ colorScheme });
        await open(page);
        await paste(page, SEVEN);
        await expect(cards(page)).toHaveCount(7);
        await kept(page, 1);
        await paste(page, many(2000));
        await expect(cards(page).first()).toHaveAttribute('aria-setsize', '2000');
        await kept(page, 2);
        await search(page).fill('tides cat:cs.CV');
        await expect(status(page, '58 of 2,000 papers')).toBeVisible();
        await page.keyboard.press('Escape');
        await rest(page);
        await look(page, named('thousands'));
        await view(page, 'Library').click();
        await expect(page.getByRole('main').getByRole('listitem')).toHaveCount(2);
        await rest(page);
        await look(page, named('library'));
      });
    }

    for (const [name, media] of [
      ['forced', { forcedColors: 'active' }],
      ['contrast', { contrast: 'more' }],
      ['print', { media: 'print' }],
    ] as const) {
      test(`seven papers, ${name}`, async ({ page }) => {
        await open(page);
        await marked(page);
        await noted(page);
        await rest(page);
        await page.emulateMedia(media);
        await look(page, `seven-${form}-${name}`);
      });
    }
  });
}

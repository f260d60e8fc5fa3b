// Contrast of every text that is drawn, computed of the colours as the browser resolves them.
import { SEVEN, box, card, cards, expect, paste, search, star, status, test, view, visit } from './support';
import type { Page } from '@playwright/test';

/** The texts with less contrast to what is behind them than 4.5 to 1, and how many were looked at. */
function faint(page: Page) {
  return page.evaluate(() => {
    const canvas = document.createElement('canvas');
    canvas.width = canvas.height = 1;
    const context = canvas.getContext('2d', { willReadFrequently: true })!;
    /** Colours one over the other, the lowest first, as the screen shows them. */
    const painted = (colours: string[]) => {
      context.clearRect(0, 0, 1, 1);
      for (const colour of colours) {
        context.fillStyle = colour;
        context.fillRect(0, 0, 1, 1);
      }
      return [...context.getImageData(0, 0, 1, 1).data.slice(0, 3)];
    };
    const luminance = (colour: number[]) => {
      const [red, green, blue] = colour.map((byte) => {
        const share = byte / 255;
        return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
      });
      return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
    };
    const behind = (element: Element | null): string[] =>
      element ? [...behind(element.parentElement), getComputedStyle(element).backgroundColor] : [];
    const contrast = (element: Element, colour: string) => {
      const ground = behind(element);
      const [light, dark] = [luminance(painted(ground)), luminance(painted([...ground, colour]))].sort((a, b) => b - a);
      return (light + 0.05) / (dark + 0.05);
    };
    const found: string[] = [];
    let seen = 0;
    const look = (element: Element, text: string, colour: string) => {
      if (!element.checkVisibility({ visibilityProperty: true, opacityProperty: true })) return;
      if (element.closest('.unseen, [aria-hidden="true"] .unseen')) return;
      seen += 1;
      const ratio = contrast(element, colour);
      if (ratio < 4.5) found.push(`${ratio.toFixed(2)} ${element.tagName}.${element.className}: ${text.slice(0, 40)}`);
    };
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const [text, element] = [node.textContent!.trim(), node.parentElement!];
      if (text && element.tagName !== 'NOSCRIPT') look(element, text, getComputedStyle(element).color);
    }
    for (const field of document.querySelectorAll<HTMLInputElement>('input[placeholder], textarea[placeholder]')) {
      if (!field.value) look(field, field.placeholder, getComputedStyle(field, '::placeholder').color);
    }
    return { found, seen };
  });
}

for (const colorScheme of ['light', 'dark'] as const) {
  for (const [name, viewport] of [['phone', { width: 390, height: 844 }], ['wide', { width: 1400, height: 900 }]] as const) {
    test(`all text has a contrast of 4.5 to 1, ${colorScheme}, ${name}`, async ({ page }) => {
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize(viewport);
      const clear = async (state: string, least: number) => {
        const { found, seen } = await faint(page);
        expect(found, state).toEqual([]);
        expect(seen, state).toBeGreaterThan(least);
      };
      await visit(page);
      await expect(box(page)).toBeVisible();
      await clear('empty', 8);
      await paste(page, 'no papers');
      await expect(page.getByText('No papers found in that text')).toBeVisible();
      await clear('refused', 10);
      await box(page).fill(`${SEVEN}\nA stray line.`);
      await expect(cards(page)).toHaveCount(7);
      await status(page, '1 line left over').click();
      await star(page, /Early Exits/).click();
      await card(page, /Early Exits/).getByRole('button', { name: 'Mark read', exact: true }).click();
      await card(page, /Verdicts/).getByRole('button', { name: 'Note and tags' }).click();
      await page.getByRole('textbox', { name: /^Tags/ }).fill('to cite');
      await clear('note', 60);
      await page.keyboard.press('Enter');
      await expect(card(page, /Verdicts/).getByRole('button', { name: '#to cite' })).toBeVisible();
      await clear('seven', 80);
      await search(page).fill('judges score:high');
      await expect(cards(page)).toHaveCount(1);
      await clear('a query', 15);
      await search(page).fill('');
      await expect(cards(page)).toHaveCount(7);
      if (name === 'phone') {
        await page.getByRole('button', { name: 'Filters' }).click();
        await clear('filters', 80);
        await page.keyboard.press('Escape');
      }
      for (const dialog of ['Settings', 'Keyboard shortcuts']) {
        if (dialog === 'Keyboard shortcuts') await page.keyboard.press('?');
        else await page.getByRole('banner').getByRole('button', { name: dialog }).click();
        await expect(page.getByRole('dialog', { name: dialog })).toBeVisible();
        await clear(dialog, 60);
        await page.keyboard.press('Escape');
        await expect(page.getByRole('dialog')).toHaveCount(0);
      }
      await page.getByRole('banner').getByRole('button', { name: 'Settings' }).click();
      await page.getByRole('dialog').getByRole('button', { name: 'Delete everything' }).click();
      await expect(page.getByRole('dialog', { name: 'Delete everything' })).toBeVisible();
      await clear('Delete everything', 60);
      await page.keyboard.press('Escape');
      if (name === 'wide') {
        for (const key of ['i', 'g', 'g', 'j']) await page.keyboard.press(key);
        await expect(page.getByRole('complementary', { name: 'Reading pane' })).toContainText('Verdicts');
        await clear('beside', 90);
      }
      for (const screen of ['Bookmarks', 'Library']) {
        await view(page, screen).click();
        await expect(view(page, screen)).toHaveAttribute('aria-current', 'page');
        await expect(page.getByRole('main').locator('article, li').first()).toBeVisible();
        await clear(screen, 8);
      }
    });
  }
}

// Papers are starred, read, tagged, noted on and hidden, and each of it can be taken back.
import { card, cards, expect, filters, pasted, search, star, status, view, visit, withSeven } from '../support.mjs';

const action = (page, title, name) => card(page, title).getByRole('button', { name, exact: true });
const undo = (page) => page.getByRole('button', { name: 'Undo' }).first();

export default {
  async 'stars by button and by key, and undoes it'({ page }) {
    await withSeven(page);
    await star(page, /Verdicts/).click();
    await expect(star(page, /Verdicts/)).toHaveAttribute('aria-pressed', 'true');
    await view(page, 'Bookmarks').click();
    await expect(cards(page)).toHaveCount(1);
    await star(page, /Verdicts/).click();
    await expect(cards(page)).toHaveCount(0);
    await undo(page).click();
    await expect(cards(page)).toHaveCount(1);
    await view(page, 'Digest').click();
    await expect(cards(page)).toHaveCount(7);
    await page.keyboard.press('j');
    await page.keyboard.press('s');
    await expect(star(page, /Quiet Tongues/)).toHaveAttribute('aria-pressed', 'true');
    await page.keyboard.press('ControlOrMeta+z');
    await expect(star(page, /Quiet Tongues/)).toHaveAttribute('aria-pressed', 'false');
  },

  async 'keeps tags and a note over a reload'({ page }) {
    await withSeven(page);
    await action(page, /Verdicts/, 'Note and tags').click();
    const fields = page.getByRole('group', { name: 'Note and tags' });
    await expect(fields.getByRole('textbox', { name: /^Tags/ })).toBeFocused();
    await page.keyboard.type('later, to cite');
    await page.keyboard.press('Tab');
    await page.keyboard.type('Compare with ours, né Ångström.');
    await fields.getByRole('button', { name: 'Done' }).click();
    await expect(fields).toHaveCount(0);
    await expect(action(page, /Verdicts/, 'Note and tags')).toBeFocused();
    await action(page, /Verdicts/, '#later').click();
    await expect(search(page)).toHaveValue('#later');
    await expect(cards(page)).toHaveCount(1);
    await page.reload();
    await expect(card(page, /Verdicts/)).toContainText('Compare with ours, né Ångström.');
  },

  async 'hides papers, counts them and shows them'({ page }) {
    await withSeven(page);
    await page.getByRole('main').focus();
    await page.keyboard.press('j');
    await page.keyboard.press('h');
    await expect(cards(page)).toHaveCount(6);
    await expect(card(page, /Verdicts/)).toBeFocused();
    await expect(page.getByText('1 hidden by you')).toBeVisible();
    await page.getByRole('main').getByRole('button', { name: 'Show', exact: true }).click();
    await expect(cards(page)).toHaveCount(7);
    await search(page).fill('');
    await undo(page).click();
    await expect(cards(page)).toHaveCount(7);
  },

  async 'copies a paper by key, button and menu'({ page }) {
    await withSeven(page);
    await page.keyboard.press('j');
    await page.keyboard.press('j');
    await page.keyboard.press('c');
    await expect(page.getByText(/^Copied: Verdicts at the Margin/)).toBeVisible();
    expect(await pasted(page)).toMatch(/^- \[Verdicts at the Margin: How Robust.*Tomáš Říha, et al\./);
    await action(page, /Early Exits/, 'Copy').click();
    await expect(page.getByText(/^Copied: Early Exits/)).toBeVisible();
    expect(await pasted(page)).toMatch(/^- \[Early Exits/);
    await action(page, /Quiet Tongues/, 'More').click();
    await page.getByRole('dialog', { name: 'More' }).getByRole('button', { name: 'Copy as BibTeX' }).click();
    await expect(page.getByText(/^Copied: @misc\{riquelme/)).toBeVisible();
    expect(await pasted(page)).toMatch(/^@misc\{riquelme\d{4}quiet,\n/);
  },

  async 'sets math, and copies it as its source'({ page }) {
    await withSeven(page);
    const text = card(page, /Verdicts/);
    const power = await text.locator('math msup').evaluate((power) => {
      const [base, raised] = [...power.children].map((child) => child.getBoundingClientRect());
      return { raised: base.bottom - raised.bottom, smaller: base.height - raised.height };
    });
    expect(power.raised).toBeGreaterThan(2);
    await text.locator('.abstract').evaluate((abstract) => getSelection().selectAllChildren(abstract));
    await page.keyboard.press('ControlOrMeta+c');
    expect(await pasted(page)).toContain('at a cost of $O(n^{-1/2})$, and its verdict');
  },

  async 'marks everything shown as read'({ page }) {
    await withSeven(page);
    await search(page).fill('cat:cs.LG');
    await expect(cards(page)).toHaveCount(3);
    await search(page).press('Escape');
    await page.keyboard.press('Shift+A');
    await expect(page.getByRole('log')).toContainText('3 papers marked as read.');
    await filters(page).getByRole('checkbox', { name: /Unread/ }).check();
    await expect(status(page, '0 of 7 papers')).toBeVisible();
    await search(page).fill('is:unread');
    await expect(cards(page)).toHaveCount(4);
  },
};

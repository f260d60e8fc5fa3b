// From many papers to the few that matter.
import { card, cards, drop, expect, filters, many, plot, search, status, visit, withSeven } from '../support.mjs';

const options = (page) => page.getByRole('listbox', { name: 'Suggestions' }).getByRole('option');

async function withMany(page, count) {
  await visit(page);
  await drop(page, 'many.txt', many(count));
  await expect(status(page, `${count} of ${count} papers`)).toBeVisible();
}

export default {
  async 'searches as the reader types, and the address says for what'({ page }) {
    await withSeven(page);
    await search(page).pressSequentially('TOMAS verd');
    await expect(cards(page)).toHaveCount(1);
    await expect(card(page, /Verdicts/).locator('mark').first()).toHaveText(/Verd/);
    await expect.poll(() => page.url()).toMatch(/#q=TOMAS\+verd$/);
    await page.reload();
    await expect(search(page)).toHaveValue('TOMAS verd');
    await expect(cards(page)).toHaveCount(1);
    await search(page).fill('schrodinger');
    await expect(card(page, /Seeing in the Rain/)).toBeVisible();
  },

  async 'completes what is typed, by arrows and by mouse'({ page, engine }) {
    await withSeven(page);
    await search(page).pressSequentially('cat:');
    await expect(options(page)).toHaveCount(3);
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await expect(search(page)).toHaveValue(/^cat:cs\.\w+ $/);
    // WebKitGTK leaves the keys of undoing to the desktop, which its driver does not reach.
    if (engine === 'webkit') await page.evaluate(() => document.execCommand('undo'));
    else await page.keyboard.press('ControlOrMeta+z');
    await expect(search(page)).toHaveValue('cat:');
    await search(page).fill('');
    await search(page).pressSequentially('mitr');
    await options(page).filter({ hasText: 'author' }).click();
    await expect(search(page)).toHaveValue(/^author:"Ioanna Mitri"/);
    await expect(search(page)).toBeFocused();
    await expect(cards(page)).toHaveCount(2);
  },

  async 'filters by clicks, and Back takes them back'({ page }) {
    await withSeven(page);
    await filters(page).getByRole('checkbox', { name: /cs\.LG/ }).check();
    await expect(search(page)).toHaveValue('cat:cs.LG');
    await expect(cards(page)).toHaveCount(3);
    await expect.poll(() => page.url()).toMatch(/#q=cat:cs\.LG$/);
    const leaveOut = filters(page).getByRole('button', { name: /^Exclude cs\.LG/ });
    await leaveOut.click();
    await expect(leaveOut).toBeFocused();
    await expect(search(page)).toHaveValue('-cat:cs.LG');
    await expect(cards(page)).toHaveCount(4);
    await expect.poll(() => page.url()).toMatch(/#q=-cat:cs\.LG$/);
    await page.goBack();
    await expect(search(page)).toHaveValue('cat:cs.LG');
    await expect(cards(page)).toHaveCount(3);
    await page.goBack();
    await expect(cards(page)).toHaveCount(7);
  },

  async 'filters by the bars of a plot, clicked, dragged across and by keys'({ page }) {
    await withMany(page, 300);
    const bars = plot(page, 'Score').getByRole('button');
    await bars.nth(2).click();
    await expect(bars.nth(2)).toHaveAttribute('aria-pressed', 'true');
    await expect(search(page)).toHaveValue(/^score:/);
    await bars.nth(2).click();
    await expect(search(page)).toHaveValue('');
    const middle = ({ x, y, width, height }) => [x + width / 2, y + height / 2];
    await page.mouse.move(...middle(await bars.nth(1).boundingBox()));
    await page.mouse.down();
    for (const at of [2, 3]) await page.mouse.move(...middle(await bars.nth(at).boundingBox()));
    await page.mouse.up();
    for (const at of [1, 2, 3]) await expect(bars.nth(at)).toHaveAttribute('aria-pressed', 'true');
    await expect(bars.nth(4)).toHaveAttribute('aria-pressed', 'false');
    await plot(page, 'Score').locator('button[tabindex="0"]').focus();
    await page.keyboard.press('Home');
    await expect(bars.first()).toBeFocused();
    await page.keyboard.press('ArrowRight');
    await expect(bars.nth(1)).toBeFocused();
    await page.keyboard.press('End');
    await expect(bars.last()).toBeFocused();
  },

  async 'orders and groups'({ page }) {
    await withSeven(page);
    await page.getByRole('combobox', { name: 'Sort' }).selectOption('Title');
    await expect(cards(page).first()).toHaveAccessibleName(/Early Exits/);
    await page.getByRole('combobox', { name: 'Group' }).selectOption('By category');
    await expect(page.getByRole('feed').locator('.group-heading')).toHaveCount(3);
    await expect.poll(() => page.url()).toMatch(/#sort=title&group=category$/);
  },

  async 'saves a view, and mutes what a rule finds'({ page }) {
    await withSeven(page);
    await search(page).fill('cat:cs.LG');
    await filters(page).getByRole('button', { name: 'Save this view' }).click();
    const dialog = page.getByRole('dialog', { name: 'Save this view' });
    await dialog.getByRole('textbox', { name: 'Its name:' }).fill('Learning');
    await page.keyboard.press('Enter');
    const saved = filters(page).getByRole('button', { name: 'Learning 3 papers', exact: true });
    await expect(saved).toHaveAttribute('aria-current', 'true');
    await search(page).fill('tokens');
    await filters(page).getByRole('button', { name: 'Mute matches' }).click();
    await expect(page.getByText('1 muted by tokens')).toBeVisible();
    await expect(status(page, '6 of 6 papers')).toBeVisible();
    await page.reload();
    await expect(page.getByText('1 muted by tokens')).toBeVisible();
    await saved.click();
    await expect(search(page)).toHaveValue('cat:cs.LG');
    await expect(cards(page)).toHaveCount(3);
  },
};

// A digest comes in by every way there is.
import { SEVEN, box, card, cards, drop, expect, many, status, view, visit, withSeven } from '../support.mjs';

export default {
  async 'reads what is pasted anywhere'({ page }) {
    await withSeven(page);
    await expect(status(page, '7 papers, 0 lines left over')).toBeVisible();
    const judges = card(page, 'Verdicts at the Margin: How Robust Are Automated Judges?');
    await expect(judges).toContainText('97.8');
    await expect(judges).toContainText('Automated “judges” are');
    for (const name of ['Ines Calvet', 'Oluwaseun Adeyemi', 'Tomáš Říha']) {
      await expect(judges.getByRole('button', { name, exact: true })).toBeVisible();
    }
    await expect(card(page, /Seeing in the Rain/)).toHaveAccessibleName('Seeing in the Rain with Schrödinger Bridges');
  },

  async 'reads a dropped file, and a second one'({ page }) {
    await visit(page);
    await expect(box(page)).toBeVisible();
    await drop(page, 'week.txt', SEVEN);
    await expect(cards(page)).toHaveCount(7);
    await drop(page, 'next.txt', many(12));
    await expect(cards(page)).toHaveCount(12);
    await view(page, 'Library').click();
    for (const name of [/^week\.txt/, /^next\.txt/]) {
      await expect(page.getByRole('main').getByRole('button', { name })).toBeVisible();
    }
  },

  async 'reads a chosen file'({ page, file }) {
    await visit(page);
    await expect(page.getByRole('button', { name: 'Open file' })).toBeVisible();
    await page.locator('input[type=file]').setInputFiles(file('week.txt', SEVEN));
    await expect(cards(page)).toHaveCount(7);
  },

  async 'reads what is typed'({ page }) {
    await visit(page);
    await expect(box(page)).toBeVisible();
    await box(page).pressSequentially(SEVEN.split('\n').slice(0, 3).join('\n'));
    await expect(cards(page)).toHaveCount(1);
    await expect(status(page, '1 paper, 0 lines left over')).toBeVisible();
  },
};

// The digest that started the project, where the folder of real digests is at hand.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { card, cards, expect, paste, status, test, visit } from './support';

const seed = join(process.env.SKIMMARK_SHARED ?? '../shared', 'samples/ranked/seed.txt');

test('the seed is read whole', async ({ page }) => {
  test.skip(!existsSync(seed), `${seed} is not there`);
  await visit(page);
  await paste(page, readFileSync(seed, 'utf8'));
  await expect(status(page, '7 papers, 0 lines left over')).toBeVisible();
  await expect(cards(page)).toHaveCount(7);
  const code = page.getByRole('article').filter({ has: page.getByRole('link', { name: 'Code' }) });
  await expect(code).toHaveCount(1);
  await expect(code).toContainText('“LLM-as-a-Judge”');
  await expect(card(page, /^Tiny Aya: Bridging Scale and Multilingual Depth$/)).toContainText('microsoft-research');
  await expect(page.getByText('\\enquote')).toHaveCount(0);
});

// What every test of the page uses: invented digests in the real shapes, and the page as
// assistive technology sees it.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { expect, test as base, type Page } from '@playwright/test';

export { expect };

/** Fails a test in which the page breaks its security policy, asks another host for anything,
 *  or leaves an error on the console. */
export const test = base.extend<{ watched: void; expected: RegExp }>({
  /** A trouble that the test makes itself. */
  expected: [/(?!)/, { option: true }],
  watched: [
    async ({ page, context, expected }, use) => {
      const troubles: string[] = [];
      page.on('console', (message) => {
        if (message.type() === 'error') troubles.push(`console: ${message.text()}`);
      });
      page.on('pageerror', (error) => troubles.push(`error: ${error.message}`));
      context.on('request', (request) => {
        const url = new URL(request.url());
        const own = ['localhost', '127.0.0.1'].includes(url.hostname) || url.protocol === 'blob:';
        if (!own) troubles.push(`request: ${request.url()}`);
      });
      await use();
      expect(troubles.filter((trouble) => !expected.test(trouble))).toEqual([]);
    },
    { auto: true },
  ],
});

/** Three lines a paper, glued, as copied from a ranked page. */
export const SEVEN = [
  '99.2CLMar 12',
  'Quiet Tongues: Depth Before Breadth in Small Language ModelsAlba Riquelme, Duc Anh Tran, Naomi O\'Sei et al. · fjord-research',
  'A model of three billion parameters reads seventy languages. We describe the order in which they enter and what it costs.',
  '97.8CLMar 15Code',
  'Verdicts at the Margin: How Robust Are Automated Judges?Ines Calvet, Oluwaseun Adeyemi, Tomáš Říha et al.',
  'Automated \\enquote{judges} are the measure of most results. We ask one judge in eleven registers, at a cost of $O(n^{-1/2})$, and its verdict turns in one case of five. Code at: https://github.com/example/verdicts.',
  'LGApr 14, 2023',
  'Stable Points of Predictors that Move Their Own DataMina Farrokh, Ioanna Mitri, Guy Gidon',
  'We study learning where the data answer to the prediction. Under one condition repeated minimisation still settles.',
  'CVAug 9, 2024',
  'Seeing in the Rain with Schr\\"odinger BridgesÁgnes Kőszegi, Bo Li',
  'Rain is noise with a structure of its own. A bridge between wet and dry pictures removes it.',
  'LGDec 4, 2024Code',
  'Lower Bounds for Patient AlgorithmsPedro Alves, Rupa Nair, Wen Zhao et al.',
  'How long must an algorithm wait? We prove that half the horizon is enough, and that less is not.',
  'LGDec 26, 2024',
  'Early Exits at Equal CostRana Haddad, Imre Varga, Ioanna Mitri et al.',
  'Large models that leave early match small ones that stay. We control the trade by accuracy, not by confidence.',
  'CLFeb 22, 2025',
  'Red Flags as Tokens of TrustDavid Moss, Mina Farrokh, Sophie Blanc et al.',
  'A model that can raise a flag does so when it should. We train one token and measure what it prevents.',
].join('\n');

/** Two papers; where the authors of the first begin is uncertain. */
export const DOUBTFUL = [
  '90.1CLMar 15',
  'Tracking Lambs on iOSMcKenzie Hollis, Ida Holm',
  'We follow lambs about, on foot and by drone.',
  '88.0CLMar 15',
  'Counting Sheep by HandAna Lindqvist, Bo Okafor',
  'We count sheep.',
].join('\n');

/** A digest of `count` papers, each different from the others. */
export function many(count: number): string {
  const codes = ['CL', 'LG', 'CV', 'AI', 'RO'];
  const topics = ['Judges', 'Bridges', 'Tides', 'Ledgers', 'Orchards', 'Signals', 'Mirrors'];
  const people = ['Ana Lee', 'Bo Karlsson', 'Chidi Okafor', 'Dana Weiss', 'Emil Novak'];
  const lines: string[] = [];
  for (let at = 0; at < count; at++) {
    const score = (100 - (at * 90) / count).toFixed(1);
    const code = at % 3 === 0 ? 'Code' : '';
    lines.push(`${score}${codes[at % 5]}Mar ${1 + (at % 28)}, 2025${code}`);
    lines.push(
      `A study of ${topics[at % 7].toLowerCase()} in part ${at + 1} of the worldSome${people[at % 5]}, ${people[(at + 2) % 5]}`
        .replace('Some', ''),
    );
    const body = 'It holds under one condition, which we state and test. '.repeat(1 + (at % 6));
    lines.push(`We look at ${topics[at % 7].toLowerCase()} number ${at + 1} from close by. ${body}`.trim());
  }
  return lines.join('\n');
}

export const cards = (page: Page) => page.getByRole('feed', { name: 'Papers' }).getByRole('article');
export const card = (page: Page, title: string | RegExp) => page.getByRole('article', { name: title });
export const star = (page: Page, title: string | RegExp) =>
  card(page, title).getByRole('button', { name: 'Star', exact: true });
export const search = (page: Page) => page.getByRole('searchbox', { name: 'Search papers' });
export const filters = (page: Page) => page.getByRole('complementary', { name: 'Filters' });
/** The table of a plot, and its bars as buttons. */
export const plot = (page: Page, name: string) =>
  filters(page).getByRole('group', { name }).getByRole('table', { name });
export const box = (page: Page) => page.getByRole('textbox', { name: 'Digest text' });
export const view = (page: Page, name: string) =>
  page.getByRole('navigation', { name: 'Views' }).getByRole('link', { name });
export const status = (page: Page, text: string) =>
  page.getByRole('status').filter({ hasText: text });

/** Opens the page, ready to take a digest. */
export async function visit(page: Page, at = './') {
  await page.goto(at);
  await expect(view(page, 'Digest')).toBeVisible();
}

/** Puts text on the clipboard and presses the keys a reader presses. */
export async function paste(page: Page, text: string) {
  await page.evaluate((text) => navigator.clipboard.writeText(text), text);
  await page.keyboard.press('ControlOrMeta+v');
}

/** Drops a file of this text on the page. */
export async function drop(page: Page, name: string, text: string) {
  await page.evaluate(
    ([name, text]) => {
      const data = new DataTransfer();
      data.items.add(new File([text], name));
      window.dispatchEvent(new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true }));
    },
    [name, text],
  );
}

/** The bar that shows how far the reading of a digest is. */
export const progress = (page: Page) => page.getByRole('progressbar', { name: 'Reading' });

/** Opens the page with the seven papers in it. */
export async function withSeven(page: Page) {
  await visit(page);
  await expect(box(page)).toBeVisible();
  await paste(page, SEVEN);
  await expect(cards(page)).toHaveCount(7);
}

/** Waits until what was starred is safe: committed to the journal. */
export async function journaled(page: Page, count: number) {
  await expect
    .poll(() =>
      page.evaluate(
        () =>
          new Promise<number>((resolve) => {
            const path = location.pathname.replace(/[^/]*$/, '');
            const open = indexedDB.open(`skimmark:${path}`);
            open.onsuccess = () => {
              const ask = open.result.transaction('journal').objectStore('journal').count();
              ask.onsuccess = () => {
                open.result.close();
                resolve(ask.result);
              };
            };
          }),
      ),
    )
    .toBe(count);
}

/** Waits until the open digest is in the browser's database. */
export async function kept(page: Page, count: number) {
  await view(page, 'Library').click();
  await expect(page.getByRole('main').getByRole('listitem')).toHaveCount(count);
  await view(page, 'Digest').click();
}

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** The rules that axe finds broken, with the elements that break them; but for those in `off`. */
export async function broken(page: Page, ...off: string[]): Promise<string[]> {
  // The policy refuses a script element, and rightly so; the source is evaluated instead, once.
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe);
  return page.evaluate(async (off) => {
    const rules = Object.fromEntries(off.map((rule) => [rule, { enabled: false }]));
    const { violations } = await (window as unknown as { axe: typeof import('axe-core') }).axe.run({ rules });
    return violations.map((rule) => `${rule.id}: ${rule.nodes.map((node) => node.html.slice(0, 200)).join(' | ')}`);
  }, off);
}

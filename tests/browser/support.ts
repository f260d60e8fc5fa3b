// What every test of the page uses.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { expect, test as base, type Page } from '@playwright/test';
import { SEVEN } from './digests.mjs';
import { box, cards, importing, view } from './places.mjs';

export { expect };
export * from './digests.mjs';
export * from './places.mjs';

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

/** Agrees to what a backup would change. */
export async function agree(page: Page) {
  await importing(page).getByRole('button', { name: 'Import' }).click();
  await expect(importing(page)).toHaveCount(0);
}

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
              const ask = open.result.transaction('journal').objectStore('journal').getAllKeys();
              ask.onsuccess = () => {
                open.result.close();
                // A sign that the database was used before is no change.
                resolve(ask.result.filter((key) => key !== 'used').length);
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

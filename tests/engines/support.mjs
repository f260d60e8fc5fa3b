// What the journeys do on the page, by the same words in every engine.
import { SEVEN } from '../browser/digests.mjs';
import { box, cards, view } from '../browser/places.mjs';
import { expect } from './expect.mjs';

export * from '../browser/digests.mjs';
export * from '../browser/places.mjs';
export { expect };

/** Opens the page, ready to take a digest. */
export async function visit(page, at = './') {
  await page.goto(at);
  await expect(view(page, 'Digest')).toBeVisible();
}

/** Puts text on the clipboard as a reader does: selects it in a field, and presses the keys. */
export async function copy(page, text) {
  await page.evaluate((text) => {
    const field = document.createElement('textarea');
    field.id = 'to-copy';
    field.value = text;
    field.rows = 1;
    field.style.position = 'fixed';
    window.focusedBefore = document.activeElement;
    document.body.append(field);
    field.select();
  }, text);
  await page.keyboard.press('ControlOrMeta+c');
  await page.evaluate(() => {
    document.getElementById('to-copy').remove();
    window.focusedBefore?.focus();
  });
}

/** Returns what the clipboard holds, by pasting it. */
export async function pasted(page) {
  await page.evaluate(() => {
    const field = document.createElement('textarea');
    field.id = 'to-paste';
    window.focusedBefore = document.activeElement;
    document.body.append(field);
    field.focus();
  });
  await page.keyboard.press('ControlOrMeta+v');
  const field = page.locator('#to-paste');
  await expect(field).not.toHaveValue('');
  return page.evaluate(() => {
    const field = document.getElementById('to-paste');
    field.remove();
    window.focusedBefore?.focus();
    return field.value;
  });
}

/** Puts text on the clipboard and presses the keys a reader presses. */
export async function paste(page, text) {
  await copy(page, text);
  await page.keyboard.press('ControlOrMeta+v');
}

/** Drops a file of this text on the page. */
export function drop(page, name, text) {
  return page.evaluate(
    (name, text) => {
      const data = new DataTransfer();
      data.items.add(new File([text], name));
      window.dispatchEvent(new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true }));
    },
    name,
    text,
  );
}

/** Opens the page with the seven papers in it. */
export async function withSeven(page) {
  await visit(page);
  await expect(box(page)).toBeVisible();
  await paste(page, SEVEN);
  await expect(cards(page)).toHaveCount(7);
}

/** Waits until the open digest is in the browser's database. */
export async function kept(page, count) {
  await view(page, 'Library').click();
  await expect(page.getByRole('main').getByRole('listitem')).toHaveCount(count);
  await view(page, 'Digest').click();
}

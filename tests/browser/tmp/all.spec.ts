import { cards, drop, expect, kept, search, status, test, view, visit, box, SEVEN, many, filters } from '../support';
import { papers, copied, lexicon } from '../../../bench/generate.mjs';

test('measure', async ({ page, context }) => {
  test.setTimeout(400_000);
  await visit(page);
  await expect(box(page)).toBeVisible();
  const all = [...papers(16000, lexicon())];
  for (let at = 0; at < 20; at++) {
    const text = all.slice(at * 800, at * 800 + 800).map(copied).join('');
    await drop(page, `digest ${at}.txt`, text);
    await expect(status(page, '800 of 800 papers')).toBeVisible();
    await expect.poll(() => page.evaluate(() => new Promise((done) => {
      const o = indexedDB.open(`skimmark:${location.pathname}`);
      o.onsuccess = () => { const r = o.result.transaction('digests').objectStore('digests').count(); r.onsuccess = () => { o.result.close(); done(r.result); }; };
    })), { timeout: 20000 }).toBe(at + 1);
  }
  await view(page, 'Library').click();
  await expect(page.getByRole('main').getByRole('listitem')).toHaveCount(20);
  await page.screenshot({ path: '/tmp/shot-library-20.png' });
  const result = await page.evaluate(async () => {
    const tasks: number[] = [];
    const watch = new PerformanceObserver((list) => list.getEntries().forEach((e) => tasks.push(e.duration)));
    watch.observe({ entryTypes: ['longtask'] });
    const begun = performance.now();
    (document.querySelector('.kept-all a') as HTMLElement).click();
    let first = 0;
    while (!document.querySelector('#papers article')) {
      if (!first && document.querySelector('progress')) first = performance.now() - begun;
      await new Promise((next) => requestAnimationFrame(next));
    }
    return { progress: first, shown: performance.now() - begun, tasks, counts: document.querySelector('.counts')?.textContent };
  });
  console.log(JSON.stringify(result));
  const typed = Date.now();
  await search(page).fill('graph');
  await expect(page.locator('.counts')).not.toHaveText(/^16,000/);
  console.log('query', Date.now() - typed, await page.locator('.counts').textContent());
  await page.getByRole('combobox', { name: 'Group' }).selectOption({ label: 'By digest' });
  await expect(page.locator('.group-heading').first()).toBeVisible();
  await page.screenshot({ path: '/tmp/shot-library-all20.png' });
  // Once more, from the beginning, after leaving: at once.
  await view(page, 'Library').click();
  const again = await page.evaluate(async () => {
    const begun = performance.now();
    (document.querySelector('.kept-all a') as HTMLElement).click();
    while (!document.querySelector('#papers article')) await new Promise((next) => requestAnimationFrame(next));
    return performance.now() - begun;
  });
  console.log('again', again);
  const client = await context.newCDPSession(page);
  await client.send('Target.setAutoAttach', { autoAttach: true, waitForDebuggerOnStart: false, flatten: true });
  const memory = await page.evaluate(async () => (performance as any).memory?.usedJSHeapSize);
  console.log('heap', memory, await page.evaluate(() => crossOriginIsolated));
});

for (const [name, viewport, colorScheme] of [
  ['light', { width: 1300, height: 860 }, 'light'], ['dark', { width: 1300, height: 860 }, 'dark'], ['phone', { width: 390, height: 844 }, 'light'],
] as const) {
  test(`shots ${name}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize(viewport);
    await visit(page);
    await expect(box(page)).toBeVisible();
    await drop(page, 'spring list.txt', SEVEN);
    await expect(cards(page)).toHaveCount(7);
    await kept(page, 1);
    await drop(page, 'summer list.txt', [...SEVEN.split('\n').slice(0, 3), many(2)].join('\n'));
    await expect(cards(page)).toHaveCount(3);
    await kept(page, 2);
    await view(page, 'Library').click();
    await page.getByRole('button', { name: /^Rename spring/ }).click();
    await page.getByRole('button', { name: /^Delete summer/ }).click();
    await page.screenshot({ path: `/tmp/shot-library-list-${name}.png` });
    await page.getByRole('link', { name: 'All digests' }).click();
    await expect(cards(page)).toHaveCount(9);
    await page.getByRole('combobox', { name: 'Group' }).selectOption({ label: 'By digest' });
    await expect(page.locator('.group-heading')).toHaveCount(2);
    await page.screenshot({ path: `/tmp/shot-library-all-${name}.png` });
    await filters(page).getByRole('group', { name: 'Digest' }).scrollIntoViewIfNeeded().catch(() => {});
    await page.screenshot({ path: `/tmp/shot-library-rail-${name}.png` });
  });
}

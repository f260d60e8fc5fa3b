// Pasted text is data: it cannot run, style or navigate anything, and nothing leaves the page.
// (Every test fails on a request to another host or a breach of the policy; see support.ts.)
import { agree, SEVEN, card, cards, expect, paste, status, test, view, visit, withSeven, star, journaled } from './support';

const HOSTILE = [
  '99.0CLMar 12Code',
  '<img src=x onerror="window.hit=1"> Titles with <b>tags</b>Ana <script>window.hit=2</script>Lee, Bo Li',
  'See javascript:window.hit=3 and https://example.org/"><svg/onload=window.hit=4> and <style>*{display:none}</style> data:text/html,<script>window.hit=5</script>. Code: https://github.com/example/a"onmouseover="window.hit=6',
].join('\n');

test('the policy is in the page before anything else', async ({ page }) => {
  await visit(page);
  const policy = await page.evaluate(() => {
    const first = document.head.querySelector('meta[http-equiv]');
    const before = [...document.head.children].indexOf(first!);
    return { content: first!.getAttribute('content'), before };
  });
  expect(policy.content).toContain("default-src 'none'");
  expect(policy.content).toContain("script-src 'self' 'wasm-unsafe-eval'");
  expect(policy.content).not.toContain('unsafe-inline');
  expect(policy.before).toBeLessThan(2);
});

test('hostile text is shown as text', async ({ page }) => {
  await visit(page);
  await paste(page, HOSTILE);
  await expect(cards(page)).toHaveCount(1);
  await expect(cards(page).first()).toContainText('<style>*{display:none}</style>');
  await cards(page).first().hover();
  const state = await page.evaluate(() => ({
    hit: (window as unknown as { hit?: number }).hit,
    inside: document.querySelectorAll('article img, article script, article style, article b').length,
    links: [...document.querySelectorAll('article a')].map((a) => new URL((a as HTMLAnchorElement).href).protocol),
    rel: [...document.querySelectorAll('article a')].every((a) => a.getAttribute('rel') === 'noopener noreferrer'),
  }));
  expect(state.hit).toBeUndefined();
  expect(state.inside).toBe(0);
  expect(new Set(state.links)).toEqual(new Set(['https:']));
  expect(state.rel).toBe(true);
});

test('a hostile backup is as harmless', async ({ page }) => {
  await visit(page);
  const entry = {
    title: '<img src=x onerror="window.hit=1">',
    has_code: true,
    links: [{ kind: 'code', url: 'javascript:window.hit=2' }, { kind: 'abs', url: 'data:text/html,x' }],
    confidence: 1,
  };
  const mark = { keys: ['title:0123456789abcdef'], starred: true, changed: 1, starred_at: 1, entry };
  await paste(page, JSON.stringify({ skimmark: 'backup', v: 1, made: '2026-03-15', marks: [mark] }));
  await agree(page);
  await view(page, 'Bookmarks').click();
  await expect(cards(page)).toHaveCount(1);
  const links = await page.evaluate(() =>
    [...document.querySelectorAll('article a')].map((a) => (a as HTMLAnchorElement).href),
  );
  expect(links.every((link) => link.startsWith('https://scholar.google.com/'))).toBe(true);
  expect(await page.evaluate(() => (window as unknown as { hit?: number }).hit)).toBeUndefined();
});

test('a query from the address is data too', async ({ page }) => {
  await withSeven(page);
  await page.goto('./#q=%3Cimg%20src%3Dx%20onerror%3D%22window.hit%3D1%22%3E+(((((');
  await expect(status(page, /of 7 papers/)).toBeVisible();
  expect(await page.evaluate(() => (window as unknown as { hit?: number }).hit)).toBeUndefined();
});

test.describe('a crash', () => {
  test.use({ expected: /made by a test|a message could not be read/ });

  test('the engine stops: the page says so, and a backup can be saved', async ({ page }) => {
    await withSeven(page);
    await star(page, /Early Exits/).click();
    await journaled(page, 1);
    await page.workers()[0].evaluate(() => {
      setTimeout(() => {
        throw new Error('made by a test');
      });
    });
    await expect(page.getByRole('log')).toContainText('has stopped');
    const saving = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Save a backup' }).click();
    expect((await saving).suggestedFilename()).toMatch(/^skimmark-backup-.*\.json$/);
  });

  test('a fault inside the engine is told as well', async ({ page }) => {
    await withSeven(page);
    await page.workers()[0].evaluate(() => {
      // No message of this build: the engine cannot go on with it.
      const data = [new Uint8Array([255, 255, 255]), undefined];
      self.onmessage!(new MessageEvent('message', { data }));
    });
    await expect(page.getByRole('log')).toContainText('has stopped');
  });

  test('the page stops: a banner says so, and a backup can be saved', async ({ page }) => {
    await withSeven(page);
    await star(page, /Early Exits/).click();
    await journaled(page, 1);
    await page.evaluate(() => {
      const reason = new WebAssembly.RuntimeError('made by a test');
      dispatchEvent(new ErrorEvent('error', { error: reason, message: reason.message }));
    });
    const banner = page.getByRole('alert').filter({ hasText: 'Skimmark has stopped working' });
    await expect(banner.getByRole('button', { name: 'Reload' })).toBeVisible();
    const saving = page.waitForEvent('download');
    await banner.getByRole('button', { name: 'Save a backup' }).click();
    const path = await (await saving).path();
    const { readFileSync } = await import('node:fs');
    const rescued = JSON.parse(readFileSync(path, 'utf8'));
    expect([rescued.skimmark, rescued.v]).toEqual(['rescue', 1]);
    expect(rescued.stored.map(([key]: string[]) => key.split(':')[0])).toContain('mark');
    expect(rescued.journal.map(([, text]: string[]) => JSON.parse(text).mark.starred)).toEqual([true]);
  });
});

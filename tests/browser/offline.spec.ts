// After the first visit the page works without a network, and versions never mix.
import { cpSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { spawn } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { SEVEN, card, cards, expect, kept, many, paste, star, test, view, visit, withSeven } from './support';

const installed = (page: import('@playwright/test').Page) =>
  page.evaluate(async () => {
    await navigator.serviceWorker.ready;
  });

test('with the network off it opens, reads, stars and keeps', async ({ page, context }) => {
  await withSeven(page);
  await kept(page, 1);
  await installed(page);
  await context.setOffline(true);
  await page.reload();
  await expect(cards(page)).toHaveCount(7);
  await star(page, /Early Exits/).click();
  await paste(page, many(3));
  await expect(cards(page)).toHaveCount(3);
  await view(page, 'Bookmarks').click();
  await page.reload();
  await expect(card(page, /Early Exits/)).toBeVisible();
});

test('exactly the files of the build are kept for offline use', async ({ page }) => {
  await visit(page);
  await installed(page);
  const cached = await page.evaluate(async () => {
    const names = await caches.keys();
    const requests = await (await caches.open(names[0])).keys();
    const folder = location.pathname.replace(/[^/]*$/, '');
    return { names, paths: requests.map((request) => new URL(request.url).pathname.slice(folder.length)).sort() };
  });
  expect(cached.names).toHaveLength(1);
  expect(cached.names[0]).toMatch(/^skimmark:\/.*\/:[0-9a-f]+$/);
  // The preview is for other sites.
  const uncached = ['sw.js', '.nojekyll', 'index.html', 'preview.png'];
  const files = readdirSync('dist', { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const built = files.map(({ parentPath, name }) => relative('dist', join(parentPath, name))).filter((name) => !uncached.includes(name));
  expect(cached.paths).toEqual(['', ...built].sort());
});

test('the manifest can be installed', async ({ page, request, baseURL }) => {
  await visit(page);
  const href = await page.locator('link[rel=manifest]').getAttribute('href');
  const manifest = await (await request.get(new URL(href!, baseURL).href)).json();
  expect(manifest).toMatchObject({ name: 'Skimmark', display: 'standalone', start_url: './' });
  for (const icon of manifest.icons) {
    expect((await request.get(new URL(icon.src, baseURL).href)).ok()).toBe(true);
  }
});

test('a new version waits until it is taken, and is whole', async ({ page }) => {
  test.slow();
  // A copy of the build on a server of its own, so that it can change under the page.
  const root = mkdtempSync(join(tmpdir(), 'skimmark-site-'));
  const site = await serve(root);
  try {
    await page.goto(site.url);
    await expect(view(page, 'Digest')).toBeVisible();
    await installed(page);
    publish(root, 'Skimmark two');
    await page.reload();
    await page.evaluate(async () => (await navigator.serviceWorker.ready).update());
    const news = page.getByRole('log').filter({ hasText: 'A new version of Skimmark is ready' });
    await expect(news).toBeVisible();
    expect(await page.locator('meta[name=description]').getAttribute('content')).not.toContain('two');
    await news.getByRole('button', { name: 'Reload' }).click();
    await expect(page.locator('meta[name=description]')).toHaveAttribute('content', /Skimmark two/);
    await expect(view(page, 'Digest')).toBeVisible();
    expect(await page.evaluate(() => caches.keys())).toHaveLength(1);
  } finally {
    site.stop();
    rmSync(root, { recursive: true, force: true });
  }
});

/** Changes the page's description and, as a build would, the version of the service worker. */
function publish(root: string, description: string) {
  const page = join(root, 'index.html');
  const html = readFileSync(page, 'utf8');
  writeFileSync(page, html.replace(/(name="?description"? content=")[^"]*/, `$1${description}`));
  const worker = join(root, 'sw.js');
  writeFileSync(worker, readFileSync(worker, 'utf8').replace(/VERSION = '[0-9a-f]+'/, "VERSION = 'feedbeef'"));
}

/** A bare server of a copy of `dist`. */
async function serve(root: string) {
  cpSync('dist', root, { recursive: true });
  const script = `
    const { createServer } = require('node:http'), { readFileSync } = require('node:fs');
    const types = { html: 'text/html', js: 'text/javascript', css: 'text/css', wasm: 'application/wasm',
      svg: 'image/svg+xml', png: 'image/png', webmanifest: 'application/manifest+json' };
    const server = createServer((request, response) => {
      const name = new URL(request.url, 'http://x').pathname.slice(1) || 'index.html';
      try {
        const body = readFileSync(process.argv[1] + '/' + name);
        response.writeHead(200, { 'content-type': types[name.split('.').pop()] ?? 'text/plain' }).end(body);
      } catch { response.writeHead(404).end(); }
    }).listen(0, () => process.stdout.write(String(server.address().port)));`;
  const child = spawn(process.execPath, ['-e', script, root], { stdio: ['ignore', 'pipe', 'inherit'] });
  const port = await new Promise<string>((resolve) => child.stdout.once('data', (data) => resolve(String(data).trim())));
  return { url: `http://localhost:${port}/`, stop: () => child.kill() };
}

// The bookmarklet "Send to Skimmark" on invented pages in the shapes in which arXiv, Google Scholar and bioRxiv
// serve theirs, at the addresses of these sites.
import type { BrowserContext, Page } from '@playwright/test';
import { cards, expect, test, view, visit } from './support';
import { SITES } from './sites.mjs';

test.use({ expected: /^request: https:\/\/(arxiv\.org|scholar\.google\.com|www\.biorxiv\.org)\// });

type Site = (typeof SITES)[number];

/** Returns the program that a reader keeps among the bookmarks. */
async function bookmarklet(page: Page): Promise<string> {
  await visit(page);
  await page.getByRole('button', { name: 'Settings' }).click();
  const link = page.getByRole('link', { name: 'Send to Skimmark' });
  return ((await link.getAttribute('href')) ?? '').replace(/^javascript:/, '');
}

/** Opens the page of a site; nothing of the site itself is asked for anything. */
async function serve(context: BrowserContext, site: Site, headers = {}): Promise<Page> {
  await context.route(`${new URL(site.address).origin}/**`, (route) =>
    route.request().isNavigationRequest()
      ? route.fulfill({ contentType: 'text/html; charset=utf-8', headers: { ...site.headers, ...headers }, body: site.body })
      : route.fulfill({ status: 404 }),
  );
  const other = await context.newPage();
  await other.goto(site.address);
  return other;
}

/** Runs the program as a bookmark does, which no policy of the site hinders; returns what it opens. */
async function send(context: BrowserContext, other: Page, program: string): Promise<Page> {
  const opened = context.waitForEvent('page');
  await other.evaluate(program);
  return opened;
}

/** Expects each paper of a site with its title, people and address. */
async function expectAll(page: Page, { papers }: Site) {
  await expect(cards(page)).toHaveCount(papers.length);
  for (const [place, { title, authors, link }] of papers.entries()) {
    const card = cards(page).nth(place);
    if (!title.includes('$')) await expect(card.getByRole('heading')).toHaveText(title);
    await expect(card.getByRole('heading').getByRole('link')).toHaveAttribute('href', link);
    for (const name of authors) await expect(card).toContainText(name);
  }
}

for (const site of SITES) {
  test(`${site.name}: each paper arrives`, async ({ page, context }) => {
    const program = await bookmarklet(page);
    const other = await serve(context, site);
    const sent = await send(context, other, program);
    await expectAll(sent, site);
    if (site.abstract) await expect(cards(sent).first()).toContainText(site.abstract);
    // The page of the site is left as it was.
    expect(await other.locator('[hidden]').count()).toBe(site.hidden ?? 0);
  });
}

test('only what is selected is sent, if anything is', async ({ page, context }) => {
  const program = await bookmarklet(page);
  const other = await serve(context, SITES[0]);
  await other.evaluate(() => {
    const [first, second] = [document.querySelector('dt')!, document.querySelector('dd')!];
    getSelection()!.setBaseAndExtent(first, 0, second, second.childNodes.length);
  });
  const sent = await send(context, other, program);
  await expectAll(sent, { ...SITES[0], papers: SITES[0].papers.slice(0, 1) });
});

test('a policy that lets windows it opens be reached hinders nothing', async ({ page, context }) => {
  const program = await bookmarklet(page);
  const other = await serve(context, SITES[0], { 'cross-origin-opener-policy': 'same-origin-allow-popups' });
  await expectAll(await send(context, other, program), SITES[0]);
});

test('where a site keeps its windows apart, both pages say to copy, and a copy brings each paper', async ({ page, context }) => {
  const program = await bookmarklet(page);
  const site = SITES[0];
  const other = await serve(context, site, { 'cross-origin-opener-policy': 'same-origin' });
  await other.clock.install();
  const sent = await send(context, other, program);
  await expect(sent.getByText('That site lets nothing be sent: copy what you want')).toBeVisible();
  await expect(view(sent, 'Digest')).toBeVisible();
  const told = other.waitForEvent('dialog');
  const passed = other.clock.fastForward(20_000);
  const dialog = await told;
  expect(dialog.message()).toContain('copy and paste instead');
  await dialog.accept();
  await passed;
  await other.bringToFront();
  await other.locator('body').press('ControlOrMeta+a');
  await other.keyboard.press('ControlOrMeta+c');
  await sent.bringToFront();
  await sent.keyboard.press('ControlOrMeta+v');
  await expectAll(sent, site);
});

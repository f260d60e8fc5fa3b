// A digest comes in by every way there is, and is read whole.
import { SEVEN, box, card, cards, drop, expect, kept, many, paste, search, star, status, test, view, visit, withSeven } from './support';

test('Ctrl+V anywhere shows the papers, with every field apart', async ({ page }) => {
  await withSeven(page);
  await expect(status(page, '7 papers, 0 lines left over')).toBeVisible();
  await expect(status(page, '7 of 7 papers')).toBeVisible();

  const judges = card(page, 'Verdicts at the Margin: How Robust Are Automated Judges?');
  await expect(judges).toHaveAttribute('aria-posinset', '2');
  await expect(judges).toHaveAttribute('aria-setsize', '7');
  await expect(judges).toContainText('97.8');
  await expect(judges).toContainText('cs.CL');
  await expect(judges).toContainText('Computation and Language');
  await expect(judges).toContainText('15 Mar');
  await expect(judges).toContainText('year inferred');
  for (const name of ['Ines Calvet', 'Oluwaseun Adeyemi', 'Tomáš Říha']) {
    await expect(judges.getByRole('button', { name, exact: true })).toBeVisible();
  }
  await expect(judges).toContainText('et al.');
  await expect(judges).toContainText('Automated “judges” are');
  await expect(judges.getByRole('link', { name: 'Code' })).toHaveAttribute(
    'href',
    'https://github.com/example/verdicts',
  );
  await expect(judges.getByRole('link', { name: 'https://github.com/example/verdicts' })).toHaveCount(1);
  await expect(judges.getByRole('heading').getByRole('link')).toHaveAttribute(
    'href',
    /^https:\/\/scholar\.google\.com\/scholar\?q=%22Verdicts%20at/,
  );
  await expect(card(page, /Quiet Tongues/)).toContainText('fjord-research');
  await expect(card(page, /Seeing in the Rain/)).toHaveAccessibleName(
    'Seeing in the Rain with Schrödinger Bridges',
  );
  const dated = card(page, /Stable Points/);
  await expect(dated).toContainText('14 Apr 2023');
  await expect(dated).not.toContainText('year inferred');
});

test('the code badge is there without a link where the digest gives none', async ({ page }) => {
  await withSeven(page);
  const badge = card(page, /Lower Bounds/);
  await expect(badge).toContainText('Code');
  await expect(badge.getByRole('link', { name: 'Code' })).toHaveCount(0);
});

test('typed text is read on a pause, filled text on Ctrl+Enter', async ({ page }) => {
  await visit(page);
  await box(page).pressSequentially(SEVEN.split('\n').slice(0, 3).join('\n').slice(0, 60));
  await box(page).fill(SEVEN.split('\n').slice(0, 3).join('\n'));
  await expect(cards(page)).toHaveCount(1);
  await expect(status(page, '1 paper, 0 lines left over')).toBeVisible();
});

test('Ctrl+Enter reads at once', async ({ page }) => {
  await visit(page);
  await box(page).fill(SEVEN);
  await box(page).press('Control+Enter');
  await expect(cards(page)).toHaveCount(7);
});

test('a paste into the empty text box is read too', async ({ page }) => {
  await visit(page);
  await box(page).click();
  await paste(page, SEVEN);
  await expect(cards(page)).toHaveCount(7);
});

test('a file is chosen', async ({ page }) => {
  await visit(page);
  const choosing = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Open file' }).click();
  await (await choosing).setFiles({ name: 'week.txt', mimeType: 'text/plain', buffer: Buffer.from(SEVEN) });
  await expect(cards(page)).toHaveCount(7);
  await view(page, 'Library').click();
  await expect(page.getByRole('main').getByRole('button', { name: /^week\.txt/ })).toBeVisible();
});

test('a file is dropped', async ({ page }) => {
  await visit(page);
  const data = await page.evaluateHandle((text) => {
    const data = new DataTransfer();
    data.items.add(new File([text], 'week.txt', { type: 'text/plain' }));
    return data;
  }, SEVEN);
  await page.getByRole('main').dispatchEvent('drop', { dataTransfer: data });
  await expect(cards(page)).toHaveCount(7);
});

test('the sample is there to try', async ({ page }) => {
  await visit(page);
  await page.getByRole('button', { name: 'Try the sample' }).click();
  await expect(cards(page).first()).toBeVisible();
  await expect(status(page, ', 0 lines left over')).toBeVisible();
});

test('a button pastes where the browser allows it', async ({ page }) => {
  await withSeven(page);
  await page.evaluate((text) => navigator.clipboard.writeText(text), many(3));
  await page.getByRole('button', { name: 'Paste', exact: true }).click();
  await expect(cards(page)).toHaveCount(3);
});

test('what no format understands is listed by line', async ({ page }) => {
  await visit(page);
  await paste(page, `${SEVEN}\nSee you on Thursday for the reading group.\n`);
  await status(page, '7 papers, 1 line left over').getByRole('button').click();
  const account = page.getByRole('region', { name: 'What was read' });
  await expect(account.getByRole('listitem')).toHaveText(['22See you on Thursday for the reading group.']);
});

test('text without papers is explained, and stays available', async ({ page }) => {
  await visit(page);
  await paste(page, 'Dear all,\nno papers this week.');
  await expect(page.getByText('No papers found in that text.')).toBeVisible();
  await expect(box(page)).toHaveValue('Dear all,\nno papers this week.');
});

test('text without papers does not close the digest that is open', async ({ page }) => {
  await withSeven(page);
  await paste(page, 'Dear all,\nno papers this week.');
  await expect(page.getByRole('log')).toContainText('No papers found in that text');
  await expect(cards(page)).toHaveCount(7);
  await page.getByRole('button', { name: 'Show the text' }).click();
  await expect(box(page)).toHaveValue('Dear all,\nno papers this week.');
});

test('a file that is no text is refused with what to do', async ({ page }) => {
  await visit(page);
  const choosing = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Open file' }).click();
  await (await choosing).setFiles({ name: 'a.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.7\n%\xe2\xe3', 'latin1') });
  await expect(page.getByRole('log')).toContainText('PDF');
  await expect(box(page)).toBeVisible();
});

test('a new digest replaces the open one, and that can be undone', async ({ page }) => {
  await withSeven(page);
  await kept(page, 1);
  await search(page).fill('judges');
  await expect(cards(page)).toHaveCount(1);
  await page.keyboard.press('Escape');
  await paste(page, many(3));
  await expect(cards(page)).toHaveCount(3);
  await expect(search(page)).toHaveValue('');
  await page.getByRole('button', { name: 'Undo' }).first().click();
  await expect(search(page)).toHaveValue('judges');
  await expect(cards(page)).toHaveCount(1);
});

test('the library opens old digests and deletes them, but not their stars', async ({ page }) => {
  await withSeven(page);
  await star(page, /Early Exits/).click();
  await paste(page, many(3));
  await expect(cards(page)).toHaveCount(3);
  await kept(page, 2);
  await view(page, 'Library').click();
  const list = page.getByRole('main').getByRole('listitem');
  await list.filter({ hasText: '7 papers' }).getByRole('button', { name: /^Ranked digest/ }).click();
  await expect(cards(page)).toHaveCount(7);
  await view(page, 'Library').click();
  await list.filter({ hasText: '7 papers' }).getByRole('button', { name: /^Delete/ }).click();
  await page.getByRole('button', { name: 'Delete it' }).click();
  await expect(list).toHaveCount(1);
  await view(page, 'Bookmarks').click();
  await expect(cards(page)).toHaveCount(1);
  // Deleting can be taken back.
  await page.getByRole('button', { name: 'Undo' }).click();
  await view(page, 'Library').click();
  await expect(list).toHaveCount(2);
  await list.filter({ hasText: '7 papers' }).getByRole('button', { name: /^Ranked digest/ }).click();
  await expect(cards(page)).toHaveCount(7);
});

test('a feed higher than browsers can scroll is seen whole', async ({ page }) => {
  test.setTimeout(120_000);
  await page.setViewportSize({ width: 390, height: 844 });
  await visit(page);
  await drop(page, 'many.txt', many(60_000));
  await expect(status(page, '60,000 of 60,000 papers')).toBeVisible({ timeout: 60_000 });
  const current = page.getByRole('article').and(page.locator(':focus'));
  const place = async () => Number(await cards(page).nth(3).getAttribute('aria-posinset'));
  const scroll = (share: number) =>
    page.evaluate((share) => window.scrollTo({ top: document.documentElement.scrollHeight * share, behavior: 'instant' }), share);
  await page.keyboard.press('Shift+G');
  await expect(current).toHaveAttribute('aria-posinset', '60000');
  await expect(current).toBeInViewport();
  expect(await page.evaluate(() => document.documentElement.scrollHeight)).toBeLessThan(16_500_000);
  // The thumb of the scroll bar reaches every part.
  for (const share of [0.5, 0.25, 0.9]) {
    await scroll(share);
    await expect.poll(async () => Math.abs((await place()) / 60_000 - share)).toBeLessThan(0.05);
  }
  await scroll(1);
  await expect(card(page, /part 60000 of the world/)).toBeInViewport();
  // A step is a step.
  await scroll(0.5);
  await expect.poll(async () => Math.abs((await place()) / 60_000 - 0.5)).toBeLessThan(0.05);
  await page.waitForTimeout(300);
  const seen = cards(page).nth(4);
  const name = await seen.getByRole('heading').innerText();
  const top = () => card(page, name).evaluate((element) => element.getBoundingClientRect().top);
  const before = await top();
  await page.mouse.wheel(0, 200);
  await expect.poll(async () => Math.abs(before - 200 - (await top()))).toBeLessThan(2);
  await page.keyboard.press('g');
  await page.keyboard.press('g');
  await expect(current).toHaveAttribute('aria-posinset', '1');
  await scroll(0);
  await expect(card(page, /part 1 of the world/)).toBeInViewport();
});

test('2,000 papers: few are drawn, and every one can be reached', async ({ page }) => {
  await visit(page);
  await paste(page, many(2000));
  await expect(status(page, '2,000 papers, 0 lines left over')).toBeVisible();
  await expect(cards(page).first()).toHaveAttribute('aria-setsize', '2000');
  expect(await cards(page).count()).toBeLessThan(60);
  await page.keyboard.press('Shift+G');
  await expect(card(page, /part 2000 of the world/)).toBeInViewport();
  await expect(card(page, /part 2000 of the world/)).toHaveAttribute('aria-posinset', '2000');
  await page.mouse.wheel(0, -100_000);
  await expect(cards(page).last()).toBeVisible();
  await page.keyboard.press('g');
  await page.keyboard.press('g');
  await expect(card(page, /part 1 of the world/)).toBeInViewport();
});

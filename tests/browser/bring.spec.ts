// Whatever holds a digest is read: a mail, a page's HTML, several files at once, a huge file.
import { deflateRawSync, gzipSync } from 'node:zlib';
import type { Page } from '@playwright/test';
import { SEVEN, card, cards, drop, expect, kept, many, paste, progress, status, test, view, visit, withSeven } from './support';

/** Puts both forms of a selection on the clipboard and presses the keys a reader presses. */
async function pasteHtml(page: Page, text: string, html: string) {
  await page.evaluate(
    ([text, html]) =>
      navigator.clipboard.write([
        new ClipboardItem({
          'text/plain': new Blob([text], { type: 'text/plain' }),
          'text/html': new Blob([html], { type: 'text/html' }),
        }),
      ]),
    [text, html],
  );
  await page.keyboard.press('ControlOrMeta+v');
}

async function choose(page: Page, files: { name: string; buffer: Buffer }[]) {
  const choosing = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Open file' }).click();
  await (await choosing).setFiles(files.map((file) => ({ ...file, mimeType: '' })));
}

const GLUED = `97.8CLMar 15
Ponds Remember: A Memory of WaterInés Calvet, Bo Okafor
We pour and wait. The pond answers in waves that last.`;

const GLUED_HTML = `<meta charset='utf-8'><div class="paper"><div><span>97.8</span><span>CL</span>
  <span>Mar 15</span></div><div><a href="https://arxiv.org/abs/2603.01234v2">Ponds Remember: A Memory
  of Water</a><span>Inés Calvet, Bo Okafor</span></div><div>We pour and wait. The pond answers in
  waves that last.</div></div>`;

test('the HTML of a clipboard gives what its text lost', async ({ page }) => {
  await visit(page);
  await pasteHtml(page, GLUED, GLUED_HTML);
  await expect(cards(page)).toHaveCount(1);
  const link = card(page, 'Ponds Remember: A Memory of Water').getByRole('heading').getByRole('link');
  await expect(link).toHaveAttribute('href', 'https://arxiv.org/abs/2603.01234');
  await kept(page, 1);
  await page.reload();
  await expect(link).toHaveAttribute('href', 'https://arxiv.org/abs/2603.01234');
});

test('a button pastes the HTML too', async ({ page }) => {
  await withSeven(page);
  await pasteHtml(page, GLUED, GLUED_HTML);
  await expect(cards(page)).toHaveCount(1);
  await paste(page, SEVEN);
  await expect(cards(page)).toHaveCount(7);
  await page.evaluate(
    (html) => navigator.clipboard.write([new ClipboardItem({ 'text/html': new Blob([html], { type: 'text/html' }) })]),
    GLUED_HTML,
  );
  await page.getByRole('button', { name: 'Paste', exact: true }).click();
  await expect(card(page, /Ponds Remember/)).toBeVisible();
});

test('what is not in Unicode is read in the encoding that it declares', async ({ page }) => {
  await visit(page);
  const paper = (title: Buffer) =>
    Buffer.concat([Buffer.from('TY  - JOUR\r\nTI  - '), title, Buffer.from('\r\nAU  - Ek, Bo\r\nER  - \r\n')]);
  const mail = (charset: string, title: Buffer) =>
    Buffer.concat([
      Buffer.from('From: a@example.org\r\nSubject: wool\r\nMIME-Version: 1.0\r\n'),
      Buffer.from(`Content-Type: text/plain; charset=${charset}\r\n\r\n`),
      paper(title),
    ]);
  const html = (charset: string, title: Buffer) =>
    Buffer.concat([
      Buffer.from(`<html><head><meta charset="${charset}"></head><body><pre>`),
      paper(title),
      Buffer.from('</pre></body></html>'),
    ]);
  await choose(page, [
    { name: 'chinese.eml', buffer: mail('gb2312', Buffer.from([0xca, 0xfd, 0xd1, 0xf2])) },
    { name: 'japanese.html', buffer: html('Shift_JIS', Buffer.from([0x97, 0x72, 0x82, 0xcc, 0x90, 0x94])) },
    { name: 'polish.eml', buffer: mail('iso-8859-2', Buffer.from('\xb3\xb1ka owiec', 'latin1')) },
    { name: 'unknown.eml', buffer: mail('nowhere-1', Buffer.from('caf\xe9s of sheep', 'latin1')) },
  ]);
  for (const title of ['数羊', '羊の数', 'łąka owiec', 'cafés of sheep']) {
    await expect(card(page, title)).toBeVisible();
  }
  await expect(cards(page)).toHaveCount(4);
});

test('several files are one digest, with an account of each, and stay so', async ({ page }) => {
  await visit(page);
  const file = (name: string, text: string) => ({ name, buffer: Buffer.from(text) });
  await choose(page, [
    file('monday.txt', SEVEN),
    file('slides.pdf', '%PDF-1.7'),
    file('tuesday.txt', `${GLUED}\nA stray line.\n`),
  ]);
  await expect(cards(page)).toHaveCount(8);
  await expect(page.getByRole('log')).toContainText('slides.pdf: This is a PDF, not text');
  await page.getByRole('button', { name: '8 papers, 1 line left over' }).click();
  const account = page.getByRole('region', { name: 'What was read' });
  await expect(account).toContainText('monday.txt Read as ranked digest: 7 papers in 21 lines');
  await expect(account).toContainText('tuesday.txt Read as ranked digest: 1 paper in 4 lines');
  const left = account.getByRole('list', { name: 'Lines left over' }).getByRole('listitem');
  await expect(left).toHaveCount(1);
  await expect(left).toHaveText('4A stray line.');

  await kept(page, 1);
  await page.reload();
  await expect(cards(page)).toHaveCount(8);
  await page.getByRole('button', { name: '8 papers, 1 line left over' }).click();
  await expect(account).toContainText('tuesday.txt');
  await view(page, 'Library').click();
  await expect(page.getByRole('button', { name: /^monday\.txt and 2 more/ })).toBeVisible();
});

/** Returns a ZIP archive of these files, each deflated; one whose name ends in `/` is a folder. */
function zip(files: { name: string; text: string | Buffer }[]): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let at = 0;
  for (const { name, text } of files) {
    const nameBytes = Buffer.from(name);
    const whole = typeof text === 'string' ? Buffer.from(text) : text;
    const packed = deflateRawSync(whole);
    // Version, flags (names in UTF-8), method, time, day, sum (which nobody checks), both sizes, length of
    // the name.
    const shared = Buffer.alloc(26);
    [20, 0x800, 8].forEach((value, index) => shared.writeUInt16LE(value, 2 * index));
    [packed.length, whole.length].forEach((value, index) => shared.writeUInt32LE(value, 14 + 4 * index));
    shared.writeUInt16LE(nameBytes.length, 22);
    const place = Buffer.alloc(14);
    place.writeUInt32LE(at, 10);
    directory.push(Buffer.from('PK\x01\x02\x14\0', 'latin1'), shared, place, nameBytes);
    const file = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), shared, nameBytes, packed]);
    parts.push(file);
    at += file.length;
  }
  const listed = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  [8, 10].forEach((place) => end.writeUInt16LE(files.length, place));
  end.writeUInt32LE(listed.length, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...parts, listed, end]);
}

test('an archive is read as the files in it, and stays so', async ({ page }) => {
  await visit(page);
  const inner = zip([{ name: 'more.txt', text: GLUED }]);
  await choose(page, [
    {
      name: 'week.zip',
      buffer: zip([
        { name: 'days/', text: '' },
        { name: 'days/monday.txt', text: SEVEN },
        { name: 'days/slides.pdf', text: '%PDF-1.7' },
        { name: '__MACOSX/days/._monday.txt', text: 'Mac\n' },
        { name: 'tuesday.txt', text: `${GLUED}\nA stray line.\n` },
        { name: 'inner.zip', text: inner },
      ]),
    },
  ]);
  await expect(cards(page)).toHaveCount(8);
  const log = page.getByRole('log');
  await expect(log).toContainText('week.zip: inner.zip: This is packed inside of another file');
  await expect(log).not.toContainText('slides.pdf');
  const summary = page.getByRole('button', { name: '8 papers, 1 line left over' });
  await summary.click();
  const account = page.getByRole('region', { name: 'What was read' });
  await expect(account).toContainText('week.zip: days/monday.txt Read as ranked digest: 7 papers in 21 lines');
  await expect(account).toContainText('week.zip: days/slides.pdf This is a PDF, not text');
  await expect(account).toContainText('week.zip: tuesday.txt Read as ranked digest: 1 paper in 4 lines');
  await expect(account).not.toContainText('MACOSX');

  await kept(page, 1);
  await page.reload();
  await expect(cards(page)).toHaveCount(8);
  await summary.click();
  await expect(account).toContainText('week.zip: tuesday.txt Read as ranked digest: 1 paper in 4 lines');
});

test('a compressed file is read, and a damaged one says so', async ({ page }) => {
  await visit(page);
  const packed = gzipSync(SEVEN);
  await choose(page, [{ name: 'monday.txt.gz', buffer: packed.subarray(0, packed.length - 40) }]);
  await expect(page.getByRole('log')).toContainText("monday.txt.gz: This can't be unpacked, it is damaged or cut off");
  await choose(page, [{ name: 'monday.txt.gz', buffer: packed }]);
  await expect(cards(page)).toHaveCount(7);
  await kept(page, 1);
  await page.reload();
  await expect(cards(page)).toHaveCount(7);
});

test('what unpacks to more than can be read is stopped, whatever the archive says', async ({ page }) => {
  await visit(page);
  const bomb = gzipSync(Buffer.alloc(257 << 20));
  await choose(page, [{ name: 'bomb.gz', buffer: bomb }]);
  await expect(page.getByRole('log')).toContainText('bomb.gz: This is larger than 256 MB when it is unpacked', { timeout: 60_000 });
});

test('a huge file shows how far it is, its first papers, and can be cancelled', async ({ page }) => {
  await withSeven(page);
  await kept(page, 1);
  const huge = many(100_000);
  await drop(page, 'year.txt', huge);
  await expect(progress(page)).toBeVisible();
  await expect(card(page, /part 1 of the world$/)).toBeVisible();
  await page.getByRole('button', { name: 'Cancel' }).click();
  await expect(progress(page)).toBeHidden();
  await expect(cards(page)).toHaveCount(7);
  await expect(status(page, '7 of 7 papers')).toBeVisible();
  await page.getByRole('button', { name: 'Star', exact: true }).first().click();
  await expect(page.getByRole('button', { name: 'Star', exact: true }).first()).toHaveAttribute('aria-pressed', 'true');

  await drop(page, 'year.txt', huge);
  await expect(card(page, /part 1 of the world$/)).toBeVisible();
  await expect(progress(page)).toBeVisible();
  await expect(status(page, '100,000 of 100,000 papers')).toBeVisible({ timeout: 100_000 });
  await expect(progress(page)).toBeHidden();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(cards(page)).toHaveCount(7);
});

/** Opens the page; its program comes when the function is called that this gives. */
async function visitAhead(page: Page) {
  let go = () => {};
  const gate = new Promise<void>((resolve) => (go = resolve));
  await page.route(/skimmark_bg-[^/]*\.wasm$/, async (route) => {
    await gate;
    await route.continue();
  });
  await page.goto('./', { waitUntil: 'commit' });
  await expect(page.getByText('Paste a digest')).toBeVisible();
  // The module that listens has run when it asks for the program.
  await page.waitForFunction(() => performance.getEntriesByType('resource').some(({ name }) => /skimmark-[^/]*\.js$/.test(name)));
  await page.waitForTimeout(300);
  return go;
}

test('what is pasted before the program runs is read when it does', async ({ page }) => {
  const go = await visitAhead(page);
  await paste(page, SEVEN);
  go();
  await expect(cards(page)).toHaveCount(7);
});

test('so is what is pasted and dropped before any of its scripts runs', async ({ page }) => {
  let go = () => {};
  const gate = new Promise<void>((resolve) => (go = resolve));
  await page.route(/boot\.js$/, async (route) => {
    await gate;
    await route.continue();
  });
  await page.goto('./', { waitUntil: 'commit' });
  await expect(page.getByText('Paste a digest')).toBeVisible();
  await paste(page, SEVEN);
  await drop(page, 'glued.txt', GLUED);
  go();
  await expect(cards(page)).toHaveCount(8);
});

test('so are files that are pasted then, and whatever is pasted after them', async ({ page }) => {
  const go = await visitAhead(page);
  await page.evaluate((text) => {
    const clipboardData = new DataTransfer();
    clipboardData.items.add(new File([text], 'monday.txt'));
    document.body.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true }));
  }, SEVEN);
  await paste(page, `${GLUED}\nA stray line.`);
  go();
  await expect(cards(page)).toHaveCount(8);
  await page.getByRole('button', { name: '8 papers, 1 line left over' }).click();
  const account = page.getByRole('region', { name: 'What was read' });
  await expect(account).toContainText(/monday\.txt Read as ranked digest: 7 papers.*1 paper/s);
});

test('what another site sends by the bookmarklet opens under its name, once', async ({ page, context }) => {
  await visit(page);
  await page.getByRole('button', { name: 'Settings' }).click();
  const link = page.getByRole('link', { name: 'Send to Skimmark' });
  const program = ((await link.getAttribute('href')) ?? '').replace(/^javascript:/, '');
  // Another origin: the other name of this host, without our policy.
  const site = `http://127.0.0.1:${new URL(page.url()).port}/elsewhere`;
  const lines = SEVEN.split('\n').map((line) => `<p>${line}</p>`).join('\n');
  await context.route(site, (route) => route.fulfill({ contentType: 'text/html', body: `<title>Elsewhere</title>${lines}` }));
  const other = await context.newPage();
  await other.goto(site);
  const opened = context.waitForEvent('page');
  await other.evaluate((program) => window.eval(program), program);
  const sent = await opened;
  await expect(cards(sent)).toHaveCount(7);
  expect(new URL(sent.url()).search).toBe('');
  await view(sent, 'Library').click();
  await expect(sent.getByRole('main')).toContainText('From 127.0.0.1');
  await sent.reload();
  await view(sent, 'Digest').click();
  await expect(cards(sent)).toHaveCount(7);
});

test('text that is shared with the page is read once', async ({ page }) => {
  await page.goto(`./?title=Fresh&text=${encodeURIComponent(SEVEN)}`);
  await expect(cards(page)).toHaveCount(7);
  expect(new URL(page.url()).search).toBe('');
});

test('files that the page is opened with are read', async ({ page }) => {
  await page.addInitScript((text) => {
    const handle = { getFile: async () => new File([text], 'today.txt') };
    Object.defineProperty(window, 'launchQueue', {
      value: { setConsumer: (take: (launch: unknown) => void) => take({ files: [handle] }) },
    });
  }, SEVEN);
  await visit(page);
  await expect(cards(page)).toHaveCount(7);
});

test('of a long file that turns out to be no text, the papers shown from its beginning give way to what was open', async ({ page }) => {
  await withSeven(page);
  await kept(page, 1);
  await drop(page, 'broken.txt', many(4_000) + '\0\u0001\u0002\u0003'.repeat(500_000));
  await expect(page.getByRole('log')).toContainText('This file is not text');
  await expect(cards(page)).toHaveCount(7);
  await expect(status(page, '7 papers, 0 lines left over')).toBeVisible();
  await paste(page, many(3));
  await expect(cards(page)).toHaveCount(3);
});

// node bench/exports/coins.mjs ADDRESS ZOTERO FOLDER...: gives the page at ADDRESS the files of the folders,
// reads the span of each card with Zotero's own code, and compares what that makes of it with the paper as the
// page shows and exports it. ZOTERO is a checkout of github.com/zotero/utilities. It ends with 1 if anything
// is lost or changed.
//
//     cargo xtask serve --no-build --port 8080 &
//     node bench/exports/coins.mjs http://localhost:8080/ ZOTERO crates/digest/tests/formats
import { readFileSync, readdirSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { saveAs } from '../../tests/browser/places.mjs';
import { browse } from '../browser.mjs';

/** Zotero's type for each of CSL's but those of articles. */
const TYPES = {
  'article-magazine': 'magazineArticle',
  'article-newspaper': 'newspaperArticle',
  'paper-conference': 'conferencePaper',
  chapter: 'bookSection',
  book: 'book',
  thesis: 'thesis',
  report: 'report',
  dataset: 'dataset',
  software: 'computerProgram',
  patent: 'patent',
  manuscript: 'manuscript',
  webpage: 'webpage',
};
/** The base fields in which an item of Zotero may say where it was published. */
const PLACES = ['publicationTitle', 'publisher', 'series', 'assignee'];
/** The most authors that a card names. */
const NAMED = 40;

const [address, zotero, ...folders] = process.argv.slice(2);

/** Returns Zotero's reader of a span: the item as it would be saved, or `false`. */
function reader(folder) {
  const require = createRequire(path.resolve(folder, 'package.json'));
  const load = (name) => require(`./${name}`);
  globalThis.Zotero = { debug() {}, isNode: true, Utilities: load('utilities') };
  Zotero.Utilities.Item = load('utilities_item');
  const types = load('cachedTypes');
  types.setTypeSchema(load('resource/zoteroTypeSchemaData'));
  Object.assign(Zotero, types);
  const { parseContextObject } = load('openurl');
  return (text) => parseContextObject(text, { creators: [], tags: [] });
}

/** Returns true if a type has a field, or one of its own for it. */
function holds(type, field) {
  const { ItemFields } = Zotero;
  return ItemFields.isValidForType(field, type) || ItemFields.getFieldIDFromTypeAndBase(type, field);
}

/** Returns an item's fields by the names of the base fields; what its type has no field for is lost. */
function kept(item) {
  return Object.fromEntries(
    Object.entries(item).filter(([field]) => Zotero.ItemFields.getID(field) && holds(item.itemType, field)),
  );
}

/** Returns the type that an item should have: an article is a preprint if only an archive has it. */
function typeOf(item) {
  if (!['document', 'article', 'article-journal'].includes(item.type)) return TYPES[item.type];
  const venue = item['container-title'];
  const isArchived = item.type === 'article' || (venue ? /rXiv|Rxiv/.test(venue) : item.number);
  return isArchived && !item.volume && !item.page ? 'preprint' : 'journalArticle';
}

function files(at) {
  if (statSync(at).isFile()) return /\.(snap|png)$|\.truth\./.test(at) ? [] : [at];
  return readdirSync(at).sort().flatMap((name) => files(path.join(at, name)));
}

/** Returns the papers of some files as the page exports them, each with what its card shows and its span. */
async function papers(named) {
  return browse(async (page) => {
    await page.goto(address);
    await page.getByRole('textbox', { name: 'Digest text' }).waitFor();
    await page.evaluate((named) => {
      const data = new DataTransfer();
      for (const [name, text] of named) data.items.add(new File([text], name));
      window.dispatchEvent(new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true }));
    }, named);
    const feed = page.getByRole('feed', { name: 'Papers' });
    await feed.getByRole('article').first().waitFor();
    await page.getByRole('progressbar', { name: 'Reading' }).waitFor({ state: 'detached' });
    // One of the files may be a backup, which is not to be imported.
    const importing = page.getByRole('dialog', { name: 'Import' });
    await importing.waitFor({ timeout: 2_000 }).then(() => page.keyboard.press('Escape')).catch(() => {});
    const download = page.waitForEvent('download');
    await saveAs(page, 'CSL-JSON');
    const items = JSON.parse(readFileSync(await (await download).path(), 'utf8'));
    await page.keyboard.press('Escape');
    // Only the cards near those in sight are drawn.
    const shown = new Map();
    for (let tries = 0; shown.size < items.length && tries < 2_000; tries++) {
      const drawn = await feed.evaluate((feed) =>
        [...feed.querySelectorAll('article')].map((card) => ({
          place: Number(card.getAttribute('aria-posinset')),
          title: card.querySelector('h2').textContent,
          text: card.querySelector('.about').textContent,
          coins: card.querySelector('span.Z3988').title,
        })),
      );
      for (const card of drawn) if (!shown.has(card.place)) shown.set(card.place, card);
      await page.mouse.move(640, 400);
      await page.mouse.wheel(0, 600);
      await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
    }
    return items.map((item, at) => ({ item, ...shown.get(at + 1) }));
  });
}

const flat = (text) => String(text ?? '').normalize('NFC').replace(/\s+/g, ' ').trim();
// Zotero reads a plus as a space, however it is written.
const unplussed = (text) => flat(flat(text).replaceAll('+', ' '));
/** A name as far as it matters: Zotero puts a period and a space after each initial. */
const bare = (name) => flat(name).replace(/[\s.,]/g, '');

function wanted({ item, text }) {
  const parts = item.issued?.['date-parts'][0] ?? [];
  const date = parts.map((part, at) => String(part).padStart(at ? 2 : 4, '0')).join('-');
  const people = (item.author ?? []).filter((person) => person.literal !== 'others').slice(0, NAMED);
  return {
    type: typeOf(item),
    title: unplussed(item.title),
    authors: people.map(({ family, suffix, given, literal }) => {
      // Zotero parts the name of a body at its comma, and drops what is after a second one.
      const [last, first] = literal ? literal.split(', ') : [[family, suffix].filter(Boolean).join(' '), given];
      return bare(`${last}|${first ?? ''}`);
    }),
    date,
    doi: item.DOI ?? '',
    url: item.URL ?? '',
    venue: unplussed(item['container-title']),
    volume: unplussed(item.volume),
    issue: unplussed(item.issue),
    pages: unplussed(item.page),
    shown: people.every(({ family, literal }) => flat(text).includes(flat(family ?? literal))),
  };
}

function found(item) {
  const fields = kept(item);
  return {
    type: item.itemType,
    title: flat(fields.title),
    authors: item.creators.map((person) => bare(`${person.lastName}|${person.firstName ?? ''}`)),
    date: fields.date ?? fields.issueDate ?? '',
    doi: fields.DOI ?? '',
    url: fields.url ?? '',
    venue: flat(PLACES.map((field) => fields[field]).find(Boolean)),
    volume: flat(fields.volume),
    issue: flat(fields.issue),
    pages: flat(fields.pages),
    shown: true,
  };
}

const read = reader(zotero);
const named = folders.flatMap(files).map((file) => [file.replaceAll(path.sep, '-'), readFileSync(file, 'utf8')]);
const all = await papers(named);
const types = {};
let changes = 0;
// Volumes, issues and pages of types that have no field for them in Zotero.
let placeless = 0;
for (const paper of all) {
  const item = paper.coins && read(paper.coins);
  if (!item) {
    changes += 1;
    console.log(`    no item of ${JSON.stringify(paper.coins)}`);
    continue;
  }
  const [one, other] = [wanted(paper), found(item)];
  const key = `${paper.item.type} is ${other.type}`;
  types[key] = (types[key] ?? 0) + 1;
  for (const [field, value] of Object.entries(one)) {
    const [before, after] = [JSON.stringify(value), JSON.stringify(other[field])];
    if (before === after) continue;
    if (['volume', 'issue', 'pages'].includes(field) && !holds(other.type, field)) {
      placeless += 1;
      continue;
    }
    changes += 1;
    console.log(`    ${field}: ${before} became ${after} (${one.title})`);
  }
}
for (const [key, count] of Object.entries(types).sort((one, other) => other[1] - one[1])) console.log(`  ${count} ${key}`);
console.log(`${named.length} files, ${all.length} papers, ${changes} changes, ${placeless} parts without a place`);
process.exit(changes ? 1 : 0);

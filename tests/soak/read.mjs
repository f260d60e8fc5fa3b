// What is there after a start, read from the page itself: its lists, its cards, and its backup.
import { numberOf } from './papers.mjs';
import { initial } from './oracle.mjs';
import { KEYS, SETTINGS } from './steps.mjs';
import { patiently } from './tab.mjs';

/** Returns what every register holds, without defaults, and what the page says twice differently. */
export async function read(tab, { names, usesKeys }) {
  const found = new Map();
  const problems = [];
  const put = (register, value) => value !== initial(register) && found.set(register, value);

  const { text, cards, views, settings, keys, rows } = await patiently(
    tab.evaluate((usesKeys) => window.soak.read(usesKeys), usesKeys),
    'what is there could not be read',
  );
  const backup = JSON.parse(text);
  for (const mark of backup.marks) {
    const number = numberOf(mark.keys.join()) ?? numberOf(mark.entry?.title ?? '');
    if (number === null) problems.push(`the backup holds an unknown paper: ${mark.keys}`);
    put(`star:${number}`, mark.starred ?? false);
    put(`read:${number}`, mark.read?.is ?? false);
    put(`hide:${number}`, mark.hidden?.is ?? false);
    put(`note:${number}`, mark.notes ? noteOf(mark.notes.tags ?? [], mark.notes.note ?? '') : '');
  }
  for (const { name, query } of backup.views) put(`view:${name || query}`, true);
  for (const { query, colour } of backup.rules) put(`rule:${query}`, colour ?? 'muted');
  for (const [key, { options: [first] }] of Object.entries(SETTINGS)) {
    put(`setting:${key}`, settings[key] === first[0] ? '' : settings[key]);
  }
  for (const card of cards) {
    const number = numberOf(card.title);
    for (const [kind, value] of [['star', card.star], ['read', card.read], ['note', noteOf(card.tags, card.note)]]) {
      const known = found.get(`${kind}:${number}`) ?? initial(`${kind}:`);
      if (known !== value) problems.push(`${kind}:${number} is shown as ${JSON.stringify(value)}, its backup says ${JSON.stringify(known)}`);
    }
  }
  const saved = [...found.keys()].filter((register) => register.startsWith('view:')).length;
  if (cards.length > 0 && views.length !== saved) problems.push(`${views.length} views are shown, the backup holds ${saved}`);

  for (const [label, usual] of usesKeys ? Object.entries(KEYS) : []) {
    const key = keys.find((row) => row.endsWith(`: ${label}`))?.split(':')[0];
    put(`key:${label}`, key === usual ? '' : key);
  }

  for (const name of rows) {
    const digest = names.get(name);
    if (digest === undefined) problems.push(`the library lists "${name}", which was never there`);
    else if (found.has(`digest:${digest}`)) problems.push(`the library lists digest ${digest} twice`);
    else put(`digest:${digest}`, name);
  }
  return { found, problems };
}

export const noteOf = (tags, note) => (tags.length > 0 || note ? `${tags.join()}|${note}` : '');

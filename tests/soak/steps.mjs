// What the reader does: single changes and bulk ones, each with what the page tells of it.
import { backup, digest, numberOf, titleOf } from './papers.mjs';
import { noteOf } from './read.mjs';

const WORDS = ['tides', 'orchards', 'ledgers', 'mirrors', 'lanterns', 'bridges'];
/** Words that no paper holds, so that no paper is muted. */
const BEASTS = ['quokka', 'zebu', 'axolotl', 'okapi'];
const TAGS = [['later'], ['to cite', 'later'], ['thesis'], []];

export const SETTINGS = {
  density: { label: 'Density', options: [['comfortable', 'Comfortable'], ['compact', 'Compact']] },
  size: { label: 'Text size', options: [['medium', 'Medium'], ['small', 'Small'], ['large', 'Large']] },
  face: { label: 'Typeface', options: [['serif', 'Serif'], ['sans', 'Sans serif']] },
};

/** Commands that are given other keys, with their usual ones. */
export const KEYS = { 'Open the paper in a new tab': 'v', 'Copy as BibTeX': 'b' };

const NO_PAPER = [{ deed: 'query', text: '' }, { deed: 'settle' }];

/** A toggle of a card: its key, its button, its register. */
const toggle = (key, name, kind) => async ({ random, oracle, cards }) => {
  const title = random.pick(cards);
  const register = `${kind}:${numberOf(title)}`;
  const is = !oracle.now(register);
  return {
    what: `${name} ${is ? '' : 'no more '}${numberOf(title)}`,
    writes: new Map([[register, is]]),
    until: [{ kind: 'pressed', title, name, is }],
    // Another tab may have changed it, and this one must know.
    deeds: [{ deed: 'until', kind: 'pressed', title, name, is: !is }, { deed: 'key', title, key }],
  };
};

const STEPS = {
  star: toggle('s', 'Star', 'star'),
  read: toggle('m', 'Mark read', 'read'),

  /** Many single changes at once, so that what is kept for each comes to a long list. */
  async flips({ random, oracle, cards }) {
    const title = random.pick(cards);
    const register = `star:${numberOf(title)}`;
    const is = !oracle.now(register);
    const flips = 2 * random.between(10, 25) + 1;
    return {
      what: `Star ${is ? '' : 'no more '}${numberOf(title)} by ${flips} flips`,
      writes: new Map([[register, is]]),
      passes: [true, false],
      until: [{ kind: 'pressed', title, name: 'Star', is }],
      deeds: [
        { deed: 'until', kind: 'pressed', title, name: 'Star', is: !is },
        { deed: 'flip', title, flips, name: 'Star', is },
        // Only what the last press has done is told.
        { deed: 'until', kind: 'pressed', title, name: 'Star', is },
      ],
      back: true,
    };
  },

  async hide({ random, cards }) {
    // Some papers must stay.
    if (cards.length < 4) return null;
    const title = random.pick(cards);
    return {
      what: `Hide ${numberOf(title)}`,
      writes: new Map([[`hide:${numberOf(title)}`, true]]),
      said: true,
      until: [{ kind: 'notice', text: `Hidden: ${title}` }, { kind: 'card', title, is: false }],
      deeds: [{ deed: 'key', title, key: 'h' }],
    };
  },

  async note({ random, oracle, cards, life }) {
    const title = random.pick(cards);
    const register = `note:${numberOf(title)}`;
    const before = partsOf(oracle.now(register));
    const [tags, note] = [random.pick(TAGS), `Remark ${life.fresh()}`];
    return {
      what: `Note on ${numberOf(title)}`,
      writes: new Map([[register, noteOf(tags, note)]]),
      said: true,
      until: [{ kind: 'notice', text: `Noted: ${title}` }, { kind: 'noted', title, tags, note }],
      // A note of another tab is known before this one replaces it.
      deeds: [{ deed: 'until', kind: 'noted', title, ...before }, { deed: 'note', title, tags, note }],
    };
  },

  async readAll({ oracle, open }) {
    if (!open) return null;
    const writes = new Map();
    for (let number = open.first; number < open.first + open.count; number++) {
      if (!oracle.now(`hide:${number}`) && !oracle.now(`read:${number}`)) writes.set(`read:${number}`, true);
    }
    if (writes.size === 0) return null;
    const papers = writes.size === 1 ? '1 paper' : `${writes.size.toLocaleString('en')} papers`;
    return {
      what: `${papers} read`,
      writes,
      said: true,
      until: [{ kind: 'notice', text: `${papers} marked as read` }],
      deeds: [{ deed: 'key', key: 'A' }],
    };
  },

  async view({ random, oracle }) {
    const name = random.pick(WORDS);
    if (oracle.now(`view:${name}`)) {
      return {
        what: `Forget the view ${name}`,
        writes: new Map([[`view:${name}`, false]]),
        said: true,
        until: [{ kind: 'notice', text: 'The view is forgotten' }, { kind: 'view', name, is: false }],
        deeds: [{ deed: 'press', name: `Forget ${name}` }],
      };
    }
    return {
      what: `Save the view ${name}`,
      writes: new Map([[`view:${name}`, true]]),
      said: true,
      until: [{ kind: 'notice', text: 'The view is saved' }, { kind: 'view', name, is: true }],
      deeds: [{ deed: 'query', text: name }, { deed: 'press', name: 'Save this view' }, { deed: 'typeInDialog', text: name }, { deed: 'pressInDialog', name: 'Save' }],
      after: NO_PAPER,
    };
  },

  async rule({ random, oracle }) {
    const query = random.pick(BEASTS);
    if (oracle.now(`rule:${query}`)) {
      return {
        what: `Drop the rule ${query}`,
        writes: new Map([[`rule:${query}`, '']]),
        said: true,
        until: [{ kind: 'notice', text: 'The rule is dropped' }],
        deeds: [{ deed: 'dropRule', query }],
      };
    }
    if (random.chance(0.5)) {
      return {
        what: `Mute ${query}`,
        writes: new Map([[`rule:${query}`, 'muted']]),
        said: true,
        until: [{ kind: 'notice', text: ` matching ${query}, ` }],
        deeds: [{ deed: 'query', text: query }, { deed: 'press', name: 'Mute matches' }],
        after: NO_PAPER,
      };
    }
    const color = random.pick(['green', 'amber']);
    return {
      what: `Highlight ${query}`,
      writes: new Map([[`rule:${query}`, color]]),
      said: true,
      until: [{ kind: 'notice', text: `Highlighted: ${query}` }],
      deeds: [{ deed: 'query', text: query }, { deed: 'press', name: 'Highlight matches' }, { deed: 'pressInDialog', name: color }],
      after: NO_PAPER,
    };
  },

  open: async (given) => opening(given),

  async rename({ random, oracle, life }) {
    const digest = pickDigest(random, oracle, life);
    if (!digest) return null;
    const [row, name] = [oracle.now(`digest:${digest}`), life.name(digest)];
    return {
      what: `Rename ${row} to ${name}`,
      writes: new Map([[`digest:${digest}`, name]]),
      said: true,
      until: [{ kind: 'listed', name, is: true }],
      deeds: [{ deed: 'go', name: 'Library' }, { deed: 'rename', row, text: name }],
      after: [{ deed: 'go', name: 'Digest' }],
    };
  },

  async remove({ random, oracle, life, open }) {
    const digest = pickDigest(random, oracle, life);
    // The open one stays, as most steps need its papers.
    if (!digest || digest === open?.id) return null;
    const row = oracle.now(`digest:${digest}`);
    return {
      what: `Delete ${row}`,
      writes: new Map([[`digest:${digest}`, '']]),
      said: true,
      until: [{ kind: 'notice', text: 'The digest is deleted' }, { kind: 'listed', name: row, is: false }],
      deeds: [{ deed: 'go', name: 'Library' }, { deed: 'remove', row }],
      after: [{ deed: 'go', name: 'Digest' }],
    };
  },

  async import({ random, life }) {
    const count = random.weighted([[8, 5], [3, 300], [life.large ? 0.2 : 0, 5_000]]);
    const [first, view] = [life.take(count), `imported${life.fresh()}`];
    const writes = new Map([[`view:${view}`, true]]);
    for (let number = first; number < first + count; number++) writes.set(`star:${number}`, true);
    return {
      what: `Import ${count}`,
      writes,
      said: true,
      until: [{ kind: 'notice', text: `Imported ${count.toLocaleString('en')} papers` }],
      deeds: [
        { deed: 'drop', name: 'backup.json', text: backup(first, count, Date.now(), view) },
        { deed: 'pressInDialog', name: 'Import' },
      ],
    };
  },

  async setting({ random, oracle }) {
    const key = random.pick(Object.keys(SETTINGS));
    const { label, options } = SETTINGS[key];
    const known = oracle.now(`setting:${key}`) || options[0][0];
    const [is, option] = random.pick(options.filter(([name]) => name !== known));
    return {
      what: `${label}: ${option}`,
      writes: new Map([[`setting:${key}`, is === options[0][0] ? '' : is]]),
      until: [{ kind: 'setting', key, is }],
      deeds: [{ deed: 'press', name: 'Settings' }, { deed: 'choose', label, option }],
      after: [{ deed: 'escape' }],
    };
  },

  async key({ random, oracle }) {
    const [label, usual] = random.pick(Object.entries(KEYS));
    const known = oracle.now(`key:${label}`) || usual;
    const key = random.pick(['x', 'y', 'z'].filter((key) => key !== known && !Object.keys(KEYS).some((other) => oracle.now(`key:${other}`) === key)));
    return {
      what: `${label} by ${key}`,
      writes: new Map([[`key:${label}`, key]]),
      until: [{ kind: 'said', text: `${key}: ${label}` }],
      deeds: [{ deed: 'press', name: 'Keyboard shortcuts' }, { deed: 'bind', label, key }],
      after: [{ deed: 'escape' }],
    };
  },

  /** Takes back the step before, if it was this tab's and nothing bears on it. */
  async undo({ oracle, tab }) {
    const last = oracle.lastOf(tab);
    if (!last?.told || last.refused || last.back) return null;
    const register = [...last.writes.keys()][0];
    const before = new Map([...last.writes.keys()].map((one) => [one, oracle.steps.length > 1 ? valueBefore(oracle, last, one) : oracle.was(one)]));
    const until = seenBack(last, register, before.get(register));
    const inLibrary = register.startsWith('digest:');
    return until && {
      what: `Undo "${last.what}"`,
      writes: before,
      until,
      deeds: [{ deed: 'key', key: 'u' }, ...(inLibrary ? [{ deed: 'go', name: 'Library' }] : [])],
      after: inLibrary && [{ deed: 'go', name: 'Digest' }],
      back: true,
    };
  },
};

function valueBefore(oracle, step, register) {
  const place = oracle.steps.indexOf(step);
  const earlier = oracle.steps.slice(0, place).findLast((one) => one.writes.has(register));
  return earlier ? earlier.writes.get(register) : oracle.was(register);
}

/** What shows that a step is undone; nothing, if it cannot be undone or does not show. */
function seenBack(step, register, before) {
  const [kind, name] = register.split(':');
  const title = titleOf(Number(name));
  if (kind === 'star' && step.writes.size === 1) return [{ kind: 'pressed', title, name: 'Star', is: before }];
  if (kind === 'read') return [{ kind: 'pressed', title, name: 'Mark read', is: before }];
  if (kind === 'hide') return [{ kind: 'card', title, is: true }];
  // An import is undone with the view that came with it.
  if (kind === 'view') return [{ kind: 'view', name, is: before }];
  // What was deleted can be brought back; to open or rename a digest is not undone so.
  if (kind === 'digest' && !step.writes.get(register)) return [{ kind: 'listed', name: before, is: true }];
  if (kind === 'note') return [{ kind: 'noted', title, ...partsOf(before) }];
  return null;
}

/** Tags and note of a register. */
function partsOf(value) {
  const [tags, note = ''] = value.split('|');
  return { tags: tags ? tags.split(',') : [], note };
}

function pickDigest(random, oracle, life) {
  const kept = life.digests.filter(({ id }) => oracle.now(`digest:${id}`));
  return kept.length > 0 ? random.pick(kept).id : null;
}

/** How often each step is taken. */
const OFTEN = [
  [6, 'star'], [6, 'read'], [1, 'flips'], [2, 'hide'], [3, 'note'], [2, 'readAll'], [3, 'view'], [2, 'rule'],
  [0.7, 'open'], [1, 'rename'], [1, 'remove'], [1, 'import'], [1, 'setting'], [1, 'key'], [3, 'undo'],
];

/** Returns a step that can be taken now, of those in `names`, if given. */
export async function choose(given, names) {
  const often = names ? OFTEN.filter(([, name]) => names.includes(name)) : OFTEN;
  for (;;) {
    const step = await STEPS[given.random.weighted(often)](given);
    if (step) return step;
  }
}

/** Returns the step that opens a new digest. */
export function opening({ random, life }) {
  const count = random.weighted(life.large ? [[6, 5], [3, 300], [1, 5_000], [0.3, 20_000]] : [[6, 5], [2, 300]]);
  const first = life.take(count);
  const id = life.fresh();
  const name = life.name(id);
  life.digests.push({ id, first, count });
  return {
    what: `Open ${count} as ${name}`,
    writes: new Map([[`digest:${id}`, name]]),
    said: true,
    until: [{ kind: 'listed', name, is: true }],
    deeds: [
      { deed: 'drop', name, text: digest(first, count) },
      // Once it is open, the page turns to it.
      { deed: 'until', kind: 'card', title: titleOf(first), is: true },
      { deed: 'until', kind: 'status', text: `${count.toLocaleString('en')} papers, ` },
      { deed: 'go', name: 'Library' },
    ],
    after: [{ deed: 'go', name: 'Digest' }],
    opens: { id, first, count },
  };
}

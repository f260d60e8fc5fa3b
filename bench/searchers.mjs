// The peers, each asked as nearly as it can what Skimmark answers: which papers hold, in title,
// authors or abstract, a word beginning with each word of the query. This runs in a blank page.
import uFuzzy from '@leeoniya/ufuzzy';
import FlexSearch from 'flexsearch';
import Fuse from 'fuse.js';
import MiniSearch from 'minisearch';
import { papers, queries } from './generate.mjs';

/** After how many papers a library that is given one at a time looks at the clock. */
const BETWEEN_LOOKS = 64;

class OutOfTime extends Error {}

/** Gives each paper to `add`, for no longer than the limit. */
function each(list, end, add) {
  for (let at = 0; at < list.length; at++) {
    add(list[at], at);
    if (at % BETWEEN_LOOKS === 0 && performance.now() > end) throw new OutOfTime();
  }
}

const joined = ({ title, authors, abstract }) => `${title}\n${authors}\n${abstract}`;

/** By name: builds an index and returns the function that counts what a query finds. */
const SEARCHERS = {
  MiniSearch(list, end) {
    const index = new MiniSearch({ fields: ['title', 'authors', 'abstract'] });
    each(list, end, ({ title, authors, abstract }, id) => index.add({ id, title, authors, abstract }));
    return (query) => index.search(query, { prefix: true, combineWith: 'AND' }).length;
  },
  FlexSearch(list, end) {
    const index = new FlexSearch.Index({ tokenize: 'forward' });
    each(list, end, (paper, id) => index.add(id, joined(paper)));
    return (query) => index.search(query, { limit: list.length }).length;
  },
  'Fuse.js'(list) {
    // Its fuzzy search would find almost every paper in texts of this length: only the words
    // themselves count, anywhere.
    const options = { useExtendedSearch: true, ignoreLocation: true, threshold: 0, keys: ['text'] };
    const index = new Fuse(list.map((paper) => ({ text: joined(paper) })), options);
    const include = (query) => query.split(' ').map((word) => `'${word}`).join(' ');
    return (query) => index.search(include(query)).length;
  },
  uFuzzy(list, end) {
    const search = new uFuzzy({ interLft: 2 });
    const texts = [];
    each(list, end, (paper) => texts.push(joined(paper)));
    return (query) => search.search(texts, query, 5)[0]?.length ?? 0;
  },
  includes(list, end) {
    const texts = [];
    each(list, end, (paper) => texts.push(joined(paper).toLowerCase()));
    return (query) => {
      const words = query.split(' ');
      return texts.filter((text) => words.every((word) => text.includes(word))).length;
    };
  },
};

let list = [];
let search = null;

/** Makes the papers and returns how many there are. */
export function prepare(count) {
  list = [];
  for (const { title, authors, abstract } of papers(count)) list.push({ title, authors, abstract });
  return list.length;
}

/** Returns the milliseconds that the index takes; nothing if it takes longer than the limit. */
export function index(name, limit) {
  const start = performance.now();
  try {
    search = SEARCHERS[name](list, start + limit);
  } catch (error) {
    if (error instanceof OutOfTime) return null;
    throw error;
  }
  return performance.now() - start;
}

/** Each query as it is typed, letter by letter: milliseconds and how many papers it finds. Ends
 *  early at the limit. */
export function run(limit) {
  const start = performance.now();
  const answers = [];
  for (const query of queries()) {
    for (let end = 1; end <= query.length; end++) {
      const typed = query.slice(0, end);
      const begun = performance.now();
      if (begun - start > limit) return answers;
      const found = search(typed.trim());
      answers.push({ query: typed, took: performance.now() - begun, found });
    }
  }
  return answers;
}

// Makes the figures of the tables from what was measured.

/** Milliseconds from which a frame counts as late: 16.7, and what the clock's steps may add. */
const LATE_MS = 17.5;

const sorted = (list) => [...list].sort((one, other) => one - other);

/** Returns the value below which a share of the values lies (the nearest rank). */
function quantile(list, part) {
  const ranks = sorted(list);
  return ranks[Math.min(ranks.length - 1, Math.max(0, Math.ceil(ranks.length * part) - 1))];
}

export const median = (list) => quantile(list, 0.5);

/** Returns median, 95th percentile and number of the values; nothing if there are none. */
export const spread = (list) =>
  list.length ? { median: median(list), p95: quantile(list, 0.95), most: Math.max(...list), of: list.length } : null;

const pick = (list, name) => list.map((one) => one[name]).filter((value) => value !== null);
const sum = (list) => list.reduce((all, one) => all + one, 0);

/** Returns what the engine says a query takes, if it has timed each key. */
function queryTimes({ keys, show }) {
  const typed = (_, at) => keys[at].query !== '';
  if (show.length === keys.length) return { times: show.filter(typed), own: true };
  return { times: pick(keys.filter(typed), 'trip'), own: false };
}

/** Returns the figures of Skimmark at one size. */
export function pageFigures(openings, reading, least, longest) {
  const { bytes, empty, full, after, keys, clicks, frames } = reading;
  const most = (one) => Math.max(full[one], after[one]) - empty[one];
  const query = queryTimes(reading);
  const ownTime = (name) => {
    const times = openings.map((one) => one[name]).filter((times) => times.length > 0);
    return times.length ? median(times.map(sum)) : null;
  };
  return {
    bytes,
    openings: openings.length,
    first: median(pick(openings, 'first')),
    done: median(pick(openings, 'done')),
    read: ownTime('read'),
    index: ownTime('index'),
    painted: spread(pick(keys, 'painted')),
    work: spread(pick(keys, 'work')),
    least: spread(pick(least, 'work')),
    clicked: spread(pick(clicks, 'painted')),
    query: spread(query.times),
    ownQuery: query.own,
    frames: spread(frames),
    late: frames.filter((gap) => gap > LATE_MS).length,
    veryLate: frames.filter((gap) => gap > 50).length,
    wasm: most('wasm'),
    heap: most('heap'),
    ratio: (most('wasm') + most('heap')) / bytes,
    longest,
    shown: Object.fromEntries(keys.map(({ query, shown }) => [query, shown])),
  };
}

/** Returns the figures of visits to a kept digest. */
export const startFigures = (visits) => ({
  visits: visits.length,
  first: spread(pick(visits, 'first')),
  done: spread(pick(visits, 'done')),
});

/** Returns the figures of a peer, against what Skimmark showed for the same queries. */
export function peerFigures(peer, shown) {
  if (peer.failed) return peer;
  const { name, index, heap, answers, unanswered } = peer;
  const asked = Object.keys(shown).filter((query) => query !== '').length;
  return {
    name, index, heap, asked, unanswered,
    query: spread(pick(answers, 'took')),
    same: answers.filter(({ query, found }) => found === shown[query]).length,
  };
}

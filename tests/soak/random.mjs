// Chance that can be repeated: the same seed makes the same choices.

/** Returns a source of choices. */
export function random(seed) {
  let state = seed >>> 0;
  // Mulberry32: short, and even enough for choices.
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let word = state;
    word = Math.imul(word ^ (word >>> 15), word | 1);
    word ^= word + Math.imul(word ^ (word >>> 7), word | 61);
    return ((word ^ (word >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (count) => Math.floor(next() * count);
  return {
    below,
    between: (least, most) => least + below(most - least + 1),
    chance: (share) => next() < share,
    pick: (list) => list[below(list.length)],
    /** Picks a row of `[weight, value]`. */
    weighted(rows) {
      let left = next() * rows.reduce((sum, [weight]) => sum + weight, 0);
      return (rows.find(([weight]) => (left -= weight) < 0) ?? rows.at(-1))[1];
    },
    /** Milliseconds up to `most`, short ones as often as long ones. */
    moment: (most) => Math.floor((most + 1) ** next()) - 1,
  };
}

/** Returns the seed of the life number `place` that follows from a seed; the first has that one. */
export const follow = (seed, place) => (place === 0 ? seed : Math.imul(seed ^ Math.imul(place, 0x9e3779b1), 0x85ebca6b) >>> 0);

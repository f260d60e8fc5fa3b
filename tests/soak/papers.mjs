// Invented digests and backups. Every paper has a number, which its title and its DOI tell.

const TOPICS = ['Orchards', 'Tides', 'Ledgers', 'Mirrors', 'Signals', 'Bridges', 'Lanterns'];
const PEOPLE = ['Ana Lee', 'Bo Karlsson', 'Chidi Okafor', 'Dana Weiss', 'Emil Novak'];
const BODY = 'We state the one condition under which it holds, and test it on what was left. ';

export const doi = (number) => `10.5555/soak.${number}`;
export const titleOf = (number) => `${TOPICS[number % 7]} in the ${number}th valley of the soaked country`;

/** Returns the number of the paper with this title or key. */
export function numberOf(text) {
  const found = /in the (\d+)th valley|10\.5555\/soak\.(\d+)/.exec(text);
  return found && Number(found[1] ?? found[2]);
}

/** Returns a digest of papers, from number `first` on, as RIS. */
export function digest(first, count) {
  const records = [];
  for (let number = first; number < first + count; number++) {
    records.push(
      `TY  - JOUR\nTI  - ${titleOf(number)}\nAU  - ${PEOPLE[number % 5]}\nPY  - 2025\n` +
        `DO  - ${doi(number)}\nAB  - ${BODY.repeat(1 + (number % 4))}\nER  - \n`,
    );
  }
  return records.join('\n');
}

/** Returns the mark of a starred paper, as backups and older versions hold it. */
export const starred = (number, starred, at) => ({
  keys: [`doi:${doi(number)}`],
  starred,
  changed: at,
  starred_at: at,
  entry: { title: titleOf(number), authors: [PEOPLE[number % 5]], abstract: BODY.repeat(8), confidence: 1 },
  taken_at: at,
});

/** Returns a backup in which `count` papers from `first` on are starred, and a view is saved. */
export function backup(first, count, at, view) {
  const marks = Array.from({ length: count }, (_, place) => starred(first + place, true, at));
  const views = [{ name: view, query: view }];
  return JSON.stringify({ skimmark: 'backup', v: 1, made: '2026-03-15', views, rules: [], marks });
}

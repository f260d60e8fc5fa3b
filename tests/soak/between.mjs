// What is done to stored values while no page is open.
import { doi, starred } from './papers.mjs';
import { keepAsBefore, tamper } from './stored.mjs';
import { pause } from './tab.mjs';

const OF_A_PAPER = ['star', 'read', 'hide', 'note'];
/** How a stored text names a paper, with the sign after it: 17 is not 170. */
const named = (number) => `${doi(number)}"`;

/** Does something in a plain text of the page's origin. */
async function inPlainText(life, what, given) {
  const page = await life.browser.context.newPage();
  await page.goto(`${life.address}sample.txt`);
  const result = await page.evaluate(what, given);
  await page.close();
  return result;
}

/** The numbers of papers whose star was told. */
function toldStars({ oracle }) {
  const told = oracle.steps.filter((step) => step.told !== null).flatMap((step) => [...step.writes.keys()]);
  const registers = new Set([...oracle.settled.keys(), ...told].filter((register) => register.startsWith('star:')));
  const untold = oracle.steps.filter((step) => step.told === null).flatMap((step) => [...step.writes.keys()]);
  return [...registers].filter((register) => oracle.now(register) && !untold.includes(register))
    .map((register) => Number(register.slice('star:'.length)));
}

/** A tab of an older version, among the tabs of steps. */
const OLDER = 'older';

/** A tab of an older version stars a paper, or takes its star away. */
export async function older(life) {
  const { first, count } = life.random.pick(life.digests);
  const number = first + life.random.below(count);
  const is = !life.oracle.now(`star:${number}`);
  const mark = starred(number, is, Date.now());
  await inPlainText(life, keepAsBefore, { name: mark.keys[0], mark });
  const step = life.oracle.begin(`An older version: star ${number} ${is}`, OLDER, new Map([[`star:${number}`, is]]));
  step.shown = step.told = performance.now();
}

/** By kind; without anything stored that could be taken, the kind is like any other. */
export const BETWEEN = {
  /** A stored mark is cut in half; it must be reported, and cost nothing else. */
  async damaged(life, outcome) {
    const stars = toldStars(life);
    if (stars.length === 0) return;
    const number = life.random.pick(stars);
    if ((await inPlainText(life, tamper, { holds: named(number), how: 'cut' })) === 0) return;
    for (const kind of OF_A_PAPER) life.oracle.excused.add(`${kind}:${number}`);
    outcome.mustReport = `star:${number}`;
  },

  /** A tab of an older version changes a star, if it has not done so during the visit. */
  async older(life) {
    if (!life.oracle.steps.some(({ tab }) => tab === OLDER)) await older(life);
  },

  /** A mark is removed: the harness must see that it is lost. */
  async control(life, outcome) {
    const stars = toldStars(life);
    if (stars.length === 0) return;
    const number = life.random.pick(stars);
    let removed = 0;
    // What a closed page has begun may come after it was looked for.
    for (let more = 1; more > 0; removed += more) {
      if (removed > 0) await pause(200);
      more = await inPlainText(life, tamper, { holds: named(number), how: 'removed' });
    }
    if (removed === 0) return;
    outcome.mustLose = `star:${number}`;
  },
};

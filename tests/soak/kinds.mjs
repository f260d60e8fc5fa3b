// The kinds of faults, and how each ends a visit or changes what it meets.
import { fill } from './stored.mjs';

/** How often each kind comes. */
export const KINDS = [
  [3, 'renderer'], [0.7, 'browser'], [2, 'close'], [4, 'reload'], [3, 'navigate'],
  [1.5, 'quota'], [0.7, 'damaged'], [2, 'connection'], [0.7, 'hanging'], [1.5, 'clock'], [0.7, 'older'],
  [0.3, 'control'],
];
/** How visits of the other kinds end; the first three leave no page open. */
export const ENDINGS = [[3, 'renderer'], [0.3, 'browser'], [2, 'close'], [4, 'reload'], [3, 'navigate']];
/** Endings after which everything that was shown must be there, as the browser goes on. */
export const POLITE = ['close', 'reload', 'navigate'];
/** Kinds in which the page cannot keep everything, and says so. */
export const IMPAIRED = ['connection', 'hanging'];

/** What is done to the tabs before the first step, by kind. */
export const BEFORE = {
  async quota(life) {
    life.filled = true;
    await life.tabs[0].evaluate(fill);
  },

  async clock(life) {
    const skew = -life.random.pick([1_000, 3_600_000, 400 * 86_400_000]);
    for (const tab of life.tabs) await tab.evaluate((skew) => (window.faults.skew = skew), skew);
  },

  /** Without the database the other storage has the stars. */
  async hanging(life) {
    const starred = [...life.oracle.settled.keys()].some((register) => register.startsWith('star:'));
    if (!starred || life.filled) return;
    const [tab] = life.tabs;
    await tab.go([{ kind: 'screen', name: 'Bookmarks' }, { kind: 'cards' }], [{ deed: 'go', name: 'Bookmarks' }]);
    await tab.go([{ kind: 'screen', name: 'Digest' }], [{ deed: 'go', name: 'Digest' }]);
  },
};

/** The connection to the database is lost, as the page finds out when it next uses it. */
export async function lose(random, tab) {
  const lost = { how: random.pick(['closed', 'event', 'unknown', 'abort']), times: random.between(1, 3) };
  await tab.evaluate((lost) => (window.faults.lost = lost), lost);
}

/** Ends the visit; `left` if the page of `tab` has left by itself. */
export const END = {
  async renderer(life) {
    await Promise.all(life.tabs.map((tab) => tab.crash()));
    await life.closeTabs();
  },

  async browser(life) {
    await life.browser.kill();
    life.tabs = [];
    await life.browser.start();
  },

  async close(life) {
    const asking = life.random.chance(0.5);
    await Promise.all(life.tabs.map((tab) => tab.close(asking)));
    life.tabs = [];
  },

  async reload(life, tab, left) {
    await others(life, tab);
    await tab.reload(left);
  },

  async navigate(life, tab, left) {
    await others(life, tab);
    await tab.leave(left);
  },
};

/** The other tabs stay open, or go. */
async function others(life, tab) {
  const rest = life.tabs.filter((one) => one !== tab);
  await life.closeTabs([tab, ...(life.random.chance(0.5) ? rest : [])]);
}

// A tab of the page, as the harness uses it.
import { shims } from './shims.mjs';

/** The longest that anything may take on a machine with too much to do. */
export const PATIENCE = 60_000;

export const pause = (ms) => new Promise((done) => setTimeout(done, ms));

/** What a page that is being left, or has crashed, answers. */
const GONE = /context was destroyed|closed|crashed|navigat|detached|Cannot find context|frame was detached/i;

let serial = 0;

export class Tab {
  /** Messages of the page itself that say that it has crashed. */
  troubles = [];
  waits = new Map();

  static async open(browser, address, options = {}) {
    const tab = new Tab();
    tab.browser = browser;
    tab.address = address;
    tab.page = await browser.context.newPage();
    tab.page.setDefaultTimeout(PATIENCE);
    tab.dead = new Promise((done) => tab.page.once('crash', done)).then(() => (tab.crashed = true));
    tab.page.on('dialog', (dialog) => dialog.accept().catch(() => {}));
    tab.page.on('pageerror', (error) => tab.notice(error.message));
    tab.page.on('console', (message) => message.type() === 'error' && tab.notice(message.text()));
    await tab.page.addInitScript(shims, options);
    await tab.page.goto(address, { waitUntil: 'commit' });
    return tab;
  }

  notice(message) {
    if (/panicked|unreachable|RuntimeError|stopped working/i.test(message)) this.troubles.push(message);
  }

  /** Takes a message of the page about a step. */
  hear({ id, shown, asks, told, refused }) {
    const wait = this.waits.get(id);
    if (!wait) return;
    const { step } = wait;
    step.refused ||= refused;
    if (shown) {
      step.shown = performance.now();
      step.asks = asks;
      if (wait.said && !refused) step.told = step.shown;
      wait.shown();
    }
    if (told) {
      step.told ??= performance.now();
      this.waits.delete(id);
      wait.told();
    }
  }

  /** Evaluates in the page, again while it is being left for another. */
  async evaluate(what, given) {
    const until = Date.now() + PATIENCE;
    for (;;) {
      try {
        return await this.page.evaluate(what, given);
      } catch (error) {
        if (!GONE.test(error.message) || !this.isOpen() || Date.now() > until) throw error;
        await pause(20);
      }
    }
  }

  /** Begins a step; returns promises of its being shown and told. */
  ask(step, { until, said, deeds, leave }) {
    const id = `${++serial}`;
    const wait = { step, said };
    const shown = new Promise((done) => (wait.shown = done));
    const told = new Promise((done) => (wait.told = done));
    this.waits.set(id, wait);
    const begun = this.page
      .evaluate(([id, until, said, deeds, leave]) => window.soak.ask(id, until, said, deeds, leave), [id, until, said, deeds, leave])
      .catch((error) => {
        // A step that leaves the page, or is cut off by a fault, gives no answer.
        if (!GONE.test(error.message)) throw error;
      });
    return { begun, shown, told };
  }

  /** Does something that changes nothing, and waits until its outcome is seen. */
  async go(until, deeds) {
    const { begun, shown } = this.ask({}, { until, said: true, deeds });
    const why = `${JSON.stringify(deeds)} does not lead to ${JSON.stringify(until)}`;
    await patiently(begun, why);
    await patiently(shown, why);
  }

  /** Returns once the page's program has drawn it. */
  async ready() {
    await patiently(
      this.evaluate(() => new Promise((done) => {
        const look = () => (document.querySelector('nav[aria-label=Views] a[href]') && window.soak && !window.soak.left ? done() : setTimeout(look, 10));
        look();
      })),
      'the page did not start',
    );
  }

  isOpen() {
    return !this.page.isClosed() && !this.crashed;
  }

  /** Closes the tab; `asking` lets the page ask whether to stay, which the reader does not. */
  async close(asking = false) {
    const gone = new Promise((done) => this.page.once('close', done));
    if (this.page.isClosed()) return;
    await this.page.close({ runBeforeUnload: asking && !this.crashed }).catch(() => {});
    await patiently(gone, 'the tab did not close');
  }

  /** Kills the process that draws the page. */
  async crash() {
    if (this.crashed) return;
    const session = await this.page.context().newCDPSession(this.page).catch(() => null);
    // There is no answer to this.
    session?.send('Page.crash').catch(() => {});
    await patiently(this.dead, 'the page did not crash');
  }

  /** Loads the page again, if it has not begun that by itself. */
  async reload(begun) {
    if (!begun) await this.page.reload({ waitUntil: 'commit' }).catch(aborted);
    await this.ready();
  }

  /** Goes to an address, again if the page was just leaving for another. */
  async goto(address) {
    while (this.page.url().split('#')[0] !== address) {
      await this.page.goto(address, { waitUntil: 'commit' }).catch(aborted);
    }
  }

  /** Leaves for another page of the same host, and comes back. */
  async leave(begun) {
    const other = `${this.address}sample.txt`;
    if (begun) await this.page.waitForURL(other, { waitUntil: 'commit' });
    else await this.goto(other);
    await this.goto(this.address);
  }
}

/** A page that loads itself again cuts off another loading. */
function aborted(error) {
  if (!/ERR_ABORTED|interrupted/.test(error.message)) throw error;
}

/** Waits, but not for ever. */
export async function patiently(promise, why) {
  let timer;
  const late = new Promise((_, failed) => {
    timer = setTimeout(() => failed(new Error(why)), PATIENCE);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}

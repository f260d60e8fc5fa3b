// One life: a page from its first visit through faults, each followed by a start at which everything
// that was told must be there.
import { BETWEEN, older } from './between.mjs';
import { BEFORE, END, ENDINGS, IMPAIRED, KINDS, POLITE, lose } from './kinds.mjs';
import { Oracle } from './oracle.mjs';
import { numberOf } from './papers.mjs';
import { random as source } from './random.mjs';
import { read } from './read.mjs';
import { choose, opening } from './steps.mjs';
import { Tab, patiently, pause } from './tab.mjs';

/** Steps that two tabs can take at the same moment. */
const BESIDE = ['star', 'read', 'note', 'view', 'rule', 'setting'];
/** How long what is there may differ from what was told, after a start. */
const SETTLING = 15_000;
/** How long a page that says that it cannot keep something is waited for. */
const RECOVERING = 2_000;

export class Life {
  /** Every digest that was opened: its number, its first paper, how many papers. */
  digests = [];
  /** The digest of each name that was ever given. */
  names = new Map();
  tabs = [];
  oracle = new Oracle();
  papers = 1;
  numbers = 0;
  /** Whether a key was ever changed, so that the dialog of keys is looked at. */
  usesKeys = false;

  constructor({ browser, seed, address, only }) {
    Object.assign(this, { browser, seed, address, only, random: source(seed) });
    this.large = this.random.chance(0.06);
    browser.heard = (page, message) => this.tabs.find((tab) => tab.page === page)?.hear(message);
  }

  /** Returns the number of the first of so many new papers. */
  take = (count) => (this.papers += count) - count;
  fresh = () => ++this.numbers;
  name(digest) {
    const name = `list-${this.fresh()}`;
    this.names.set(name, digest);
    return name;
  }

  /** Runs once; returns what was done, told and found. */
  async run() {
    const { random, oracle } = this;
    const kind = this.only ?? random.weighted(KINDS);
    const endings = kind in BETWEEN ? ENDINGS.slice(0, 3) : ENDINGS;
    const plan = {
      kind,
      ending: kind in END ? kind : random.weighted(endings),
      moment: random.pick(['at once', 'at once', 'shown', 'told', 'later']),
    };
    const outcome = { ...plan, faults: [], early: 0 };
    try {
      await this.visit(plan);
      await BETWEEN[kind]?.(this, outcome);
      outcome.steps = oracle.steps.map(describe);
      await this.verify(plan, outcome);
    } catch (error) {
      outcome.steps = oracle.steps.map(describe);
      outcome.faults.push({ kind: 'stuck', register: kind, why: error.message.split('\n')[0] });
      outcome.notices = (await Promise.all(this.tabs.map(said))).flat();
      outcome.shown = await Promise.all(this.tabs.map(shows));
    }
    for (const trouble of this.tabs.flatMap((tab) => tab.troubles.splice(0))) {
      outcome.faults.push({ kind: 'crash', register: 'page', why: trouble.slice(0, 300) });
    }
    return outcome;
  }

  // --- Tabs ------------------------------------------------------------------------------

  async openTab(options = {}) {
    const tab = await Tab.open(this.browser, this.address, options);
    this.tabs.push(tab);
    await tab.ready();
    await this.started(tab, options.hanging);
    return tab;
  }

  async closeTabs(kept = []) {
    await Promise.all(this.tabs.filter((tab) => !kept.includes(tab)).map((tab) => tab.close()));
    this.tabs = kept;
  }

  /** Whether a digest is kept for sure, so that a tab opens with one. */
  hasDigest() {
    const told = ({ id }) => this.oracle.steps.findLast((step) => step.writes.has(`digest:${id}`))?.told !== null;
    return this.digests.some((digest) => this.oracle.now(`digest:${digest.id}`) && told(digest));
  }

  /** Waits until a tab shows the digest that it opens with. */
  async started(tab, hanging) {
    if (hanging || !this.hasDigest()) return;
    await tab.go([{ kind: 'cards' }], [{ deed: 'clear' }]);
  }

  /** Finds out which digest a tab shows, and which cards are drawn. */
  async learn(tab) {
    const cards = await tab.evaluate(() => window.soak.cards());
    // Another tab may have hidden one that is still drawn.
    tab.cards = cards.filter((title) => !this.oracle.now(`hide:${numberOf(title)}`));
    const number = numberOf(tab.cards[0] ?? '');
    tab.open = this.digests.find(({ first, count }) => number >= first && number < first + count);
  }

  // --- The visit -------------------------------------------------------------------------

  async visit(plan) {
    const { random } = this;
    const hanging = plan.kind === 'hanging' ? random.pick(['ever', 500, 3_000]) : null;
    const wanted = hanging ? 1 : random.weighted([[6, 1], [2, 2], [1, 3]]);
    await this.closeTabs(hanging ? [] : this.tabs.filter((tab) => tab.isOpen()).slice(0, wanted));
    // A step that another tab was taking when the last visit ended may have left its dialog open.
    for (const tab of this.tabs) await tab.go([{ kind: 'dialog', is: false }], [{ deed: 'escape' }]);
    while (this.tabs.length < wanted) await this.openTab({ hanging });
    await BEFORE[plan.kind]?.(this);
    const count = random.between(hanging ? 2 : 1, 5);
    const lost = plan.kind === 'connection' ? random.below(count) : -1;
    for (let place = 0; place < count; place++) {
      const tab = random.pick(this.tabs);
      if (place === lost) await lose(random, tab);
      if (this.tabs.length > 1 && random.chance(0.1)) await this.openTwice(tab);
      await this.learn(tab);
      if (plan.kind === 'older' && tab.open && random.chance(0.3)) await older(this);
      const choice = await this.choose(tab, hanging);
      if (place === count - 1) await this.strike(plan, tab, choice);
      else await this.perform(plan, tab, choice);
    }
  }

  /** What a step is chosen by. */
  given(tab) {
    return { random: this.random, oracle: this.oracle, life: this, tab, cards: tab.cards, open: tab.open };
  }

  /** Chooses the next step of a tab. */
  async choose(tab, hanging) {
    const given = this.given(tab);
    if (!tab.open) {
      const choice = opening(given);
      // Without a database it is only shown.
      return hanging === 'ever' ? { ...choice, never: true, ...shownOnly(choice) } : choice;
    }
    return choose(given, hanging === 'ever' ? ['star', 'read'] : null);
  }

  begin(tab, choice, leave) {
    const step = this.oracle.begin(choice.what, tab, choice.writes);
    this.usesKeys ||= [...choice.writes.keys()][0].startsWith('key:');
    step.back = choice.back;
    step.passes = choice.passes;
    const asked = tab.ask(step, { ...choice, leave });
    // After a fault nobody may wait for it.
    asked.begun.catch(() => {});
    return { step, ...asked };
  }

  /** Takes a step and waits until it is told. */
  async perform(plan, tab, choice) {
    const { step, begun, shown, told } = this.begin(tab, choice);
    await patiently(begun, `"${choice.what}" could not be done`);
    await patiently(shown, `"${choice.what}" is not shown`);
    await this.toldOrRefused(plan, step, told);
    if (choice.never) Object.assign(step, { shown: null, told: null });
    if (choice.after) await tab.go([{ kind: 'cards' }], choice.after);
  }

  /** Waits until a step is told, or for a while if the page may not be able to keep it. A page that
   *  nothing hinders may say for a time that it can't, on a machine with too much to do. */
  async toldOrRefused(plan, step, told) {
    if (IMPAIRED.includes(plan.kind)) await Promise.race([told, pause(RECOVERING)]);
    else await patiently(told, `"${step.what}" is shown but never told as kept, which nothing hinders`);
  }

  /** Takes the last step, and ends the visit in the middle of it or soon after. */
  async strike(plan, tab, choice) {
    const { ending, moment } = plan;
    const beside = choice.writes.size === 1 && (await this.beside(plan, tab, choice));
    const leaves = ['reload', 'navigate'].includes(ending) && ['shown', 'told'].includes(moment);
    const { step, begun, shown, told } = this.begin(tab, choice, leaves ? { at: moment, how: ending } : undefined);
    if (beside) step.group = beside.step.group = 'beside';
    if (moment === 'at once') {
      await pause(this.random.moment(300));
    } else {
      await patiently(begun, `"${choice.what}" could not be done`);
      await patiently(shown, `"${choice.what}" is not shown`);
    }
    if (['told', 'later'].includes(moment)) await this.toldOrRefused(plan, step, told);
    if (moment === 'later') await pause(this.random.moment(100));
    await END[ending](this, tab, leaves && step.shown !== null && (moment === 'shown' || step.told !== null));
    if (choice.never) Object.assign(step, { shown: null, told: null });
  }

  /** Begins a step of another tab, at the same moment as the last one. */
  async beside(plan, tab, choice) {
    const other = this.random.pick(this.tabs);
    if (other === tab || plan.kind === 'clock') return null;
    await this.learn(other);
    if (!other.open) return null;
    // Two notes on one paper are a question to the reader.
    const names = [...choice.writes.keys()][0].startsWith('note:') ? BESIDE.filter((name) => name !== 'note') : BESIDE;
    const its = await choose(this.given(other), names);
    // One of the two would wait for what the other has already changed.
    if ([...its.writes.keys()].some((register) => choice.writes.has(register))) return null;
    return this.begin(other, its);
  }

  /** Opens a digest in two tabs in the same millisecond. */
  async openTwice(tab) {
    const other = this.tabs.find((one) => one !== tab);
    const now = Date.now();
    for (const one of [tab, other]) await one.evaluate((now) => (window.faults.frozen = now), now);
    const begun = [tab, other].map((one) => ({ one, choice: opening(this.given(one)) }))
      .map(({ one, choice }) => ({ one, choice, ...this.begin(one, choice) }));
    for (const { one, choice, shown } of begun) {
      await patiently(shown, `"${choice.what}" in one of two tabs is not shown`);
      await one.go([{ kind: 'cards' }], choice.after);
      await one.evaluate(() => (window.faults.frozen = null));
    }
  }

  // --- The next start --------------------------------------------------------------------

  async verify(plan, outcome) {
    const { oracle } = this;
    const tab = this.tabs[0] ?? (await this.openTab());
    await tab.ready();
    await this.started(tab);
    const until = Date.now() + SETTLING;
    // In a full storage nothing can be noted in the moment in which the page is left; it asks then.
    const polite = POLITE.includes(plan.ending) && !IMPAIRED.includes(plan.kind) && !this.filled;
    for (;;) {
      const { found, problems } = await read(tab, this);
      const { faults, early } = oracle.judge(found, polite);
      for (const why of problems) faults.push({ kind: 'invented', register: 'page', why });
      const notices = await said(tab);
      if (outcome.mustReport && !notices.some((text) => text.includes('damaged'))) {
        faults.push({ kind: 'unreported', register: outcome.mustReport, why: 'no notice tells of the damaged value' });
      }
      if (outcome.mustLose) {
        const seen = faults.some(({ kind, register }) => kind === 'lost' && register === outcome.mustLose);
        if (!seen) outcome.faults.push({ kind: 'blind', register: outcome.mustLose, why: 'the oracle did not see that it was removed' });
        this.over = true;
        return;
      }
      if (faults.length === 0) {
        outcome.early = early;
        oracle.settle(found);
        return;
      }
      if (Date.now() > until) {
        outcome.notices = notices;
        outcome.faults.push(...faults);
        return;
      }
      await pause(50);
    }
  }
}

/** The opening of a digest where there is nowhere to keep it. */
const shownOnly = ({ deeds, until, opens }) => ({
  deeds: deeds.slice(0, 1),
  until: [{ kind: 'status', text: `${opens.count.toLocaleString('en')} papers, ` }],
  said: false,
  after: undefined,
});

/** What a tab has said in notices, if it still answers. */
const said = (tab) => tab.page.evaluate(() => window.soak.notices.map(({ text }) => text)).catch(() => []);
/** What a tab shows, if it still answers. */
const shows = (tab) => tab.page.evaluate(() => document.querySelector('main')?.innerText.replace(/\s+/g, ' ').slice(0, 200)).catch(() => 'nothing');

const describe = (step) => {
  const state = step.told !== null ? 'told' : step.shown !== null ? 'shown' : 'asked';
  return `${step.what} (${state}${step.refused ? ', refused' : ''})`;
};

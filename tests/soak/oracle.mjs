// The oracle: what the page had told, and whether that is what is there.
//
// Everything that can be decided is a register with a name and a value: `star:17`, `note:17`,
// `view:tides`, `digest:3`, `setting:density`. A step changes some of them.

/** What a register holds that was never changed. */
export const DEFAULTS = { star: false, read: false, hide: false, note: '', view: false, rule: '', digest: '', setting: '', key: '' };
const kindOf = (register) => register.slice(0, register.indexOf(':'));
export const initial = (register) => DEFAULTS[kindOf(register)];

/** A step of the reader: the registers that it changes, with their values. */
export class Step {
  constructor(what, tab, writes) {
    Object.assign(this, { what, tab, writes, asked: performance.now(), shown: null, asks: false, told: null, refused: false });
  }
}

export class Oracle {
  /** What was found at the last start, without what holds its default. */
  settled = new Map();
  /** The steps since, in their order. */
  steps = [];
  /** What was asked before the last start, never told, and is not there: by register, its values. A browser may
   *  finish what a page that it lost has begun only after the next page has read, and another tab may have heard
   *  of it. */
  late = new Map();
  /** Registers whose stored value was damaged: they may hold anything. */
  excused = new Set();

  begin(what, tab, writes) {
    const step = new Step(what, tab, writes);
    this.steps.push(step);
    return step;
  }

  /** What a register holds if all steps have succeeded. */
  now(register) {
    const last = this.steps.findLast((step) => step.writes.has(register));
    return last ? last.writes.get(register) : this.was(register);
  }

  was(register) {
    return this.settled.get(register) ?? initial(register);
  }

  /** Steps on which no other step of another tab bears, so that undoing has one meaning. */
  lastOf(tab) {
    const last = this.steps.at(-1);
    return last?.tab === tab ? last : undefined;
  }

  /**
   * Compares what is found (a map without defaults) with what was told. Shown is told, too, if the
   * page was left in a way that loses nothing: `shownCounts`. A step of many changes does not, as long as the
   * page asks the reader to stay for it.
   */
  judge(found, shownCounts) {
    const counts = ({ shown, asks, writes }) => shownCounts && shown !== null && !(asks && writes.size > 1);
    const told = (step) => step.told !== null || counts(step);
    const byRegister = new Map();
    for (const step of this.steps) {
      for (const register of step.writes.keys()) {
        byRegister.has(register) || byRegister.set(register, []);
        byRegister.get(register).push(step);
      }
    }
    const faults = [];
    let early = 0;
    const blame = (kind, register, why) => faults.push({ kind, register, why });
    const registers = new Set([...this.settled.keys(), ...found.keys(), ...byRegister.keys()]);
    for (const register of registers) {
      if (this.excused.has(register)) continue;
      const is = found.get(register) ?? initial(register);
      const was = this.was(register);
      const steps = byRegister.get(register) ?? [];
      const newest = steps.findLastIndex(told);
      // Only steps after the newest that was told may have come, too, and those beside it.
      const { group } = steps[newest] ?? {};
      const may = steps.filter((step, place) => place >= newest || (group && step.group === group))
        .map((step) => step.writes.get(register));
      if (newest < 0) may.push(was, ...(this.late.get(register) ?? []));
      if (!may.includes(is)) {
        const value = JSON.stringify;
        const known = [was, ...steps.map((step) => step.writes.get(register))].includes(is);
        const kind = steps.length > 0 && newest >= 0 && known ? 'lost'
          : steps.length === 0 && was !== initial(register) && is === initial(register) ? 'lost' : 'invented';
        const of = newest >= 0 ? `by "${steps[newest].what}"` : 'before';
        blame(kind, register, `${value(is)} is there, told was ${value(may[0])} ${of}`);
      } else if (steps.length > 0 && steps.at(-1).shown !== null && !told(steps.at(-1)) && is !== steps.at(-1).writes.get(register)) {
        early += 1;
      }
    }
    for (const step of this.steps.filter((step) => step.writes.size > 1)) {
      this.judgeWhole(step, found, byRegister, blame);
    }
    return { faults, early };
  }

  /** A step of many changes is there as a whole or not at all, unless the page says otherwise. */
  judgeWhole(step, found, byRegister, blame) {
    if (step.told === null && step.refused) return;
    const own = [...step.writes].filter(([register, value]) =>
      byRegister.get(register).length === 1 && value !== this.was(register) && !this.excused.has(register));
    const there = own.filter(([register, value]) => (found.get(register) ?? initial(register)) === value);
    if (there.length > 0 && there.length < own.length) {
      const told = step.told === null ? 'not told' : 'told';
      blame('half', step.what, `${there.length} of ${own.length} are there (${told})`);
    }
  }

  /** Goes on from what was found. */
  settle(found) {
    this.late = new Map();
    for (const { told, writes, passes } of this.steps) {
      for (const [register, value] of told === null ? writes : []) {
        const others = [value, ...(passes ?? [])].filter((one) => one !== (found.get(register) ?? initial(register)));
        this.late.set(register, [...(this.late.get(register) ?? []), ...others]);
      }
    }
    this.settled = found;
    this.steps = [];
    this.excused = new Set();
  }
}

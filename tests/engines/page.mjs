// A page in any engine, with the part of Playwright's language that the journeys need, so that
// they read like the tests of Chromium and share their helpers.
import { build } from 'esbuild';
import { fileURLToPath } from 'node:url';
import { pause } from './drivers/shared.mjs';

/** How long a page has to become what it is expected to be. */
export const PATIENCE = 15_000;

const INSIDE = await build({
  entryPoints: [fileURLToPath(new URL('inside.mjs', import.meta.url))],
  bundle: true,
  format: 'iife',
  globalName: 'engineTests',
  footer: { js: 'window.engineTests = engineTests;' },
  write: false,
  logLevel: 'error',
});

/** The keys that write nothing, as WebDriver numbers them. */
const KEYS = {
  Backspace: '\uE003', Tab: '\uE004', Enter: '\uE007', Shift: '\uE008', Control: '\uE009', Alt: '\uE00A',
  Escape: '\uE00C', Space: ' ', PageUp: '\uE00E', PageDown: '\uE00F', End: '\uE010', Home: '\uE011',
  ArrowLeft: '\uE012', ArrowUp: '\uE013', ArrowRight: '\uE014', ArrowDown: '\uE015', Delete: '\uE017',
  Meta: '\uE03D', ControlOrMeta: process.platform === 'darwin' ? '\uE03D' : '\uE009',
};
const key = (name) => KEYS[name] ?? name;

/** Text or an expression, as it can be sent into the page. */
function pattern(text, exact = false) {
  if (text instanceof RegExp) return { source: text.source, flags: text.flags };
  return { words: text.replace(/\s+/g, ' ').trim(), exact };
}

/** What both a page and a place on it can be asked for. */
class Scope {
  getByRole(role, { name, exact, selected } = {}) {
    return this.to({ kind: 'role', role, selected, name: name === undefined ? undefined : pattern(name, exact) });
  }

  getByText(text, { exact } = {}) {
    return this.to({ kind: 'text', text: pattern(text, exact) });
  }

  locator(css) {
    return this.to({ kind: 'css', css });
  }
}

export class Page extends Scope {
  constructor(tab, base) {
    super();
    this.tab = tab;
    this.base = base;
    this.keyboard = {
      press: (chord) => this.#press(chord),
      type: (text) => this.#type(text),
    };
    this.mouse = {
      move: (x, y) => this.#pointer([{ type: 'pointerMove', x: Math.round(x), y: Math.round(y) }]),
      down: () => this.#pointer([{ type: 'pointerDown', button: 0 }]),
      up: () => this.#pointer([{ type: 'pointerUp', button: 0 }]),
      wheel: (x, y) => this.#wheel(x, y),
    };
  }

  to(step) {
    return new Place(this, [step]);
  }

  goto(path = './') {
    return this.tab.goto(new URL(path, this.base).href);
  }

  reload() {
    return this.tab.reload();
  }

  goBack() {
    return this.tab.back();
  }

  url() {
    return this.evaluate(() => location.href);
  }

  setViewportSize({ width, height }) {
    return this.tab.resize(width, height);
  }

  /** Calls a function in the page with words that JSON can hold; it may be asynchronous. */
  evaluate(action, ...words) {
    return this.tab.evaluate(String(action), words);
  }

  /** Calls a function in the page with the elements to which the steps lead. */
  async withElements(steps, action, ...words) {
    const code = `async (steps, ...words) =>
      window.engineTests ? { value: await (${action})(engineTests.find(steps), ...words) } : {}`;
    let answer = await this.evaluate(code, steps, ...words);
    if (!('value' in answer)) {
      await this.evaluate(`() => { ${INSIDE.outputFiles[0].text} }`);
      answer = await this.evaluate(code, steps, ...words);
    }
    return answer.value;
  }

  waitForTimeout(ms) {
    return pause(ms);
  }

  /** Presses the finger down at a point, moves it and lifts it. */
  async swipe(from, to) {
    const steps = 6;
    const between = (at) => ({
      x: Math.round(from.x + ((to.x - from.x) * at) / steps),
      y: Math.round(from.y + ((to.y - from.y) * at) / steps),
    });
    const moves = Array.from({ length: steps }, (_, at) => ({ type: 'pointerMove', duration: 30, ...between(at + 1) }));
    await this.finger([{ type: 'pointerMove', ...between(0) }, { type: 'pointerDown', button: 0 }, ...moves, { type: 'pointerUp', button: 0 }]);
  }

  finger(actions) {
    return this.tab.perform([{ type: 'pointer', id: 'finger', parameters: { pointerType: 'touch' }, actions }]);
  }

  #press(chord) {
    const names = chord === '+' ? ['+'] : chord.split('+').map(key);
    const down = names.map((value) => ({ type: 'keyDown', value }));
    const up = names.toReversed().map((value) => ({ type: 'keyUp', value }));
    return this.tab.perform([{ type: 'key', id: 'keys', actions: [...down, ...up] }]);
  }

  #type(text) {
    const actions = [...text].flatMap((letter) => {
      const value = letter === '\n' ? KEYS.Enter : letter;
      return [{ type: 'keyDown', value }, { type: 'keyUp', value }];
    });
    return this.tab.perform([{ type: 'key', id: 'keys', actions }]);
  }

  #pointer(actions) {
    return this.tab.perform([{ type: 'pointer', id: 'mouse', parameters: { pointerType: 'mouse' }, actions }]);
  }

  async #wheel(deltaX, deltaY) {
    const [x, y] = await this.evaluate(() => [Math.round(innerWidth / 2), Math.round(innerHeight / 2)]);
    await this.tab.perform([{ type: 'wheel', id: 'wheel', actions: [{ type: 'scroll', x, y, deltaX, deltaY }] }]);
  }
}

/** The elements that some steps from the page lead to, whenever they are asked for. */
export class Place extends Scope {
  constructor(page, steps) {
    super();
    this.on = page;
    this.steps = steps;
  }

  to(step) {
    return new Place(this.on, [...this.steps, step]);
  }

  filter({ hasText }) {
    return this.to({ kind: 'having', text: pattern(hasText) });
  }

  nth(at) {
    return this.to({ kind: 'nth', at });
  }

  first() {
    return this.nth(0);
  }

  last() {
    return this.nth(-1);
  }

  page() {
    return this.on;
  }

  toString() {
    return this.steps.map(({ kind, ...step }) => `${kind} ${JSON.stringify(step)}`).join(' > ');
  }

  /** Calls a function in the page with all of the elements. */
  all(action, ...words) {
    return this.on.withElements(this.steps, action, ...words);
  }

  count() {
    return this.all((elements) => elements.length);
  }

  /** Calls a function in the page with the one element, as soon as there is one. */
  async evaluate(action, ...words) {
    const until = Date.now() + PATIENCE;
    for (;;) {
      const code = `(elements, ...words) => {
        const shown = elements.filter(engineTests.isSeen);
        if (elements.length > 1) throw new Error(elements.length + ' elements');
        return shown.length ? (async () => [await (${action})(shown[0], ...words)])() : null;
      }`;
      const answer = await this.all(code, ...words).catch((error) => ({ error }));
      if (Array.isArray(answer)) return answer[0];
      if (Date.now() > until) throw new Error(`${this}: ${answer?.error?.message ?? 'no element is shown'}`);
      await pause(50);
    }
  }

  boundingBox() {
    return this.evaluate((element) => {
      const { x, y, width, height } = element.getBoundingClientRect();
      return { x, y, width, height };
    });
  }

  textContent() {
    return this.evaluate((element) => element.textContent);
  }

  getAttribute(name) {
    return this.evaluate((element, name) => element.getAttribute(name), name);
  }

  focus() {
    return this.evaluate((element) => element.focus());
  }

  /** Moves the mouse onto the element. */
  async hover() {
    const { x, y } = await this.#aim();
    await this.on.mouse.move(x, y);
  }

  async click() {
    const { x, y } = await this.#aim();
    await this.on.tab.perform([
      {
        type: 'pointer',
        id: 'mouse',
        parameters: { pointerType: 'mouse' },
        actions: [{ type: 'pointerMove', x, y }, { type: 'pointerDown', button: 0 }, { type: 'pointerUp', button: 0 }],
      },
    ]);
  }

  async tap() {
    const { x, y } = await this.#aim();
    await this.on.finger([{ type: 'pointerMove', x, y }, { type: 'pointerDown', button: 0 }, { type: 'pointerUp', button: 0 }]);
  }

  async check() {
    if (!(await this.evaluate((element) => element.checked))) await this.click();
  }

  async press(chord) {
    await this.focus();
    await this.on.keyboard.press(chord);
  }

  async pressSequentially(text) {
    await this.focus();
    await this.on.keyboard.type(text);
  }

  /** Puts text in place of what the field holds, as one input. */
  fill(text) {
    return this.evaluate((element, text) => {
      element.focus();
      element.value = text;
      element.dispatchEvent(new InputEvent('input', { bubbles: true }));
    }, text);
  }

  selectOption(option) {
    const label = option.label ?? option;
    return this.evaluate((element, label) => {
      const index = [...element.options].findIndex((option) => option.label.trim() === label);
      if (index < 0) throw new Error(`no option ${label}`);
      element.selectedIndex = index;
      for (const kind of ['input', 'change']) element.dispatchEvent(new Event(kind, { bubbles: true }));
    }, label);
  }

  /** Chooses files, of which these are the paths. */
  async setInputFiles(...paths) {
    await this.count();
    await this.on.tab.setFiles('(steps) => engineTests.find(steps)[0]', [this.steps], paths);
  }

  #aim() {
    return this.evaluate((element) => engineTests.aim(element));
  }
}

// Expectations that wait, in Playwright's words.
import assert from 'node:assert/strict';
import { pause } from './drivers/shared.mjs';
import { PATIENCE, Place } from './page.mjs';

const plain = (text) => text.replace(/\s+/g, ' ').trim();
const matches = (text, wanted) => (wanted instanceof RegExp ? wanted.test(plain(text)) : plain(text) === plain(wanted));
const contains = (text, wanted) => (wanted instanceof RegExp ? wanted.test(plain(text)) : plain(text).includes(plain(wanted)));

/** Asks again and again until the answer is good; fails with the last one. */
async function wait(what, ask, good, { timeout = PATIENCE } = {}) {
  const until = Date.now() + timeout;
  for (;;) {
    const answer = await ask().catch((error) => error);
    if (!(answer instanceof Error) && good(answer)) return;
    if (Date.now() > until) throw new Error(`${what}; it is ${answer instanceof Error ? answer.message : JSON.stringify(answer)}`);
    await pause(50);
  }
}

const ATTRIBUTE = (elements, name) => elements.map((element) => element.getAttribute(name));
const TEXTS = (elements) => elements.map((element) => element.innerText ?? element.textContent);

/** Each expectation: how the elements are asked, what is good, given what is wanted. */
const EXPECTATIONS = {
  toHaveCount: [(elements) => elements.length, (count, wanted) => count === wanted],
  toBeVisible: [(elements) => elements.filter(engineTests.isSeen).length, (count) => count === 1],
  toBeHidden: [(elements) => elements.filter(engineTests.isSeen).length, (count) => count === 0],
  toBeFocused: [(elements) => elements.map((element) => element === document.activeElement), ([is, ...others]) => is && !others.length],
  toBeChecked: [(elements) => elements.map((element) => element.checked), ([is, ...others]) => is && !others.length],
  toBeInViewport: [
    (elements) => elements.map((element) => element.getBoundingClientRect()).map(({ top, bottom }) => bottom > 0 && top < innerHeight),
    ([is, ...others]) => is && !others.length,
  ],
  toContainText: [TEXTS, ([text, ...others], wanted) => text !== undefined && !others.length && contains(text, wanted)],
  toHaveText: [
    TEXTS,
    (texts, wanted) => {
      const all = [wanted].flat();
      return texts.length === all.length && texts.every((text, at) => matches(text, all[at]));
    },
  ],
  toHaveValue: [
    (elements) => elements.map((element) => element.value),
    ([value], wanted) => (wanted instanceof RegExp ? wanted.test(value ?? '') : value === wanted),
  ],
  toHaveAccessibleName: [(elements) => elements.map(engineTests.nameOf), ([name], wanted) => name !== undefined && contains(name, wanted)],
};

/** Expects something of a place, or of a plain value. */
export function expect(subject) {
  return subject instanceof Place ? ofPlace(subject, true) : ofValue(subject);
}

function ofPlace(place, positive) {
  const side = (good) => (answer) => good(answer) === positive;
  const words = positive ? '' : 'not ';
  const made = Object.entries(EXPECTATIONS).map(([name, [ask, good]]) => [
    name,
    (wanted, options) =>
      wait(`${words}${name} ${wanted ?? ''}: ${place}`, () => place.all(ask), side((answer) => good(answer, wanted)), options ?? wanted),
  ]);
  return {
    ...Object.fromEntries(made),
    toHaveAttribute: (name, wanted) =>
      wait(
        `${words}${name}=${wanted}: ${place}`,
        () => place.all(ATTRIBUTE, name),
        side(([value]) => value !== undefined && value !== null && matches(value, wanted)),
      ),
    get not() {
      return ofPlace(place, !positive);
    },
  };
}

function ofValue(value) {
  return {
    toBe: (wanted) => assert.equal(value, wanted),
    toEqual: (wanted) => assert.deepEqual(value, wanted),
    toMatch: (wanted) => assert.match(value, wanted),
    toContain: (wanted) => assert.ok(value.includes(wanted), `${value} holds no ${wanted}`),
    toBeLessThan: (wanted) => assert.ok(value < wanted, `${value} is not less than ${wanted}`),
    toBeGreaterThan: (wanted) => assert.ok(value > wanted, `${value} is not greater than ${wanted}`),
  };
}

/** Expects an answer to become what is wanted. */
expect.poll = (ask, options) => ({
  toBe: (wanted) => wait(`to be ${wanted}`, async () => ask(), (answer) => answer === wanted, options),
  toMatch: (wanted) => wait(`to match ${wanted}`, async () => ask(), (answer) => wanted.test(answer), options),
  toBeLessThan: (wanted) => wait(`to be less than ${wanted}`, async () => ask(), (answer) => answer < wanted, options),
  toBeGreaterThan: (wanted) => wait(`to be greater than ${wanted}`, async () => ask(), (answer) => answer > wanted, options),
});

// The oracle itself, before it judges the page.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Oracle } from './oracle.mjs';

const TOLD = { shown: 1, told: 1 };

/** Returns what an oracle says of `found`, after steps of `[writes, state]`. */
function judged(steps, found, { settled = {}, polite = false } = {}) {
  const oracle = new Oracle();
  oracle.settle(new Map(Object.entries(settled)));
  for (const [writes, state] of steps) {
    Object.assign(oracle.begin('step', null, new Map(Object.entries(writes))), state);
  }
  return oracle.judge(new Map(Object.entries(found)), polite);
}
const kinds = (...given) => judged(...given).faults.map(({ kind, register }) => `${kind} ${register}`);

test('what was told must be there, what was not may be', () => {
  assert.deepEqual(kinds([[{ 'star:1': true }, TOLD]], { 'star:1': true }), []);
  assert.deepEqual(kinds([[{ 'star:1': true }, TOLD]], {}), ['lost star:1']);
  assert.deepEqual(kinds([[{ 'star:1': true }, {}]], {}), []);
  assert.deepEqual(kinds([[{ 'star:1': true }, {}]], { 'star:1': true }), []);
});

test('what was shown counts if the browser went on, and is counted apart if not', () => {
  const steps = [[{ 'star:1': true }, { shown: 1 }]];
  assert.deepEqual(kinds(steps, {}, { polite: true }), ['lost star:1']);
  assert.deepEqual(judged(steps, {}), { faults: [], early: 1 });
});

test('a step of many changes that the page asks to stay for counts when it is told', () => {
  const many = { 'star:1': true, 'star:2': true };
  const [asking, silent] = [true, false].map((asks) => [[many, { shown: 1, asks }]]);
  assert.deepEqual(kinds(asking, {}, { polite: true }), []);
  assert.deepEqual(kinds(silent, {}, { polite: true }), ['lost star:1', 'lost star:2']);
  assert.deepEqual(kinds([[{ 'star:1': true }, { shown: 1, asks: true }]], {}, { polite: true }), ['lost star:1']);
});

test('the newest that was told wins, and only what came after it may differ', () => {
  const steps = [[{ 'note:1': 'a' }, TOLD], [{ 'note:1': 'b' }, TOLD], [{ 'note:1': 'c' }, {}]];
  assert.deepEqual(kinds(steps, { 'note:1': 'b' }), []);
  assert.deepEqual(kinds(steps, { 'note:1': 'c' }), []);
  assert.deepEqual(kinds(steps, { 'note:1': 'a' }), ['lost note:1']);
  assert.deepEqual(kinds(steps, {}), ['lost note:1']);
});

test('of steps at the same moment either may be the newest', () => {
  const steps = [[{ 'note:1': 'a' }, { ...TOLD, group: 1 }], [{ 'note:1': 'b' }, { ...TOLD, group: 1 }]];
  assert.deepEqual(kinds(steps, { 'note:1': 'a' }), []);
  assert.deepEqual(kinds(steps, { 'note:1': 'b' }), []);
  assert.deepEqual(kinds(steps, {}), ['lost note:1']);
});

test('what was taken back is gone', () => {
  const steps = [[{ 'star:1': true }, TOLD], [{ 'star:1': false }, TOLD]];
  assert.deepEqual(kinds(steps, {}), []);
  assert.deepEqual(kinds(steps, { 'star:1': true }), ['lost star:1']);
});

test('what nobody did is invented, and what was there before stays', () => {
  assert.deepEqual(kinds([], { 'star:2': true }), ['invented star:2']);
  assert.deepEqual(kinds([], {}, { settled: { 'star:2': true } }), ['lost star:2']);
  assert.deepEqual(kinds([[{ 'star:1': true }, TOLD]], { 'star:1': true, 'view:x': true }), ['invented view:x']);
});

test('many changes in one step are there as a whole or not at all', () => {
  const all = { 'read:1': true, 'read:2': true };
  assert.deepEqual(kinds([[all, {}]], {}), []);
  assert.deepEqual(kinds([[all, {}]], all), []);
  assert.deepEqual(kinds([[all, {}]], { 'read:1': true }), ['half step']);
  assert.deepEqual(kinds([[all, TOLD]], { 'read:1': true }), ['lost read:2', 'half step']);
});

test('a damaged value may be anything, the others not', () => {
  const oracle = new Oracle();
  oracle.settle(new Map([['star:1', true], ['star:2', true]]));
  oracle.excused.add('star:1');
  assert.deepEqual(oracle.judge(new Map(), false).faults.map(({ register }) => register), ['star:2']);
});

test('what was asked and never told may come one start late, and not over what was told since', () => {
  const oracle = new Oracle();
  oracle.begin('star', null, new Map([['star:1', true]]));
  oracle.settle(new Map());
  const late = new Map([['star:1', true]]);
  assert.deepEqual(oracle.judge(late, true).faults, []);
  Object.assign(oracle.begin('star no more', null, new Map([['star:1', false]])), TOLD);
  assert.deepEqual(oracle.judge(late, true).faults.map(({ kind }) => kind), ['invented']);
  oracle.settle(new Map());
  assert.deepEqual(oracle.judge(late, true).faults.map(({ kind }) => kind), ['invented']);
});

test('of many flips that were never told another tab may know a later one', () => {
  const oracle = new Oracle();
  oracle.begin('flips', null, new Map([['star:1', true]])).passes = [true, false];
  oracle.settle(new Map([['star:1', true]]));
  assert.deepEqual(oracle.judge(new Map(), true).faults, []);
});

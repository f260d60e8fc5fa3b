// What runs inside the page: it finds elements as assistive technology sees them. The three
// drivers have no common way to ask for that, so it is computed here, by the standard's rules.
import { computeAccessibleName, getRole } from 'dom-accessibility-api';

const plain = (text) => text.replace(/\s+/g, ' ').trim();

/** Whether a text is the one that is asked for: a part of it in any case, or the whole of it. */
function fits(text, { source, flags, words, exact }) {
  if (source !== undefined) return new RegExp(source, flags).test(plain(text));
  return exact ? plain(text) === words : plain(text).toLowerCase().includes(words.toLowerCase());
}

/** Whether an element is there for readers: shown, and not covered by a modal dialog. */
export function isSeen(element) {
  if (!element.checkVisibility({ visibilityProperty: true })) return false;
  if (element.closest('[aria-hidden="true"], [inert]')) return false;
  const dialog = document.querySelector('dialog:modal');
  return !dialog || dialog.contains(element) || element.contains(dialog);
}

function withRole(roots, { role, name, selected }) {
  const found = new Set();
  for (const root of roots) {
    for (const element of root.querySelectorAll('*')) {
      if (getRole(element) !== role || !isSeen(element)) continue;
      if (selected && element.getAttribute('aria-selected') !== 'true') continue;
      if (!name || fits(computeAccessibleName(element), name)) found.add(element);
    }
  }
  return [...found];
}

/** Returns the smallest elements with the text. */
function withText(roots, text) {
  const within = (element) => fits(element.textContent, text);
  const smallest = (element) => within(element) && ![...element.children].some(within);
  return roots.flatMap((root) => [...root.querySelectorAll('body *')].filter(smallest).filter(isSeen));
}

const STEPS = {
  role: withRole,
  text: (roots, { text }) => withText(roots, text),
  css: (roots, { css }) => roots.flatMap((root) => [...root.querySelectorAll(css)]),
  having: (roots, { text }) => roots.filter((root) => fits(root.textContent, text)),
  nth: (roots, { at }) => roots.slice(at).slice(0, 1),
};

/** Returns the elements to which the steps lead. */
export function find(steps) {
  return steps.reduce((roots, step) => STEPS[step.kind](roots, step), [document]);
}

export const nameOf = (element) => plain(computeAccessibleName(element));

/** Brings the element into the window; returns its middle, once it stands still and nothing covers
 *  it there. */
export async function aim(element) {
  const place = () => element.getBoundingClientRect();
  const center = () => element.scrollIntoView({ block: 'center', behavior: 'instant' });
  const inWindow = ({ top, bottom }) => top >= 0 && bottom <= innerHeight;
  if (!inWindow(place())) center();
  let before = null;
  for (let left = 60; left > 0; left--) {
    const { x, y, width, height } = place();
    const now = { x: Math.round(x + width / 2), y: Math.round(y + height / 2) };
    const hit = document.elementFromPoint(now.x, now.y);
    const free = element.contains(hit) || hit?.closest('label')?.control === element;
    if (free && before?.x === now.x && before?.y === now.y) return now;
    // Below a bar, say.
    if (!free && left % 10 === 0) center();
    before = now;
    // Not by frames, which a tab that is covered may not have.
    await new Promise((done) => setTimeout(done, 20));
  }
  throw new Error('it moves, or something covers it');
}

// The limit: what the browser itself needs for the same cards and counts, if a page without a program
// swaps them in the handler of the key.
import { browse } from './browser.mjs';
import { probe } from './probe.mjs';

const pause = (ms) => new Promise((done) => setTimeout(done, ms));

/** What the page shows without its program, from the page as it is: styles stay, scripts go. */
export const still = () => {
  const copy = document.documentElement.cloneNode(true);
  const gone = 'script, link[rel=modulepreload], link[rel=preload], link[rel=manifest], meta[http-equiv]';
  copy.querySelectorAll(gone).forEach((it) => it.remove());
  return `<!doctype html>${copy.outerHTML}`;
};

/** Lets the probe note what each key shows. */
export const record = () => {
  window.probe.snapshot = () => ({
    feed: document.getElementById('papers').innerHTML,
    around: [...document.querySelectorAll('.papers > .bar, .rail fieldset')].map((it) => it.innerHTML),
  });
};

/**
 * Runs in the still page: makes the handler of keys that swaps in what each of `steps` shows. Of what is
 * around the cards only texts and attributes are changed, where nothing else differs.
 */
function swap(steps) {
  const feed = document.getElementById('papers');
  const around = () => [...document.querySelectorAll('.papers > .bar, .rail fieldset')];
  const nodes = (root) => {
    const walker = document.createTreeWalker(root);
    const list = [];
    while (walker.nextNode()) list.push(walker.currentNode);
    return list;
  };
  const parsed = (html) => {
    const template = document.createElement('template');
    template.innerHTML = html;
    return nodes(template.content);
  };
  const attributes = (node) => [...(node.attributes ?? [])].map(({ name, value }) => [name, value]);
  const sameShape = (one, other) => one.length === other.length &&
    one.every((node, at) => node.nodeName === other[at].nodeName && attributes(node).length === attributes(other[at]).length);
  const changes = (before, after) => {
    const [one, other] = [parsed(before), parsed(after)];
    if (!sameShape(one, other)) return null;
    return other.flatMap((node, at) => {
      if (node.nodeType === 3) return node.data === one[at].data ? [] : [[at, null, node.data]];
      const known = new Map(attributes(one[at]));
      return attributes(node).filter(([name, value]) => known.get(name) !== value).map(([name, value]) => [at, name, value]);
    });
  };
  let before = { feed: feed.innerHTML, around: around().map((it) => it.innerHTML) };
  const plans = steps.map((step) => {
    const parts = step.around.map((html, at) => {
      if (html === before.around[at]) return null;
      return { at, html, changes: before.around.length === step.around.length ? changes(before.around[at], html) : null };
    });
    const plan = { feed: step.feed === before.feed ? null : step.feed, parts: parts.filter(Boolean) };
    before = step;
    return plan;
  });
  const boxes = around();
  const known = boxes.map(nodes);
  addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey) return;
    const plan = plans.shift();
    if (!plan) return;
    for (const { at, html, changes } of plan.parts) {
      if (!boxes[at]) continue;
      if (changes) {
        for (const [node, name, value] of changes) {
          if (name === null) known[at][node].data = value;
          else known[at][node].setAttribute(name, value);
        }
      } else {
        boxes[at].innerHTML = html;
        known[at] = nodes(boxes[at]);
      }
    }
    if (plan.feed !== null) feed.innerHTML = plan.feed;
  });
}

/** Types the same keys into the still page; returns the milliseconds of work for each. */
export const limit = (address, { still: html, keys }) => browse(async (page) => {
  await page.addInitScript(probe);
  await page.route(`${address}limit.html`, (route) => route.fulfill({ contentType: 'text/html', body: html }));
  await page.goto(`${address}limit.html`);
  await pause(500);
  await page.evaluate(swap, keys.map((key) => key.snapshot));
  await page.getByRole('searchbox', { name: 'Search papers' }).focus();
  const work = [];
  for (const { key, rest } of keys) {
    if (key === 'Delete') await page.keyboard.press('ControlOrMeta+a');
    await page.evaluate(() => window.probe.next());
    await page.keyboard.press(key);
    work.push(await page.evaluate(() => window.outcome));
    await pause(rest);
  }
  return work;
});

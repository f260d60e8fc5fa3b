// What is watched in the page: an init script, so it is one function that uses nothing around it.

/**
 * Notes what the page tells its reader, by role and name, and reports it to `soakTold`. The page
 * is asked only for what a reader sees.
 */
export function watch() {
  if (window !== window.top || window.soak) return;
  /** A change that is only shown counts as told when it has stood for this many milliseconds. */
  const STOOD = 50;
  const NOT_KEPT = /not (yet )?(saved|kept|stored)|last until|lasts until|can't be kept|could not be (kept|saved|deleted)/i;

  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const nameOf = (element) => (element.getAttribute('aria-label') ?? element.textContent).trim();
  const named = (selector, name, root) =>
    all(selector, root ?? document).find((element) =>
      typeof name === 'string' ? nameOf(element) === name : name.test(nameOf(element)));
  const cards = () => all('[role=feed] article');
  const titleOf = (card) => card.querySelector('h2')?.textContent.trim() ?? '';
  const card = (title) => cards().find((one) => titleOf(one) === title);
  const pressed = (title, name) => {
    const one = card(title);
    return one && named('button', name, one)?.getAttribute('aria-pressed');
  };
  const isInWindow = (one) => {
    const { top, bottom } = one.getBoundingClientRect();
    return bottom > 0 && top < innerHeight;
  };
  const rowName = (row) => named('button', /./, row)?.textContent.trim() ?? '';
  const rows = () => all('main li').map(rowName);
  const noted = (one) => ({
    tags: all('button', one).map(nameOf).filter((name) => name.startsWith('#')).map((name) => name.slice(1)),
    note: one.querySelector('p.note')?.textContent ?? '',
  });
  const views = () => all('[role=complementary] button, aside button').map(nameOf)
    .filter((name) => name.startsWith('Forget ')).map((name) => name.slice('Forget '.length));

  // --- What the page says ----------------------------------------------------------------

  /** Every notice there ever was, in its order, and whether it tells of trouble. */
  const notices = [];
  const heard = new WeakSet();
  function listen() {
    for (const notice of all('[role=log] p, [role=alert] p')) {
      if (heard.has(notice)) continue;
      heard.add(notice);
      notices.push({ text: notice.textContent, trouble: Boolean(notice.closest('.trouble')) });
    }
  }
  const says = (text, since) => notices.slice(since).some((notice) => notice.text.includes(text));
  /** Whether the page says, right now, that something is not kept. */
  const refuses = () => all('[role=log] .trouble p').some((notice) => NOT_KEPT.test(notice.textContent));
  /** Whether the page would ask before it is left: something is not kept yet. */
  function asks() {
    const event = document.createEvent('BeforeUnloadEvent');
    event.initEvent('beforeunload', false, true);
    window.dispatchEvent(event);
    return event.defaultPrevented;
  }

  const CONDITIONS = {
    pressed: ({ title, name, is }) => pressed(title, name) === String(is),
    notice: ({ text }, since) => says(text, since),
    card: ({ title, is }) => cards().length > 0 && Boolean(card(title)) === is,
    noted: ({ title, tags, note }) => {
      const one = card(title) && noted(card(title));
      return Boolean(one) && one.note === note && one.tags.join() === tags.join();
    },
    cards: () => cards().length > 0,
    view: ({ name, is }) => views().includes(name) === is,
    listed: ({ name, is }) => all('main h1').some((head) => nameOf(head) === 'Library') &&
      rows().includes(name) === is,
    setting: ({ key, is }) => document.documentElement.getAttribute(`data-${key}`) === is,
    said: ({ text }) => all('dialog [role=status]').some((status) => status.textContent.includes(text)),
    status: ({ text }) => all('[role=status]').some((status) => status.textContent.includes(text)),
    screen: ({ name }) => all('nav a[aria-current=page]').some((link) => link.textContent.startsWith(name)),
    dialog: ({ is }) => all('dialog[open], [role=dialog]').length > 0 === is,
  };

  // --- What is waited for ----------------------------------------------------------------

  const waits = new Map();
  const frame = () => new Promise((done) => {
    requestAnimationFrame(done);
    // A page in the background has no frames.
    setTimeout(done, 100);
  });
  const holds = ({ until, since }) => until.every((one) => CONDITIONS[one.kind](one, since));

  async function reached(id, wait) {
    const shown = performance.now();
    await frame();
    window.soakTold?.(JSON.stringify({ id, shown: true, asks: asks(), refused: refuses() }));
    if (wait.leave?.at === 'shown') leave(wait.leave.how);
    // A notice says that it is kept; what is only shown must stand, and nothing ask to stay.
    while (refuses() || (!wait.said && (performance.now() - shown < STOOD || asks()))) {
      await new Promise((done) => setTimeout(done, 10));
    }
    window.soakTold?.(JSON.stringify({ id, told: true, refused: refuses() }));
    if (wait.leave?.at === 'told') leave(wait.leave.how);
  }

  function leave(how) {
    window.soak.left = true;
    if (how === 'reload') location.reload();
    else location.assign('sample.txt');
  }

  function look() {
    listen();
    for (const [id, wait] of waits) {
      if (holds(wait)) {
        waits.delete(id);
        reached(id, wait);
      }
    }
  }

  new MutationObserver(look).observe(document, {
    subtree: true, childList: true, attributes: true, characterData: true,
  });

  // --- What is done ----------------------------------------------------------------------

  const type = (field, text) => {
    field.value = text;
    field.dispatchEvent(new Event('input', { bubbles: true }));
  };
  const key = (target, name) =>
    target.dispatchEvent(new KeyboardEvent('keydown', { key: name, bubbles: true, cancelable: true }));

  /** Waits until `find` gives something: a dialog is drawn in a task of its own. */
  async function soon(find) {
    for (;;) {
      const found = find();
      if (found) return found;
      await new Promise((done) => setTimeout(done, 5));
    }
  }
  const dialog = (name) => named('button', name, document.querySelector('dialog[open]') ?? document.createElement('p'));
  const click = (selector, name, root) => soon(() => named(selector, name, root?.())).then((one) => one.click());

  /** Opens a dialog, again while it is closed: a digest that has just been opened closes it. */
  async function within(name, find) {
    for (;;) {
      await click('button', name);
      for (let tries = 20; tries > 0; tries--) {
        const open = document.querySelector('dialog[open]');
        const found = open && find(open);
        if (found && (found.length ?? 1) > 0) return found;
        await new Promise((done) => setTimeout(done, 10));
      }
    }
  }

  const DEEDS = {
    async key({ title, key: name }) {
      const target = title ? await soon(() => card(title)) : document.body;
      target.focus();
      key(target, name);
    },
    /** Presses a star again and again, each time after it shows what the last press has done. */
    async flip({ title, flips, name, is }) {
      for (let left = flips; left > 0; left--) {
        named('button', name, card(title)).click();
        const shows = left % 2 === 1 ? is : !is;
        await soon(() => pressed(title, name) === String(shows));
      }
    },
    async note({ title, tags, note }) {
      named('button', 'Note and tags', card(title)).click();
      const fields = await soon(() => card(title).querySelector('[role=group][aria-label="Note and tags"]'));
      type(fields.querySelector('textarea'), note);
      type(fields.querySelector('input'), tags.join(', '));
      named('button', 'Done', fields).click();
    },
    async drop({ name, text }) {
      const data = new DataTransfer();
      data.items.add(new File([text], name));
      window.dispatchEvent(new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true }));
    },
    async query({ text }) {
      type(await soon(() => document.querySelector('search input')), text);
    },
    /** Waits until the list stands: a card of the last query may be far down in all of them. */
    async settle() {
      const now = () => cards().map((one) => `${one.ariaSetSize} ${titleOf(one)}`).join();
      for (let before = ''; before !== now(); ) {
        before = now();
        await new Promise((done) => setTimeout(done, 150));
      }
    },
    until: (condition) => soon(() => CONDITIONS[condition.kind](condition, 0)),
    /** Shows all papers, whatever the last visit had searched for. */
    clear: () => soon(() => {
      const field = document.querySelector('search input');
      if (field?.value) type(field, '');
      else if (location.hash) location.hash = '';
      return cards().length > 0;
    }),
    go: ({ name }) => click('nav a', new RegExp(`^${name}`)),
    press: ({ name }) => click('button', name),
    pressIn: ({ name, row }) => click('button', name, () => all('main li').find((one) => rowName(one) === row)),
    pressInDialog: ({ name }) => soon(() => dialog(name)).then((one) => one.click()),
    async typeInDialog({ text }) {
      type(await soon(() => document.querySelector('dialog[open] input[type=text]')), text);
    },
    async rename({ row, text }) {
      await DEEDS.pressIn({ name: new RegExp(`^Rename ${row}`), row });
      const field = await soon(() => document.querySelector('main li input'));
      type(field, text);
      key(field, 'Enter');
    },
    async remove({ row }) {
      await DEEDS.pressIn({ name: new RegExp(`^Delete ${row}`), row });
      await click('button', 'Delete it');
    },
    async choose({ label, option }) {
      const select = await soon(() => named('dialog[open] select', label));
      select.value = all('option', select).find((one) => one.textContent.trim() === option).value;
      select.dispatchEvent(new Event('change', { bubbles: true }));
    },
    async bind({ label, key: name }) {
      const row = await soon(() => named('dialog[open] button', new RegExp(`: ${label}$`)));
      row.click();
      key(row, name);
    },
    async dropRule({ query }) {
      const find = () => all('dialog[open] li').find((one) => one.querySelector('code')?.textContent === query);
      // The list is of the moment at which it is opened: another tab may have made the rule.
      while (!find()) {
        DEEDS.escape();
        await click('button', 'Rules');
        await new Promise((done) => setTimeout(done, 50));
      }
      named('button', 'Delete rule', find()).click();
    },
    escape() {
      named('dialog[open] button', 'Close')?.click();
    },
  };

  // What the page saves as a file is read here, and no file is written.
  const captured = [];
  const make = URL.createObjectURL;
  URL.createObjectURL = (blob) => {
    captured.push(blob.text());
    return make.call(URL, blob);
  };
  HTMLAnchorElement.prototype.click = function () {
    if (!this.download) this.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true }));
  };

  window.soak = {
    notices,
    // Of the others any may not be drawn in the next moment.
    cards: () => cards().filter(isInWindow).map(titleOf),
    asks,
    /** Reports under `id` when all of `until` holds after `deeds` are done. */
    async ask(id, until, said, deeds, leave) {
      listen();
      const wait = { until, said, leave, since: notices.length };
      for (const [place, { deed, ...what }] of deeds.entries()) {
        // What earlier deeds show is no answer to the last one.
        if (place === deeds.length - 1) {
          listen();
          wait.since = notices.length;
          waits.set(id, wait);
        }
        await DEEDS[deed](what);
      }
      if (deeds.length === 0) waits.set(id, wait);
      look();
    },
    /** Reads what is there, by the ways a reader has: cards, filters, dialogs, library, backup. */
    async read(usesKeys) {
      captured.length = 0;
      await within('Settings', (open) => named('button', 'Save a backup', open)).then((save) => save.click());
      await DEEDS.escape();
      const keys = usesKeys && (await within('Keyboard shortcuts', (open) => all('dt button', open).map(nameOf)));
      await DEEDS.escape();
      const text = await (await soon(() => captured[0]));
      const shown = {
        cards: cards().map((one) => ({
          title: titleOf(one),
          star: named('button', 'Star', one)?.getAttribute('aria-pressed') === 'true',
          read: named('button', 'Mark read', one)?.getAttribute('aria-pressed') === 'true',
          ...noted(one),
        })),
        views: views(),
        settings: Object.fromEntries([...document.documentElement.attributes].map(({ name, value }) => [name.replace('data-', ''), value])),
      };
      await DEEDS.go({ name: 'Library' });
      await soon(() => CONDITIONS.screen({ name: 'Library' }) && named('main h1', 'Library'));
      const listed = rows();
      await DEEDS.go({ name: 'Digest' });
      await soon(() => CONDITIONS.screen({ name: 'Digest' }));
      return { text, keys, rows: listed, ...shown };
    },
  };
}

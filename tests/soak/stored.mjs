// What is done to stored values while the page is closed, from a plain text of its origin.

/** Fills the rest of `localStorage` to the last letter, as a page of the same host may do. */
export function fill() {
  for (let size = 1 << 22, place = 0; size > 0; ) {
    try {
      localStorage.setItem(`neighbor-${place++}`, 'x'.repeat(size));
    } catch {
      size >>= 1;
    }
  }
}

/**
 * Changes every stored text that holds `holds`, in `localStorage` and in the database: `cut` in
 * half, or `removed`. Returns how many were changed.
 */
export async function tamper({ holds, how }) {
  let count = 0;
  const change = (text) => {
    count += 1;
    return how === 'cut' ? text.slice(0, text.length >> 1) : null;
  };
  const own = Object.keys(localStorage).filter((key) => key.startsWith('skimmark:') && !key.includes(':damaged:'));
  for (const key of own) {
    const text = localStorage.getItem(key);
    if (!text.includes(holds)) continue;
    const changed = change(text);
    if (changed === null) localStorage.removeItem(key);
    else localStorage.setItem(key, changed);
  }
  const answer = (request) => new Promise((done, failed) => {
    request.onsuccess = () => done(request.result);
    request.onerror = () => failed(request.error);
  });
  const name = `skimmark:${location.pathname.replace(/[^/]*$/, '')}`;
  const database = await answer(indexedDB.open(name));
  const journal = database.transaction('journal', 'readwrite').objectStore('journal');
  const keys = await answer(journal.getAllKeys());
  for (const key of keys) {
    const value = await answer(journal.get(key));
    if (typeof value === 'string') {
      if (!value.includes(holds)) continue;
      const changed = change(value);
      if (changed === null) journal.delete(key);
      else journal.put(changed, key);
      continue;
    }
    // An entry of the log: names and texts in turn, or pairs of them.
    const walk = (list) => {
      for (let place = 0; place < list.length; place++) {
        if (Array.isArray(list[place])) walk(list[place]);
        else if (place % 2 === 1 && typeof list[place] === 'string' && list[place].includes(holds)) {
          const changed = change(list[place]);
          if (changed === null) list.splice(place-- - 1, 2);
          else list[place] = changed;
        }
      }
    };
    const before = count;
    walk(value);
    if (count > before) journal.put(value, key);
  }
  await new Promise((done, failed) => {
    journal.transaction.oncomplete = done;
    journal.transaction.onabort = () => failed(journal.transaction.error);
  });
  database.close();
  return count;
}

/**
 * Changes a mark as the versions before the log did: on top of what they know of it, under the
 * paper's name, in both places.
 */
export async function keepAsBefore({ name, mark }) {
  const path = location.pathname.replace(/[^/]*$/, '');
  const key = `skimmark:${path}:v1:mark:${name}`;
  const database = await new Promise((done, failed) => {
    const opening = indexedDB.open(`skimmark:${path}`);
    // The page may have been killed before it made them.
    opening.onupgradeneeded = () => {
      for (const store of ['journal', 'digests', 'texts']) opening.result.createObjectStore(store);
    };
    opening.onerror = () => failed(opening.error);
    opening.onsuccess = () => done(opening.result);
  });
  const transaction = database.transaction('journal', 'readwrite');
  const journal = transaction.objectStore('journal');
  const known = journal.get(name);
  let kept;
  known.onsuccess = () => {
    const texts = [localStorage.getItem(key), known.result].filter((text) => typeof text === 'string');
    const before = Object.assign({}, ...texts.map((text) => JSON.parse(text).mark));
    kept = JSON.stringify({ v: 1, mark: { ...mark, ...before, starred: mark.starred, changed: mark.changed, starred_at: mark.starred_at } });
    try {
      localStorage.setItem(key, kept);
    } catch {
      // A full storage: the journal alone, as those versions did.
    }
    journal.put(kept, name);
  };
  await new Promise((done, failed) => {
    transaction.onabort = () => failed(transaction.error);
    transaction.oncomplete = done;
  });
  database.close();
  // The tabs that are open are told.
  new BroadcastChannel(`skimmark:${path}`).postMessage([[name, kept]]);
}

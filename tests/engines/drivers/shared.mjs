// What the drivers have in common.

/** Returns a function as text that calls `code` with the words of a JSON text, and gives its
 *  outcome as JSON, or as it is. */
export function inPage(code, asJson = true) {
  const call = `await (${code})(...JSON.parse(words))`;
  return `async (words) => ${asJson ? `JSON.stringify((${call}) ?? null)` : call}`;
}

/** Waits until a child has ended; ends it if that takes long. */
export function ended(child, patience = 5_000) {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise((done) => {
    const last = setTimeout(() => child.kill('SIGKILL'), patience);
    child.once('exit', () => {
      clearTimeout(last);
      done();
    });
  });
}

export const pause = (ms) => new Promise((done) => setTimeout(done, ms));

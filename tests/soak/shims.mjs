// Faults of the browser that are made in the page: an init script, so it is one function that uses
// nothing around it.

/**
 * Puts switches between the page and its browser. Until one is switched, all is as it was;
 * `hanging` (`late`, in milliseconds, or `ever`) is switched from the start of the visit, until the
 * page is loaded again.
 */
export function shims({ hanging }) {
  if (window !== window.top || window.faults) return;

  // --- The clock -------------------------------------------------------------------------

  const RealDate = Date;
  const now = () => faults.frozen ?? RealDate.now() + faults.skew;
  const faults = (window.faults = { skew: 0, frozen: null, lost: null });
  window.Date = class extends RealDate {
    constructor(...given) {
      if (given.length > 0) super(...given);
      else super(now());
    }
    static now() {
      return now();
    }
  };

  // --- A connection that is lost ---------------------------------------------------------

  const begin = IDBDatabase.prototype.transaction;
  IDBDatabase.prototype.transaction = function (...given) {
    const { lost } = faults;
    if (lost && lost.times > 0) {
      lost.times -= 1;
      if (lost.how === 'unknown') {
        throw new DOMException('Connection to Indexed Database server lost', 'UnknownError');
      }
      if (lost.how === 'abort') {
        const transaction = begin.apply(this, given);
        setTimeout(() => {
          try {
            transaction.abort();
          } catch {
            // It was faster.
          }
        });
        return transaction;
      }
      this.close();
      // Chromium says so, other browsers do not.
      if (lost.how === 'event') this.dispatchEvent(new Event('close'));
    }
    return begin.apply(this, given);
  };

  // --- A database that does not open -----------------------------------------------------

  if (!hanging || sessionStorage.getItem('soak-hung')) return;
  sessionStorage.setItem('soak-hung', 'once');
  const open = IDBFactory.prototype.open;
  IDBFactory.prototype.open = function (...given) {
    const request = new EventTarget();
    let real;
    for (const name of ['result', 'error', 'transaction', 'source', 'readyState']) {
      Object.defineProperty(request, name, { get: () => real?.[name] ?? null });
    }
    for (const name of ['success', 'error', 'upgradeneeded', 'blocked']) {
      request[`on${name}`] = null;
      request.addEventListener(name, (event) => request[`on${name}`]?.(event));
    }
    if (hanging === 'ever') return request;
    setTimeout(() => {
      real = open.apply(this, given);
      for (const name of ['success', 'error', 'upgradeneeded', 'blocked']) {
        real.addEventListener(name, () => request.dispatchEvent(new Event(name)));
      }
    }, hanging);
    return request;
  };
}

// What runs inside the page beside the program: it notes when an input happened, when the engine
// had answered, and when the frame that shows the answer was made.

/** Installs `window.probe`; given to the browser as text, it can use nothing from outside. */
export function probe() {
  const now = () => performance.now();
  const state = { begun: 0, sent: 0, open: 0, answered: 0, kept: false };
  let painted = null;

  /** Calls back after the styles, layout and painting of the next frame, with the time of the call
   *  and that at which the frame began. */
  function afterFrame(then) {
    requestAnimationFrame(() => {
      const frame = now();
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => then(now(), frame);
      port2.postMessage(null);
    });
  }
  const afterTask = (then) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = then;
    port2.postMessage(null);
  };

  // Each request has an answer: once no request is open, everything that the input asked for is
  // there. Checked after the program's own handling, which may ask for more.
  function settle() {
    if (!state.begun || state.open > 0 || !painted) return;
    const handled = now();
    const done = painted;
    painted = null;
    afterFrame((end, frame) => {
      const { begun, sent, answered } = state;
      done({
        painted: end - begun,
        // Without the wait for the display's clock: only what the program makes one wait for.
        work: handled - begun + (end - frame),
        trip: answered ? answered - sent : null,
        counts: document.querySelector('.counts')?.textContent ?? '',
        snapshot: window.probe.snapshot?.(),
      });
      state.begun = 0;
    });
  }

  // A worker is met when it is first written to, as it may have been started before this.
  const met = new WeakSet();
  const meet = (worker) => {
    if (met.has(worker)) return;
    met.add(worker);
    worker.addEventListener('message', (event) => {
      state.answered = now();
      state.open -= 1;
      // The compressed text of a digest, to be stored: the last that opening makes.
      if (event.data?.[1]) state.kept = true;
      afterTask(settle);
    });
  };
  const send = Worker.prototype.postMessage;
  Worker.prototype.postMessage = function (...message) {
    meet(this);
    state.open += 1;
    if (!state.sent) state.sent = now();
    return send.apply(this, message);
  };

  function begin(event) {
    if (!painted || state.begun) return;
    Object.assign(state, { begun: event.timeStamp, sent: 0, open: 0, answered: 0 });
    // The input may need nothing of the engine.
    afterTask(settle);
  }
  addEventListener('keydown', begin, true);
  addEventListener('click', begin, true);

  window.probe = {
    state,
    /** Measures the next input, until it is painted. */
    next() {
      state.begun = 0;
      window.outcome = new Promise((done) => (painted = done));
    },
    /** Drops the file, and returns when the first card was there and when all papers were. */
    open(file, count) {
      const all = count.toLocaleString('en-US');
      const start = now();
      const times = { first: 0, done: 0 };
      const data = new DataTransfer();
      data.items.add(file);
      dispatchEvent(new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true }));
      return new Promise((done) => {
        const look = () => afterFrame((end) => {
          const feed = document.getElementById('papers');
          if (!times.first && feed?.querySelector('article')) times.first = end - start;
          const ready = feed?.ariaBusy === 'false' &&
            document.querySelector('.counts').textContent.startsWith(`${all} of ${all} `);
          if (!ready && end - start < 300_000) return look();
          if (ready) times.done = end - start;
          done({ ...times, counts: document.querySelector('.counts')?.textContent ?? '' });
        });
        look();
      });
    },
    /** Collects the milliseconds between frames until told to stop. */
    frames() {
      const gaps = [];
      let last = 0;
      let on = true;
      const tick = (time) => {
        if (last) gaps.push(time - last);
        last = time;
        if (on) requestAnimationFrame(tick);
      };
      requestAnimationFrame(tick);
      window.stopFrames = () => {
        on = false;
        return gaps;
      };
    },
  };
}

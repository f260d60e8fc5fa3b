// Takes what is pasted or dropped before the program runs. The page says where to paste from its
// first paint on, so this is a script of its own, at the head of the page, which runs before that.
(() => {
  const taken = [];
  const take = (event, data) => {
    event.preventDefault();
    // What the event holds can be read only while it lasts.
    const kept = new DataTransfer();
    for (const type of ['text/plain', 'text/html']) {
      const text = data?.getData(type);
      if (text) kept.setData(type, text);
    }
    for (const file of data?.files ?? []) kept.items.add(file);
    taken.push([event.type, kept]);
  };
  const listeners = {
    paste: (event) => take(event, event.clipboardData),
    drop: (event) => take(event, event.dataTransfer),
    // Else the browser would leave the page for a file that is dropped.
    dragover: (event) => event.preventDefault(),
  };
  for (const [type, listener] of Object.entries(listeners)) addEventListener(type, listener);

  /** Hands everything to the program, which listens from now on. */
  window.handOverEarly = () => {
    for (const [type, listener] of Object.entries(listeners)) removeEventListener(type, listener);
    for (const [type, data] of taken.splice(0)) {
      const options = { bubbles: true, cancelable: true };
      const event =
        type === 'paste'
          ? new ClipboardEvent('paste', { ...options, clipboardData: data })
          : new DragEvent('drop', { ...options, dataTransfer: data });
      document.body.dispatchEvent(event);
    }
  };
})();

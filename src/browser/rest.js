// Fetches the rest of the program and puts it beside the first part, which then works as one: see rest.rs.

/** What the first part gives, for the rest to use. */
let first;
let isWhole = false;

const address = () =>
  new URL(document.querySelector('meta[name="skimmark-rest"]').content, document.baseURI);

const imports = () => ({ first });

/** Fetches the rest in the background if `exports` are given. Without them, which is how the first part calls
 *  it when it is about to use what is not there yet, it is there when this returns. */
export function fetchRest(exports) {
  if (exports) {
    first = exports;
    // The engine comes before it.
    setTimeout(inTheBackground, 100);
  } else if (!isWhole) {
    console.warn('The rest of the program was needed before it had come.');
    new WebAssembly.Instance(new WebAssembly.Module(bytesAtOnce()), imports());
    isWhole = true;
  }
}

async function inTheBackground() {
  try {
    const answer = await fetch(address(), { priority: 'low' });
    const module = await WebAssembly.compile(await answer.arrayBuffer());
    if (isWhole) return;
    await WebAssembly.instantiate(module, imports());
    isWhole = true;
  } catch (error) {
    // It is tried once more when it is needed.
    console.warn(error);
  }
}

/** Waits for the answer. A text of this charset has the bytes as the low halves of its letters, as such a
 *  request gives no bytes. */
function bytesAtOnce() {
  const request = new XMLHttpRequest();
  request.open('GET', address(), false);
  request.overrideMimeType('text/plain; charset=x-user-defined');
  request.send();
  return Uint8Array.from(request.responseText, (letter) => letter.charCodeAt(0));
}

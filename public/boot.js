// Starts the page's program.

const tag = document.querySelector('script[data-js]');
const address = (name) => new URL(tag.dataset[name], document.baseURI).href;

const program = await import(address('js'));
await program.default({ module_or_path: address('wasm') });

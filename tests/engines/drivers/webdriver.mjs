// Drives WebKitGTK and Chromium by the protocol WebDriver, which is HTTP, through the programs
// that come with them.
import { spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { ended, inPage, pause } from './shared.mjs';

/** As WebDriver names a reference to an element. */
const ELEMENT = 'element-6066-11e4-a52e-4f735466cecf';

/** How long a browser may take to start and to end, and any other command, in milliseconds. */
const [START, END, COMMAND] = [30_000, 10_000, 150_000];

/** Starts the driver `program`; each page it opens is a browser of its own. */
export async function start({ program, name, capabilities, environment = {} }) {
  const env = { ...process.env, ...environment };
  let driver;
  let root;
  const launch = async () => {
    const port = await freePort();
    driver = spawn(program, [`--port=${port}`], { stdio: 'ignore', env });
    root = `http://127.0.0.1:${port}`;
    await listening(root, driver);
  };
  await launch();
  let session = null;
  const end = async () => {
    if (session) await ask(session, 'DELETE', '', {}, END).catch(() => {});
    session = null;
  };
  const begin = async (tries = 3) => {
    await end();
    try {
      const wanted = { capabilities: { alwaysMatch: capabilities } };
      const begun = await ask(`${root}/session`, 'POST', '', wanted, START);
      session = `${root}/session/${begun.sessionId}`;
      await ask(session, 'POST', '/timeouts', { script: 120_000, pageLoad: 60_000 });
      return begun.capabilities;
    } catch (error) {
      if (tries === 1) throw error;
      // WebKit's driver waits for ever, now and then, for a browser that it does not start.
      driver.kill('SIGKILL');
      await ended(driver);
      await launch();
      return begin(tries - 1);
    }
  };
  const { browserVersion } = await begin();
  return {
    version: `${name} ${browserVersion}`,
    /** Opens a browser that holds nothing; the one before is closed. */
    async open() {
      await begin();
      const tabs = { current: await ask(session, 'GET', '/window') };
      return tab(session, tabs, tabs.current);
    },
    async stop() {
      await end();
      driver.kill();
      await ended(driver);
    },
  };
}

function freePort() {
  return new Promise((done) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => done(port));
    });
  });
}

async function listening(root, driver) {
  for (let left = 100; left > 0; left--) {
    if (driver.exitCode !== null) break;
    if (await fetch(`${root}/status`).catch(() => null)) return;
    await pause(100);
  }
  throw new Error(`${driver.spawnfile} does not answer`);
}

/** Sends a command; fails with what the driver says if it fails, or if it says nothing. */
async function ask(session, method, path, body, patience = COMMAND) {
  const response = await fetch(session + path, {
    method,
    signal: AbortSignal.timeout(patience),
    headers: { 'content-type': 'application/json' },
    body: method === 'POST' ? JSON.stringify(body ?? {}) : undefined,
  });
  const { value } = await response.json();
  if (!response.ok) throw new Error(`${value.error}: ${value.message}`);
  return value;
}

function tab(session, tabs, handle) {
  /** Commands go to one tab at a time. */
  const send = async (method, path, body) => {
    if (tabs.current !== handle) {
      await ask(session, 'POST', '/window', { handle });
      tabs.current = handle;
    }
    return ask(session, method, path, body);
  };
  const call = async (code, words, asJson) => {
    const script = `
      const done = arguments[arguments.length - 1];
      (${inPage(code, asJson)})(arguments[0]).then((value) => done({ value }), (error) => done({ error: String(error) }));`;
    const { value, error } = await send('POST', '/execute/async', { script, args: [JSON.stringify(words)] });
    if (error) throw new Error(error);
    return value;
  };
  return {
    /** The protocol tells nothing of the console. */
    troubles: [],
    goto: (url) => send('POST', '/url', { url }),
    reload: () => send('POST', '/refresh'),
    back: () => send('POST', '/back'),
    evaluate: async (code, words) => JSON.parse(await call(code, words, true)),
    perform: (actions) => send('POST', '/actions', { actions }),
    async setFiles(code, words, files) {
      const element = (await call(code, words, false))[ELEMENT];
      await send('POST', `/element/${element}/value`, { text: files.join('\n') });
    },
    /** The window is as much larger as what is around the page takes. */
    async resize(width, height) {
      const inner = () => send('POST', '/execute/sync', { script: 'return [innerWidth, innerHeight]', args: [] });
      for (let left = 20; left > 0; left--) {
        const [innerWidth, innerHeight] = await inner();
        if (innerWidth === width && innerHeight === height) return;
        const rect = await send('GET', '/window/rect');
        await send('POST', '/window/rect', {
          width: rect.width + width - innerWidth,
          height: rect.height + height - innerHeight,
        });
        await pause(100);
      }
      throw new Error(`the window does not become ${width} by ${height}: ${await inner()}`);
    },
    screenshot: async () => Buffer.from(await send('GET', '/screenshot'), 'base64'),
    print: async () => Buffer.from(await send('POST', '/print'), 'base64'),
    activate: () => send('GET', '/window'),
    async another() {
      // Not as a tab: WebKitGTK leaves it hidden, and a click there waits for a frame forever.
      const made = await send('POST', '/window/new', { type: 'window' });
      return tab(session, tabs, made.handle);
    },
    close: () => send('DELETE', '/window'),
  };
}

// Drives Firefox as it is installed, by the standard protocol WebDriver BiDi.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import WebSocket from 'ws';
import { ended, inPage } from './shared.mjs';

/** What a reader's Firefox does on the side has no place in a test. */
const PREFERENCES = {
  'app.normandy.enabled': false,
  'app.update.disabledForTesting': true,
  'browser.download.alwaysOpenPanel': false,
  'browser.download.folderList': 2,
  'browser.shell.checkDefaultBrowser': false,
  // As on a phone: otherwise pages have no touch events to listen to.
  'dom.w3c_touch_events.enabled': 1,
  'datareporting.policy.dataSubmissionEnabled': false,
  'network.captive-portal-service.enabled': false,
  'network.connectivity-service.enabled': false,
  'services.settings.server': 'data:,',
  'toolkit.telemetry.enabled': false,
};

/** Starts Firefox with an empty profile. If it is `hidden`, all its windows are private ones, and
 *  each page it opens is in a browser of its own, as private windows share what they hold. */
export async function start({ program, folder, hidden = false }) {
  let browser = await launch(program, folder, hidden);
  let fresh = true;
  return {
    version: browser.version,
    /** Opens a tab that shares nothing with those opened before. */
    async open() {
      if (hidden && !fresh) {
        await browser.stop();
        browser = await launch(program, folder, hidden);
      }
      fresh = false;
      const { connection } = browser;
      const { userContext } = hidden ? {} : await connection.send('browser.createUserContext', {});
      return tab(connection, userContext);
    },
    stop: () => browser.stop(),
  };
}

async function launch(program, folder, hidden) {
  const profile = mkdtempSync(join(tmpdir(), 'skimmark-firefox-'));
  const preferences = {
    ...PREFERENCES,
    'browser.download.dir': folder,
    'browser.privatebrowsing.autostart': hidden,
  };
  const lines = Object.entries(preferences).map(([name, value]) => `user_pref("${name}", ${JSON.stringify(value)});`);
  writeFileSync(join(profile, 'user.js'), lines.join('\n'));
  const words = ['--headless', '--no-remote', '--profile', profile, '--remote-debugging-port', '0'];
  const browser = spawn(program, words, { stdio: ['ignore', 'ignore', 'pipe'] });
  const connection = await connect(await address(browser));
  const { capabilities } = await connection.send('session.new', { capabilities: {} });
  await connection.send('session.subscribe', { events: ['log.entryAdded'] });
  return {
    connection,
    version: `Firefox ${capabilities.browserVersion}`,
    async stop() {
      await connection.send('browser.close', {}).catch(() => {});
      await ended(browser);
      rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

/** Returns the address at which the browser says that it listens. */
function address(browser) {
  return new Promise((done, failed) => {
    browser.once('error', failed);
    browser.once('exit', () => failed(new Error('Firefox has ended before it listened')));
    createInterface(browser.stderr).on('line', (line) => {
      const at = line.match(/WebDriver BiDi listening on (ws:\S+)/);
      if (at) done(at[1]);
    });
  });
}

/** Opens the connection: commands with their answers, and what the console says meanwhile. */
async function connect(url) {
  const socket = new WebSocket(`${url}/session`, { maxPayload: 2 ** 30, perMessageDeflate: false });
  await new Promise((done, failed) => {
    socket.once('open', done);
    socket.once('error', failed);
  });
  const waiting = new Map();
  const troubles = new Map();
  let serial = 0;
  const stop = () => {
    for (const { failed } of waiting.values()) failed(new Error('Firefox has closed the connection'));
  };
  socket.on('close', stop);
  socket.on('error', stop);
  socket.on('message', (data) => {
    const { id, type, result, message, error, method, params } = JSON.parse(data);
    if (method === 'log.entryAdded' && params.level === 'error') {
      troubles.get(params.source.context)?.push(params.text);
    }
    const asked = waiting.get(id);
    waiting.delete(id);
    if (type === 'success') asked?.done(result);
    else if (type === 'error') asked?.failed(new Error(`${error}: ${message}`));
  });
  return {
    troubles,
    send: (method, params) =>
      new Promise((done, failed) => {
        // A browser that has ended answers nothing.
        if (socket.readyState !== WebSocket.OPEN) return failed(new Error('Firefox is closed'));
        const id = ++serial;
        waiting.set(id, { done, failed });
        socket.send(JSON.stringify({ id, method, params }));
      }),
  };
}

async function tab(connection, userContext) {
  const { send } = connection;
  const { context } = await send('browsingContext.create', { type: 'tab', userContext });
  const troubles = [];
  connection.troubles.set(context, troubles);
  const call = async (functionDeclaration, words) => {
    const answer = await send('script.callFunction', {
      functionDeclaration,
      arguments: words.map((value) => ({ type: 'string', value })),
      awaitPromise: true,
      // As if the reader had just clicked.
      userActivation: true,
      target: { context },
    });
    if (answer.type === 'exception') throw new Error(answer.exceptionDetails.text);
    return answer.result;
  };
  return {
    troubles,
    goto: (url) => send('browsingContext.navigate', { context, url, wait: 'complete' }),
    reload: () => send('browsingContext.reload', { context, wait: 'complete' }),
    back: () => send('browsingContext.traverseHistory', { context, delta: -1 }),
    async evaluate(code, words) {
      return JSON.parse((await call(inPage(code), [JSON.stringify(words)])).value);
    },
    perform: (actions) => send('input.performActions', { context, actions }),
    async setFiles(code, words, files) {
      const { sharedId } = await call(inPage(code, false), [JSON.stringify(words)]);
      await send('input.setFiles', { context, element: { sharedId }, files });
    },
    resize: (width, height) => send('browsingContext.setViewport', { context, viewport: { width, height } }),
    async screenshot() {
      const { data } = await send('browsingContext.captureScreenshot', { context });
      return Buffer.from(data, 'base64');
    },
    /** Returns what the browser would print, a PDF. */
    async print() {
      const { data } = await send('browsingContext.print', { context });
      return Buffer.from(data, 'base64');
    },
    activate: () => send('browsingContext.activate', { context }),
    another: () => tab(connection, userContext),
    close: () => send('browsingContext.close', { context }),
  };
}

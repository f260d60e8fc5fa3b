// The engines, each with what it takes to drive it on this machine.
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ARGUMENTS } from '../browser/chromium.mjs';
import * as bidi from './drivers/bidi.mjs';
import { ended } from './drivers/shared.mjs';
import * as webdriver from './drivers/webdriver.mjs';

/** Where Debian and its relatives have WebKit's small browser. */
const MINI_BROWSERS = ['4.1', '6.0', '4.0'].map((api) => `/usr/lib/${multiarch()}/webkit2gtk-${api}/MiniBrowser`)
  .concat([`/usr/lib/${multiarch()}/webkitgtk-6.0/MiniBrowser`]);

function multiarch() {
  return `${{ x64: 'x86_64', arm64: 'aarch64' }[process.arch] ?? process.arch}-linux-gnu`;
}

/** Each way to run a browser: how it is started, given a folder for downloads, and if not all files
 *  of journeys run in it, which. WebKit's windows and Chromium's are private ones anyway. */
export const ENGINES = {
  firefox: { start: (folder) => bidi.start({ program: firefox(), folder }) },
  'firefox-private': { start: (folder) => bidi.start({ program: firefox(), folder, hidden: true }), files: ['keep'] },
  webkit: { start: webkit },
  chromium: { start: chromium },
};

function firefox() {
  return process.env.SKIMMARK_FIREFOX || '/usr/bin/firefox-esr';
}

function chromium(folder) {
  const binary = process.env.SKIMMARK_BROWSER || '/usr/bin/chromium';
  const prefs = { 'download.default_directory': folder };
  return webdriver.start({
    program: process.env.CHROMEDRIVER || '/usr/bin/chromedriver',
    name: 'Chromium',
    capabilities: { 'goog:chromeOptions': { binary, args: ['--headless', '--window-size=1280,900', ...ARGUMENTS], prefs } },
  });
}

/** Its buttons would not let the window be as narrow as a phone. */
const SMALL_BUTTONS = `headerbar, headerbar *, toolbar, toolbar *, entry, button {
  border: 0; margin: 0; padding: 0; min-width: 0; border-spacing: 0; font-size: 4px;
}`;

/** WebKit needs a display to draw on: one of its own, that nobody sees. */
async function webkit(folder) {
  const settings = join(folder, '.config');
  mkdirSync(join(settings, 'gtk-3.0'), { recursive: true });
  writeFileSync(join(settings, 'gtk-3.0', 'gtk.css'), SMALL_BUTTONS);
  const display = await virtualDisplay();
  const binary = MINI_BROWSERS.find(existsSync);
  if (!binary) throw new Error(`WebKitGTK's MiniBrowser is not among ${MINI_BROWSERS.join(', ')}`);
  const browser = await webdriver.start({
    program: process.env.SKIMMARK_WEBKIT || '/usr/bin/WebKitWebDriver',
    name: 'WebKitGTK',
    capabilities: { 'webkitgtk:browserOptions': { binary, args: ['--automation'] } },
    environment: {
      DISPLAY: display.name,
      GDK_BACKEND: 'x11',
      HOME: folder,
      XDG_CONFIG_HOME: settings,
      LIBGL_ALWAYS_SOFTWARE: '1',
      // Its sandbox needs rights that containers do not give.
      WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS: '1',
    },
  });
  const stop = async () => {
    await browser.stop();
    await display.stop();
  };
  return { ...browser, stop };
}

/** Starts an X server without a screen, which chooses a number that is free. */
async function virtualDisplay() {
  const server = spawn('Xvfb', ['-displayfd', '1', '-screen', '0', '2000x1600x24', '-nolisten', 'tcp'], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const number = await new Promise((done, failed) => {
    server.once('error', failed);
    server.once('exit', () => failed(new Error('Xvfb has ended')));
    server.stdout.once('data', (data) => done(String(data).trim()));
  });
  const stop = () => {
    server.kill();
    return ended(server);
  };
  return { name: `:${number}`, stop };
}

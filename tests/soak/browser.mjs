// A Chromium with a profile on the disk, which can be killed and started again in it.
import { chromium } from '@playwright/test';
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ARGUMENTS } from '../browser/chromium.mjs';
import { watch } from './watch.mjs';

/** Tabs that are not in front must run as those that are. */
const AWAKE = [
  '--headless',
  '--disable-background-timer-throttling',
  '--disable-renderer-backgrounding',
  '--disable-backgrounding-occluded-windows',
  '--hide-crash-restore-bubble',
  '--disable-breakpad',
  '--password-store=basic',
  '--use-mock-keychain',
  '--window-size=1280,900',
];

/** Browsers that run: they are in groups of their own, so they must be ended with the harness. */
const running = new Set();
process.once('exit', () => running.forEach((browser) => browser.remove()));
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, () => process.exit(1));

export class Browser {
  /** Called with what the pages tell: a tab's page, and the message. */
  heard = () => {};

  constructor(executable) {
    this.executable = executable;
    this.folder = mkdtempSync(join(tmpdir(), 'skimmark-soak-'));
  }

  async start() {
    const given = [`--user-data-dir=${this.folder}`, '--remote-debugging-port=0', 'about:blank'];
    this.process = spawn(this.executable, [...ARGUMENTS, ...AWAKE, ...given], {
      stdio: ['ignore', 'ignore', 'pipe'],
      // A group of its own, so that it can be killed with all that it has started.
      detached: true,
    });
    this.gone = new Promise((done) => this.process.once('exit', done));
    running.add(this);
    const address = await this.address();
    this.connection = await chromium.connectOverCDP(address);
    [this.context] = this.connection.contexts();
    await this.context.exposeBinding('soakTold', ({ page }, message) => this.heard(page, JSON.parse(message)));
    await this.context.addInitScript(watch);
    // It would fetch the whole page again, for each life.
    await this.context.addInitScript(() => {
      if (navigator.serviceWorker) navigator.serviceWorker.register = () => new Promise(() => {});
    });
  }

  address() {
    return new Promise((done, failed) => {
      let said = '';
      this.process.stderr.on('data', (bytes) => {
        if (done === null) return;
        said += bytes;
        const found = /DevTools listening on (ws:\S+)/.exec(said);
        if (found) {
          done(found[1]);
          done = null;
          said = '';
        }
      });
      this.process.once('exit', (code) => failed(new Error(`the browser ended (${code}): ${said}`)));
      this.process.once('error', failed);
    });
  }

  /** Kills the whole browser, as a machine short of memory does. */
  async kill() {
    this.strike();
    await this.gone;
  }

  strike() {
    try {
      process.kill(-this.process.pid, 'SIGKILL');
    } catch {
      // It is gone.
    }
  }

  async end() {
    await this.kill();
    this.remove();
  }

  remove() {
    this.strike();
    running.delete(this);
    rmSync(this.folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }
}

// The browser tests run against the folder that would be deployed, under a sub-path as on
// GitHub Pages. `cargo xtask test` builds it, finds the browser and runs them.
import { defineConfig, devices } from '@playwright/test';
import { ARGUMENTS } from './tests/browser/chromium.mjs';

// The port is part of the origin, and with it of everything the page stores.
const BASE = 'http://localhost:4173/skimmark/';

export default defineConfig({
  testDir: 'tests/browser',
  timeout: 120_000,
  expect: {
    timeout: 15_000,
    // Strict enough for a star that moves or changes its colour, as letters and fonts are the same
    // everywhere.
    toHaveScreenshot: { maxDiffPixels: 40, threshold: 0.05 },
  },
  // One picture for all systems: see tests/browser/fonts.mjs.
  snapshotPathTemplate: '{testDir}/pictures/{arg}{ext}',
  workers: 2,
  // A machine that others use as well can be too slow for a moment; what passes only when tried again
  // is named at the end of the run. By hand nothing is tried twice.
  retries: process.env.CI ? 1 : 0,
  forbidOnly: Boolean(process.env.CI),
  reporter: [['list'], ['./tests/browser/outcomes.mjs']],
  use: {
    ...devices['Desktop Chrome'],
    baseURL: BASE,
    trace: 'retain-on-failure',
    permissions: ['clipboard-read', 'clipboard-write'],
    launchOptions: {
      executablePath: process.env.SKIMMARK_BROWSER || '/usr/bin/chromium',
      args: ARGUMENTS,
    },
  },
  webServer: {
    command: 'cargo xtask serve --no-build --port 4173 --base /skimmark/',
    url: BASE,
    reuseExistingServer: !process.env.CI,
  },
});

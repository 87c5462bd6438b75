import { defineConfig } from '@playwright/test';
import { findChromium } from '../chromium.mjs';

export default defineConfig({
  testDir: 'specs',
  outputDir: 'results',
  fullyParallel: true,
  // Each test has a server and a browser context of its own; two of them keep two cores busy.
  workers: 2,
  forbidOnly: true,
  retries: 0,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: [['list']],
  use: {
    launchOptions: {
      executablePath: findChromium(),
      args: [
        // Chromium refuses to start as root with its sandbox; the only page it opens here is our own.
        '--no-sandbox',
        '--disable-gpu',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
        '--no-first-run',
      ],
    },
    viewport: { width: 1280, height: 900 },
    locale: 'en-GB',
    trace: 'retain-on-failure',
  },
});

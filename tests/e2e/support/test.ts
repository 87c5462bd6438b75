import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test as base, expect, type Page } from '@playwright/test';
import { Server } from './server';

interface Fixtures {
  /** Start the server with `--allow-private-hosts`. */
  allowPrivateHosts: boolean;
  /** A running server with an empty database. */
  server: Server;
  /** The editor, signed in through the printed link. */
  editor: Page;
  /** What a test expects the browser to complain about, each to be met at least once. */
  expectedComplaints: RegExp[];
  /** Fails a test whose page logged an error, threw, or broke the server's content policy. */
  quiet: void;
}

export const test = base.extend<Fixtures>({
  allowPrivateHosts: [false, { option: true }],

  server: async ({ allowPrivateHosts }, use) => {
    const folder = await mkdtemp(join(tmpdir(), 'dialin-e2e-'));
    const server = new Server(join(folder, 'dialin.sqlite'), allowPrivateHosts);
    await server.start();
    await use(server);
    await server.stop();
    await rm(folder, { recursive: true });
  },

  editor: async ({ page, server }, use) => {
    await page.goto(server.link);
    await expect(page.getByRole('heading', { level: 1, name: 'Dial-in configs' })).toBeVisible();
    // Behind the heading the rules and the list are still on their way: a test that stops the server must find them there.
    await expect(page.getByText('No configs yet')).toBeVisible();
    await use(page);
    // What a test has between the page and the server may still be asking when the server stops.
    if (!page.isClosed()) await page.unrouteAll({ behavior: 'ignoreErrors' });
  },

  expectedComplaints: async ({}, use) => use([]),

  quiet: [
    // It asks for the server so as to be done with the page before the server stops.
    async ({ page, expectedComplaints, server: _ }, use) => {
      const complaints: string[] = [];
      page.on('pageerror', (error) => complaints.push(`uncaught: ${error}`));
      page.on('console', (message) => {
        if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
      });
      // Violations are logged too, but the event also comes for those of a policy that only reports.
      await page.addInitScript(() => {
        document.addEventListener('securitypolicyviolation', (event) => {
          console.error(`policy violated: ${event.violatedDirective} by ${event.blockedURI}`);
        });
      });
      await use();
      // The last one may still be on its way: the browser logs beside the page.
      const unmet = () => expectedComplaints.filter((pattern) => !complaints.some((text) => pattern.test(text)));
      await expect.poll(unmet, 'complaints that did not come').toEqual([]);
      const unexpected = complaints.filter((text) => !expectedComplaints.some((pattern) => pattern.test(text)));
      expect(unexpected, 'what the browser complained about').toEqual([]);
    },
    { auto: true },
  ],
});

export { expect };

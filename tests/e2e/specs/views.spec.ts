import { mkdir } from 'node:fs/promises';
import { resolve } from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { field, openNew, save } from '../support/form';
import type { Server, Stored } from '../support/server';
import { expect, test } from '../support/test';

const PICTURES = resolve(import.meta.dirname, '../../../docs/screenshots');

interface View {
  readonly name: string;
  readonly show: (page: Page, server: Server) => Promise<void>;
  /** What the browser may complain about on the way there. */
  readonly complaint?: RegExp;
}

async function fill(server: Server): Promise<string> {
  const { id } = await server.create({
    type: 'pinless_dialin',
    phone_number: '+12095038039',
    name_prefix: 'Support line',
    room_creation_api: 'https://calls.example.com/room',
    hold_music_url: 'https://calls.example.com/hold.mp3',
    timeout_config: { message: 'Nobody is free right now. Please try again later.' },
  });
  await server.create({
    type: 'pin_dialin',
    phone_number: '+12268078039',
    name_prefix: 'Board meetings',
    ivr_greeting: { message: 'Welcome. Please enter your PIN.' },
  });
  await server.create({
    type: 'pinless_dialin',
    phone_number: '+442071838750',
    name_prefix: 'London office',
    room_creation_api: 'http://calls.example.com/room',
    timeout_config: { message: '<b>Sorry</b>' },
  });
  await server.create({ type: 'pinless_dialin', name_prefix: 'Partners over SIP' });
  return id;
}

async function formWithErrors(page: Page, server: Server): Promise<void> {
  await fill(server);
  await page.reload();
  await openNew(page);
  await field(page, 'Phone number').fill('1 (209) 503-8040');
  await field(page, 'Name prefix').fill('Evening line');
  await field(page, 'Webhook URL').fill('http://calls.example.com/room');
  await field(page, 'Signing secret').fill('deadbeef-not-base64');
  await field(page, 'Hold music URL').fill('https://calls.example.com/hold.mp3');
  await save(page);
  await expect(page.getByRole('region', { name: /^Not saved/ })).toBeVisible();
}

const VIEWS: readonly View[] = [
  { name: 'empty', show: async (page) => expect(page.getByText('No configs yet')).toBeVisible() },
  {
    name: 'list',
    show: async (page, server) => {
      await fill(server);
      await page.reload();
      await expect(page.getByRole('rowheader')).toHaveCount(4);
    },
  },
  {
    name: 'list with deletions',
    show: async (page, server) => {
      await fill(server);
      await page.reload();
      await page.getByRole('button', { name: 'Delete +12095038039' }).click();
      await page.getByRole('button', { name: 'Delete Partners over SIP' }).click();
      await expect(page.getByRole('button', { name: 'Undo' })).toHaveCount(2);
    },
  },
  {
    name: 'list with a long name',
    show: async (page, server) => {
      const long = 'W'.repeat(300);
      await server.create({ type: 'pinless_dialin', name_prefix: long });
      await server.create({ type: 'pinless_dialin', name_prefix: `${long}!` });
      await page.reload();
      await page.getByRole('button', { name: 'Delete' }).first().click();
      await expect(page.getByRole('rowheader')).toHaveCount(1);
    },
  },
  {
    name: 'list that could not be checked',
    show: async (page, server) => {
      await fill(server);
      await page.route('**/v1/domain-dialin-config*', async (route) => {
        const response = await route.fetch();
        const list = (await response.json()) as { data: Stored[] };
        await route.fulfill({ response, json: { ...list, data: list.data.map((each) => ({ ...each, config: { ...each.config, later: '\ud800' } })) } });
      });
      await page.reload();
      await expect(page.getByText('not checked')).toHaveCount(4);
    },
  },
  { name: 'new', show: openNew },
  { name: 'form with errors', show: formWithErrors },
  {
    name: 'edit',
    show: async (page, server) => {
      const id = await fill(server);
      await page.goto(`${server.origin}/#/config/${id}`);
      await field(page, 'Name prefix').fill('Sales line');
      await field(page, 'Hold music URL').fill('');
    },
  },
  {
    name: 'edit of fields without a text',
    show: async (page, server) => {
      const { id } = await server.create({ type: 'pinless_dialin', name_prefix: '', timeout_config: { voice: 'W'.repeat(300) } });
      await page.goto(`${server.origin}/#/config/${id}`);
      await page.getByRole('button', { name: 'Remove Name prefix' }).click();
      await expect(page.getByRole('button', { name: 'Remove Timeout message' })).toBeVisible();
    },
  },
  {
    name: 'edit of long texts',
    show: async (page, server) => {
      const long = 'W'.repeat(300);
      const { id } = await server.create({ type: 'pinless_dialin', name_prefix: long, hmac: 'A'.repeat(400) });
      await page.goto(`${server.origin}/#/config/${id}`);
      await field(page, 'Webhook URL').fill(`http://user:pass@${long}/${long}`);
      await field(page, 'Timeout message').fill(long);
      await save(page);
      await expect(page.getByRole('region', { name: /^Not saved/ })).toBeVisible();
    },
  },
  {
    name: 'type switch',
    show: async (page) => {
      await openNew(page);
      await field(page, 'Webhook URL').fill('https://calls.example.com/room');
      await field(page, 'Type').selectOption('PIN dial-in');
      await expect(page.getByRole('dialog')).toBeVisible();
    },
  },
  {
    name: 'sign-in',
    complaint: /401/,
    show: async (page) => {
      await page.context().clearCookies();
      await page.reload();
      await page.getByRole('button', { name: 'Sign in' }).click();
      await expect(page.getByText('Paste the link or the token first.')).toBeVisible();
    },
  },
  {
    name: 'no server',
    complaint: /ERR_CONNECTION_(REFUSED|RESET)/,
    show: async (page, server) => {
      await openNew(page);
      await server.stop();
      await page.getByRole('link', { name: 'Cancel' }).click();
      await expect(page.getByRole('alert')).toBeVisible();
    },
  },
  {
    name: 'no answer at all',
    complaint: /503/,
    show: async (page) => {
      await page.route('**/api/session', (route) => route.fulfill({ status: 503, body: '' }));
      await page.reload();
      await expect(page.getByRole('heading', { level: 1, name: 'No answer from the server' })).toBeVisible();
    },
  },
  {
    name: 'many deletions',
    show: async (page, server) => {
      for (let each = 0; each < 20; each += 1) await server.create({ type: 'pinless_dialin', name_prefix: `Line ${each}` });
      await page.reload();
      await expect(page.getByRole('rowheader')).toHaveCount(20);
      for (let each = 0; each < 20; each += 1) await page.getByRole('button', { name: 'Delete' }).first().press('Enter');
      await expect(page.getByRole('button', { name: 'Undo' })).toHaveCount(20);
    },
  },
  {
    name: 'page not found',
    show: async (page, server) => {
      await page.goto(`${server.origin}/#/nowhere`);
      await expect(page.getByRole('heading', { name: 'Page not found' })).toBeVisible();
    },
  },
];

for (const { name, show, complaint } of VIEWS) {
  test(`${name}: axe finds nothing in light or dark, and 320 pixels are wide enough`, async ({ editor, server, expectedComplaints }) => {
    if (complaint) expectedComplaints.push(complaint);
    // Colours are judged as they are at rest, not half-way through a fade.
    await editor.emulateMedia({ reducedMotion: 'reduce' });
    await show(editor, server);
    for (const width of [1280, 320]) {
      await editor.setViewportSize({ width, height: 800 });
      for (const colorScheme of ['light', 'dark'] as const) {
        await editor.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
        expect(await editor.evaluate(() => matchMedia('(prefers-color-scheme: dark)').matches)).toBe(colorScheme === 'dark');
        const { violations, passes } = await new AxeBuilder({ page: editor }).analyze();
        expect(passes.length).toBeGreaterThan(10);
        expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)]), `${colorScheme}, ${width} px`).toEqual([]);
      }
      const overflow = await editor.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      expect(overflow, `pixels too wide at ${width}`).toBe(0);
    }
  });
}

// The pictures of the README. Only on demand: a test run leaves the tree as it was.
if (process.env['DIALIN_SCREENSHOTS'] === '1') {
  const take = async (page: Page, name: string, fullPage = false) => {
    await mkdir(PICTURES, { recursive: true });
    await page.evaluate(() => {
      if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
      scrollTo(0, 0);
    });
    // A change of colours reaches the page at once and the picture a frame later.
    await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))));
    await page.screenshot({ path: resolve(PICTURES, `${name}.png`), fullPage });
  };

  test('pictures', async ({ editor, server }) => {
    await editor.emulateMedia({ reducedMotion: 'reduce' });
    await formWithErrors(editor, server);
    await editor.setViewportSize({ width: 1180, height: 1050 });
    await take(editor, 'form-with-errors');
    // The same form a press later: the number is right, and its country is beside it.
    await editor.getByRole('button', { name: 'Use +12095038040' }).click();
    await expect(editor.getByText('United States · fixed line or mobile · +1 209 503 8040')).toBeVisible();
    await editor.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' });
    await expect(editor.locator('html')).toHaveCSS('background-color', 'rgb(20, 22, 26)');
    await take(editor, 'dark');
    await editor.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
    await editor.getByRole('link', { name: 'Cancel' }).click();
    await editor.getByRole('button', { name: 'Leave without saving' }).click();
    await editor.setViewportSize({ width: 1180, height: 520 });
    await expect(editor.getByRole('rowheader')).toHaveCount(4);
    await take(editor, 'list');
    await editor.setViewportSize({ width: 320, height: 720 });
    await take(editor, 'narrow');
  });
}

test('large text on a small screen', async ({ editor, server }) => {
  const id = await fill(server);
  await editor.setViewportSize({ width: 320, height: 640 });
  const browser = await editor.context().newCDPSession(editor);
  await browser.send('Page.setFontSizes', { fontSizes: { standard: 32, fixed: 26 } });
  for (const path of ['', `#/config/${id}`]) {
    await editor.goto(`${server.origin}/${path}`);
    await expect(editor.getByText('+12095038039').first()).toBeVisible();
    await expect(editor.getByText(/nothing reaches Daily/)).toBeInViewport({ ratio: 1 });
    if (path !== '') {
      await field(editor, 'Signing secret').fill('MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=');
      const box = await field(editor, 'Signing secret').boundingBox();
      expect(box?.width, 'pixels of the field').toBeGreaterThan(150);
    }
    const overflow = await editor.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    expect(overflow, 'pixels too wide').toBe(0);
  }
});

test('a long value is seen as a whole', async ({ editor, server }) => {
  const { id } = await server.create({ type: 'pinless_dialin', timeout_config: { message: 'Nobody is free. '.repeat(40) } });
  await editor.setViewportSize({ width: 320, height: 640 });
  await editor.goto(`${server.origin}/#/config/${id}`);
  for (const label of ['SIP URI', 'ID']) {
    const hidden = await field(editor, label).evaluate((control) => [control.scrollWidth - control.clientWidth, control.scrollHeight - control.clientHeight]);
    expect(hidden, label).toEqual([0, 0]);
  }
  expect(await field(editor, 'Timeout message').evaluate((control) => control.clientHeight)).toBeGreaterThan(250);
});

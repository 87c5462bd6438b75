import type { Page } from '@playwright/test';
import { expectList, field, openNew, row, save } from '../support/form';
import type { Stored } from '../support/server';
import { expect, test } from '../support/test';

/** Makes the server answer as if these fields were stored, too: what Daily keeps is not always what our server lets in. */
async function pretend(page: Page, { id }: Stored, fields: Record<string, unknown>): Promise<void> {
  const odd = (stored: Stored) => (stored.id === id ? { ...stored, config: { ...stored.config, ...fields } } : stored);
  await page.route('**/v1/domain-dialin-config*', async (route) => {
    if (route.request().method() !== 'GET') return route.continue();
    const response = await route.fetch();
    const list = (await response.json()) as { data: Stored[] };
    await route.fulfill({ response, json: { ...list, data: list.data.map(odd) } });
  });
  await page.route(`**/v1/domain-dialin-config/${id}`, async (route) => {
    if (route.request().method() !== 'GET') return route.continue();
    const response = await route.fetch();
    await route.fulfill({ response, json: odd((await response.json()) as Stored) });
  });
}

test('a config that cannot be read leaves no row good, and says why; others can still be written', async ({ editor, server }) => {
  await server.create({ type: 'pin_dialin', phone_number: '+12095030001' });
  const odd = await server.create({ type: 'pin_dialin', phone_number: '+12095030002' });
  await editor.reload();
  await expect(row(editor, '+12095030001')).toContainText('no issues');
  await pretend(editor, odd, { name_prefix: '\ud800' });
  await editor.reload();
  const note = editor.getByRole('region', { name: 'Not every config could be checked' });
  await expect(note).toContainText('Error: the text is not JSON: half of a surrogate pair is not a character');
  await expect(row(editor, '+12095030001')).toContainText('not checked');
  await expect(row(editor, '+12095030002')).toContainText('not checked');
  await expect(editor.getByText('no issues')).toHaveCount(0);

  await openNew(editor);
  await field(editor, 'Webhook URL').fill('https://example.com/room');
  await field(editor, 'Phone number').fill('+12095030002');
  await field(editor, 'Phone number').press('Tab');
  await expect(field(editor, 'Phone number')).toHaveAttribute('aria-invalid', 'true');
  await field(editor, 'Phone number').fill('+12095030003');
  await save(editor);
  await expectList(editor);
  expect(await server.list()).toHaveLength(3);
});

const PINLESS = { type: 'pinless_dialin', room_creation_api: 'https://example.com/room' };

for (const [label, key, value] of [
  ['Name prefix', 'name_prefix', ''],
  ['Timeout message', 'timeout_config', { message: '' }],
  ['Timeout message', 'timeout_config', {}],
  ['Timeout message', 'timeout_config', { voice: 'calm' }],
] as const) {
  test(`${label} stored as ${JSON.stringify(value)} can be removed`, async ({ editor, server }) => {
    const { id } = await server.create({ ...PINLESS, [key]: value });
    expect((await server.list())[0]?.config[key]).toEqual(value);
    await editor.goto(`${server.origin}/#/config/${id}`);
    const control = field(editor, label);
    const panel = editor.getByRole('region', { name: 'Request' });
    await expect(control).toHaveValue('');
    await expect(control).toHaveAccessibleDescription(new RegExp(`Stored as ${JSON.stringify(value)}\\.`));
    await expect(panel).toContainText('Nothing has changed');

    await control.fill('x');
    await expect(editor.getByRole('button', { name: 'Remove' })).toHaveCount(0);
    await control.fill('');
    await expect(panel).toContainText('Nothing has changed');

    await editor.getByRole('button', { name: `Remove ${label}` }).click();
    await expect(control).toHaveAccessibleDescription(/Saving removes it\./);
    await expect(panel).toContainText(`"${key}": null`);
    await editor.getByRole('button', { name: `Keep ${label}` }).click();
    await expect(panel).toContainText('Nothing has changed');

    await editor.getByRole('button', { name: `Remove ${label}` }).click();
    await save(editor);
    await expectList(editor);
    expect((await server.list())[0]?.config).not.toHaveProperty(key);
  });
}

for (const value of [{ message: 'Welcome.' }, {}]) {
  test(`a field of the other type, stored as ${JSON.stringify(value)}, can be removed`, async ({ editor, server }) => {
    const stored = await server.create(PINLESS);
    await pretend(editor, stored, { ivr_greeting: value });
    await editor.goto(`${server.origin}/#/config/${stored.id}`);
    const greeting = field(editor, 'IVR greeting');
    await expect(greeting).toHaveAccessibleDescription(/Warning: ivr_greeting belongs to pin_dialin, not to pinless_dialin/);
    await editor.getByRole('button', { name: 'Remove IVR greeting' }).click();
    await expect(greeting).toHaveValue('');
    await expect(editor.getByRole('button', { name: 'Keep IVR greeting' })).toBeFocused();
    const sent = editor.waitForRequest((request) => request.method() === 'PUT');
    await save(editor);
    expect((await sent).postDataJSON()).toEqual({ ivr_greeting: null });
    await expectList(editor);
  });
}

test('a secret that was emptied stays, and the form says so', async ({ editor, server }) => {
  const secret = 'MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=';
  const { id } = await server.create({ ...PINLESS, hmac: secret });
  await editor.goto(`${server.origin}/#/config/${id}`);
  const control = field(editor, 'Signing secret');
  await control.fill('');
  await control.press('Tab');
  await expect(control).toHaveAccessibleDescription(/Warning: .*kept/);
  await save(editor);
  await expectList(editor);
  expect((await server.list())[0]?.config['hmac']).toBe(secret);
});

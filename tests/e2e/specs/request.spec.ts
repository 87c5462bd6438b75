import { field, openNew } from '../support/form';
import { expect, test } from '../support/test';

const SECRET = 'MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=';

test('the panel shows what is sent, without the secret', async ({ editor, server, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const clipboard = () => editor.evaluate(() => navigator.clipboard.readText());
  await openNew(editor);
  const panel = editor.getByRole('region', { name: 'Request' });
  await expect(panel).toContainText('POST /v1/domain-dialin-config');

  await field(editor, 'Phone number').fill('+12095038039');
  await field(editor, 'Name prefix').fill("It's ours");
  await field(editor, 'Webhook URL').fill('https://example.com/room');
  await field(editor, 'Timeout message').fill('Sorry');
  const body = {
    type: 'pinless_dialin',
    phone_number: '+12095038039',
    name_prefix: "It's ours",
    room_creation_api: 'https://example.com/room',
    timeout_config: { message: 'Sorry' },
  };
  await panel.getByRole('button', { name: 'Copy request body' }).click();
  expect(await clipboard()).toBe(JSON.stringify(body, null, 2));
  await expect(panel.getByRole('button', { name: 'Copied' })).toBeVisible();

  await panel.getByRole('button', { name: 'Copy curl command' }).click();
  const curl = await clipboard();
  expect(curl).toContain('curl --request POST');
  expect(curl).toContain("'https://api.daily.co/v1/domain-dialin-config'");
  expect(curl).toContain('"Authorization: Bearer $DAILY_API_KEY"');
  expect(curl).toContain(`"name_prefix": "It'\\''s ours"`);

  await field(editor, 'Signing secret').fill(SECRET);
  await expect(panel).toContainText('"hmac": "SIGNING_SECRET"');
  await expect(panel).toContainText('Signing secret is not shown');
  await expect(panel).not.toContainText(SECRET);
  await panel.getByRole('button', { name: 'Copy curl command' }).click();
  expect(await clipboard()).not.toContain(SECRET);

  const sent = editor.waitForRequest((request) => request.method() === 'POST');
  await editor.getByRole('button', { name: 'Save' }).click();
  expect((await sent).postDataJSON()).toEqual({ ...body, hmac: SECRET });
  expect((await sent).url()).toBe(`${server.origin}/v1/domain-dialin-config`);
});

test('the secret is covered, can be shown, and is copied as it is', async ({ editor, server, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const { id } = await server.create({ type: 'pinless_dialin', hmac: SECRET });
  await editor.goto(`${server.origin}/#/config/${id}`);
  const secret = field(editor, 'Signing secret');
  await expect(secret).toHaveAttribute('type', 'password');
  await editor.getByRole('button', { name: 'Show Signing secret' }).click();
  await expect(secret).toHaveAttribute('type', 'text');
  await expect(secret).toHaveValue(SECRET);
  // Its name says its state: pressed as well, it would say two.
  await expect(editor.getByRole('button', { name: 'Hide Signing secret' })).not.toHaveAttribute('aria-pressed');
  await editor.getByRole('button', { name: 'Hide Signing secret' }).click();
  await expect(secret).toHaveAttribute('type', 'password');
  await editor.getByRole('button', { name: 'Copy Signing secret' }).click();
  expect(await editor.evaluate(() => navigator.clipboard.readText())).toBe(SECRET);
  await editor.getByRole('button', { name: 'Copy ID' }).click();
  expect(await editor.evaluate(() => navigator.clipboard.readText())).toBe(id);
});

test('an update sends what changed, null for what was emptied, and nothing when nothing changed', async ({ editor, server }) => {
  const { id } = await server.create({
    type: 'pinless_dialin',
    phone_number: '+12095038039',
    name_prefix: 'Support',
    room_creation_api: 'https://example.com/room',
    hold_music_url: 'https://example.com/hold.mp3',
  });
  await editor.goto(`${server.origin}/#/config/${id}`);
  const panel = editor.getByRole('region', { name: 'Request' });
  await expect(panel).toContainText('Nothing has changed, so there is nothing to send.');
  const writes: unknown[] = [];
  editor.on('request', (request) => request.method() === 'PUT' && writes.push(request.postDataJSON()));
  await editor.getByRole('button', { name: 'Save' }).click();
  await expect(editor.getByRole('alert')).toHaveText('Nothing has changed, so there is nothing to save.');
  expect(writes).toEqual([]);

  await field(editor, 'Name prefix').fill('Sales');
  await field(editor, 'Hold music URL').fill('');
  await expect(panel).toContainText(`PUT /v1/domain-dialin-config/${id}`);
  await expect(panel).toContainText('"hold_music_url": null');
  await field(editor, 'Webhook URL').fill('https://example.com/other');
  await field(editor, 'Webhook URL').fill('https://example.com/room');
  await editor.getByRole('button', { name: 'Save' }).click();
  await expect(editor.getByRole('heading', { level: 1, name: 'Dial-in configs' })).toBeVisible();
  expect(writes).toEqual([{ name_prefix: 'Sales', hold_music_url: null }]);
});

test('a password manager is told that the signing secret is none it knows', async ({ editor }) => {
  await openNew(editor);
  await expect(field(editor, 'Signing secret')).toHaveAttribute('autocomplete', 'new-password');
});

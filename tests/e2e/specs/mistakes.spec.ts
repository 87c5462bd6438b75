import type { Severity } from 'dialin-config';
import { expectIssue, expectList, expectNoIssue, field, issueOf, openNew, row, save, shown } from '../support/form';
import { expect, test } from '../support/test';

interface Mistake {
  readonly type?: 'PIN dial-in';
  readonly label: string;
  readonly typed: string;
  readonly code: string;
  readonly severity: Severity;
  /** The body that makes the same mistake, to ask the package for its words. */
  readonly body: Record<string, unknown>;
  readonly suggestion?: string;
}

const pinless = { type: 'pinless_dialin' };
const pin = { type: 'pin_dialin' };

const MISTAKES: readonly Mistake[] = [
  {
    label: 'Phone number',
    typed: '+44 20 7183 8750',
    code: 'phone-number-not-e164',
    severity: 'error',
    body: { ...pinless, phone_number: '+44 20 7183 8750' },
    suggestion: '+442071838750',
  },
  {
    label: 'Phone number',
    typed: '+12095038039,,1234#',
    code: 'phone-number-not-e164',
    severity: 'error',
    body: { ...pinless, phone_number: '+12095038039,,1234#' },
  },
  { label: 'Phone number', typed: '', code: 'phone-number-absent', severity: 'info', body: pinless },
  { type: 'PIN dial-in', label: 'Phone number', typed: '', code: 'phone-number-required', severity: 'error', body: pin },
  { label: 'Name prefix', typed: ' spaced ', code: 'name-prefix-untrimmed', severity: 'warning', body: { ...pinless, name_prefix: ' spaced ' }, suggestion: 'spaced' },
  { label: 'Webhook URL', typed: '', code: 'room-creation-api-missing', severity: 'warning', body: pinless },
  { label: 'Webhook URL', typed: 'calls.example.com', code: 'url-invalid', severity: 'error', body: { ...pinless, room_creation_api: 'calls.example.com' } },
  { label: 'Webhook URL', typed: 'https://localhost/room', code: 'url-not-public', severity: 'error', body: { ...pinless, room_creation_api: 'https://localhost/room' } },
  { label: 'Webhook URL', typed: 'http://example.com/room', code: 'url-not-https', severity: 'warning', body: { ...pinless, room_creation_api: 'http://example.com/room' } },
  { label: 'Signing secret', typed: '', code: 'hmac-absent', severity: 'info', body: pinless },
  { label: 'Signing secret', typed: 'not base64!', code: 'hmac-not-base64', severity: 'error', body: { ...pinless, hmac: 'not base64!' } },
  { label: 'Signing secret', typed: 'c2hvcnQ=', code: 'hmac-length', severity: 'warning', body: { ...pinless, hmac: 'c2hvcnQ=' } },
  { label: 'Hold music URL', typed: 'https://example.com/hold.wav', code: 'hold-music-not-mp3-name', severity: 'warning', body: { ...pinless, hold_music_url: 'https://example.com/hold.wav' } },
  { label: 'Timeout message', typed: '<b>Sorry</b>', code: 'message-markup', severity: 'warning', body: { ...pinless, timeout_config: { message: '<b>Sorry</b>' } } },
  {
    type: 'PIN dial-in',
    label: 'Timeout message',
    typed: 'Sorry',
    code: 'timeout-message-inert',
    severity: 'warning',
    body: { ...pin, timeout_config: { message: 'Sorry' } },
  },
  { type: 'PIN dial-in', label: 'IVR greeting', typed: 'See https://example.com', code: 'message-markup', severity: 'warning', body: { ...pin, ivr_greeting: { message: 'See https://example.com' } } },
];

for (const { type, label, typed, code, severity, body, suggestion } of MISTAKES) {
  test(`${label} ${JSON.stringify(typed)}${type ? ` of a ${type} config` : ''}: ${code}`, async ({ editor }) => {
    const issue = issueOf(body, code);
    expect(issue.severity).toBe(severity);
    expect(issue.suggestion).toBe(suggestion);

    await openNew(editor);
    if (type) await field(editor, 'Type').selectOption(type);
    const control = field(editor, label);
    await control.focus();
    // A field nobody has typed in says nothing.
    await control.fill('x');
    await control.fill(typed);
    await expectNoIssue(control);
    await control.press('Tab');
    await expectIssue(control, issue);
    if (severity !== 'error') await expect(control).not.toHaveAttribute('aria-invalid');

    const note = editor.getByRole('main').getByText(shown(issue));
    const [above, below] = [await control.boundingBox(), await note.boundingBox()];
    expect((below?.y ?? 0) - (above?.y ?? 0) - (above?.height ?? 0), 'pixels from the field to its note').toBeLessThan(24);

    if (suggestion) {
      await editor.getByRole('button', { name: `Use ${suggestion}` }).click();
      await expect(control).toHaveValue(suggestion);
      await expectNoIssue(control);
    } else {
      await expect(editor.getByRole('button', { name: /^Use / })).toHaveCount(0);
    }
  });
}

test('once a field was left, its notes follow each key', async ({ editor }) => {
  await openNew(editor);
  const number = field(editor, 'Phone number');
  await number.pressSequentially('12');
  await expectNoIssue(number);
  await number.press('Tab');
  await expectIssue(number, issueOf({ ...pinless, phone_number: '12' }, 'phone-number-not-e164'));
  await number.focus();
  await number.press('End');
  await number.pressSequentially('3');
  await expectIssue(number, issueOf({ ...pinless, phone_number: '123' }, 'phone-number-not-e164'));
  await number.fill('+12095038039');
  await expectNoIssue(number);
});

test('Save with errors shows them all, goes to the first, and sends nothing', async ({ editor, server }) => {
  await openNew(editor);
  await field(editor, 'Webhook URL').fill('localhost');
  await field(editor, 'Hold music URL').fill('ftp://example.com/a.mp3');
  await field(editor, 'Phone number').fill('123');
  await save(editor);

  const summary = editor.getByRole('region', { name: 'Not saved: 3 errors' });
  await expect(summary.getByRole('listitem')).toHaveCount(3);
  await expect(field(editor, 'Phone number')).toBeFocused();
  for (const label of ['Phone number', 'Webhook URL', 'Hold music URL']) {
    await expect(field(editor, label)).toHaveAttribute('aria-invalid', 'true');
  }
  // What was never touched shows its notes now, too.
  await expectIssue(field(editor, 'Signing secret'), issueOf(pinless, 'hmac-absent'));
  await summary.getByRole('button', { name: 'Hold music URL' }).click();
  await expect(field(editor, 'Hold music URL')).toBeFocused();

  await field(editor, 'Hold music URL').fill('https://example.com/a.mp3');
  await expect(editor.getByRole('region', { name: 'Not saved: 2 errors' })).toBeVisible();
  expect(await server.list()).toEqual([]);
});

test('warnings do not block, and the list counts them', async ({ editor, server }) => {
  await openNew(editor);
  await field(editor, 'Phone number').fill('+12095038039');
  await field(editor, 'Webhook URL').fill('http://example.com/room');
  await field(editor, 'Timeout message').fill('<b>Sorry</b>');
  await save(editor);
  await expectList(editor);
  await expect(row(editor, '+12095038039')).toContainText('2 warnings');
  expect(await server.list()).toHaveLength(1);
});

test('a number that another config has is refused before it is sent', async ({ editor, server }) => {
  const other = await server.create({ type: 'pin_dialin', phone_number: '+12095038039', name_prefix: 'Board' });
  await editor.reload();
  await expect(row(editor, '+12095038039')).toBeVisible();
  await openNew(editor);
  const number = field(editor, 'Phone number');
  await number.fill('+12095038039');
  await number.press('Tab');
  // Nobody knows it by its ID.
  const issue = issueOf({ ...pinless, phone_number: '+12095038039' }, 'phone-number-duplicate', [other]);
  await expectIssue(number, { ...issue, message: issue.message.replace(other.id, 'Board') });
  await expect(editor.getByRole('link', { name: 'Board' })).toHaveAttribute('href', `#/config/${other.id}`);

  await editor.getByRole('link', { name: 'Cancel' }).click();
  await editor.getByRole('button', { name: 'Leave without saving' }).click();
  await editor.getByRole('link', { name: '+12095038039' }).click();
  await expectNoIssue(field(editor, 'Phone number'));
});

test('changing the type says what it drops, and drops it only then', async ({ editor }) => {
  await openNew(editor);
  const type = field(editor, 'Type');
  await field(editor, 'Phone number').fill('+12095038039');
  await type.selectOption('PIN dial-in');
  await type.selectOption('Pinless dial-in');
  await expect(editor.getByRole('dialog')).toHaveCount(0);

  await field(editor, 'Webhook URL').fill('https://example.com/room');
  await field(editor, 'Signing secret').fill('c2hvcnQ=');
  await type.selectOption('PIN dial-in');
  const dialog = editor.getByRole('dialog', { name: 'Switch to PIN dial-in?' });
  await expect(dialog).toHaveAccessibleDescription(
    'PIN dial-in does not take Webhook URL and Signing secret. Switching drops what you filled in there.',
  );
  await dialog.getByRole('button', { name: 'Keep Pinless dial-in' }).click();
  await expect(type).toHaveValue('pinless_dialin');
  await expect(field(editor, 'Webhook URL')).toHaveValue('https://example.com/room');

  await type.selectOption('PIN dial-in');
  await dialog.getByRole('button', { name: 'Switch and drop' }).click();
  await expect(type).toHaveValue('pin_dialin');
  await expect(field(editor, 'Webhook URL')).toHaveCount(0);
  await expect(field(editor, 'Phone number')).toHaveValue('+12095038039');

  await type.selectOption('Pinless dial-in');
  await expect(field(editor, 'Webhook URL')).toHaveValue('');
  await expect(field(editor, 'Signing secret')).toHaveValue('');
});

test('an edit shows what is wrong with the stored config at once, a change only after the field was left', async ({ editor, server }) => {
  const { id } = await server.create({ ...pinless, phone_number: '+12095038039' });
  await editor.goto(`${server.origin}/#/config/${id}`);
  const webhook = field(editor, 'Webhook URL');
  await expectIssue(webhook, issueOf({ ...pinless, phone_number: '+12095038039' }, 'room-creation-api-missing'));
  await webhook.fill('h');
  await expectNoIssue(webhook);
  await webhook.press('Tab');
  await expectIssue(webhook, issueOf({ ...pinless, room_creation_api: 'h' }, 'url-invalid'));
});

test('emptying a field that the type needs is refused', async ({ editor, server }) => {
  const { id } = await server.create({ ...pin, phone_number: '+12095038039' });
  await editor.goto(`${server.origin}/#/config/${id}`);
  const number = field(editor, 'Phone number');
  await expect(number).toHaveAttribute('aria-required', 'true');
  await number.fill('');
  await save(editor);
  await expect(editor.getByRole('region', { name: 'Not saved: one error' })).toBeVisible();
  await expect(number).toBeFocused();
  expect(await server.list()).toHaveLength(1);
});

test.describe('a server that allows private hosts', () => {
  test.use({ allowPrivateHosts: true });

  test('the editor allows them, too', async ({ editor, server }) => {
    await openNew(editor);
    const webhook = field(editor, 'Webhook URL');
    await webhook.fill('https://localhost/room');
    await webhook.press('Tab');
    await save(editor);
    await expectList(editor);
    expect(await server.list()).toHaveLength(1);

    await editor.getByRole('link', { name: 'No number' }).click();
    await expect(webhook).toHaveValue('https://localhost/room');
    await expectNoIssue(webhook);
    await webhook.fill('https://localhost/other');
    await save(editor);
    await expectList(editor);
    expect((await server.list())[0]?.config).toMatchObject({ room_creation_api: 'https://localhost/other' });
  });
});

test('a space between two words moves nothing', async ({ editor }) => {
  await openNew(editor);
  const prefix = field(editor, 'Name prefix');
  const issue = issueOf({ ...pinless, name_prefix: 'line ' }, 'name-prefix-untrimmed');
  await prefix.fill('line');
  await prefix.press('Tab');
  await prefix.focus();
  await prefix.press('End');
  await prefix.pressSequentially(' ');
  await expectNoIssue(prefix);
  await prefix.pressSequentially('one ');
  await expectNoIssue(prefix);
  await prefix.press('Tab');
  await expectIssue(prefix, { ...issue });
});

test('a text from right to left stands at the right, a name prefix is no code', async ({ editor, server }) => {
  await openNew(editor);
  const message = field(editor, 'Timeout message');
  await message.fill('مرحبا، حاول لاحقًا!');
  await expect(message).toHaveCSS('direction', 'rtl');
  const prefix = field(editor, 'Name prefix');
  await prefix.fill('מרכז (24/7)');
  await expect(prefix).toHaveCSS('direction', 'rtl');
  await expect(prefix).not.toHaveAttribute('spellcheck', 'false');
  await expect(prefix).not.toHaveAttribute('autocapitalize', 'off');
  await save(editor);
  await expect(editor.getByRole('cell', { name: 'מרכז (24/7)', exact: true })).toHaveCSS('direction', 'rtl');
  expect(await server.list()).toHaveLength(1);
});

import { expectIssue, expectList, field, issueOf, openNew, row, save } from '../support/form';
import { expect, test } from '../support/test';

const pinless = { type: 'pinless_dialin', room_creation_api: 'https://example.com/room' };

test('a number taken without this page knowing: the refusal lands on the field', async ({ editor, server, expectedComplaints }) => {
  expectedComplaints.push(/400/);
  await openNew(editor);
  await field(editor, 'Phone number').fill('+12095038039');
  await field(editor, 'Webhook URL').fill('https://example.com/room');
  const other = await server.create({ type: 'pin_dialin', phone_number: '+12095038039' });
  await save(editor);
  const number = field(editor, 'Phone number');
  const issue = issueOf({ ...pinless, phone_number: '+12095038039' }, 'phone-number-duplicate', [other]);
  await expectIssue(number, { ...issue, message: issue.message.replace(`\`${other.id}\``, '+12095038039') });
  await expect(number).toBeFocused();
  await expect(editor.getByRole('region', { name: 'Not saved: one error' })).toBeVisible();

  await number.fill('+12095038040');
  await save(editor);
  await expectList(editor);
  expect(await server.list()).toHaveLength(2);
});

test('a number that is free again can be saved, whether this page or the server called it taken', async ({ editor, server, expectedComplaints }) => {
  expectedComplaints.push(/400/);
  const number = field(editor, 'Phone number');
  for (const known of [true, false]) {
    const taken = { type: 'pin_dialin', phone_number: `+120950380${known ? '39' : '40'}` };
    const before = known && (await server.create(taken));
    await editor.reload();
    await openNew(editor);
    await number.fill(taken.phone_number);
    await field(editor, 'Webhook URL').fill('https://example.com/room');
    const other = before || (await server.create(taken));
    await save(editor);
    await expect(number).toHaveAttribute('aria-invalid', 'true');
    await expect(number).toBeFocused();
    await server.call('DELETE', `/${other.id}`);
    await save(editor);
    await expectList(editor);
    await expect(row(editor, taken.phone_number)).toBeVisible();
  }
});

test('what is wrong with the form alone is said without asking the server', async ({ editor, server }) => {
  await openNew(editor);
  await field(editor, 'Phone number').fill('1209');
  await server.stop();
  await save(editor);
  await expect(field(editor, 'Phone number')).toBeFocused();
  await expect(editor.getByRole('region', { name: 'Not saved: one error' })).toBeVisible();
});

test('a form stays although its config is deleted elsewhere and the list is read again', async ({ editor, server }) => {
  const { id } = await server.create({ type: 'pin_dialin', phone_number: '+12095030001' });
  await server.create({ type: 'pin_dialin', phone_number: '+12095030002' });
  await editor.goto(`${server.origin}/#/config/${id}`);
  await editor.reload();
  await field(editor, 'Name prefix').fill('Support');
  await field(editor, 'Phone number').fill('+12095030002');
  await server.call('DELETE', `/${id}`);
  const read = editor.waitForResponse(/domain-dialin-config($|\?)/);
  await save(editor);
  await read;
  await expect(field(editor, 'Phone number')).toBeFocused();
  await expect(field(editor, 'Name prefix')).toHaveValue('Support');
});

test('a save of a config that somebody has deleted says so, and what to do', async ({ editor, server, expectedComplaints }) => {
  expectedComplaints.push(/404/);
  const { id } = await server.create({ type: 'pin_dialin', phone_number: '+12095038039' });
  await editor.goto(`${server.origin}/#/config/${id}`);
  await field(editor, 'Name prefix').fill('Support');
  await server.call('DELETE', `/${id}`);
  await save(editor);
  await expect(editor.getByRole('alert')).toHaveText(
    'Not saved. This config has been deleted in the meantime. What you wrote exists only in this form: copy it into a new config.',
  );
  await expect(field(editor, 'Name prefix')).toHaveValue('Support');
});

test('a refusal stays with the text it was about, and one of no field is above the form, with the focus', async ({ editor, expectedComplaints }) => {
  expectedComplaints.push(/400/);
  await openNew(editor);
  await field(editor, 'Webhook URL').fill('https://example.com/room');
  await field(editor, 'Name prefix').fill('Support');
  const refusal = (issues: object[]) => ({
    status: 400,
    json: { error: 'invalid-request-error', info: 'refused', ...(issues.length > 0 && { issues }) },
  });
  const issue = { code: 'name-prefix-taken', severity: 'error', message: '`Support` is taken', params: {}, source: 'policy' };

  await editor.route('**/v1/domain-dialin-config', (route) => route.fulfill(refusal([{ ...issue, path: ['name_prefix'] }])), { times: 1 });
  await save(editor);
  const prefix = field(editor, 'Name prefix');
  await expect(prefix).toHaveAccessibleDescription(/Error: Support is taken/);
  await expect(prefix).toBeFocused();
  await prefix.fill('Supporters');
  await expect(prefix).not.toHaveAttribute('aria-invalid');
  await prefix.fill('Support');
  await expect(prefix).toHaveAttribute('aria-invalid', 'true');
  await prefix.fill('Supporters');

  await editor.route('**/v1/domain-dialin-config', (route) => route.fulfill(refusal([{ ...issue, path: ['plan'] }])), { times: 1 });
  await save(editor);
  await expect(editor.getByRole('region', { name: 'Not saved: one error' })).toContainText('Support is taken');
  await expect(editor.getByRole('region', { name: 'Not saved: one error' })).toBeFocused();

  await prefix.fill('Others');
  await editor.route('**/v1/domain-dialin-config', (route) => route.fulfill(refusal([])), { times: 1 });
  await save(editor);
  await expect(editor.getByRole('alert')).toHaveText('Not saved. The server refused this (400): refused.');
});

test('without a server the form keeps everything and says what to do', async ({ editor, server, expectedComplaints }) => {
  expectedComplaints.push(/ERR_CONNECTION_(REFUSED|RESET)/);
  await openNew(editor);
  await field(editor, 'Webhook URL').fill('https://example.com/room');
  await server.stop();
  await save(editor);
  await expect(editor.getByRole('alert')).toHaveText(
    'This may not have been saved. The server does not answer. Check that dialin serve is still running, then try again. ' +
      'It may also have arrived: check the list before you save again.',
  );
  await expect(field(editor, 'Webhook URL')).toHaveValue('https://example.com/room');

  await server.start();
  await save(editor);
  await expectList(editor);
  expect(await server.list()).toHaveLength(1);
});

for (const [what, answer, said] of [
  ['a page of a proxy', { status: 504, body: '<!doctype html><title>Gateway timeout</title>' }, 'The server failed (504): the body'],
  ['a page that is not a refusal', { status: 200, body: '<!doctype html><title>Log in</title>' }, 'The server did not answer as it should (200): the body'],
  ['half of an answer', { status: 200, body: '{"id": "' }, 'The server did not answer as it should (200): the body'],
  ['a redirect', { status: 302, headers: { location: '/elsewhere' } }, 'The server did not answer as it should: the server answers with a redirect'],
] as const) {
  test(`${what} in place of the answer to a save leaves open whether it happened, and says so`, async ({ editor, server, expectedComplaints }) => {
    if (answer.status === 504) expectedComplaints.push(/504/);
    await openNew(editor);
    await field(editor, 'Webhook URL').fill('https://example.com/room');
    await editor.route('**/v1/domain-dialin-config', async (route) => {
      if (route.request().method() !== 'POST') return route.continue();
      await route.fetch();
      await route.fulfill(answer);
    });
    await save(editor);
    const alert = editor.getByRole('alert');
    await expect(alert).toContainText(`This may not have been saved. ${said}`);
    await expect(alert).toContainText('It may also have arrived: check the list before you save again.');
    await expect(alert).not.toContainText('refused');
    expect(await server.list()).toHaveLength(1);
  });
}

test('a server that does not answer: the form says that it is saving, and in the end that nobody knows', async ({ editor, server }) => {
  await openNew(editor);
  await field(editor, 'Webhook URL').fill('https://example.com/room');
  await editor.clock.install();
  server.hang();
  await save(editor);
  await expect(editor.getByRole('status').filter({ hasText: 'Saving…' })).toBeAttached();
  await editor.getByRole('link', { name: 'Cancel' }).click();
  const dialog = editor.getByRole('dialog', { name: 'Leave without saving?' });
  await expect(dialog).toHaveAccessibleDescription('What you have changed here is being saved. Whether it arrives is not known yet.');
  await dialog.getByRole('button', { name: 'Keep editing' }).click();

  await editor.clock.fastForward(60_000);
  await expect(editor.getByRole('alert')).toContainText('This may not have been saved. The server does not answer.');
  await expect(field(editor, 'Webhook URL')).toHaveValue('https://example.com/room');
});

test('what came of a save is where the person looks, also when it is said twice', async ({ editor, server, expectedComplaints }) => {
  expectedComplaints.push(/503/);
  const { id } = await server.create(pinless);
  for (const [width, height] of [[1280, 800], [320, 640], [640, 400]] as const) {
    await editor.setViewportSize({ width, height });
    // Not a reload, after which the browser scrolls to where it was.
    await editor.goto('about:blank');
    await editor.goto(`${server.origin}/#/config/${id}`);
    await save(editor);
    const alert = editor.getByRole('alert');
    await expect(alert).toHaveText('Nothing has changed, so there is nothing to save.');
    await expect(alert).toBeInViewport({ ratio: 1 });
    const shown = await alert.locator('p').elementHandle();
    await save(editor);
    await expect.poll(() => shown?.evaluate((element) => element.isConnected)).toBe(false);
    await expect(alert).toHaveText('Nothing has changed, so there is nothing to save.');

    await editor.route(`**/v1/domain-dialin-config/${id}`, (route) =>
      route.request().method() === 'PUT' ? route.fulfill({ status: 503, json: { error: 'server-error' } }) : route.continue());
    const prefix = field(editor, 'Name prefix');
    await prefix.fill('Support');
    await prefix.press('Enter');
    await expect(alert).toContainText('Not saved. The server failed (503)');
    await expect(alert).toBeInViewport({ ratio: 1 });
    await editor.unroute(`**/v1/domain-dialin-config/${id}`);
    await prefix.fill('');
  }
});

test('what somebody else has changed meanwhile is not replaced without a question', async ({ editor, server }) => {
  const { id } = await server.create({ ...pinless, name_prefix: 'Old', hold_music_url: 'https://example.com/a.mp3' });
  await editor.goto(`${server.origin}/#/config/${id}`);
  const prefix = field(editor, 'Name prefix');
  await prefix.fill('Here');
  await server.call('PUT', `/${id}`, { name_prefix: 'Elsewhere', hold_music_url: 'https://example.com/b.mp3' });
  const stored = async () => (await server.list())[0]?.config;
  await save(editor);
  const dialog = editor.getByRole('dialog');
  await expect(dialog).toHaveAccessibleDescription(
    'Since you opened this config it has been changed: Name prefix is now “Elsewhere”. Saving replaces that.',
  );
  await dialog.getByRole('button', { name: 'Keep editing' }).click();
  expect(await stored()).toMatchObject({ name_prefix: 'Elsewhere' });
  await expect(prefix).toHaveValue('Here');

  await save(editor);
  await dialog.getByRole('button', { name: 'Replace and save' }).click();
  await expectList(editor);
  // Only what was written here.
  expect(await stored()).toMatchObject({ name_prefix: 'Here', hold_music_url: 'https://example.com/b.mp3' });
});

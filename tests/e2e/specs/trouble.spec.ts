import type { Page } from '@playwright/test';
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

test('without a server the list says so, and comes back', async ({ editor, server, expectedComplaints }) => {
  expectedComplaints.push(/ERR_CONNECTION_(REFUSED|RESET)/);
  await server.create({ type: 'pin_dialin', phone_number: '+12095038039' });
  await openNew(editor);
  await server.stop();
  await editor.getByRole('link', { name: 'Cancel' }).click();
  await expect(editor.getByRole('alert')).toContainText('Check that dialin serve is still running');
  await server.start();
  await editor.getByRole('button', { name: 'Try again' }).click();
  await expect(row(editor, '+12095038039')).toBeVisible();
  await expect(editor.getByRole('alert')).toHaveCount(0);
});

test('signed out in the middle of a form: sign in again, and nothing typed is lost', async ({ editor, server, expectedComplaints }) => {
  expectedComplaints.push(/400|401/);
  await openNew(editor);
  await field(editor, 'Webhook URL').fill('https://example.com/room');
  await editor.context().clearCookies();
  await save(editor);
  await expect(editor.getByRole('heading', { level: 1, name: 'Sign in' })).toBeVisible();
  await expect(editor.getByText('You are no longer signed in. What you typed is kept.')).toBeVisible();
  await expect(editor.getByLabel('Token')).toBeFocused();
  await editor.keyboard.type(server.token);
  await editor.keyboard.press('Enter');
  await expect(editor).toHaveTitle('New config · Dialin');
  await expect(editor.getByRole('main')).toBeFocused();
  await expect(field(editor, 'Webhook URL')).toHaveValue('https://example.com/room');
  await expect(editor.getByRole('alert')).toHaveText('Not saved, because you were no longer signed in: save again.');
  await save(editor);
  await expectList(editor);
  expect(await server.list()).toHaveLength(1);
});

for (const [how, notice] of [
  ['coming back to this one', (page: Page) => page.evaluate(() => void dispatchEvent(new Event('focus')))],
  ['pressing Sign in', (page: Page) => page.getByRole('button', { name: 'Sign in' }).click()],
] as const) {
  test(`signed out in the middle of a form: opening the link in another tab and ${how} is enough`, async ({ editor, server, expectedComplaints }) => {
    expectedComplaints.push(/400|401/);
    await openNew(editor);
    await field(editor, 'Webhook URL').fill('https://example.com/room');
    await editor.context().clearCookies();
    await save(editor);
    await expect(editor.getByText('Or open that link in another tab and come back to this one.')).toBeVisible();
    const other = await editor.context().newPage();
    await other.goto(server.link);
    await expectList(other);
    await other.close();
    await notice(editor);
    await expect(editor.getByRole('main')).toBeFocused();
    await expect(field(editor, 'Webhook URL')).toHaveValue('https://example.com/room');
  });
}

test('signed out before a config is opened: sign in again, and it opens', async ({ editor, server, expectedComplaints }) => {
  expectedComplaints.push(/400|401/);
  await server.create({ type: 'pin_dialin', phone_number: '+12095038039' });
  await editor.reload();
  await expect(row(editor, '+12095038039')).toBeVisible();
  await editor.context().clearCookies();
  await editor.getByRole('link', { name: '+12095038039' }).click();
  await expect(editor.getByRole('heading', { level: 1, name: 'Sign in' })).toBeVisible();
  await expect(editor.getByLabel('Token')).toBeFocused();
  await editor.keyboard.type(server.token);
  await editor.keyboard.press('Enter');
  await expect(field(editor, 'Phone number')).toHaveValue('+12095038039');
  await expect(editor.getByText('could not be read')).toHaveCount(0);
});

test('a browser that is not signed in is told where the link is, and can paste the token or the link', async ({ page, server, expectedComplaints }) => {
  expectedComplaints.push(/401/);
  await page.goto(server.origin);
  await expect(page).toHaveTitle('Sign in · Dialin');
  await expect(page.getByText('Open the link that dialin serve printed in its terminal')).toBeVisible();
  const token = page.getByLabel('Token');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(token).toHaveAccessibleDescription('Paste the link or the token first.');
  await token.fill('wrong');
  await page.getByRole('button', { name: 'Sign in' }).click();
  const refusal = 'This is not the token of the server that is running now.';
  await expect(token).toHaveAccessibleDescription(refusal);
  await expect(token).toBeFocused();
  expect(await token.evaluate((input: HTMLInputElement) => input.selectionEnd)).toBe('wrong'.length);
  // The same once more is news, too.
  const changes = await token.evaluateHandle(() => {
    const seen: string[] = [];
    const alert = document.querySelector('[role="alert"]') as HTMLElement;
    new MutationObserver(() => seen.push(alert.textContent)).observe(alert, { subtree: true, childList: true, characterData: true });
    return seen;
  });
  await token.press('Enter');
  await expect.poll(() => changes.jsonValue()).toEqual(['', refusal]);
  await token.fill(server.link);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expectList(page);
  expect(page.url()).not.toContain('token');
  await page.reload();
  await expectList(page);
});

test('a browser that keeps no cookie is not told that it is signed in', async ({ page, server, expectedComplaints }) => {
  expectedComplaints.push(/400|401/);
  // What a blocked cookie comes to: the server agrees, and does not know this browser afterwards.
  await page.route('**/api/session', (route) => (route.request().method() === 'POST' ? route.fulfill({ status: 204 }) : route.continue()));
  await page.goto(server.origin);
  const token = page.getByLabel('Token');
  await token.fill(server.token);
  await token.press('Enter');
  await expect(token).toHaveAccessibleDescription(/^This browser did not keep the sign-in cookie\./);
  await expect(token).toBeFocused();
  await expect(page.getByText('Signed in.')).toHaveCount(0);

  await page.unroute('**/api/session');
  await token.press('Enter');
  await expectList(page);
});

for (const [what, body] of [
  ['a page', '<!doctype html><title>Log in to the proxy</title>'],
  ['other JSON', 'null'],
] as const) {
  test(`${what} in place of the server's answer is no answer from it`, async ({ editor }) => {
    await editor.route('**/api/session', (route) => route.fulfill({ status: 200, body }));
    await editor.reload();
    await expect(editor.getByRole('heading', { name: 'No answer from the server' })).toBeVisible();
    await editor.unroute('**/api/session');
    await editor.getByRole('button', { name: 'Try again' }).click();
    await expectList(editor);
  });
}

test('a page whose server is gone says so, and goes on when it is back', async ({ editor, server, expectedComplaints }) => {
  expectedComplaints.push(/503/);
  await editor.route('**/api/session', (route) => route.fulfill({ status: 503, body: '' }));
  await editor.reload();
  await expect(editor.getByRole('heading', { name: 'No answer from the server' })).toBeVisible();
  await editor.unroute('**/api/session');
  await editor.getByRole('button', { name: 'Try again' }).click();
  await expectList(editor);
  expect(await server.list()).toEqual([]);
});

test('each try that fails is told, and the focus stays where reading goes on', async ({ editor, expectedComplaints }) => {
  expectedComplaints.push(/503/);
  await editor.route('**/api/session', (route) => route.fulfill({ status: 503, body: '' }));
  await editor.reload();
  const heading = editor.getByRole('heading', { level: 1, name: 'No answer from the server' });
  const alert = await editor.getByRole('alert').elementHandle();
  await editor.getByRole('button', { name: 'Try again' }).press('Enter');
  await expect(heading).toBeFocused();
  // A new alert: one that stays as it was is not read out.
  expect(await alert?.evaluate((element) => element.isConnected)).toBe(false);
  await editor.unroute('**/api/session');
  await editor.getByRole('button', { name: 'Try again' }).press('Enter');
  await expect(editor.getByRole('heading', { level: 1, name: 'Dial-in configs' })).toBeFocused();
});

for (const [what, path] of [['a list', ''], ['a config', '#/config/1']] as const) {
  test(`trying again to read ${what} leaves the focus on the heading`, async ({ editor, server, expectedComplaints }) => {
    expectedComplaints.push(/503/);
    await editor.route('**/v1/domain-dialin-config**', (route) => route.fulfill({ status: 503, json: { error: 'server-error' } }));
    await editor.route('**/v1/domain-dialin-config/*', (route) => route.fulfill({ status: 503, json: { error: 'server-error' } }));
    await editor.goto(`${server.origin}/${path}`);
    await editor.reload();
    await editor.getByRole('button', { name: 'Try again' }).press('Enter');
    await expect(editor.getByRole('heading', { level: 1 })).toBeFocused();
    await expect(editor.getByRole('alert')).toBeVisible();
  });
}

test('checks that cannot be loaded are said to be missing, and loaded on a second try', async ({ editor, expectedComplaints }) => {
  expectedComplaints.push(/Failed to load resource|ERR_FAILED/, /Failed to fetch dynamically imported module/);
  await editor.route('**/assets/dist-*.js', (route) => route.abort());
  await editor.reload();
  await expect(editor.getByText('The checks could not be loaded')).toBeVisible();
  await editor.unroute('**/assets/dist-*.js');
  await editor.getByRole('button', { name: 'Try again' }).click();
  await expect(editor.getByText('No configs yet')).toBeVisible();
});

test('all pages of a long list are read, and the checks see all of them', async ({ editor, server }) => {
  for (let each = 0; each < 230; each += 1) {
    await server.create({ type: 'pin_dialin', phone_number: `+1209503${String(1000 + each)}` });
  }
  await editor.reload();
  await expect(editor.getByRole('rowheader')).toHaveCount(230);
  await expect(editor.getByRole('rowheader').first()).toHaveText('+12095031229');
  await expect(editor.getByRole('rowheader').last()).toHaveText('+12095031000');
  await openNew(editor);
  await field(editor, 'Phone number').fill('+12095031000');
  await field(editor, 'Phone number').press('Tab');
  await expect(field(editor, 'Phone number')).toHaveAttribute('aria-invalid', 'true');
});

test('a list is read although the row where one page ends is deleted before the next is asked for', async ({ editor, server, expectedComplaints }) => {
  expectedComplaints.push(/40[04]/);
  for (let each = 0; each < 150; each += 1) {
    await server.create({ type: 'pin_dialin', phone_number: `+1209503${String(1000 + each)}` });
  }
  let deleted = false;
  await editor.route('**/v1/domain-dialin-config?*', async (route) => {
    const edge = new URL(route.request().url()).searchParams.get('starting_after');
    if (edge !== null && !deleted) {
      deleted = true;
      await server.call('DELETE', `/${edge}`);
    }
    await route.continue();
  });
  await editor.reload();
  // The row was there when its page was read.
  await expect(editor.getByRole('rowheader')).toHaveCount(150);
  expect(await server.list()).toHaveLength(100);
  await expect(editor.getByRole('alert')).toHaveCount(0);
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

test('signed out on the list: nothing typed is spoken of, and nothing offered that can only fail', async ({ editor, server, expectedComplaints }) => {
  expectedComplaints.push(/400|401/);
  await server.create({ type: 'pin_dialin', phone_number: '+12095030001' });
  await editor.reload();
  await editor.getByRole('button', { name: 'Delete +12095030001' }).click();
  await editor.context().clearCookies();
  await editor.clock.install();
  await editor.getByRole('button', { name: 'Undo' }).hover();
  await editor.mouse.move(9, 9);
  await editor.clock.fastForward(8000);
  await expect(editor.getByText('You are no longer signed in.', { exact: true })).toBeVisible();
  await expect(editor.getByText('What you typed is kept.')).toHaveCount(0);
  await expect(editor.getByText('+12095030001 was not deleted.')).toBeVisible();
  await expect(editor.getByRole('button', { name: 'Try again' })).toHaveCount(0);
  await editor.getByLabel('Token').fill(server.token);
  await editor.keyboard.press('Enter');
  await expect(editor.getByRole('button', { name: 'Try again' })).toBeVisible();
});

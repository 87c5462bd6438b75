import type { Page, Request, Route } from '@playwright/test';
import { expectList, field, openNew, row, save } from '../support/form';
import type { Server, Stored } from '../support/server';
import { expect, test } from '../support/test';

/** As in web/src/state/deletions.svelte.ts. */
const HOLD_MS = 8000;

async function three(page: Page, server: Server): Promise<[Stored, Stored, Stored]> {
  const first = await server.create({ type: 'pin_dialin', phone_number: '+12095030001' });
  const second = await server.create({ type: 'pin_dialin', phone_number: '+12095030002' });
  const third = await server.create({ type: 'pin_dialin', phone_number: '+12095030003' });
  await page.reload();
  await expect(page.getByRole('rowheader')).toHaveCount(3);
  return [first, second, third];
}

/** However slow the machine is, what is held from here on is sent only when the test says that the time is over. */
async function stopClock(page: Page): Promise<void> {
  await page.clock.install();
  await page.clock.pauseAt(Date.now() + 60_000);
}

function deletions(page: Page): Request[] {
  const sent: Request[] = [];
  page.on('request', (request) => request.method() === 'DELETE' && sent.push(request));
  return sent;
}

async function ids(server: Server): Promise<string[]> {
  return (await server.list()).map(({ id }) => id);
}

test('a deletion is sent after eight seconds, not before', async ({ editor, server }) => {
  const [first, second, third] = await three(editor, server);
  const sent = deletions(editor);
  await editor.getByRole('button', { name: 'Delete +12095030002' }).click();
  const pressed = Date.now();
  await expect(row(editor, '+12095030002')).toHaveCount(0);
  await expect(editor.getByRole('status').filter({ hasText: 'Deleting +12095030002' })).toBeVisible();

  await editor.waitForTimeout(HOLD_MS - 1500 - (Date.now() - pressed));
  expect(sent).toEqual([]);
  expect(await ids(server)).toEqual([third.id, second.id, first.id]);

  await expect.poll(() => ids(server)).toEqual([third.id, first.id]);
  expect(Date.now() - pressed).toBeGreaterThanOrEqual(HOLD_MS);
  await expect(editor.getByRole('button', { name: 'Undo' })).toHaveCount(0);
  await expect(editor.getByRole('status').filter({ hasText: 'Deleted +12095030002.' })).toBeAttached();
  // What the server has done is known here sooner than what the page has sent; what the page shows is not.
  expect(sent).toHaveLength(1);
});

test('several are held at once; each can be undone, by its button or by Ctrl+Z', async ({ editor, server }) => {
  await three(editor, server);
  await stopClock(editor);
  const sent = deletions(editor);
  for (const last of [1, 2, 3]) await editor.getByRole('button', { name: `Delete +1209503000${last}` }).click();
  await expect(editor.getByText('No configs yet')).toBeVisible();
  await expect(editor.getByRole('button', { name: 'Undo' })).toHaveCount(3);
  await expect(editor.getByText(/Ctrl.Z/)).toHaveCount(1);
  await expect(editor.getByRole('button', { name: 'Undo deleting +12095030003 Ctrl+Z' })).toBeVisible();

  await editor.keyboard.press('Control+z');
  await expect(editor.getByRole('rowheader')).toHaveText(['+12095030003']);
  await editor.getByRole('button', { name: 'Undo deleting +12095030001' }).click();
  await expect(editor.getByRole('rowheader')).toHaveText(['+12095030003', '+12095030001']);

  await editor.clock.fastForward(HOLD_MS);
  await expect.poll(async () => (await server.list()).length).toBe(2);
  await expect.poll(() => sent.length).toBe(1);
  await editor.clock.resume();
  await editor.reload();
  await expect(editor.getByRole('rowheader')).toHaveText(['+12095030003', '+12095030001']);
});

test('the focus goes on to the next row, then to the row before, then to the heading', async ({ editor, server }) => {
  await three(editor, server);
  const press = async (number: string) => {
    await editor.getByRole('button', { name: `Delete ${number}` }).focus();
    await editor.keyboard.press('Enter');
  };
  await press('+12095030002');
  await expect(editor.getByRole('link', { name: '+12095030001' })).toBeFocused();
  await press('+12095030001');
  await expect(editor.getByRole('link', { name: '+12095030003' })).toBeFocused();
  await press('+12095030003');
  await expect(editor.getByRole('heading', { level: 1 })).toBeFocused();
});

test('undo by its button leads the focus to the row, or to the heading of a form', async ({ editor, server }) => {
  await three(editor, server);
  await stopClock(editor);
  const undo = editor.getByRole('button', { name: 'Undo' });
  await editor.getByRole('button', { name: 'Delete +12095030002' }).click();
  await undo.focus();
  await editor.keyboard.press('Enter');
  await expect(editor.getByRole('link', { name: '+12095030002' })).toBeFocused();

  await editor.getByRole('button', { name: 'Delete +12095030002' }).click();
  await undo.focus();
  await editor.keyboard.press('Control+z');
  await expect(editor.getByRole('link', { name: '+12095030002' })).toBeFocused();

  await editor.getByRole('button', { name: 'Delete +12095030002' }).click();
  await openNew(editor);
  await undo.focus();
  await editor.keyboard.press('Enter');
  await expect(editor.getByRole('heading', { level: 1, name: 'New config' })).toBeFocused();
});

test('the time stops while the pointer or the focus is at one, and starts over afterwards', async ({ editor, server }) => {
  const [first, second] = await three(editor, server);
  await stopClock(editor);
  await editor.getByRole('button', { name: 'Delete +12095030003' }).click();
  await editor.getByRole('button', { name: 'Delete +12095030002' }).click();
  const sent = deletions(editor);
  const undo = editor.getByRole('button', { name: 'Undo deleting +12095030003' });
  const bars = editor.locator('.toast .time');
  await expect(bars).toHaveCount(2);
  await editor.clock.runFor(HOLD_MS - 1000);

  await undo.hover();
  await expect(bars).toHaveCount(0);
  await editor.clock.runFor(10 * HOLD_MS);
  await undo.focus();
  await editor.mouse.move(0, 0);
  await editor.clock.runFor(10 * HOLD_MS);
  expect(sent).toEqual([]);

  await editor.getByRole('link', { name: '+12095030001' }).focus();
  await expect(bars).toHaveCount(2);
  await editor.clock.runFor(HOLD_MS - 1000);
  expect(sent).toEqual([]);

  // Undone at the pointer, it no longer keeps the other.
  await undo.click();
  await expect(bars).toHaveCount(1);
  await editor.clock.runFor(HOLD_MS);
  await expect.poll(async () => (await server.list()).map(({ config }) => config['phone_number'])).toEqual(['+12095030003', '+12095030001']);
  expect(sent.map((request) => request.url().endsWith(second.id))).toEqual([true]);
  expect(await ids(server)).toContain(first.id);
});

test('one that is sent stays where it is among the others', async ({ editor, server }) => {
  const [first] = await three(editor, server);
  await stopClock(editor);
  let answer = () => {};
  const held = new Promise<void>((resolve) => (answer = resolve));
  await editor.route(`**/v1/domain-dialin-config/${first.id}`, async (route) => {
    await held;
    await route.continue();
  });
  await editor.getByRole('button', { name: 'Delete +12095030001' }).click();
  await editor.clock.runFor(HOLD_MS - 1000);
  await editor.getByRole('button', { name: 'Delete +12095030002' }).click();
  const sent = editor.waitForRequest((request) => request.method() === 'DELETE');
  await editor.clock.runFor(1000);
  await sent;
  await expect(editor.locator('.toast strong')).toHaveText(['+12095030001', '+12095030002']);
  answer();
});

for (const [how, leave] of [
  ['leaving the page', async (page: Page) => void (await page.goto('about:blank'))],
  ['reloading it', async (page: Page) => void (await page.reload())],
  // With its handlers, the page may close after the call has returned.
  ['closing its tab', (page: Page) => Promise.all([page.waitForEvent('close'), page.close({ runBeforeUnload: true })])],
] as const) {
  test(`${how} sends what is held`, async ({ editor, server }) => {
    const [first] = await three(editor, server);
    await editor.getByRole('button', { name: 'Delete +12095030002' }).click();
    await editor.getByRole('button', { name: 'Delete +12095030003' }).click();
    await expect(editor.getByRole('button', { name: 'Undo' })).toHaveCount(2);
    const left = Date.now();
    await leave(editor);
    await expect.poll(() => ids(server)).toEqual([first.id]);
    expect(Date.now() - left).toBeLessThan(HOLD_MS);
  });
}

test('a deletion that fails brings the config back and says why', async ({ editor, server, expectedComplaints }) => {
  expectedComplaints.push(/503/);
  const [first, second, third] = await three(editor, server);
  await stopClock(editor);
  const path = `**/v1/domain-dialin-config/${second.id}`;
  await editor.route(path, (route) => route.fulfill({ status: 503, json: { error: 'server-error', info: 'the disk is full' } }));
  await editor.getByRole('button', { name: 'Delete +12095030002' }).click();
  await editor.clock.fastForward(HOLD_MS);
  await expect(
    editor.getByText('+12095030002 was not deleted. The server failed (503): the disk is full'),
  ).toBeVisible();
  await expect(row(editor, '+12095030002')).toBeVisible();

  await editor.getByRole('button', { name: 'Dismiss' }).focus();
  await editor.keyboard.press('Enter');
  await expect(editor.getByText('was not deleted')).toHaveCount(0);
  await expect(editor.getByRole('link', { name: '+12095030002' })).toBeFocused();

  await editor.getByRole('button', { name: 'Delete +12095030002' }).click();
  await editor.clock.fastForward(HOLD_MS);
  await expect(editor.getByText('was not deleted')).toBeVisible();
  await editor.unroute(path);
  await editor.getByRole('button', { name: 'Try again' }).focus();
  await editor.keyboard.press('Enter');
  await expect(editor.getByRole('heading', { level: 1 })).toBeFocused();
  await expect.poll(() => ids(server)).toEqual([third.id, first.id]);
  await expect(row(editor, '+12095030002')).toHaveCount(0);
});

test('one that is gone already is simply gone', async ({ editor, server, expectedComplaints }) => {
  expectedComplaints.push(/404/);
  const [, second] = await three(editor, server);
  await stopClock(editor);
  await editor.getByRole('button', { name: 'Delete +12095030002' }).click();
  await server.call('DELETE', `/${second.id}`);
  // The button goes when the request does; what is said of its answer comes with that.
  const answered = editor.waitForEvent('console', (message) => message.text().includes('404'));
  await editor.clock.fastForward(HOLD_MS);
  await answered;
  await expect(editor.getByRole('button', { name: 'Undo' })).toHaveCount(0);
  await expect(editor.getByText('was not deleted')).toHaveCount(0);
  await expect(editor.getByRole('rowheader')).toHaveCount(2);
});

test('the form deletes, too; its page says what is happening and undo brings it back', async ({ editor, server }) => {
  await three(editor, server);
  await stopClock(editor);
  await editor.getByRole('link', { name: '+12095030002' }).click();
  await editor.getByRole('button', { name: 'Delete' }).click();
  await expectList(editor);
  await expect(editor.getByRole('rowheader')).toHaveCount(2);
  await editor.getByRole('button', { name: 'Undo' }).click();
  await expect(editor.getByRole('rowheader')).toHaveCount(3);
});

test('a number moves to the other type: deleted and created again without waiting', async ({ editor, server }) => {
  const [first, second, third] = await three(editor, server);
  await stopClock(editor);
  await editor.getByRole('button', { name: 'Delete +12095030003' }).click();
  await editor.getByRole('button', { name: 'Delete +12095030002' }).click();
  await openNew(editor);
  await field(editor, 'Phone number').fill('+12095030002');
  await field(editor, 'Webhook URL').fill('https://example.com/room');
  await expect(
    editor.getByText('Saving first deletes the old config +12095030002 for good, because this one would clash with it; that cannot be undone.'),
  ).toBeVisible();
  const sent = deletions(editor);
  await save(editor);
  const dialog = editor.getByRole('dialog', { name: 'Delete the old config +12095030002 for good?' });
  await expect(dialog).toHaveAccessibleDescription(
    'The old config must be deleted before this one can be saved, and cannot be brought back, even if saving fails.',
  );
  await dialog.getByRole('button', { name: 'Keep editing' }).click();
  await expect(dialog).toHaveCount(0);
  await expect(editor.getByRole('button', { name: 'Save' })).toBeFocused();
  expect(sent).toEqual([]);

  await save(editor);
  await dialog.getByRole('button', { name: 'Delete and save' }).click();
  await expectList(editor);
  await expect(editor.getByRole('rowheader')).toHaveText(['+12095030002', '+12095030001']);

  // The other deletion was not needed and can still be undone.
  await editor.getByRole('button', { name: 'Undo' }).click();
  await expect(editor.getByRole('rowheader')).toHaveCount(3);
  const left = await server.list();
  expect(left.map(({ type, config }) => [type, config['phone_number']])).toEqual([
    ['pinless_dialin', '+12095030002'],
    ['pin_dialin', '+12095030003'],
    ['pin_dialin', '+12095030001'],
  ]);
  expect(left.slice(1).map(({ id }) => id)).toEqual([third.id, first.id]);
  expect(left.map(({ id }) => id)).not.toContain(second.id);
});

const LOST = 'The old config +12095030002 has already been deleted for good. What you wrote exists only in this form: save it again.';
const TAKEN = { code: 'name-prefix-taken', severity: 'error', path: ['name_prefix'], message: 'taken', params: {}, source: 'policy' };

for (const [how, answer, complaint, alert] of [
  ['fails', { status: 503, json: { error: 'server-error', info: 'the disk is full' } }, /503/, `Not saved. The server failed (503): the disk is full. ${LOST}`],
  ['is refused at a field', { status: 400, json: { error: 'invalid-request-error', info: 'taken', issues: [TAKEN] } }, /400/, `Not saved. ${LOST}`],
] as const) {
  test(`a create that ${how} after the deletion it needed says that the old config is gone`, async ({ editor, server, expectedComplaints }) => {
    expectedComplaints.push(complaint);
    const [first, , third] = await three(editor, server);
    await stopClock(editor);
    await editor.getByRole('button', { name: 'Delete +12095030002' }).click();
    await openNew(editor);
    await field(editor, 'Phone number').fill('+12095030002');
    await field(editor, 'Webhook URL').fill('https://example.com/room');
    await field(editor, 'Name prefix').fill('Moved');
    await editor.route('**/v1/domain-dialin-config', (route) => (route.request().method() === 'POST' ? route.fulfill(answer) : route.continue()));
    await save(editor);
    await editor.getByRole('button', { name: 'Delete and save' }).click();
    await expect(editor.getByRole('alert')).toHaveText(alert);
    expect(await ids(server)).toEqual([third.id, first.id]);
    await expect(field(editor, 'Name prefix')).toHaveValue('Moved');

    await editor.unroute('**/v1/domain-dialin-config');
    await field(editor, 'Name prefix').fill('Moved here');
    await save(editor);
    await expectList(editor);
    expect((await server.list())[0]?.config).toMatchObject({ phone_number: '+12095030002', name_prefix: 'Moved here' });
  });
}

test('a save that needs a deletion which fails sends nothing and says so', async ({ editor, server, expectedComplaints }) => {
  expectedComplaints.push(/503/);
  const [, second] = await three(editor, server);
  await stopClock(editor);
  await editor.getByRole('button', { name: 'Delete +12095030002' }).click();
  await editor.route(`**/v1/domain-dialin-config/${second.id}`, (route) => route.fulfill({ status: 503, json: { error: 'server-error' } }));
  await openNew(editor);
  await field(editor, 'Phone number').fill('+12095030002');
  await field(editor, 'Webhook URL').fill('https://example.com/room');
  await save(editor);
  await editor.getByRole('button', { name: 'Delete and save' }).click();
  await expect(editor.getByRole('alert')).toHaveText('Not saved: the old config +12095030002 could not be deleted first.');
  expect(await server.list()).toHaveLength(3);
});

test('Delete in a form with unsaved changes asks first', async ({ editor, server }) => {
  const [first, , third] = await three(editor, server);
  const sent = deletions(editor);
  await editor.getByRole('link', { name: '+12095030002' }).click();
  await field(editor, 'Name prefix').fill('Support');
  await editor.getByRole('button', { name: 'Delete' }).click();
  const dialog = editor.getByRole('dialog', { name: 'Leave without saving?' });
  await dialog.getByRole('button', { name: 'Keep editing' }).click();
  await expect(field(editor, 'Name prefix')).toHaveValue('Support');
  await expect(editor.getByRole('button', { name: 'Delete' })).toBeFocused();
  await expect(editor.getByRole('button', { name: 'Undo' })).toHaveCount(0);

  await editor.getByRole('button', { name: 'Delete' }).click();
  await dialog.getByRole('button', { name: 'Leave without saving' }).click();
  await expectList(editor);
  await expect(editor.getByRole('heading', { level: 1 })).toBeFocused();
  await expect(editor.getByRole('rowheader')).toHaveText(['+12095030003', '+12095030001']);
  await expect.poll(() => ids(server)).toEqual([third.id, first.id]);
  await expect.poll(() => sent.length).toBe(1);
});

test('trying a failed deletion again asks about unsaved changes in the form of that config, and only there', async ({ editor, server, expectedComplaints }) => {
  expectedComplaints.push(/503/, /404/);
  const [first, second, third] = await three(editor, server);
  await stopClock(editor);
  const path = `**/v1/domain-dialin-config/${second.id}`;
  const fail = (route: Route) => (route.request().method() === 'DELETE' ? route.fulfill({ status: 503, json: { error: 'server-error' } }) : route.continue());
  await editor.route(path, fail);
  await editor.getByRole('button', { name: 'Delete +12095030002' }).click();
  await editor.clock.fastForward(HOLD_MS);
  const again = editor.getByRole('button', { name: 'Try again' });
  const dialog = editor.getByRole('dialog', { name: 'Leave without saving?' });
  const prefix = field(editor, 'Name prefix');

  await editor.getByRole('link', { name: '+12095030001' }).click();
  await prefix.fill('Support');
  await again.click();
  await expect(editor.getByText('was not deleted')).toBeVisible();
  await expect(dialog).toHaveCount(0);
  await editor.getByRole('link', { name: 'Cancel' }).click();
  await dialog.getByRole('button', { name: 'Leave without saving' }).click();

  await editor.getByRole('link', { name: '+12095030002' }).click();
  await prefix.fill('Sales');
  await editor.unroute(path, fail);
  await again.click();
  await dialog.getByRole('button', { name: 'Keep editing' }).click();
  await expect(prefix).toHaveValue('Sales');
  expect(await ids(server)).toEqual([third.id, second.id, first.id]);
  await again.click();
  await dialog.getByRole('button', { name: 'Leave without saving' }).click();
  await expect(editor.getByText('There is no config with this ID')).toBeVisible();
  expect(await ids(server)).toEqual([third.id, first.id]);
});

test('a double click on Delete deletes one config, not the next one, too', async ({ editor, server }) => {
  await three(editor, server);
  await stopClock(editor);
  await editor.getByRole('button', { name: 'Delete +12095030003' }).dblclick();
  await expect(editor.getByRole('rowheader')).toHaveText(['+12095030002', '+12095030001']);
  await expect(editor.getByRole('button', { name: 'Undo' })).toHaveCount(1);
});

test('however many fail, each can be seen and reached', async ({ editor, server, expectedComplaints }) => {
  expectedComplaints.push(/503/);
  for (let each = 0; each < 14; each += 1) {
    await server.create({ type: 'pin_dialin', phone_number: `+1209503${String(1000 + each)}` });
  }
  await editor.reload();
  await stopClock(editor);
  await editor.route('**/v1/domain-dialin-config/*', (route) => route.fulfill({ status: 503, json: { error: 'server-error' } }));
  for (let each = 0; each < 14; each += 1) {
    await editor.getByRole('button', { name: `Delete +1209503${String(1000 + each)}` }).press('Enter');
  }
  // The last one is what somebody wants to undo, perhaps.
  await expect(editor.getByRole('button', { name: 'Undo' }).last()).toBeInViewport();
  await editor.mouse.move(9, 9);
  await editor.clock.fastForward(HOLD_MS);
  const dismiss = editor.getByRole('button', { name: 'Dismiss' });
  await expect(dismiss).toHaveCount(14);
  await expect(dismiss.last()).toBeInViewport();
  await dismiss.last().hover();
  await editor.mouse.wheel(0, -10_000);
  await expect(dismiss.first()).toBeInViewport({ ratio: 1 });
  await dismiss.first().click();
  await expect(dismiss).toHaveCount(13);
});

for (const [status, error] of [[404, 'not-found'], [400, 'not-found']] as const) {
  test(`a deletion answered ${status} ${error} finds it gone`, async ({ editor, server, expectedComplaints }) => {
    expectedComplaints.push(new RegExp(String(status)));
    const [, second] = await three(editor, server);
    await stopClock(editor);
    await editor.route(`**/v1/domain-dialin-config/${second.id}`, (route) => route.fulfill({ status, json: { error } }));
    await editor.getByRole('button', { name: 'Delete +12095030002' }).click();
    await editor.clock.fastForward(HOLD_MS);
    await expect(editor.getByRole('button', { name: 'Undo' })).toHaveCount(0);
    await expect(editor.getByText('was not deleted')).toHaveCount(0);
  });
}

for (const [how, go] of [
  ['a pointer is used', (page: Page) => page.mouse.move(9, 9)],
  ['another view is opened', (page: Page) => page.getByRole('link', { name: 'New config' }).press('Enter')],
] as const) {
  test(`a deletion by keys waits until ${how}: Undo may be a long way off`, async ({ editor, server }) => {
    const [first, second, third] = await three(editor, server);
    await stopClock(editor);
    await editor.mouse.move(5, 5);
    await editor.getByRole('button', { name: 'Delete +12095030002' }).press('Enter');
    await expect(editor.getByRole('button', { name: 'Undo' })).toBeVisible();
    await editor.clock.runFor(100 * HOLD_MS);
    expect(await ids(server)).toEqual([third.id, second.id, first.id]);
    await go(editor);
    await expect(editor.locator('.toast .time')).toBeVisible();
    await editor.clock.runFor(HOLD_MS);
    await expect.poll(() => ids(server)).toEqual([third.id, first.id]);
  });
}

test.describe('a touch screen', () => {
  test.use({ hasTouch: true });

  test('a deletion by touch waits for the next touch: the reader of a screen may have hundreds of swipes to Undo', async ({ editor, server }) => {
    const [first, second, third] = await three(editor, server);
    await stopClock(editor);
    await editor.getByRole('button', { name: 'Delete +12095030002' }).tap();
    await expect(editor.getByRole('button', { name: 'Undo' })).toBeVisible();
    await editor.clock.runFor(100 * HOLD_MS);
    expect(await ids(server)).toEqual([third.id, second.id, first.id]);
    await editor.getByRole('heading', { level: 1 }).tap();
    await editor.clock.runFor(HOLD_MS);
    await expect.poll(() => ids(server)).toEqual([third.id, first.id]);
  });
});

test('while a dialog is open nothing is sent, and the keys of undo wait', async ({ editor, server }) => {
  await three(editor, server);
  await stopClock(editor);
  await editor.getByRole('button', { name: 'Delete +12095030002' }).click();
  await openNew(editor);
  await field(editor, 'Phone number').fill('+12095030002');
  await field(editor, 'Webhook URL').fill('https://example.com/room');
  await save(editor);
  const dialog = editor.getByRole('dialog');
  await expect(dialog).toBeVisible();
  await editor.clock.runFor(10 * HOLD_MS);
  await editor.keyboard.press('Control+z');
  await expect(dialog).toBeVisible();
  await dialog.getByRole('button', { name: 'Keep editing' }).click();
  expect(await server.list()).toHaveLength(3);
  await editor.getByRole('button', { name: 'Undo' }).click();
  await expect(editor.getByText(/Kept \+12095030002\./)).toBeAttached();
  expect(await server.list()).toHaveLength(3);
});

test('what is said while a dialog is open is told when it has been closed', async ({ editor, server }) => {
  const [, second] = await three(editor, server);
  await stopClock(editor);
  let answer = () => {};
  const held = new Promise<void>((resolve) => (answer = resolve));
  await editor.route(`**/v1/domain-dialin-config/${second.id}`, async (route) => {
    await held;
    await route.continue();
  });
  await editor.getByRole('button', { name: 'Delete +12095030002' }).click();
  await openNew(editor);
  await field(editor, 'Webhook URL').fill('https://example.com/room');
  await editor.clock.runFor(HOLD_MS);
  await editor.getByRole('link', { name: 'Cancel' }).click();
  await expect(editor.getByRole('dialog')).toBeVisible();
  const answered = editor.waitForResponse((response) => response.request().method() === 'DELETE');
  answer();
  await answered;
  await expect(editor.locator('.toast')).toHaveCount(0);
  await editor.clock.runFor(5000);
  const told = editor.getByRole('status').filter({ hasText: 'Deleted +12095030002.' });
  await expect(told).toHaveCount(0);
  await editor.getByRole('button', { name: 'Keep editing' }).click();
  await editor.clock.runFor(1000);
  await expect(told).toBeAttached();
});

for (const [keyboard, key, code] of [
  ['Russian', 'я', 'KeyZ'],
  ['Hebrew', 'ז', 'KeyZ'],
  ['a locked', 'Z', 'KeyZ'],
  ['German', 'z', 'KeyY'],
] as const) {
  test(`Ctrl+Z undoes on ${keyboard} keyboard`, async ({ editor, server }) => {
    await three(editor, server);
    await stopClock(editor);
    await editor.getByRole('button', { name: 'Delete +12095030002' }).click();
    const press = (keys: { key: string; code: string }) =>
      editor.evaluate((it) => void document.body.dispatchEvent(new KeyboardEvent('keydown', { ctrlKey: true, bubbles: true, ...it })), keys);
    // A German keyboard has its Y there.
    await press({ key: 'y', code: 'KeyZ' });
    await expect(editor.getByRole('rowheader')).toHaveCount(2);
    await press({ key, code });
    await expect(editor.getByRole('rowheader')).toHaveCount(3);
  });
}

test('no control is below a toast when it has the focus, and Escape takes failed ones away', async ({ editor, server, expectedComplaints }) => {
  expectedComplaints.push(/503/);
  await three(editor, server);
  await stopClock(editor);
  await editor.route('**/v1/domain-dialin-config/*', (route) => route.fulfill({ status: 503, json: { error: 'server-error', info: 'the disk is full' } }));
  await editor.getByRole('button', { name: 'Delete +12095030002' }).click();
  await editor.clock.fastForward(HOLD_MS);
  await expect(editor.getByText('was not deleted')).toBeVisible();
  await openNew(editor);
  for (const [width, height] of [[640, 400], [320, 640]] as const) {
    await editor.setViewportSize({ width, height });
    await field(editor, 'Type').focus();
    // Until the button after the form.
    for (let stop = 0; stop < 10; stop += 1) {
      await editor.keyboard.press('Tab');
      const covered = await editor.evaluate(() => {
        const at = document.activeElement ?? document.body;
        if (at.closest('.toasts') || !at.closest('form')) return '';
        const { left, top, bottom } = at.getBoundingClientRect();
        const free = [top + 2, (top + bottom) / 2, bottom - 2].every((y) => at.contains(document.elementFromPoint(left + 6, y)));
        return free ? '' : (at.id || at.textContent);
      });
      expect(covered, `what lies below the toast at ${width} × ${height}`).toBe('');
    }
  }
  await editor.keyboard.press('Escape');
  await expect(editor.getByText('was not deleted')).toHaveCount(0);
});

test('a long name leaves the button of its toast in view', async ({ editor, server }) => {
  await editor.setViewportSize({ width: 320, height: 256 });
  const name = 'Support line of the whole company '.repeat(7).trim();
  await server.create({ type: 'pinless_dialin', name_prefix: name });
  await editor.reload();
  await editor.getByRole('button', { name: 'Delete' }).press('Enter');
  await expect(editor.getByRole('button', { name: `Undo deleting ${name}` })).toBeInViewport({ ratio: 1 });
  const toast = await editor.locator('.toast').boundingBox();
  expect(toast?.height, 'pixels').toBeLessThan(128);
});

import type { Page, Route } from '@playwright/test';
import { deleted, deletions, HOLD_MS, ids, stopClock, three } from '../support/deletions';
import { expectList, field, row } from '../support/form';
import { expect, test } from '../support/test';

test('a deletion is sent after eight seconds, not before', async ({ editor, server }) => {
  const [first, second, third] = await three(editor, server);
  const sent = deletions(editor);
  // Before, because a click may be over long after the page has heard of it.
  const pressed = Date.now();
  await editor.getByRole('button', { name: 'Delete +12095030002' }).click();
  await expect(row(editor, '+12095030002')).toHaveCount(0);
  await expect(editor.getByRole('status').filter({ hasText: 'Deleting +12095030002' })).toBeVisible();

  await editor.waitForTimeout(HOLD_MS - 1500 - (Date.now() - pressed));
  expect(sent).toEqual([]);
  expect(await ids(server)).toEqual([third.id, second.id, first.id]);

  await expect.poll(() => ids(server)).toEqual([third.id, first.id]);
  expect(Date.now() - pressed).toBeGreaterThanOrEqual(HOLD_MS);
  await expect(editor.getByRole('button', { name: 'Undo' })).toHaveCount(0);
  await expect(deleted(editor, '+12095030002')).toBeAttached();
  // What the server has done is known here sooner than what the page has sent; what the page shows is not.
  expect(sent).toHaveLength(1);
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
  await editor.clock.fastForward(HOLD_MS);
  // The button goes when the request does; this comes with the answer.
  await expect(deleted(editor, '+12095030002')).toBeAttached();
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
    await expect(deleted(editor, '+12095030002')).toBeAttached();
    await expect(editor.getByRole('button', { name: 'Undo' })).toHaveCount(0);
    await expect(editor.getByText('was not deleted')).toHaveCount(0);
  });
}

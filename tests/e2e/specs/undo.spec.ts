import type { Page } from '@playwright/test';
import { deleted, deletions, HOLD_MS, ids, stopClock, three } from '../support/deletions';
import { field, openNew, save } from '../support/form';
import { expect, test } from '../support/test';

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
  const told = deleted(editor, '+12095030002');
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

import type { Page } from '@playwright/test';
import { expectList, field, openNew, row, save } from '../support/form';
import { expect, test } from '../support/test';

const UNSAVED = 'Leave without saving?';

/** Keeps what a save sends from the server, until the returned function is called. */
async function holdSave(page: Page): Promise<() => void> {
  let release = () => {};
  const held = new Promise<void>((resolve) => (release = resolve));
  await page.route('**/v1/domain-dialin-config/*', async (route) => {
    if (route.request().method() === 'PUT') await held;
    await route.continue();
  });
  return release;
}

/** Leaves the form of that config while it is being saved; a dialog asks. Answers what lets the save through. */
async function leaveWhileSaving(page: Page, number: string): Promise<() => void> {
  await page.reload();
  await page.getByRole('link', { name: number }).click();
  await field(page, 'Name prefix').fill('Sales');
  const release = await holdSave(page);
  await save(page);
  await page.getByRole('link', { name: 'Cancel' }).click();
  return release;
}

test('back and forward, titles and focus', async ({ editor, server }) => {
  const { id } = await server.create({ type: 'pin_dialin', phone_number: '+12095038039' });
  await editor.reload();
  await expect(row(editor, '+12095038039')).toBeVisible();
  await expect(editor).toHaveTitle('Dial-in configs · Dialin');

  await openNew(editor);
  await expect(editor).toHaveTitle('New config · Dialin');
  await expect(editor.getByRole('heading', { level: 1 })).toBeFocused();
  await editor.goBack();
  await expectList(editor);
  await expect(editor.getByRole('heading', { level: 1 })).toBeFocused();

  await editor.getByRole('link', { name: '+12095038039' }).click();
  await expect(editor).toHaveTitle('Edit +12095038039 · Dialin');
  await expect(editor).toHaveURL(`${server.origin}/#/config/${id}`);
  await expect(editor.getByRole('heading', { level: 1, name: 'Edit +12095038039' })).toBeFocused();
  await editor.goBack();
  await expect(editor.getByRole('link', { name: '+12095038039' })).toBeFocused();
  await editor.goForward();
  await expect(field(editor, 'ID')).toHaveValue(id);
  await editor.reload();
  await expect(field(editor, 'ID')).toHaveValue(id);
});

test('after a save the form is gone from the way back', async ({ editor }) => {
  await openNew(editor);
  await field(editor, 'Webhook URL').fill('https://example.com/room');
  await editor.getByRole('button', { name: 'Save' }).click();
  await expect(editor.getByRole('link', { name: 'No number' })).toBeFocused();
  await editor.goBack();
  await expectList(editor);
});

test('unsaved changes hold back a link, a step back and a step forward, and only they', async ({ editor, server }) => {
  const { id } = await server.create({ type: 'pin_dialin', phone_number: '+12095038039' });
  const dialog = editor.getByRole('dialog', { name: UNSAVED });
  const keep = dialog.getByRole('button', { name: 'Keep editing' });
  const leave = dialog.getByRole('button', { name: 'Leave without saving' });

  await openNew(editor);
  await editor.getByRole('link', { name: 'Cancel' }).click();
  await expectList(editor);

  // The list, the form and then the config: a step forward from the form leads there.
  await openNew(editor);
  await editor.evaluate((hash) => location.assign(hash), `#/config/${id}`);
  await expect(field(editor, 'ID')).toBeVisible();
  await editor.goBack();
  await field(editor, 'Name prefix').fill('Support');

  await editor.getByRole('link', { name: 'Cancel' }).click();
  await expect(dialog).toBeVisible();
  await keep.click();
  await expect(editor).toHaveURL(/#\/new$/);
  await expect(field(editor, 'Name prefix')).toHaveValue('Support');

  await editor.goBack();
  await expect(dialog).toBeVisible();
  await editor.keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);
  await expect(editor).toHaveURL(/#\/new$/);
  await expect(field(editor, 'Name prefix')).toHaveValue('Support');

  await editor.goBack();
  await leave.click();
  await expectList(editor);

  await editor.goForward();
  await expect(field(editor, 'Name prefix')).toHaveValue('');
  await editor.goBack();
  await expectList(editor);
});

/** Leaves entries behind that differ from their neighbours in nothing but their number: a list, and a list where a form was. */
async function sameAddressTwice(page: Page): Promise<void> {
  await openNew(page);
  await page.getByRole('link', { name: 'Cancel' }).click();
  await expectList(page);
  await openNew(page);
  await field(page, 'Webhook URL').fill('https://example.com/room');
  await save(page);
  await expect(page.getByRole('link', { name: 'No number' })).toBeFocused();
  await page.goBack();
  await expectList(page);
}

test('unsaved changes are held back after a step between two entries of one address', async ({ editor }) => {
  const dialog = editor.getByRole('dialog', { name: UNSAVED });
  await sameAddressTwice(editor);
  await openNew(editor);
  const prefix = field(editor, 'Name prefix');
  await prefix.fill('Support');
  await editor.goBack();
  await dialog.getByRole('button', { name: 'Keep editing' }).click();
  await expect(editor).toHaveURL(/#\/new$/);
  await expect(prefix).toHaveValue('Support');
  await editor.getByRole('link', { name: 'Cancel' }).click();
  await expect(dialog).toBeVisible();
  await editor.keyboard.press('Escape');
  await expect(editor).toHaveURL(/#\/new$/);

  await editor.goBack();
  await dialog.getByRole('button', { name: 'Leave without saving' }).click();
  await expectList(editor);
  await expect(prefix).toHaveCount(0);
});

test('two steps back at once are one question, and staying leads back over both', async ({ editor }) => {
  const dialog = editor.getByRole('dialog', { name: UNSAVED });
  await openNew(editor);
  await editor.getByRole('link', { name: 'Cancel' }).click();
  await expectList(editor);
  await openNew(editor);
  const prefix = field(editor, 'Name prefix');
  await prefix.fill('Support');
  await editor.evaluate(() => {
    history.back();
    history.back();
  });
  await expect(dialog).toBeVisible();
  await dialog.getByRole('button', { name: 'Keep editing' }).click();
  await expect(editor).toHaveURL(/#\/new$/);
  await expect(prefix).toHaveValue('Support');
  // The form is where it was: one step back is the list.
  await editor.goBack();
  await dialog.getByRole('button', { name: 'Leave without saving' }).click();
  await expectList(editor);
});

test('a step from a form to another one gives up what was typed, once somebody has agreed', async ({ editor }) => {
  await openNew(editor);
  await editor.getByRole('link', { name: 'Cancel' }).click();
  await openNew(editor);
  const prefix = field(editor, 'Name prefix');
  await prefix.fill('Support');
  await editor.evaluate(() => history.go(-2));
  await editor.getByRole('button', { name: 'Leave without saving' }).click();
  await expect(editor).toHaveURL(/#\/new$/);
  await expect(prefix).toHaveValue('');
});

test('a link to where somebody is already leaves the way back as it was', async ({ editor }) => {
  await openNew(editor);
  await editor.getByRole('link', { name: 'Cancel' }).click();
  await editor.getByRole('link', { name: 'Dialin' }).click();
  await expectList(editor);
  await openNew(editor);
  const prefix = field(editor, 'Name prefix');
  await prefix.fill('Support');
  await editor.goBack();
  await editor.getByRole('button', { name: 'Keep editing' }).click();
  await expect(editor).toHaveURL(/#\/new$/);
  await expect(prefix).toHaveValue('Support');
});

test('unsaved changes hold back closing the page, a saved form does not', async ({ editor }) => {
  await openNew(editor);
  await field(editor, 'Webhook URL').fill('https://example.com/room');
  const asked = editor.waitForEvent('dialog');
  const reload = editor.reload();
  const dialog = await asked;
  expect(dialog.type()).toBe('beforeunload');
  await dialog.accept();
  await reload;
  await field(editor, 'Webhook URL').fill('https://example.com/room');
  await editor.getByRole('button', { name: 'Save' }).click();
  await expectList(editor);
  editor.on('dialog', () => expect.soft(false, 'a saved form asks nothing').toBe(true));
  await editor.reload();
  await expectList(editor);
});

test('an address that leads nowhere says so', async ({ editor, server, expectedComplaints }) => {
  expectedComplaints.push(/404/);
  await editor.goto(`${server.origin}/#/nowhere`);
  await expect(editor.getByRole('heading', { level: 1, name: 'Page not found' })).toBeVisible();
  await editor.getByRole('link', { name: 'Go to the dial-in configs' }).click();
  await expectList(editor);
  await editor.goto(`${server.origin}/#/config/no-such-id`);
  await expect(editor.getByText('There is no config with this ID: it may have been deleted.')).toBeVisible();
  await editor.getByRole('link', { name: 'See all configs' }).click();
  await expectList(editor);
});

// Daily's documents disagree about what an unknown id is answered with. To a request without a body a 400 says nothing else.
for (const [status, error, title] of [
  [404, 'not-found', 'There is no config with this ID'],
  [400, 'not-found', 'There is no config with this ID'],
  [400, 'invalid-request-error', 'There is no config with this ID'],
  [500, 'server-error', 'The config could not be read'],
] as const) {
  test(`a ${status} of ${error} for a config: ${title}`, async ({ editor, server, expectedComplaints }) => {
    expectedComplaints.push(new RegExp(String(status)));
    const { id } = await server.create({ type: 'pin_dialin', phone_number: '+12095038039' });
    await editor.route(`**/v1/domain-dialin-config/${id}`, (route) => route.fulfill({ status, json: { error } }));
    await editor.goto(`${server.origin}/#/config/${id}`);
    await expect(editor.getByText(title)).toBeVisible();
  });
}

test('a config whose deletion is held back is not edited', async ({ editor, server }) => {
  const { id } = await server.create({ type: 'pin_dialin', phone_number: '+12095038039' });
  await editor.reload();
  await editor.getByRole('button', { name: 'Delete +12095038039' }).click();
  await editor.evaluate((hash) => location.assign(hash), `#/config/${id}`);
  await expect(editor.getByText('This config is being deleted.')).toBeVisible();
  await editor.getByRole('button', { name: 'Undo' }).click();
  await expect(field(editor, 'Phone number')).toHaveValue('+12095038039');
});

test('an edit starts from what is stored now, not from the list', async ({ editor, server }) => {
  const { id } = await server.create({ type: 'pin_dialin', phone_number: '+12095038039', name_prefix: 'Old' });
  await editor.reload();
  await expect(row(editor, 'Old')).toBeVisible();
  await server.call('PUT', `/${id}`, { name_prefix: 'New' });
  await editor.getByRole('link', { name: '+12095038039' }).click();
  await expect(field(editor, 'Name prefix')).toHaveValue('New');
});

test('a save that is answered after its form was left keeps another form as it is', async ({ editor, server }) => {
  await server.create({ type: 'pin_dialin', phone_number: '+12095030001' });
  const { id } = await server.create({ type: 'pin_dialin', phone_number: '+12095030002' });
  const release = await leaveWhileSaving(editor, '+12095030001');
  await editor.getByRole('button', { name: 'Leave without saving' }).click();
  await editor.getByRole('link', { name: '+12095030002' }).click();
  await field(editor, 'Name prefix').fill('Support');

  release();
  await expect(editor.getByRole('status').filter({ hasText: 'Saved +12095030001' })).toBeAttached();
  await expect(editor).toHaveURL(`${server.origin}/#/config/${id}`);
  await expect(field(editor, 'Name prefix')).toHaveValue('Support');
  await editor.getByRole('link', { name: 'Cancel' }).click();
  await expect(editor.getByRole('dialog', { name: UNSAVED })).toBeVisible();
});

test('a save that is answered while the form asks whether to leave it ends the question', async ({ editor, server }) => {
  await server.create({ type: 'pin_dialin', phone_number: '+12095030001' });
  const release = await leaveWhileSaving(editor, '+12095030001');
  await expect(editor.getByRole('dialog', { name: UNSAVED })).toBeVisible();
  release();
  await expectList(editor);
  await expect(editor.getByRole('dialog')).toHaveCount(0);
  await expect(editor.getByRole('link', { name: '+12095030001' })).toBeFocused();
});

test('while a save is under way nothing can be changed, and so nothing is lost', async ({ editor, server, expectedComplaints }) => {
  expectedComplaints.push(/503/);
  const { id } = await server.create({ type: 'pinless_dialin', phone_number: '+12095030001' });
  await editor.reload();
  await editor.getByRole('link', { name: '+12095030001' }).click();
  const prefix = field(editor, 'Name prefix');
  await prefix.fill('Sales');
  let answer = () => {};
  const held = new Promise<void>((resolve) => (answer = resolve));
  await editor.route(`**/v1/domain-dialin-config/${id}`, async (route) => {
    await held;
    await route.fulfill({ status: 503, json: { error: 'server-error' } });
  });
  await prefix.press('Enter');
  await expect(editor.getByRole('button', { name: 'Saving…' })).toBeVisible();
  await expect(prefix).toBeFocused();
  await editor.keyboard.type(' and support');
  await field(editor, 'Timeout message').pressSequentially('Sorry');
  await expect(prefix).toHaveValue('Sales');
  await expect(field(editor, 'Timeout message')).toHaveValue('');

  answer();
  await expect(editor.getByRole('alert')).toContainText('Not saved. The server failed (503)');
  await editor.unroute(`**/v1/domain-dialin-config/${id}`);
  await prefix.press('End');
  await prefix.pressSequentially(' and support');
  await save(editor);
  await expect(row(editor, 'Sales and support')).toBeVisible();
});

test('the whole row leads to its config, and what it says can be marked', async ({ editor, server }) => {
  const { id } = await server.create({ type: 'pinless_dialin', name_prefix: 'Partners over SIP' });
  await editor.reload();
  await expect(editor.getByRole('link', { name: 'No number Partners over SIP' })).toBeVisible();
  for (const [cell, text] of [
    [editor.getByRole('cell', { name: 'Partners over SIP', exact: true }), 'Part'],
    [editor.getByRole('rowheader'), 'No n'],
  ] as const) {
    const box = await cell.boundingBox();
    if (!box) throw new Error('not shown');
    const y = box.y + box.height / 2;
    // Beside the text: one that begins on a link drags it.
    await editor.mouse.move(box.x + 8, y);
    await editor.mouse.down();
    await editor.mouse.move(box.x + 70, y, { steps: 5 });
    await editor.mouse.up();
    expect(await editor.evaluate(() => String(getSelection()).trim())).toContain(text);
    await expectList(editor);
    await editor.mouse.click(9, 500);
  }
  await editor.getByRole('cell', { name: 'Pinless dial-in' }).click();
  await expect(editor).toHaveURL(`${server.origin}/#/config/${id}`);
});

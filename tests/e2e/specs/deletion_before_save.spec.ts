import { deletions, ids, stopClock, three } from '../support/deletions';
import { expectList, field, openNew, save } from '../support/form';
import { expect, test } from '../support/test';

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

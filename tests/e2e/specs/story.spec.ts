import { expectIssue, expectList, expectNoIssue, field, issueOf, openNew, row, save } from '../support/form';
import { expect, test } from '../support/test';

// The page is in English for everybody, the names of countries in it, too.
test.use({ locale: 'de-DE' });

test('a newcomer writes one config of each type, changes them, and finds them after a restart', async ({ editor, server }) => {
  await test.step('the printed link signs in, and the token leaves the address', async () => {
    expect(editor.url()).toBe(`${server.origin}/`);
    await expect(editor.getByText('No configs yet')).toBeVisible();
  });

  await test.step('a pinless config: the mistake is named before saving, and one press corrects it', async () => {
    await editor.getByRole('link', { name: 'Write the first config' }).click();
    await expect(editor).toHaveTitle('New config · Dialin');
    const number = field(editor, 'Phone number');
    await number.fill('1 (209) 503-8039');
    await expectNoIssue(number);
    await number.blur();
    const mistake = issueOf({ type: 'pinless_dialin', phone_number: '1 (209) 503-8039' }, 'phone-number-not-e164');
    expect(mistake.suggestion).toBe('+12095038039');
    await expectIssue(number, mistake);
    await editor.getByRole('button', { name: 'Use +12095038039' }).click();
    await expect(number).toHaveValue('+12095038039');
    await expect(number).toBeFocused();
    await expectNoIssue(number);
    await expect(number).toHaveAccessibleDescription(/United States · fixed line or mobile · \+1 209 503 8039/);
    await expect(editor.getByText('United States · fixed line or mobile · +1 209 503 8039')).toBeVisible();

    await field(editor, 'Name prefix').fill('Support line');
    await field(editor, 'Webhook URL').fill('https://calls.example.com/room');
    await field(editor, 'Hold music URL').fill('https://calls.example.com/hold.mp3');
    await field(editor, 'Timeout message').fill('Nobody is free right now. Please try again later.');
    await save(editor);
    await expectList(editor);
    await expect(row(editor, '+12095038039')).toContainText('Support line');
    await expect(row(editor, '+12095038039')).toContainText('Pinless dial-in');
    await expect(row(editor, '+12095038039')).toContainText('no issues');
  });

  await test.step('a PIN config', async () => {
    await openNew(editor);
    await field(editor, 'Type').selectOption('PIN dial-in');
    await expect(field(editor, 'Webhook URL')).toHaveCount(0);
    await field(editor, 'Phone number').fill('+12268078039');
    await field(editor, 'IVR greeting').fill('Welcome. Please enter your PIN.');
    await save(editor);
    await expectList(editor);
    await expect(row(editor, '+12268078039')).toContainText('PIN dial-in');
  });

  await test.step('the newest comes first', async () => {
    await expect(editor.getByRole('rowheader')).toHaveText(['+12268078039', '+12095038039']);
  });

  await test.step('an edit changes what was changed and clears what was emptied', async () => {
    const before = (await server.list()).find(({ type }) => type === 'pinless_dialin');
    await editor.getByRole('link', { name: '+12095038039' }).click();
    await expect(field(editor, 'Type')).toHaveValue('Pinless dial-in');
    await expect(field(editor, 'Type')).not.toBeEditable();
    await expect(field(editor, 'ID')).toHaveValue(before?.id ?? 'no such config');
    await expect(field(editor, 'SIP URI')).toHaveValue(String(before?.config['sip_uri']));
    await field(editor, 'Name prefix').fill('Sales line');
    await field(editor, 'Hold music URL').fill('');
    await save(editor);
    await expectList(editor);
    await expect(row(editor, '+12095038039')).toContainText('Sales line');

    const { hold_music_url: cleared, ...kept } = before?.config ?? {};
    expect(cleared).toBe('https://calls.example.com/hold.mp3');
    const after = (await server.list()).find(({ type }) => type === 'pinless_dialin');
    expect(after).toEqual({ ...before, config: { ...kept, name_prefix: 'Sales line' } });
  });

  await test.step('a deletion is undone, another is not', async () => {
    await openNew(editor);
    await field(editor, 'Webhook URL').fill('https://calls.example.com/sip');
    await field(editor, 'Name prefix').fill('SIP only');
    await save(editor);
    await expect(row(editor, 'SIP only')).toContainText('No number');

    await editor.getByRole('button', { name: 'Delete +12268078039' }).click();
    await editor.getByRole('button', { name: 'Undo' }).click();
    await expect(row(editor, '+12268078039')).toBeVisible();

    await editor.getByRole('button', { name: 'Delete SIP only' }).click();
    await expect(row(editor, 'SIP only')).toHaveCount(0);
    await expect.poll(async () => (await server.list()).length, { timeout: 15_000 }).toBe(2);
  });

  await test.step('after a restart everything is as it was', async () => {
    const before = await server.list();
    await server.stop();
    await server.start();
    expect(await server.list()).toEqual(before);
    await editor.reload();
    await expect(editor.getByRole('rowheader')).toHaveText(['+12268078039', '+12095038039']);
    await editor.getByRole('link', { name: '+12268078039' }).click();
    await expect(field(editor, 'IVR greeting')).toHaveValue('Welcome. Please enter your PIN.');
  });
});

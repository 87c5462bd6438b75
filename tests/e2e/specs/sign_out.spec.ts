import type { Page } from '@playwright/test';
import { expectList, field, openNew } from '../support/form';
import { expect, test } from '../support/test';

test('signing out leads to the sign-in view, sends what is held, and takes the cookie away', async ({ editor, server, expectedComplaints }) => {
  expectedComplaints.push(/401/);
  await server.create({ type: 'pin_dialin', phone_number: '+12095030001' });
  const { id } = await server.create({ type: 'pin_dialin', phone_number: '+12095030002' });
  await editor.reload();
  const cookies = await editor.context().cookies();
  await editor.getByRole('button', { name: 'Delete +12095030001' }).click();
  await editor.getByRole('button', { name: 'Sign out' }).click();
  await expect(editor.getByRole('heading', { level: 1, name: 'Sign in' })).toBeVisible();
  await expect(editor.getByText('You are no longer signed in')).toHaveCount(0);
  await expect(editor.getByRole('button', { name: 'Sign out' })).toHaveCount(0);
  expect((await server.list()).map((config) => config.id)).toEqual([id]);
  expect(await editor.context().cookies()).toEqual([]);
  // Nor has whoever kept a copy of it.
  await editor.context().addCookies(cookies);
  await editor.reload();
  await expect(editor.getByRole('heading', { level: 1, name: 'Sign in' })).toBeVisible();

  await editor.getByLabel('Token').fill(server.token);
  await editor.getByRole('button', { name: 'Sign in' }).click();
  await expectList(editor);
  await expect(editor.getByRole('rowheader')).toHaveText(['+12095030002']);
});

test('signing out asks about unsaved changes', async ({ editor, expectedComplaints }) => {
  expectedComplaints.push(/401/);
  await openNew(editor);
  await field(editor, 'Webhook URL').fill('https://example.com/room');
  await editor.getByRole('button', { name: 'Sign out' }).click();
  const dialog = editor.getByRole('dialog', { name: 'Leave without saving?' });
  await dialog.getByRole('button', { name: 'Keep editing' }).click();
  await expect(field(editor, 'Webhook URL')).toHaveValue('https://example.com/room');
  await editor.getByRole('button', { name: 'Sign out' }).click();
  await dialog.getByRole('button', { name: 'Leave without saving' }).click();
  await expect(editor.getByRole('heading', { level: 1, name: 'Sign in' })).toBeVisible();
});

test('a held deletion that fails keeps the person signed in to see it', async ({ editor, server, expectedComplaints }) => {
  expectedComplaints.push(/503/);
  await server.create({ type: 'pin_dialin', phone_number: '+12095030001' });
  await editor.reload();
  await editor.getByRole('button', { name: 'Delete +12095030001' }).click();
  await editor.route('**/v1/domain-dialin-config/*', (route) => route.fulfill({ status: 503, json: { error: 'server-error' } }));
  await editor.getByRole('button', { name: 'Sign out' }).click();
  await expect(editor.getByText('+12095030001 was not deleted.')).toBeVisible();
  await expect(editor.getByRole('button', { name: 'Sign out' })).toBeVisible();
});

test('without a server, signing out says so', async ({ editor, server, expectedComplaints }) => {
  expectedComplaints.push(/ERR_CONNECTION_(REFUSED|RESET)/);
  await server.stop();
  await editor.getByRole('button', { name: 'Sign out' }).click();
  await expect(editor.getByRole('heading', { name: 'No answer from the server' })).toBeVisible();
});

test('a sign-out that fails keeps the form that was to be left, and goes on asking about it', async ({ editor, expectedComplaints }) => {
  expectedComplaints.push(/503/);
  await openNew(editor);
  await field(editor, 'Webhook URL').fill('https://example.com/room');
  await editor.route('**/api/session', (route) => route.fulfill({ status: 503 }));
  await editor.getByRole('button', { name: 'Sign out' }).click();
  await editor.getByRole('button', { name: 'Leave without saving' }).click();
  await expect(editor.getByRole('heading', { name: 'No answer from the server' })).toBeVisible();
  await editor.unroute('**/api/session');
  await editor.getByRole('button', { name: 'Try again' }).click();
  await expect(field(editor, 'Webhook URL')).toHaveValue('https://example.com/room');
  await editor.getByRole('link', { name: 'Cancel' }).click();
  await expect(editor.getByRole('dialog', { name: 'Leave without saving?' })).toBeVisible();
});

for (const [what, open, title] of [
  ['of the form', (page: Page) => field(page, 'Type').selectOption('PIN dial-in'), 'Switch to PIN dial-in?'],
  ['of the page', (page: Page) => page.getByRole('link', { name: 'Cancel' }).click(), 'Leave without saving?'],
] as const) {
  test(`a question ${what} that is open when the session ends makes way for signing in, and comes back`, async ({ editor, server, expectedComplaints }) => {
    expectedComplaints.push(/400|401/);
    await server.create({ type: 'pin_dialin', phone_number: '+12095030001' });
    await editor.reload();
    await expect(editor.getByRole('rowheader')).toHaveCount(1);
    await editor.clock.install();
    await editor.clock.pauseAt(Date.now() + 60_000);
    let answer = () => {};
    const asked = new Promise<void>((resolve) => (answer = resolve));
    await editor.route('**/v1/domain-dialin-config/*', async (route) => {
      await asked;
      await route.fulfill({ status: 401, json: { error: 'authentication-error' } });
    });
    await editor.getByRole('button', { name: 'Delete +12095030001' }).click();
    await editor.clock.fastForward(8000);
    await editor.getByRole('link', { name: 'New config' }).click();
    await field(editor, 'Webhook URL').fill('https://example.com/room');
    await open(editor);
    const dialog = editor.getByRole('dialog', { name: title });
    await expect(dialog).toBeVisible();
    await editor.context().clearCookies();
    answer();

    await expect(editor.getByRole('heading', { level: 1, name: 'Sign in' })).toBeVisible();
    await expect(dialog).toHaveCount(0);
    await expect(editor.getByLabel('Token')).toBeFocused();
    await editor.keyboard.type(server.token);
    await editor.keyboard.press('Enter');
    await expect(dialog).toBeVisible();
    await editor.keyboard.press('Escape');
    await expect(field(editor, 'Webhook URL')).toHaveValue('https://example.com/room');
  });
}

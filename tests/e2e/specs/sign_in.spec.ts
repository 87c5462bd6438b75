import type { Page } from '@playwright/test';
import { expectList, field, openNew, row, save } from '../support/form';
import { expect, test } from '../support/test';

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

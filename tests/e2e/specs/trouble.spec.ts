import { expectList, field, openNew, row } from '../support/form';
import { expect, test } from '../support/test';

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
  await expect(editor.getByRole('rowheader')).toHaveCount(149);
  await expect(editor.getByText('on their way')).toHaveCount(0);
  await expect(editor.getByText('missing here')).toHaveCount(0);
  await expect(editor.getByRole('alert')).toHaveCount(0);
});

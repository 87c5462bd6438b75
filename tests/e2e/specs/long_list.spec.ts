import type { Page } from '@playwright/test';
import { expectList, field, row, save } from '../support/form';
import type { Server, Stored } from '../support/server';
import { expect, test } from '../support/test';

const LIST = '**/v1/domain-dialin-config?*';

async function seed(server: Server, count: number): Promise<Stored[]> {
  const made: Stored[] = [];
  for (let each = 0; each < count; each += 1) {
    made.push(await server.create({ type: 'pin_dialin', phone_number: `+1209503${String(1000 + each)}` }));
  }
  return made;
}

/** Keeps the pages after the first from the page, until the returned function is called. */
async function holdRest(page: Page): Promise<() => void> {
  let release = () => {};
  const held = new Promise<void>((resolve) => (release = resolve));
  await page.route(LIST, async (route) => {
    if (new URL(route.request().url()).searchParams.has('starting_after')) await held;
    await route.continue();
  });
  return release;
}

/** Goes away and comes back after more than a minute, so that the list is read again. */
async function comeBack(page: Page): Promise<void> {
  const read = page.waitForResponse(/domain-dialin-config\?/);
  await page.evaluate(() => {
    const now = Date.now;
    Date.now = () => now() + 61_000;
    document.dispatchEvent(new Event('visibilitychange'));
    Date.now = now;
  });
  await read;
}

async function top(page: Page, number: string): Promise<number> {
  const box = await row(page, number).boundingBox();
  return Math.round(box?.y ?? NaN);
}

for (const count of [3, 40]) {
  test(`of ${count} rows, the one under the pointer stays there when others come above it`, async ({ editor, server }) => {
    await seed(server, count);
    await editor.reload();
    const remove = editor.getByRole('button', { name: 'Delete +12095031001' });
    await remove.hover();
    const before = await top(editor, '+12095031001');
    await server.create({ type: 'pin_dialin', phone_number: '+442071838750' });
    await server.create({ type: 'pin_dialin', phone_number: '+442071838751' });
    await comeBack(editor);
    await expect(editor.getByRole('rowheader')).toHaveCount(count + 2);
    expect(Math.abs((await top(editor, '+12095031001')) - before), 'pixels it has moved').toBeLessThanOrEqual(1);
    await editor.mouse.down();
    await editor.mouse.up();
    await expect(editor.locator('.toast p')).toHaveText('Deleting +12095031001');
  });
}

test('the row with the focus stays where it is when others come above it', async ({ editor, server }) => {
  await seed(server, 3);
  await editor.reload();
  await editor.getByRole('link', { name: '+12095031001' }).focus();
  const before = await top(editor, '+12095031001');
  await server.create({ type: 'pin_dialin', phone_number: '+442071838750' });
  await comeBack(editor);
  await expect(editor.getByRole('rowheader')).toHaveCount(4);
  expect(Math.abs((await top(editor, '+12095031001')) - before), 'pixels it has moved').toBeLessThanOrEqual(1);
  await expect(editor.getByRole('link', { name: '+12095031001' })).toBeFocused();
});

test('a row that could not be kept in its place is not what a Delete pressed at once was meant for', async ({ editor, server }) => {
  const [first, second, third] = (await seed(server, 3)) as [Stored, Stored, Stored];
  await editor.reload();
  // At the top of a page nothing can be scrolled down: the row goes up with those above it.
  const remove = editor.getByRole('button', { name: 'Delete +12095031001' });
  await remove.hover();
  const box = await remove.boundingBox();
  if (!box) throw new Error('not shown');
  await server.call('DELETE', `/${third.id}`);
  await editor.evaluate(
    ([x, y]) => {
      const table = document.querySelector('tbody');
      // The click that was on its way when the rows moved.
      new MutationObserver(() =>
        requestAnimationFrame(() =>
          document.elementFromPoint(x, y)?.dispatchEvent(new PointerEvent('click', { bubbles: true, detail: 1, pointerType: 'mouse' })),
        ),
      ).observe(table as Node, { childList: true });
    },
    [box.x + 5, box.y + 5] as const,
  );
  await comeBack(editor);
  await expect(editor.getByRole('rowheader')).toHaveText(['+12095031001', '+12095031000']);
  await editor.waitForTimeout(200);
  await expect(editor.locator('.toast')).toHaveCount(0);
  expect((await server.list()).map(({ id }) => id)).toEqual([second.id, first.id]);
  await editor.waitForTimeout(500);
  await editor.getByRole('button', { name: 'Delete +12095031000' }).click();
  await expect(editor.locator('.toast p')).toHaveText('Deleting +12095031000');
});

test('a list that is read again while somebody opens configs is there in the end, having been read once', async ({ editor, server }) => {
  await seed(server, 3);
  await editor.reload();
  await expect(editor.getByRole('rowheader')).toHaveCount(3);
  await server.create({ type: 'pin_dialin', phone_number: '+442071838750' });
  let release = () => {};
  const held = new Promise<void>((resolve) => (release = resolve));
  let asked = 0;
  await editor.route(LIST, async (route) => {
    asked += 1;
    const response = await route.fetch();
    await held;
    await route.fulfill({ response });
  });
  await comeBackUnanswered(editor);
  for (const number of ['+12095031001', '+12095031002']) {
    await editor.getByRole('link', { name: number }).click();
    await expect(field(editor, 'Phone number')).toHaveValue(number);
    await editor.getByRole('link', { name: 'Cancel' }).click();
    await expectList(editor);
  }
  release();
  await expect(editor.getByRole('rowheader')).toHaveCount(4);
  expect(asked).toBe(1);
});

async function comeBackUnanswered(page: Page): Promise<void> {
  const asked = page.waitForRequest(/domain-dialin-config\?/);
  await page.evaluate(() => {
    const now = Date.now;
    Date.now = () => now() + 61_000;
    document.dispatchEvent(new Event('visibilitychange'));
    Date.now = now;
  });
  await asked;
}

test.describe('more than a page', () => {
  test('the first page is shown at once, with how many there are, and nothing in it is called good yet', async ({ editor, server }) => {
    await seed(server, 103);
    const release = await holdRest(editor);
    await editor.reload();
    await expect(editor.getByText('100 of 103 configs: the others are on their way.')).toBeVisible();
    await expect(editor.getByRole('rowheader')).toHaveCount(100);
    await expect(editor.getByText('no issues')).toHaveCount(0);
    release();
    await expect(editor.getByRole('rowheader')).toHaveCount(103);
    await expect(editor.getByText('on their way')).toHaveCount(0);
    await expect(editor.getByText('no issues')).toHaveCount(103);
  });

  test('the form of a config and that of a new one do not wait for the others', async ({ editor, server, expectedComplaints }) => {
    expectedComplaints.push(/400/);
    const [first] = (await seed(server, 103)) as [Stored];
    const release = await holdRest(editor);
    await editor.goto(`${server.origin}/#/config/${first.id}`);
    await editor.reload();
    await expect(field(editor, 'Phone number')).toHaveValue('+12095031000');
    await expect(editor).toHaveTitle('Edit +12095031000 · Dialin');
    await editor.goto(`${server.origin}/#/new`);
    await editor.reload();
    await field(editor, 'Phone number').fill('+12095031000');
    await field(editor, 'Type').selectOption('PIN dial-in');
    await expect(field(editor, 'Phone number')).not.toHaveAttribute('aria-invalid');
    // The server knows of the others.
    await save(editor);
    await expect(field(editor, 'Phone number')).toHaveAttribute('aria-invalid', 'true');
    release();
    await expect(field(editor, 'Phone number')).toHaveAccessibleDescription(/is already used by \+12095031000|\+12095031000/);
  });

  test('an answer that is lost is asked for again', async ({ editor, server, expectedComplaints }) => {
    expectedComplaints.push(/ERR_FAILED/);
    await seed(server, 103);
    let lost = 0;
    await editor.route(LIST, async (route) => {
      if (new URL(route.request().url()).searchParams.has('starting_after') && lost < 2) {
        lost += 1;
        await route.abort();
      } else await route.continue();
    });
    await editor.reload();
    await expect(editor.getByRole('rowheader')).toHaveCount(103);
    expect(lost).toBe(2);
  });
});

test('that a list could not be read again is said where it is seen, and mended there', async ({ editor, server, expectedComplaints }) => {
  expectedComplaints.push(/503/);
  await seed(server, 60);
  await editor.reload();
  await expect(editor.getByRole('rowheader')).toHaveCount(60);
  await editor.getByRole('link', { name: '+12095031005' }).click();
  await field(editor, 'Phone number').waitFor();
  await editor.route(LIST, (route) => route.fulfill({ status: 503, json: { error: 'server-error' } }));
  await editor.goBack();
  const said = editor.getByRole('alert');
  await expect(said).toContainText('The list could not be read again. The server failed (503): server-error. What you see');
  await expect(said).toContainText(/What you see is as of \d/);
  await expect(said).toBeInViewport({ ratio: 1 });
  await editor.unroute(LIST);
  await said.getByRole('button', { name: 'Try again' }).click();
  await expect(said).toHaveCount(0);
  await expect(editor.getByRole('rowheader')).toHaveCount(60);
});

test('a toast sets no property that every row inherits', async ({ editor, server }) => {
  await seed(server, 2);
  await editor.reload();
  await editor.getByRole('button', { name: 'Delete' }).first().click();
  await expect(editor.locator('.toast')).toBeVisible();
  await expect.poll(() => editor.evaluate(() => parseFloat(document.documentElement.style.scrollPaddingBlockEnd))).toBeGreaterThan(20);
  expect(await editor.evaluate(() => getComputedStyle(document.body).getPropertyValue('--toasts'))).toBe('');
});

/** Makes the server answer as if it had these rows. */
async function pretend(page: Page, rows: object[], total = rows.length): Promise<void> {
  await page.route(LIST, (route) => route.fulfill({ json: { total_count: total, data: rows } }));
}

test('a number and a name that are too long keep to their cells', async ({ editor }) => {
  await pretend(editor, [
    { id: '1', type: 'pin_dialin', config: { phone_number: '+12095038039', name_prefix: 'Short' } },
    { id: '2', type: 'pinless_dialin', config: { phone_number: `+${'1'.repeat(400)}`, name_prefix: 'W'.repeat(1360) } },
  ]);
  for (const width of [1280, 780, 760, 320]) {
    await editor.setViewportSize({ width, height: 800 });
    await editor.reload();
    await expect(editor.getByRole('rowheader')).toHaveCount(2);
    const size = await editor.evaluate(() => ({
      overflow: document.documentElement.scrollWidth - document.documentElement.clientWidth,
      rows: Array.from(document.querySelectorAll('tbody tr'), (each) => each.getBoundingClientRect().height),
      type: document.querySelector('.type')?.getBoundingClientRect().height ?? 0,
    }));
    expect(size.overflow, `pixels too wide at ${width}`).toBe(0);
    expect(size.rows[1], `height of the long row at ${width}`).toBeLessThan(280);
    // Its neighbour has one line in each cell.
    if (width > 768) expect(size.rows[0]).toBeLessThan(64);
  }
});

test('a number does not break, in the list or beside its field, as long as it fits', async ({ editor, server }) => {
  const { id } = await server.create({ type: 'pin_dialin', phone_number: '+442071838001' });
  await editor.setViewportSize({ width: 320, height: 800 });
  const lines = (selector: string) =>
    editor.evaluate((it) => {
      const range = document.createRange();
      range.selectNodeContents(document.querySelector(it) as Node);
      return new Set(Array.from(range.getClientRects(), ({ bottom }) => Math.round(bottom))).size;
    }, selector);
  // As WCAG 1.4.12 has it; by the page's own means, since nothing may be inline.
  const spaced = () =>
    editor.evaluate(() => {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync('* { letter-spacing: 0.12em !important; word-spacing: 0.16em !important; line-height: 1.5 !important; }');
      document.adoptedStyleSheets = [sheet];
    });
  await editor.reload();
  await expect(row(editor, '+442071838001')).toBeVisible();
  await spaced();
  expect(await lines('tbody bdi')).toBe(1);
  await editor.goto(`${server.origin}/#/config/${id}`);
  await expect(field(editor, 'Phone number')).toBeVisible();
  expect(await lines('#field-phone_number-facts .fact:last-child')).toBe(1);
  expect(await editor.evaluate(() => document.documentElement.scrollWidth)).toBe(320);
});

test('what nobody sees in a number is written out, and its row is told from the real one', async ({ editor, server }) => {
  await server.create({ type: 'pin_dialin', phone_number: '+12095038034' });
  const [real] = await server.list();
  await pretend(editor, [
    real as object,
    { id: '2', type: 'pin_dialin', config: { phone_number: '+1209\u202e4308305\u202c' } },
    { id: '3', type: 'pin_dialin', config: { phone_number: '+12095038034\u{e0041}', name_prefix: '\u200bSales' } },
  ]);
  await editor.reload();
  await expect(editor.getByRole('rowheader')).toHaveText(['+12095038034', '+1209\\u{202e}4308305\\u{202c}', '+12095038034\\u{e0041}']);
  await expect(editor.getByRole('cell', { name: '\\u{200b}Sales', exact: true })).toBeVisible();
  await expect(editor.locator('tbody bdi[dir=ltr]')).toHaveCount(3);
  await editor.getByRole('button', { name: 'Delete +1209\\u{202e}4308305\\u{202c}' }).click();
  await expect(editor.locator('.toast p')).toHaveText('Deleting +1209\\u{202e}4308305\\u{202c}');
  await editor.getByRole('button', { name: 'Undo' }).click();
});

test('only what an issue says is an ID stands for a config', async ({ editor }) => {
  await pretend(editor, [
    { id: '__proto', type: 'pin_dialin', config: { phone_number: '+12095038037' } },
    { id: '2', type: 'pin_dialin', config: { phone_number: '+12095038038', __proto: 1 } },
  ]);
  await editor.route('**/v1/domain-dialin-config/2', (route) =>
    route.fulfill({ json: { id: '2', type: 'pin_dialin', config: { phone_number: '+12095038037', __proto: 1 } } }));
  await editor.reload();
  await editor.getByRole('link', { name: '+12095038038' }).click();
  await expect(editor.locator('.note').filter({ hasText: '__proto is not a field' })).toBeVisible();
  await expect(field(editor, 'Phone number')).toHaveAccessibleDescription(/Error: .*\+12095038037/);
});

for (const [what, id] of [['..', '%2e%2e'], ['.', '%2e']] as const) {
  test(`the ID ${what}, which the client refuses, ends in words on the page`, async ({ editor, server, expectedComplaints }) => {
    expectedComplaints.push(/id is not the id of a config/);
    await editor.goto(`${server.origin}/#/config/${id}`);
    await expect(editor.getByRole('heading', { level: 2, name: 'The config could not be read' })).toBeVisible();
    const [heading, trouble] = [await editor.getByRole('heading', { level: 1 }).boundingBox(), await editor.locator('.trouble').boundingBox()];
    expect((trouble?.y ?? 0) - ((heading?.y ?? 0) + (heading?.height ?? 0)), 'space below the heading').toBeGreaterThan(8);
    await pretend(editor, [{ id: what, type: 'pin_dialin', config: { phone_number: '+12095038037' } }]);
    await editor.goto(server.origin);
    await editor.getByRole('button', { name: 'Delete +12095038037' }).click();
    await editor.mouse.move(5, 5);
    await expect(editor.getByText('+12095038037 was not deleted. Something went wrong in this page')).toBeVisible({ timeout: 15_000 });
    await expect(row(editor, '+12095038037').first()).toBeVisible();
  });
}

test('a view that fails says so', async ({ editor, expectedComplaints }) => {
  expectedComplaints.push(/URI malformed/);
  await pretend(editor, [{ id: '\ud800', type: 'pin_dialin', config: {} }]);
  await editor.reload();
  await expect(editor.getByRole('heading', { level: 1, name: 'Something went wrong in this page' })).toBeVisible();
  await editor.unroute(LIST);
  await editor.getByRole('button', { name: 'Try again' }).click();
  await expectList(editor);
});

test('beside a field, what has another type is to be typed anew, not put in quotes', async ({ editor }) => {
  const odd = { id: '1', type: 'pin_dialin', config: { phone_number: '+12095038037', name_prefix: ['a'] } };
  await pretend(editor, [odd]);
  await editor.route('**/v1/domain-dialin-config/1', (route) => route.fulfill({ json: odd }));
  await editor.reload();
  await editor.getByRole('link', { name: '+12095038037' }).click();
  const prefix = field(editor, 'Name prefix');
  await expect(prefix).toHaveAccessibleDescription(/must be a string, not an array\. Type the text here to replace it\./);
  await expect(editor.getByText('in quotes')).toHaveCount(0);
});

test('configs that the server counts and cannot give are said to be missing', async ({ editor }) => {
  await pretend(editor, [{ id: '1', type: 'pin_dialin', config: { phone_number: '+12095038037' } }], 3);
  await editor.reload();
  await expect(editor.getByText('2 configs are missing here, because the server could not read them.')).toBeVisible();
});

test('a config that cannot be read can be deleted', async ({ editor, server, expectedComplaints }) => {
  expectedComplaints.push(/500/);
  const { id } = await server.create({ type: 'pin_dialin', phone_number: '+12095038037' });
  await editor.route(`**/v1/domain-dialin-config/${id}`, (route) =>
    route.request().method() === 'GET' ? route.fulfill({ status: 500, json: { error: 'server-error', info: 'it cannot be read back' } }) : route.continue());
  await pretend(editor, [], 1);
  await editor.goto(`${server.origin}/#/config/${id}`);
  await editor.reload();
  await expect(editor.getByRole('alert')).toContainText('it cannot be read back.');
  await editor.getByRole('button', { name: 'Delete' }).click();
  await expectList(editor);
  await expect(editor.locator('.toast p')).toHaveText(`Deleting ${id}`);
  await editor.mouse.move(5, 5);
  await expect.poll(async () => (await server.list()).length, { timeout: 15_000 }).toBe(0);
});

test('a click on a row with a key held down does what it does on a link', async ({ editor, server, context }) => {
  const { id } = await server.create({ type: 'pinless_dialin', name_prefix: 'Sales' });
  await editor.reload();
  const cell = editor.getByRole('cell', { name: 'Pinless dial-in' });
  for (const modifier of ['Shift', 'Alt'] as const) await cell.click({ modifiers: [modifier] });
  for (const modifier of ['Control', 'Meta'] as const) {
    const opened = context.waitForEvent('page');
    await cell.click({ modifiers: [modifier] });
    const tab = await opened;
    await expect(tab).toHaveURL(`${server.origin}/#/config/${id}`);
    await tab.close();
  }
  await expectList(editor);
  await expect(editor).toHaveURL(new RegExp(`^${server.origin}/(#/)?$`));
});

test('rows that are copied say what is seen in them', async ({ editor, server }) => {
  await server.create({ type: 'pinless_dialin' });
  await server.create({ type: 'pin_dialin', phone_number: '+12095038037' });
  const [, { id }] = (await server.list()) as [Stored, Stored];
  await editor.reload();
  await expect(editor.getByRole('rowheader')).toHaveCount(2);
  // Whoever has neither a number nor a name is told by the beginning of the ID.
  await expect(editor.getByRole('cell', { name: '' }).first()).toBeVisible();
  await expect(editor.getByText(`ID ${id.slice(0, 8)}…`)).toBeVisible();
  const copied = await editor.evaluate(() => {
    getSelection()?.selectAllChildren(document.querySelector('tbody') as Node);
    return String(getSelection());
  });
  expect(copied).not.toContain('Delete');
  expect(copied).not.toContain(id);
  expect(copied).toContain('+12095038037');
});

test('on paper there is nothing to press', async ({ editor, server }) => {
  await server.create({ type: 'pin_dialin', phone_number: '+12095038037' });
  await editor.reload();
  await expect(row(editor, '+12095038037')).toBeVisible();
  await editor.emulateMedia({ media: 'print' });
  for (const name of ['Sign out', 'Delete +12095038037']) await expect(editor.getByRole('button', { name })).toHaveCount(0);
  await expect(editor.getByRole('link', { name: 'New config' })).toHaveCount(0);
  await expect(row(editor, '+12095038037')).toBeVisible();
  await editor.emulateMedia({ media: 'screen' });
  await editor.getByRole('link', { name: '+12095038037' }).click();
  await expect(editor.getByRole('region', { name: 'Request' })).toBeVisible();
  await editor.emulateMedia({ media: 'print' });
  await expect(editor.getByRole('region', { name: 'Request' })).toHaveCount(0);
  await expect(field(editor, 'Phone number')).toBeVisible();
});

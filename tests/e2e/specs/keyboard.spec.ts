import type { Page } from '@playwright/test';
import { expectNoIssue, field, openNew, row } from '../support/form';
import { expect, test } from '../support/test';

/** Presses Tab until a control has the focus; every stop on the way must show that it has it. */
async function tabTo(page: Page, name: string): Promise<void> {
  for (let stop = 0; stop < 40; stop += 1) {
    await page.keyboard.press('Tab');
    const { label, ring } = await page.evaluate(() => {
      const at = document.activeElement;
      if (!(at instanceof HTMLElement)) return { label: '', ring: true };
      const named = 'labels' in at ? ((at as HTMLInputElement).labels?.[0]?.textContent ?? '') : '';
      const { outlineStyle, outlineWidth } = getComputedStyle(at);
      return {
        label: (named || at.textContent || '').replace(/\s+/g, ' ').trim(),
        ring: at === document.body || (outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2),
      };
    });
    expect(ring, `a visible ring around "${label}"`).toBe(true);
    // A button may say its keys after what it does.
    if (label === name || label.startsWith(`${name} `)) return;
  }
  throw new Error(`Tab does not reach "${name}"`);
}

test('the whole story without a pointer', async ({ editor, server }) => {
  const { keyboard } = editor;

  await test.step('the skip link comes first and leads to the content', async () => {
    await keyboard.press('Tab');
    const skip = editor.getByRole('link', { name: 'Skip to content' });
    await expect(skip).toBeFocused();
    await expect(skip).toBeInViewport();
    await keyboard.press('Enter');
    await expect(editor.getByRole('main')).toBeFocused();
    await tabTo(editor, 'New config');
  });

  await test.step('create, with a mistake corrected by its button', async () => {
    await keyboard.press('Enter');
    await expect(editor.getByRole('heading', { level: 1, name: 'New config' })).toBeFocused();
    await tabTo(editor, 'Phone number');
    await keyboard.type('1-209-503-8039');
    await keyboard.press('Tab');
    await keyboard.press('Shift+Tab');
    await tabTo(editor, 'Use +12095038039');
    await keyboard.press('Enter');
    await expect(field(editor, 'Phone number')).toBeFocused();
    await expect(field(editor, 'Phone number')).toHaveValue('+12095038039');
    await tabTo(editor, 'Webhook URL');
    await keyboard.type('https://example.com/room');
  });

  await test.step('switch the type, and think better of it', async () => {
    await field(editor, 'Type').focus();
    await keyboard.press('ArrowDown');
    const dialog = editor.getByRole('dialog', { name: 'Switch to PIN dial-in?' });
    await expect(dialog).toBeVisible();
    await keyboard.press('Escape');
    await expect(dialog).toHaveCount(0);
    await expect(field(editor, 'Type')).toBeFocused();
    await expect(field(editor, 'Type')).toHaveValue('pinless_dialin');
  });

  await test.step('Enter in a field saves', async () => {
    await tabTo(editor, 'Name prefix');
    await keyboard.type('Support');
    await keyboard.press('Enter');
    await expect(editor.getByRole('link', { name: '+12095038039' })).toBeFocused();
    await expect(row(editor, 'Support')).toBeVisible();
  });

  await test.step('edit', async () => {
    await keyboard.press('Enter');
    await expect(editor.getByRole('heading', { level: 1, name: '+12095038039' })).toBeFocused();
    await expect(field(editor, 'Type')).toBeVisible();
    await tabTo(editor, 'Name prefix');
    await keyboard.press('ControlOrMeta+a');
    await keyboard.type('Sales');
    await tabTo(editor, 'Save');
    await keyboard.press('Space');
    await expect(row(editor, 'Sales')).toBeVisible();
    await expect(editor.getByRole('link', { name: '+12095038039' })).toBeFocused();
  });

  await test.step('delete and undo, then delete', async () => {
    // To a config that has just been edited the focus would go back by itself.
    await editor.reload();
    await expect(row(editor, 'Sales')).toBeVisible();
    await tabTo(editor, 'Delete +12095038039');
    await keyboard.press('Enter');
    await expect(row(editor, 'Sales')).toHaveCount(0);
    await expect(editor.getByRole('heading', { level: 1 })).toBeFocused();
    await tabTo(editor, 'Undo deleting +12095038039');
    await keyboard.press('Enter');
    await expect(editor.getByRole('link', { name: '+12095038039' })).toBeFocused();

    await tabTo(editor, 'Delete +12095038039');
    await keyboard.press('Enter');
    await expect(editor.getByRole('button', { name: 'Undo' })).toBeVisible();
    // Another view, and the time begins.
    await tabTo(editor, 'New config');
    await keyboard.press('Enter');
    await expect.poll(async () => (await server.list()).length, { timeout: 15_000 }).toBe(0);
  });
});

test('Tab visits the controls in the order in which they stand', async ({ editor }) => {
  await expect(editor.getByText('No configs yet')).toBeVisible();
  const stops: string[] = [];
  for (let stop = 0; stop < 5; stop += 1) {
    await editor.keyboard.press('Tab');
    stops.push(await editor.evaluate(() => document.activeElement?.textContent?.trim() ?? ''));
  }
  expect(stops).toEqual(['Skip to content', 'Dialin', 'Sign out', 'New config', 'Write the first config']);
});

test('what changes while somebody types is told once, after a pause', async ({ editor }) => {
  await editor.clock.install();
  await editor.getByRole('link', { name: 'New config' }).click();
  const number = field(editor, 'Phone number');
  await expect(number).toBeVisible();
  await editor.evaluate(() => {
    const said: string[] = [];
    Object.assign(window, { said });
    for (const region of document.querySelectorAll('[role="status"]')) {
      new MutationObserver(() => said.push(region.textContent ?? '')).observe(region, { subtree: true, childList: true, characterData: true });
    }
  });
  const said = () => editor.evaluate(() => (window as unknown as { said: string[] }).said);
  // The page's time stops here and moves only when told to, however slow the machine is.
  await editor.clock.pauseAt(Date.now() + 60_000);
  await number.pressSequentially('1');
  await number.press('Tab');
  await number.focus();
  await number.press('End');
  await number.pressSequentially('209');
  await editor.clock.runFor(900);
  expect(await said()).toEqual([]);
  await editor.clock.runFor(200);
  expect(await said()).toEqual([expect.stringMatching(/^Phone number: Error: 1209 /)]);
  await number.fill('+12095038039');
  await editor.clock.runFor(1100);
  expect((await said()).slice(1)).toEqual(['Phone number: no issues']);
});

test('passing through an untouched form says nothing', async ({ editor }) => {
  await openNew(editor);
  await field(editor, 'Phone number').focus();
  for (let stop = 0; stop < 6; stop += 1) await editor.keyboard.press('Tab');
  await editor.waitForTimeout(1500);
  await expect(editor.getByRole('status').filter({ hasText: /Warning|Error|Note/ })).toHaveCount(0);
  await expectNoIssue(field(editor, 'Webhook URL'));
});

test('one text is said after the other, each long enough to be read', async ({ editor, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await openNew(editor);
  await field(editor, 'Webhook URL').fill('https://example.com/room');
  await editor.clock.install();
  await editor.clock.pauseAt(Date.now() + 60_000);
  const told = (text: string) => editor.getByRole('status').filter({ hasText: text });
  await editor.getByRole('button', { name: 'Copy request body' }).click();
  await expect(told('Copied request body.')).toBeAttached();
  await editor.getByRole('button', { name: 'Copy curl command' }).click();
  await editor.clock.runFor(400);
  await expect(told('Copied request body.')).toBeAttached();
  await editor.clock.runFor(200);
  await expect(told('Copied curl command.')).toBeAttached();
});

test('Ctrl+Z takes a correction back', async ({ editor }) => {
  await openNew(editor);
  const number = field(editor, 'Phone number');
  await number.pressSequentially('1-209-503-8039');
  await number.press('Tab');
  await editor.getByRole('button', { name: 'use +12095038039' }).click();
  await expect(number).toHaveValue('+12095038039');
  await number.press('Control+z');
  await expect(number).toHaveValue('1-209-503-8039');
});

test('Enter makes no second line in a message', async ({ editor }) => {
  await openNew(editor);
  const message = field(editor, 'Timeout message');
  await message.pressSequentially('Sorry.');
  await message.press('Enter');
  await message.pressSequentially(' Bye.');
  await expect(message).toHaveValue('Sorry. Bye.');
});

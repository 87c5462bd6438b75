import { expectList } from '../support/form';
import { expect, test } from '../support/test';

test('nothing on the page is inline, and the policy forbids it', async ({ editor, server }) => {
  const response = await fetch(server.origin);
  const policy = response.headers.get('content-security-policy') ?? '';
  expect(policy).toContain("script-src 'self' 'wasm-unsafe-eval';");
  expect(policy).toContain("style-src 'self';");
  const html = await response.text();
  expect(html).toContain('<script type="module"');
  expect(html.match(/<script(?![^>]*\ssrc=)|<style|\sstyle=|\son\w+=/g)).toBeNull();
  await expectList(editor);
});

test('the page asks browsers not to translate it', async ({ editor }) => {
  await expect(editor.locator('html')).toHaveAttribute('translate', 'no');
  await expect(editor.locator('meta[name="google"]')).toHaveAttribute('content', 'notranslate');
});

test('the page is painted before the rules are there', async ({ editor }) => {
  let release = () => {};
  const held = new Promise<void>((resolve) => (release = resolve));
  await editor.route('**/assets/{dist,client}-*.js', async (route) => {
    await held;
    await route.continue();
  });
  await editor.reload();
  await expectList(editor);
  await expect(editor.getByText('Loading…').first()).toBeVisible();
  await expect(editor.getByRole('status').filter({ hasText: 'Loading…' })).toBeAttached();
  release();
  await expect(editor.getByText('No configs yet')).toBeVisible();
});

test('how long the first paint takes', async ({ editor }, testInfo) => {
  const paints: number[] = [];
  const lists: number[] = [];
  // The first load is the one from the sign-in link, with nothing in the browser's cache.
  for (let load = 0; load < 5; load += 1) {
    if (load > 0) await editor.reload();
    await editor.getByText('No configs yet').waitFor();
    lists.push(await editor.evaluate(() => performance.now()));
    paints.push(await editor.evaluate(() => performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0));
  }
  // A time depends on the machine, so it is reported and not judged; that there was a paint before the list is judged.
  expect(paints.every((paint, load) => paint > 0 && paint < (lists[load] ?? 0))).toBe(true);
  const report = `${rounded(paints)}; the list after ${rounded(lists)}`;
  testInfo.annotations.push({ type: 'first contentful paint, ms', description: report });
  console.log(`first contentful paint, ms, one cold load and four warm: ${report}`);
});

function rounded(times: readonly number[]): string {
  return times.map((time) => Math.round(time)).join(', ');
}

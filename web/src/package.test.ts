import { afterEach, expect, test, vi } from 'vitest';
import { loadClient, loadRules } from './package';
import { PartMissing } from './state/failure';

afterEach(() => vi.unstubAllGlobals());

test('rules and client come after the frame has been painted', async () => {
  const frames: FrameRequestCallback[] = [];
  vi.stubGlobal('document', { hidden: false });
  vi.stubGlobal('requestAnimationFrame', (frame: FrameRequestCallback) => frames.push(frame));
  let there = 0;
  const loading = [loadRules(), loadClient()].map((each) => each.then(() => (there += 1)));
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect([frames.length, there]).toEqual([2, 0]);
  for (const frame of frames) frame(0);
  await Promise.all(loading);
  expect(there).toBe(2);
});

test('a page in the background, which has no frames, waits for none', async () => {
  vi.stubGlobal('document', { hidden: true });
  vi.stubGlobal('requestAnimationFrame', () => 0);
  expect((await loadRules()).versions()).toBeTypeOf('object');
});

test('a write goes to this server once, with what is to change and no more', async () => {
  const fetch = vi.fn(async () => Response.json({ error: 'server-error' }, { status: 503 }));
  vi.stubGlobal('document', { hidden: true });
  vi.stubGlobal('location', { href: 'http://localhost/', origin: 'http://localhost' });
  vi.stubGlobal('fetch', fetch);
  await expect((await loadClient()).update('a', { name_prefix: 'New' })).rejects.toMatchObject({ status: 503 });
  expect(fetch).toHaveBeenCalledExactlyOnceWith(
    expect.stringMatching(/\/v1\/domain-dialin-config\/a$/),
    expect.objectContaining({ method: 'PUT', body: '{"name_prefix":"New"}' }),
  );
});

test('a client that does not come is a part of the page that is missing', async () => {
  vi.stubGlobal('document', { hidden: true });
  vi.doMock('dialin-config/client', () => Promise.reject(new Error('not fetched')));
  await expect(loadClient()).rejects.toThrow(PartMissing);
  vi.doUnmock('dialin-config/client');
});

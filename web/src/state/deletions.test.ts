import type { StoredConfig } from 'dialin-config';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { apiError, config, Held } from './testing';

const remove = vi.hoisted(() => vi.fn());
const list = vi.hoisted(() => vi.fn(async () => ({ total_count: 0, data: [] })));
vi.mock('../package', () => ({ API_BASE: '/v1', loadClient: async () => ({ delete: remove, list }) }));
const said = vi.hoisted(() => vi.fn());
vi.mock('./announcer.svelte', () => ({ announcer: { say: said } }));

/** As much of the browser's as the clicks need. */
class PointerEvent extends Event {
  constructor(readonly pointerType: string) {
    super('click');
  }
}

const fetch = vi.fn();
const [first, second, third] = [config('first'), config('second'), config('third')] as const;
const mouse = new PointerEvent('mouse') as unknown as MouseEvent;
const touch = new PointerEvent('touch') as unknown as MouseEvent;
const keys = new Event('click') as MouseEvent;

let page: EventTarget;
let deletions: typeof import('./deletions.svelte').deletions;
let configs: typeof import('./configs.svelte').configs;
let HOLD_MS: number;

beforeEach(async () => {
  vi.resetModules();
  vi.useFakeTimers();
  for (const mock of [remove, fetch, said]) mock.mockReset().mockResolvedValue(undefined);
  list.mockClear();
  page = new EventTarget();
  vi.stubGlobal('addEventListener', page.addEventListener.bind(page));
  vi.stubGlobal('PointerEvent', PointerEvent);
  vi.stubGlobal('fetch', fetch);
  ({ deletions, HOLD_MS } = await import('./deletions.svelte'));
  ({ configs } = await import('./configs.svelte'));
  for (const stored of [third, second, first]) configs.put(stored);
  deletions.start();
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);
const sent = () => remove.mock.calls.map(([id]) => id as string);
const listed = () => configs.all.map(({ id }) => id);
const states = () => deletions.all.map(({ stored, state }) => `${stored.id} ${state}`);

/** A deletion that has been sent and refused. */
async function failed(stored: StoredConfig): Promise<void> {
  remove.mockRejectedValueOnce(apiError(503, 'server-error', { info: 'the disk is full' }));
  deletions.hold(stored, mouse);
  await pass(HOLD_MS);
}

test('a deletion hides its config at once, and is sent when its time is over', async () => {
  expect([deletions.all, deletions.paused]).toEqual([[], false]);
  deletions.hold(second, mouse);
  expect([deletions.hides('second'), deletions.hides('first'), deletions.held]).toEqual([true, false, [second]]);
  await pass(HOLD_MS - 1);
  expect(sent()).toEqual([]);
  await pass(1);
  expect([sent(), states(), listed()]).toEqual([['second'], [], ['first', 'third']]);
  expect(said).toHaveBeenCalledWith('Deleted second.');
});

test('one that is undone is never sent, not after a pause either', async () => {
  deletions.hold(second, mouse);
  const resume = deletions.pause();
  deletions.undo(second);
  resume();
  await pass(10 * HOLD_MS);
  expect([sent(), states(), listed()]).toEqual([[], [], ['first', 'second', 'third']]);
  expect(said).toHaveBeenCalledWith('Kept second.');
});

test('one that is being sent is too late to undo, and keeps its place among the others', async () => {
  const held = new Held<void>();
  remove.mockReturnValueOnce(held.promise);
  deletions.hold(first, mouse);
  await pass(1000);
  deletions.hold(second, mouse);
  await pass(HOLD_MS - 1000);
  expect([states(), deletions.held]).toEqual([['first sending', 'second held'], [second]]);
  held.end();
  await pass(0);
  expect(states()).toEqual(['second held']);
});

test('one that fails brings its config back, says why, and is not sent again by itself', async () => {
  await failed(second);
  expect(states()).toEqual(['second failed']);
  expect(deletions.all[0]?.failure).toBe('The server failed (503): the disk is full');
  expect([deletions.hides('second'), deletions.held, listed()]).toEqual([false, [], ['first', 'second', 'third']]);
  await pass(10 * HOLD_MS);
  expect(sent()).toEqual(['second']);
  deletions.dismiss(second);
  expect(states()).toEqual([]);
});

test('one that the client refuses to send fails as well: the config is back, and says why', async () => {
  const log = vi.spyOn(console, 'error').mockReturnValue();
  remove.mockRejectedValueOnce(new TypeError('id is not the id of a config'));
  deletions.hold(second, mouse);
  await pass(HOLD_MS);
  expect([states(), deletions.all[0]?.failure]).toEqual([['second failed'], 'Something went wrong in this page: id is not the id of a config']);
  log.mockRestore();
});

test('one that finds nothing to delete is done', async () => {
  remove.mockRejectedValue(apiError(404));
  deletions.hold(second, mouse);
  await pass(HOLD_MS);
  expect([states(), listed()]).toEqual([[], ['first', 'third']]);
});

test('sent before its time, one that fails is not sent again when that is over', async () => {
  deletions.hold(second, mouse);
  remove.mockRejectedValueOnce(apiError(503));
  expect(await deletions.send(second)).toBe(false);
  await pass(10 * HOLD_MS);
  expect([sent(), states()]).toEqual([['second'], ['second failed']]);
});

test.each([
  ['all of it is gone', false, true],
  ['some of it is not', true, false],
])('whatever is held can be sent at once: %s', async (_, fails, gone) => {
  await failed(third);
  deletions.hold(first, mouse);
  deletions.hold(second, mouse);
  if (fails) remove.mockRejectedValueOnce(apiError(503));
  expect(await deletions.sendHeld()).toBe(gone);
  expect(sent()).toEqual(['third', 'first', 'second']);
});

test('the time stands still during a pause, for all, and starts over after the last one', async () => {
  deletions.hold(first, mouse);
  await pass(HOLD_MS - 1);
  const [one, other] = [deletions.pause(), deletions.pause()];
  deletions.hold(second, mouse);
  await pass(10 * HOLD_MS);
  one();
  expect(deletions.paused).toBe(true);
  await pass(10 * HOLD_MS);
  other();
  expect(deletions.paused).toBe(false);
  await pass(HOLD_MS - 1);
  expect(sent()).toEqual([]);
  await pass(1);
  expect(sent()).toEqual(['first', 'second']);
});

test.each([['keys', keys], ['touch', touch]])('one asked for by %s waits for a sign of somebody who sees it', async (_, click) => {
  deletions.hold(first, click);
  await pass(10 * HOLD_MS);
  expect([sent(), deletions.paused]).toEqual([[], true]);
  page.dispatchEvent(new Event('pointermove'));
  await pass(HOLD_MS);
  expect(sent()).toEqual(['first']);
});

test.each(['pointerdown', 'pointermove', 'popstate'])('several asked for by keys wait for the next %s, and then for their time', async (sign) => {
  deletions.hold(first, keys);
  deletions.hold(second, touch);
  await pass(10 * HOLD_MS);
  page.dispatchEvent(new Event(sign));
  await pass(HOLD_MS - 1);
  expect(sent()).toEqual([]);
  await pass(1);
  expect(sent()).toEqual(['first', 'second']);

  // Later signs end nothing: somebody may be deciding about another one by then.
  const resume = deletions.pause();
  page.dispatchEvent(new Event(sign));
  expect(deletions.paused).toBe(true);
  resume();
  expect(deletions.paused).toBe(false);
});

test('a page that closes sends what is held and what is under way, in requests that outlive it, and nothing that failed', async () => {
  await failed(first);
  remove.mockReturnValueOnce(new Promise(() => {}));
  void deletions.send(second);
  deletions.hold(third, mouse);
  page.dispatchEvent(new Event('pagehide'));
  const options = { method: 'DELETE', keepalive: true };
  expect(fetch.mock.calls).toEqual([
    ['/v1/domain-dialin-config/second', options],
    ['/v1/domain-dialin-config/third', options],
  ]);
  // As it will be seen if the page comes back.
  expect([states(), listed()]).toEqual([['first failed'], ['first']]);
  await pass(10 * HOLD_MS);
  expect(sent()).toEqual(['first', 'second']);
});

test.each([[true, 1], [false, 0]])('a page that comes back (from the cache of the browser: %s) reads the list %i times', async (persisted, times) => {
  page.dispatchEvent(Object.assign(new Event('pageshow'), { persisted }));
  await pass(0);
  expect(list).toHaveBeenCalledTimes(times);
});

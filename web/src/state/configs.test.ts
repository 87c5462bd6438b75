import type { StoredConfig } from 'dialin-config';
import { beforeEach, expect, test, vi } from 'vitest';
import { apiError, config, Held, networkError, NO_ANSWER, settled } from './testing';

const loadClient = vi.hoisted(() => vi.fn());
vi.mock('../package', () => ({ API_BASE: '/v1', loadClient }));

/** The list as the server has it, how many of it nobody can read, and the times its first page was asked for; a reading is held where one is given. */
const server = {
  list: [] as StoredConfig[],
  unreadable: 0,
  asked: 0,
  held: undefined as Held<void> | undefined,
  heldRest: undefined as Held<void> | undefined,
  failure: undefined as Error | undefined,
};
const get = vi.fn();

const client = {
  get,
  async list({ limit }: { limit: number }) {
    if (limit > 1) server.asked += 1;
    if (server.failure) throw server.failure;
    const page = { total_count: server.list.length + server.unreadable, data: server.list.slice(0, limit) };
    if (limit > 1) await server.held?.promise;
    return page;
  },
  async *listAll({ starting_after: last }: { starting_after?: string }) {
    const rows = server.list;
    const start = last === undefined ? 0 : rows.findIndex(({ id }) => id === last) + 1;
    if (last !== undefined && start === 0) throw apiError(400);
    await server.heldRest?.promise;
    if (server.failure) throw server.failure;
    yield* rows.slice(start);
  },
};

let configs: typeof import('./configs.svelte').configs;
let session: typeof import('./session.svelte').session;

beforeEach(async () => {
  vi.resetModules();
  Object.assign(server, { list: [config('a'), config('b')], unreadable: 0, asked: 0, held: undefined, heldRest: undefined, failure: undefined });
  loadClient.mockReset().mockResolvedValue(client);
  get.mockReset();
  ({ configs } = await import('./configs.svelte'));
  ({ session } = await import('./session.svelte'));
});

function ids(): string[] {
  return configs.all.map(({ id }) => id);
}

test('the whole list is read once, however many ask for it meanwhile, and again afterwards', async () => {
  expect(configs.loaded).toBe(false);
  await Promise.all([configs.load(), configs.load()]);
  expect([ids(), configs.loaded, server.asked]).toEqual([['a', 'b'], true, 1]);
  await configs.load();
  expect(server.asked).toBe(2);
});

test.each([
  ['deleted', () => configs.remove('a'), ['b']],
  ['created', () => configs.put(config('c')), ['c', 'a', 'b']],
  ['created and deleted', () => void (configs.put(config('c')), configs.remove('c')), ['a', 'b']],
])('a list that is under way while a config is %s is not read once more: the change is made in it', async (_, change, expected) => {
  server.held = new Held();
  const reading = configs.load();
  await settled();
  change();
  server.held.end();
  await reading;
  expect([ids(), server.asked]).toEqual([expected, 1]);
});

test('what changed before a list was asked for is in it, as the server has it', async () => {
  await configs.load();
  configs.put(config('c'));
  await configs.load();
  expect(ids()).toEqual(['a', 'b']);
});

test('a config that is saved or read while the list is under way is in it as it is now; one that the list is without is not', async () => {
  await configs.load();
  server.held = new Held();
  server.list = [config('a')];
  const reading = configs.load();
  await settled();
  const [saved, read] = [config('a', { name_prefix: 'Sales' }), config('b', { name_prefix: 'Board' })];
  configs.put(saved);
  get.mockResolvedValue(read);
  await configs.read('b');
  expect(configs.all).toEqual([saved, read]);
  server.held.end();
  await reading;
  expect([configs.all, server.asked]).toEqual([[saved], 2]);
});

/** More than one page of configs: c0 is the newest. */
function many(count = 250): StoredConfig[] {
  return Array.from({ length: count }, (_, at) => config(`c${at}`));
}

test('the first page is there before the others, with how many there are', async () => {
  server.list = many();
  server.heldRest = new Held();
  const reading = configs.load();
  await settled();
  expect([configs.begun, configs.loaded, configs.total, ids().length]).toEqual([true, false, 250, 100]);
  server.heldRest.end();
  await reading;
  expect([configs.begun, configs.loaded, ids()]).toEqual([true, true, many().map(({ id }) => id)]);
});

test('what a form has read stays known while the first page is shown, and is then in its place', async () => {
  server.list = many();
  server.heldRest = new Held();
  get.mockImplementation(async (id: string) => config(id));
  const reading = configs.load();
  await configs.read('c200');
  await settled();
  expect([ids()[0], ids().length]).toEqual(['c200', 101]);
  server.heldRest.end();
  await reading;
  expect([ids()[200], ids().length]).toEqual(['c200', 250]);
});

test('a list that is read again shows what it had until all of it is there', async () => {
  server.list = many();
  await configs.load();
  server.heldRest = new Held();
  const reading = configs.load();
  await settled();
  expect(ids()).toHaveLength(250);
  server.heldRest.end();
  await reading;
});

test('a list is read although the config where its first page ends is deleted meanwhile', async () => {
  server.list = many();
  server.held = new Held();
  const reading = configs.load();
  await settled();
  server.list = server.list.filter(({ id }) => id !== 'c99');
  server.held.end();
  await reading;
  expect([configs.failure, ids().length, ids().includes('c99')]).toEqual(['', 249, false]);
});

test('a first page that is all there is so far stays when the others cannot be read', async () => {
  server.list = many();
  server.heldRest = new Held();
  const reading = configs.load();
  await settled();
  server.failure = networkError();
  server.heldRest.end();
  await reading;
  expect([configs.failure, configs.begun, configs.loaded, ids().length]).toEqual([NO_ANSWER, true, false, 100]);
});

test.each([2, 250])('of %i configs and more, those that the server counts and cannot give are counted', async (count) => {
  server.list = many(count);
  server.unreadable = 3;
  await configs.load();
  expect([configs.missing, ids().length]).toEqual([3, count]);
  server.unreadable = 0;
  await configs.load();
  expect(configs.missing).toBe(0);
});

test('a config that others delete between two pages is not taken for one that cannot be read', async () => {
  server.list = many();
  server.held = new Held();
  const reading = configs.load();
  await settled();
  server.list = server.list.filter(({ id }) => id !== 'c150');
  server.held.end();
  await reading;
  expect([configs.missing, ids().length]).toEqual([0, 249]);
});

test('a list that cannot be read says why, keeps what was there, and is good after another try', async () => {
  await configs.load();
  server.failure = networkError();
  await configs.load();
  expect([configs.failure, ids(), configs.loaded]).toEqual([NO_ANSWER, ['a', 'b'], true]);
  server.failure = undefined;
  const again = configs.load();
  expect(configs.failure).toBe('');
  await again;
  expect(configs.failure).toBe('');
});

test('whoever is no longer signed in is told, and the session is over', async () => {
  session.state = 'signed-in';
  server.failure = apiError(401);
  await configs.load();
  expect([configs.failure, session.state]).toEqual(['You are no longer signed in.', 'signed-out']);
});

test('any other failure leaves the session as it is', async () => {
  session.state = 'signed-in';
  server.failure = apiError(503);
  await configs.load();
  expect(session.state).toBe('signed-in');
});

test('a client that could not be fetched is fetched at the next call, and only one that is there is kept', async () => {
  loadClient.mockRejectedValueOnce(new Error('no client'));
  await expect(configs.client()).rejects.toThrow('no client');
  expect(await configs.client()).toBe(client);
  expect(await configs.client()).toBe(client);
  expect(loadClient).toHaveBeenCalledTimes(2);
});

test('a new config comes first, one that is known stays where it is', async () => {
  await configs.load();
  configs.put(config('c'));
  configs.put(config('b'));
  expect(ids()).toEqual(['c', 'a', 'b']);
});

test('a config that is read again is in the list as it is now, in its own place', async () => {
  await configs.load();
  const now = config('b', { name_prefix: 'Sales' });
  get.mockResolvedValue(now);
  expect(await configs.read('b')).toBe(now);
  expect(configs.all).toEqual([config('a'), now]);
});

test('one that is gone when it is read again leaves the list', async () => {
  await configs.load();
  get.mockRejectedValue(apiError(404));
  expect(await configs.read('b')).toBeUndefined();
  expect(ids()).toEqual(['a']);
});

test.each([['a refusal', apiError(503)], ['no answer', networkError()]])('%s to reading one is no sign that it is gone', async (_, failure) => {
  await configs.load();
  get.mockRejectedValue(failure);
  await expect(configs.read('b')).rejects.toBe(failure);
  expect(ids()).toEqual(['a', 'b']);
});

test('a config has a name where only its ID is at hand', async () => {
  server.list = [config('a', { name_prefix: 'Sales', phone_number: '+12095038039' }), config('b', { name_prefix: '', phone_number: '+12095038040' })];
  await configs.load();
  expect(['a', 'b', 'c'].map((id) => configs.nameOf(id))).toEqual(['Sales', '+12095038040', undefined]);
});

test.each([
  ['more than a minute', 61_000, false, 2],
  ['less than a minute', 59_000, false, 1],
  ['more than a minute, and hidden', 61_000, true, 1],
])('a page that is looked at after %s', async (_, ms, hidden, asked) => {
  vi.useFakeTimers();
  const page = Object.assign(new EventTarget(), { hidden });
  vi.stubGlobal('document', page);
  session.state = 'signed-in';
  configs.start();
  page.dispatchEvent(new Event('visibilitychange'));
  expect(server.asked).toBe(0);
  await configs.load();
  vi.advanceTimersByTime(ms);
  page.dispatchEvent(new Event('visibilitychange'));
  await settled();
  expect(server.asked).toBe(asked);
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

import type { StoredConfig } from 'dialin-config';
import { beforeEach, expect, test, vi } from 'vitest';
import { apiError, config, Held, networkError, NO_ANSWER, settled } from './testing';

const loadClient = vi.hoisted(() => vi.fn());
vi.mock('../package', () => ({ API_BASE: '/v1', loadClient }));

/** The list as the server has it, and the times it was asked for; a reading is held where one is given. */
const server = { list: [] as StoredConfig[], asked: 0, held: undefined as Held<void> | undefined, failure: undefined as Error | undefined };
const get = vi.fn();

const client = {
  get,
  async *listAll() {
    server.asked += 1;
    if (server.failure) throw server.failure;
    const rows = server.list;
    await server.held?.promise;
    yield* rows;
  },
};

let configs: typeof import('./configs.svelte').configs;
let session: typeof import('./session.svelte').session;

beforeEach(async () => {
  vi.resetModules();
  Object.assign(server, { list: [config('a'), config('b')], asked: 0, held: undefined, failure: undefined });
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
])('a list that is under way while a config is %s is read once more: what it says is older', async (_, change, expected) => {
  server.held = new Held();
  const reading = configs.load();
  await settled();
  change();
  server.list = expected.map((id) => config(id));
  server.held.end();
  await reading;
  expect([ids(), server.asked]).toEqual([expected, 2]);
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

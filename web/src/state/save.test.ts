import * as rules from 'dialin-config';
import type { StoredConfig } from 'dialin-config';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { apiError, config, networkError, NO_ANSWER } from './testing';

const client = vi.hoisted(() => ({ get: vi.fn(), create: vi.fn(), update: vi.fn(), delete: vi.fn(), list: vi.fn() }));
const loadClient = vi.hoisted(() => vi.fn());
vi.mock('../package', () => ({ API_BASE: '/v1', loadClient }));
vi.mock('./announcer.svelte', () => ({ announcer: { say() {} } }));

const MAYBE = 'It may also have arrived: check the list before you save again.';
const LOST = 'What you wrote exists only in this form: save it again.';

const stored = config('a', { phone_number: '+12095038039', name_prefix: 'Old' });
const taken = config('b', { phone_number: '+12095038040', name_prefix: 'Moving' });
const issue = { code: 'name-prefix-taken', severity: 'error', path: ['name_prefix'], message: 'taken', params: {}, source: 'policy' };

let modules: typeof import('./save') & typeof import('./draft.svelte') & typeof import('./configs.svelte') & typeof import('./session.svelte');
let surroundings: typeof import('./surroundings').surroundings;

beforeEach(async () => {
  vi.resetModules();
  for (const mock of Object.values(client)) mock.mockReset();
  loadClient.mockReset().mockResolvedValue(client);
  client.list.mockResolvedValue({ total_count: 0, data: [] });
  client.get.mockResolvedValue(stored);
  modules = { ...(await import('./save')), ...(await import('./draft.svelte')), ...(await import('./configs.svelte')), ...(await import('./session.svelte')) };
  ({ surroundings } = await import('./surroundings'));
});

afterEach(() => vi.restoreAllMocks());

function draft(of: StoredConfig | undefined, fields: Record<string, string>) {
  const made = new modules.Draft(rules, surroundings, of);
  for (const [key, text] of Object.entries(fields)) made.write(key, text);
  return made;
}

test('a new config is created, and is in the list', async () => {
  const created = config('c');
  client.create.mockResolvedValue(created);
  expect(await modules.save(draft(undefined, { name_prefix: 'New' }), [], false)).toEqual({ stored: created, alert: '' });
  expect(client.create).toHaveBeenCalledWith({ type: 'pinless_dialin', name_prefix: 'New' });
  expect(client.get).not.toHaveBeenCalled();
  expect(modules.configs.all).toEqual([created]);
});

test('a stored config is updated with what has changed', async () => {
  const updated = { ...stored };
  client.update.mockResolvedValue(updated);
  expect(await modules.save(draft(stored, { name_prefix: 'New' }), [], false)).toEqual({ stored: updated, alert: '' });
  expect(client.update).toHaveBeenCalledWith('a', { name_prefix: 'New' });
});

test('what somebody else has written meanwhile is asked about before anything is sent, and replaced after that', async () => {
  client.get.mockResolvedValue(config('a', { ...stored.config, name_prefix: 'Elsewhere' }));
  const mine = draft(stored, { name_prefix: 'Here' });
  const { changed, alert } = await modules.save(mine, [taken], false);
  expect(changed?.map(({ field, text }) => [field.key, text])).toEqual([['name_prefix', 'Elsewhere']]);
  expect([alert, client.delete.mock.calls, client.update.mock.calls]).toEqual(['', [], []]);
  client.update.mockResolvedValue(stored);
  expect(await modules.save(mine, [], true)).toEqual({ stored, alert: '' });
});

test.each([
  ['the client', () => loadClient.mockRejectedValue(networkError())],
  ['the config as it is now', () => client.get.mockRejectedValue(networkError())],
])('without an answer to the question for %s nothing was sent, and nothing else is said', async (_, fail) => {
  fail();
  const { alert } = await modules.save(draft(stored, { name_prefix: 'New' }), [], false);
  expect(alert).toBe(`Not saved. ${NO_ANSWER}`);
});

test.each([
  ['no answer', networkError(), `This may not have been saved. ${NO_ANSWER} ${MAYBE}`],
  ['an answer of another', apiError(504, 'unexpected-response', { leavesOpen: true }), `This may not have been saved. The server failed (504): unexpected-response. ${MAYBE}`],
  ['a refusal', apiError(429, 'rate-limit-error', { info: 'too fast' }), 'Not saved. The server refused this (429): too fast.'],
  ['a 401', apiError(401), 'Not saved, because you were no longer signed in: save again.'],
  ['a 404', apiError(404), 'Not saved. This config has been deleted in the meantime. What you wrote exists only in this form: copy it into a new config.'],
])('an update that meets %s', async (_, failure, alert) => {
  client.update.mockRejectedValue(failure);
  expect(await modules.save(draft(stored, { name_prefix: 'New' }), [], false)).toEqual({ alert });
});

test('a 404 to a new config is no sign that one was deleted', async () => {
  client.create.mockRejectedValue(apiError(404, 'not-found'));
  const { alert } = await modules.save(draft(undefined, { name_prefix: 'New' }), [], false);
  expect(alert).toBe('Not saved. The server refused this (404): not-found.');
});

test('whoever is no longer signed in is to sign in', async () => {
  modules.session.state = 'signed-in';
  client.create.mockRejectedValue(apiError(401));
  await modules.save(draft(undefined, {}), [], false);
  expect(modules.session.state).toBe('signed-out');
});

test('what the server refuses at a field is kept with the draft, and the list is read again', async () => {
  client.create.mockRejectedValue(apiError(400, 'invalid-request-error', { issues: [issue] }));
  const mine = draft(undefined, { name_prefix: 'New' });
  expect(await modules.save(mine, [], false)).toEqual({ alert: '' });
  expect(mine.errors).toEqual([issue]);
  await vi.waitFor(() => expect(client.list).toHaveBeenCalledOnce());
});

test('a warning of the server is no reason that would be at a field', async () => {
  client.create.mockRejectedValue(apiError(400, 'invalid-request-error', { issues: [{ ...issue, severity: 'warning' }] }));
  expect(await modules.save(draft(undefined, {}), [], false)).toEqual({ alert: 'Not saved. The server refused this (400): invalid-request-error.' });
});

test('what is in the way is deleted first', async () => {
  const created = config('c');
  client.create.mockResolvedValue(created);
  await modules.save(draft(undefined, { phone_number: '+12095038040' }), [taken], false);
  expect(client.delete.mock.invocationCallOrder[0]).toBeLessThan(client.create.mock.invocationCallOrder[0] ?? 0);
});

test('a deletion that fails first keeps the save back, and says what went before it', async () => {
  client.delete.mockResolvedValueOnce(undefined).mockRejectedValueOnce(apiError(503));
  const { alert } = await modules.save(draft(undefined, {}), [stored, taken], false);
  expect(alert).toBe(
    `Not saved: the old config +12095038040 could not be deleted first. The old config +12095038039 has already been deleted for good. ${LOST}`,
  );
  expect(client.create).not.toHaveBeenCalled();
});

test.each([
  ['no answer', networkError(), `This may not have been saved. ${NO_ANSWER} ${MAYBE}`],
  ['a refusal at a field', apiError(400, 'an-error', { issues: [issue] }), 'Not saved.'],
  ['a 401', apiError(401), 'Not saved, because you were no longer signed in: save again.'],
])('what a save has cost that then meets %s is said', async (_, failure, said) => {
  client.create.mockRejectedValue(failure);
  const { alert } = await modules.save(draft(undefined, {}), [stored, taken], false);
  expect(alert).toBe(`${said} The old configs +12095038039 and +12095038040 have already been deleted for good. ${LOST}`);
});

test('one config that is gone is said as two are', async () => {
  client.create.mockRejectedValue(apiError(400, 'an-error', { issues: [issue] }));
  const { alert } = await modules.save(draft(undefined, {}), [taken], false);
  expect(alert).toBe(`Not saved. The old config +12095038040 has already been deleted for good. ${LOST}`);
});

test('a mistake of the page is said, too, and nothing is called saved', async () => {
  vi.spyOn(console, 'error').mockReturnValue();
  client.create.mockRejectedValue(new TypeError('x is undefined'));
  const { alert, stored } = await modules.save(draft(undefined, {}), [], false);
  expect([alert, stored]).toEqual([
    'This may not have been saved. Something went wrong in this page: x is undefined. It may also have arrived: check the list before you save again.',
    undefined,
  ]);
});

test('in the way is what alone would have the draft refused', () => {
  const mine = draft(undefined, { phone_number: '+12095038040', room_creation_api: 'https://example.com/room' });
  expect(modules.blockers(mine, [stored, taken])).toEqual([taken]);
  expect(modules.blockers(mine, [])).toEqual([]);
});

test('a config that a warning is about is not in the way: nobody loses one for that', () => {
  const mine = draft(undefined, {});
  vi.spyOn(mine, 'check').mockImplementation((around) => around.map(() => ({ ...issue, severity: 'warning' }) as never));
  expect(modules.blockers(mine, [stored])).toEqual([]);
});

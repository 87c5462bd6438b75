import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { NO_ANSWER } from './testing';

const fetch = vi.fn();
let session: typeof import('./session.svelte').session;

beforeEach(async () => {
  vi.resetModules();
  vi.stubGlobal('fetch', fetch.mockReset());
  ({ session } = await import('./session.svelte'));
});

afterEach(() => vi.unstubAllGlobals());

const known = async () => Response.json({ mode: 'sandbox', options: { allowPrivateHosts: true } });
const refused = async () => Response.json({ error: 'authentication-error' }, { status: 401 });
const nobody = () => Promise.reject(new TypeError('Failed to fetch'));

test('a browser that the server knows is signed in, and has what the server says of itself', async () => {
  expect([session.state, session.allowPrivateHosts]).toEqual(['loading', false]);
  fetch.mockImplementation(known);
  await session.load();
  expect(fetch).toHaveBeenCalledWith('/api/session');
  const { state, known: wasKnown, mode, allowPrivateHosts } = session;
  expect({ state, wasKnown, mode, allowPrivateHosts }).toEqual({ state: 'signed-in', wasKnown: true, mode: 'sandbox', allowPrivateHosts: true });
});

test.each([
  ['a 401', refused, 'signed-out'],
  ['no answer', nobody, 'unreachable'],
  ['a 503 of the server itself', async () => Response.json({ options: {} }, { status: 503 }), 'unreachable'],
  ['a page', async () => new Response('<!doctype html>'), 'unreachable'],
  ['null', async () => Response.json(null), 'unreachable'],
  ['other JSON', async () => Response.json({ mode: 'sandbox' }), 'unreachable'],
])('after %s nothing is known, and it is %s', async (_, answer, state) => {
  fetch.mockImplementation(answer);
  await session.load();
  expect([session.state, session.known]).toEqual([state, false]);
});

test('another try shows as one, and a look at a page that is there does not', async () => {
  fetch.mockImplementation(nobody);
  await session.load();
  fetch.mockImplementation(known);
  const again = session.load();
  expect(session.state).toBe('loading');
  await again;
  const look = session.load();
  expect(session.state).toBe('signed-in');
  await look;
});

test.each([
  ['no answer', nobody, NO_ANSWER],
  ['a 401', refused, 'This is not the token of the server that is running now.'],
  ['a 503', async () => new Response('', { status: 503 }), 'The server failed (503)'],
  ['a 429', async () => new Response('', { status: 429 }), 'The server refused this (429)'],
])('signing in that meets %s says so, and asks no further', async (_, answer, text) => {
  fetch.mockImplementation(answer);
  session.end();
  expect(await session.signIn('a token')).toBe(text);
  expect([fetch.mock.calls.length, session.state]).toEqual([1, 'signed-out']);
});

test('signing in sends the token, and is done when the server knows the browser afterwards', async () => {
  fetch.mockImplementationOnce(async () => new Response(null, { status: 204 })).mockImplementationOnce(known);
  expect(await session.signIn('a token')).toBeUndefined();
  expect(fetch.mock.calls[0]).toEqual([
    '/api/session',
    { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: '{"token":"a token"}' },
  ]);
  expect(session.state).toBe('signed-in');
});

test('a right token without a cookie kept is not signed in', async () => {
  fetch.mockImplementationOnce(async () => new Response(null, { status: 204 })).mockImplementationOnce(refused);
  expect(await session.signIn('a token')).toMatch(/^This browser did not keep the sign-in cookie\./);
  expect(session.state).toBe('signed-out');
});

test('signing out is done when the server says so', async () => {
  fetch.mockImplementation(async () => new Response(null, { status: 204 }));
  session.state = 'signed-in';
  expect(await session.signOut()).toBe(true);
  expect(fetch).toHaveBeenCalledWith('/api/session', { method: 'DELETE' });
});

test.each([['no answer', nobody], ['a 503', async () => new Response('', { status: 503 })]])('signing out that meets %s is not done, and shows', async (_, answer) => {
  fetch.mockImplementation(answer);
  session.state = 'signed-in';
  expect(await session.signOut()).toBe(false);
  expect(session.state).toBe('unreachable');
});

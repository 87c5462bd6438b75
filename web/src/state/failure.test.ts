import { expect, test } from 'vitest';
import { failureOf, PartMissing } from './failure';

function apiError(status: number, error: string, info?: string): Error {
  // The client's own class cannot be made outside of it; this is how the page tells its errors apart.
  return Object.assign(new Error(error), { name: 'DialinApiError', status, error, info, issues: [] });
}

test.each([
  [401, 'authentication-error', 'wrong token', true, 'You are no longer signed in.'],
  [400, 'authorization-header-error', 'missing', true, 'You are no longer signed in.'],
  [400, 'invalid-request-error', 'the number is taken', false, 'The server refused this (400): the number is taken'],
  [404, 'not-found', undefined, false, 'The server refused this (404): not-found'],
  [500, 'server-error', 'the disk is full', false, 'The server failed (500): the disk is full'],
])('%i %s', (status, error, info, signedOut, text) => {
  expect(failureOf(apiError(status, error, info))).toEqual({ status, signedOut, text, issues: [] });
});

test.each([
  ['the server', Object.assign(new Error('refused'), { name: 'DialinNetworkError' })],
  ['a part of the page', new PartMissing()],
])('no answer to the call for %s', (_, error) => {
  expect(failureOf(error)).toEqual({
    status: undefined,
    signedOut: false,
    issues: [],
    text: 'The server does not answer. Check that `dialin serve` is still running, then try again.',
  });
});

test('a mistake of the page itself is not taken for a failed call', () => {
  expect(() => failureOf(new TypeError('x is undefined'))).toThrow('x is undefined');
});

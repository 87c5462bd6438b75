import { expect, test, vi } from 'vitest';
import { failureOf, failureText, PartMissing } from './failure';
import { apiError as refusal, NO_ANSWER } from './testing';

function apiError(status: number, error: string, info?: string, leavesOpen = false): Error {
  return refusal(status, error, { ...(info !== undefined && { info }), leavesOpen });
}

test.each([
  [401, 'authentication-error', 'wrong token', true, 'You are no longer signed in.'],
  [400, 'authorization-header-error', 'missing', true, 'You are no longer signed in.'],
  [400, 'invalid-request-error', 'the number is taken', false, 'The server refused this (400): the number is taken'],
  [404, 'not-found', undefined, false, 'The server refused this (404): not-found'],
  [503, 'server-error', 'the disk is full', false, 'The server failed (503): the disk is full'],
  [429, 'rate-limit-error', 'too fast', false, 'The server refused this (429): too fast'],
])('%i %s', (status, error, info, signedOut, text) => {
  expect(failureOf(apiError(status, error, info))).toEqual({ open: false, answered: true, notFound: status === 404, signedOut, text, issues: [] });
});

test.each([
  [500, 'server-error', 'it broke', 'The server failed (500): it broke'],
  [504, 'unexpected-response', 'no JSON', 'The server failed (504): no JSON'],
  [403, 'unexpected-response', 'no JSON', 'The server refused this (403): no JSON'],
  [200, 'unexpected-response', 'no JSON', 'The server did not answer as it should (200): no JSON'],
  [201, 'server-error', undefined, 'The server did not answer as it should (201): server-error'],
  [0, 'unexpected-response', 'a redirect', 'The server did not answer as it should: a redirect'],
])('%i %s leaves open what happened', (status, error, info, text) => {
  expect(failureOf(apiError(status, error, info, true))).toEqual({ open: true, answered: true, notFound: false, signedOut: false, text, issues: [] });
});

test.each([
  ['the server', Object.assign(new Error('refused'), { name: 'DialinNetworkError' })],
  ['a slow server', Object.assign(new Error('no answer in 30000 ms'), { name: 'DialinTimeoutError' })],
  ['a part of the page', new PartMissing()],
])('no answer to the call for %s', (_, error) => {
  expect(failureOf(error)).toEqual({
    open: true,
    answered: false,
    notFound: false,
    signedOut: false,
    issues: [],
    text: NO_ANSWER,
  });
});

test.each([
  [undefined, NO_ANSWER],
  [{ status: 503 }, 'The server failed (503)'],
  [{ status: 400 }, 'The server refused this (400)'],
  [{ status: 302 }, 'The server did not answer as it should (302)'],
  [{ status: 0 }, 'The server did not answer as it should'],
])('an answer of which only %j is known', (answer, text) => {
  expect(failureText(answer)).toBe(text);
});

test.each([
  [new TypeError('id is not the id of a config'), 'id is not the id of a config'],
  [new RangeError(), 'RangeError'],
  ['a text', 'a text'],
])('a mistake of the page itself is said as such, and logged: %s', (mistake, words) => {
  const log = vi.spyOn(console, 'error').mockReturnValue();
  expect(failureOf(mistake)).toEqual({ open: true, answered: false, issues: [], text: `Something went wrong in this page: ${words}`, notFound: false, signedOut: false });
  expect(log).toHaveBeenCalledExactlyOnceWith(mistake);
  log.mockRestore();
});

import { expect, test } from 'vitest';
import { tokenIn } from './token';

test.each([
  ['abc', 'abc'],
  ['  abc\n', 'abc'],
  ['http://127.0.0.1:8787/?token=a%20b', 'a b'],
  ['Sign in: http://127.0.0.1:8787/?token=a+b%2B\n', 'a b+'],
  ['http://127.0.0.1:8787/?other=1&token=abc#/new', 'abc'],
  ['http://127.0.0.1:8787/?token=', ''],
  ['http://127.0.0.1:8787/', 'http://127.0.0.1:8787/'],
  ['a:b', 'a:b'],
  ['', ''],
])('%j holds %j', (pasted, expected) => {
  expect(tokenIn(pasted)).toBe(expected);
});

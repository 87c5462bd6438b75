import { expect, test } from 'vitest';
import { asSentence, listed, messageParts, spokenText } from './prose';

test.each([
  ['plain words', [['plain words', false]]],
  ['`+1` is short', [['+1', true], [' is short', false]]],
  ['write `a` or `b`', [['write ', false], ['a', true], [' or ', false], ['b', true]]],
  ['a lone ` stays', [['a lone ` stays', false]]],
  ['', []],
] as const)('%j', (message, expected) => {
  expect(messageParts(message).map(({ text, code }) => [text, code])).toEqual(expected);
});

test.each([
  [[], ''],
  [['a'], 'a'],
  [['a', 'b'], 'a and b'],
  [['a', 'b', 'c'], 'a, b and c'],
])('%j is listed as %j', (words, expected) => {
  expect(listed(words)).toBe(expected);
});

test.each([
  ['leave it out', 'Leave it out.'],
  ['did you mean `+1`?', 'Did you mean `+1`?'],
  ['`a` will do', '`a` will do.'],
  ['leave it out. Or write another', 'Leave it out. Or write another.'],
])('%j becomes %j', (advice, expected) => {
  expect(asSentence(advice)).toBe(expected);
});

test('a spoken message has no backticks, and a name in the place of an ID', () => {
  const nameOf = (id: string) => (id === 'ee78' ? 'Support line' : undefined);
  expect(spokenText('ee78', nameOf)).toBe('ee78');
  expect(spokenText('`+1` is used by `ee78`, write `+2`', nameOf)).toBe('+1 is used by Support line, write +2');
});

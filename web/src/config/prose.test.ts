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

test('a spoken message has no backticks, and a name in the place of the ID it is about', () => {
  expect(spokenText('ee78', { id: 'ee78', name: 'Support line' })).toBe('ee78');
  expect(spokenText('`+1` is used by `ee78`, write `+2`', { id: 'ee78', name: 'Support line' })).toBe('+1 is used by Support line, write +2');
  expect(spokenText('`+1` is used by `ee78`', { id: 'ee78', name: undefined })).toBe('+1 is used by ee78');
  expect(spokenText('`ee78` is not a field')).toBe('ee78 is not a field');
});

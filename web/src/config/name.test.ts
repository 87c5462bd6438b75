import type { StoredConfig } from 'dialin-config';
import { expect, test } from 'vitest';
import { configName, isolated, prefixOrName } from './name';

test.each([
  [{ phone_number: '+12095038039', name_prefix: 'Support' }, '+12095038039'],
  [{ name_prefix: 'Support' }, 'Support'],
  [{ phone_number: '', name_prefix: ' Support ' }, ' Support '],
  // Nobody can see such a name.
  [{ name_prefix: '   ' }, 'the-id'],
  [{ name_prefix: 7 }, 'the-id'],
  [{ phone_number: '+1209\u202e4308305' }, '+1209\\u{202e}4308305'],
  [{ name_prefix: '\u200b' }, '\\u{200b}'],
  [{}, 'the-id'],
])('%j is called %j', (config, name) => {
  expect(configName({ id: 'the-id', type: 'pinless_dialin', config } as unknown as StoredConfig)).toBe(name);
});

test.each([
  [{ phone_number: '+12095038039', name_prefix: 'Support' }, 'Support'],
  [{ phone_number: '+12095038039', name_prefix: ' ' }, '+12095038039'],
  [{}, 'the-id'],
])('beside its number, %j is called %j', (config, name) => {
  expect(prefixOrName({ id: 'the-id', type: 'pinless_dialin', config } as unknown as StoredConfig)).toBe(name);
});

test('in a sentence, a name that may run from right to left is isolated', () => {
  expect(isolated('+12095038039')).toBe('+12095038039');
  expect(isolated('Büro')).toBe('Büro');
  expect(isolated('מרכז (24/7)')).toBe('\u2068מרכז (24/7)\u2069');
});

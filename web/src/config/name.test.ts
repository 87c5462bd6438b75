import type { StoredConfig } from 'dialin-config';
import { expect, test } from 'vitest';
import { configName } from './name';

test.each([
  [{ phone_number: '+12095038039', name_prefix: 'Support' }, '+12095038039'],
  [{ name_prefix: 'Support' }, 'Support'],
  [{ phone_number: '', name_prefix: ' Support ' }, ' Support '],
  // Nobody can see such a name.
  [{ name_prefix: '   ' }, 'the-id'],
  [{ name_prefix: 7 }, 'the-id'],
  [{}, 'the-id'],
])('%j is called %j', (config, name) => {
  expect(configName({ id: 'the-id', type: 'pinless_dialin', config } as unknown as StoredConfig)).toBe(name);
});

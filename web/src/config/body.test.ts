import { checkUpdate, fieldTable, type Applies, type Field, type StoredConfig } from 'dialin-config';
import { describe, expect, test } from 'vitest';
import {
  blankValues,
  createBody,
  droppedBy,
  isReadOnly,
  maskSecrets,
  merged,
  rowsFor,
  SECRET_PLACEHOLDER,
  standing,
  storedValues,
  updateBody,
  type Body,
  type Values,
} from './body';

const table = fieldTable();

function keys(fields: readonly Field[]): string[] {
  return fields.map(({ key }) => key);
}

function filled(values: Values): Values {
  return { ...blankValues(table), ...values };
}

const stored: StoredConfig = {
  id: 'an-id',
  type: 'pinless_dialin',
  config: {
    phone_number: '+12095038039',
    room_creation_api: 'https://calls.example.com/room',
    timeout_config: { message: 'Nobody is free.', voice: 'calm' },
    sip_uri: 'somebody@example.com',
    later_field: 1,
  },
};

/** A row that is made up: which fields there are is core's to say, and no list of them is kept here. */
function row(key: string, pinless_dialin: Applies, pin_dialin: Applies): Field {
  return { key, path: [key], label: key, summary: '', shape: 'text', appliesTo: { pinless_dialin, pin_dialin } };
}

const madeUp = [
  row('of both', 'required', 'optional'),
  row('of pinless', 'advised', 'never'),
  row('inert', 'optional', 'inert'),
  row('of pin', 'never', 'optional'),
  row('set by Daily', 'read-only', 'read-only'),
];

describe('rowsFor', () => {
  test.each([
    ['pinless_dialin', [], ['of both', 'of pinless', 'inert']],
    ['pin_dialin', [], ['of both', 'inert', 'of pin']],
    ['pin_dialin', ['of pinless', 'set by Daily'], ['of both', 'of pinless', 'inert', 'of pin']],
  ])('%s, with %j filled in', (type, holding, expected) => {
    expect(keys(rowsFor(madeUp, type, (key) => holding.includes(key)))).toEqual(expected);
  });
});

test.each<[Values, string, string[]]>([
  [{}, 'pin_dialin', []],
  [{ hmac: 'x', room_creation_api: 'y', phone_number: 'z', timeout_config: 'm' }, 'pin_dialin', ['room_creation_api', 'hmac']],
  [{ ivr_greeting: 'x', name_prefix: 'y' }, 'pinless_dialin', ['ivr_greeting']],
])('%j as %s drops %j', (values, type, expected) => {
  expect(keys(droppedBy(table, filled(values), type))).toEqual(expected);
});

test.each<[Values, Body]>([
  [{}, { type: 'pinless_dialin' }],
  [{ phone_number: '', name_prefix: ' ' }, { type: 'pinless_dialin', name_prefix: ' ' }],
  [
    { type: 'pin_dialin', phone_number: '+1', ivr_greeting: 'Hello' },
    { type: 'pin_dialin', phone_number: '+1', ivr_greeting: { message: 'Hello' } },
  ],
])('creating from %j sends %j', (values, expected) => {
  expect(createBody(table, filled(values))).toEqual(expected);
});

test('a body has its fields in the order of the form', () => {
  const body = createBody(table, { name_prefix: 'b', phone_number: 'a', type: 'pin_dialin' });
  expect(Object.keys(body)).toEqual(['type', 'phone_number', 'name_prefix']);
});

test('a new config starts as the first type, without any other field', () => {
  const { type, ...rest } = blankValues(table);
  expect(type).toBe('pinless_dialin');
  expect(new Set(Object.values(rest))).toEqual(new Set([null]));
  expect(Object.keys(rest)).not.toContain('id');
});

test('the controls of a stored config hold its text, and show what is not a string as JSON', () => {
  const odd = { ...stored, config: { ...stored.config, name_prefix: null, hold_music_url: 7 } } as unknown as StoredConfig;
  const values = storedValues(table, odd);
  const held = Object.entries(values).filter(([, value]) => value !== null);
  expect(Object.fromEntries(held)).toEqual({
    type: 'pinless_dialin',
    phone_number: '+12095038039',
    room_creation_api: 'https://calls.example.com/room',
    hold_music_url: '7',
    timeout_config: 'Nobody is free.',
  });
  expect(Object.keys(values)).toEqual(keys(table.filter((field) => !isReadOnly(field))));
});

const WITHOUT_TEXT: readonly [string, unknown][] = [
  ['name_prefix', ''],
  ['timeout_config', { message: '' }],
  ['timeout_config', { message: null }],
  ['timeout_config', {}],
  ['timeout_config', { voice: 'calm' }],
  ['timeout_config', 'Nobody is free.'],
  ['ivr_greeting', {}],
];

test.each(WITHOUT_TEXT)('%s stored as %j is there without a text, and can be removed', (key, value) => {
  const odd = { ...stored, config: { ...stored.config, [key]: value } } as StoredConfig;
  const values = storedValues(table, odd);
  expect(values[key]).toBe('');
  expect(updateBody(table, odd, values)).toEqual({});
  expect(updateBody(table, odd, { ...values, [key]: null })).toEqual({ [key]: null });
});

describe('updateBody', () => {
  test.each<[string, Values, Body]>([
    ['nothing changed', {}, {}],
    ['a field changed', { name_prefix: 'Support' }, { name_prefix: 'Support' }],
    ['a field removed', { room_creation_api: null }, { room_creation_api: null }],
    ['a message changed: what is beside it stays', { timeout_config: 'Later' }, { timeout_config: { message: 'Later', voice: 'calm' } }],
    ['a message removed', { timeout_config: null }, { timeout_config: null }],
    ['a type never goes along', { type: 'pin_dialin' }, {}],
  ])('%s', (_, change, expected) => {
    expect(updateBody(table, stored, { ...storedValues(table, stored), ...change })).toEqual(expected);
  });
});

test('a field without a control stays as it is', () => {
  expect(updateBody(table, stored, {})).toEqual({});
});

test('a merged config has what was sent, and lacks what was cleared', () => {
  const { value } = checkUpdate({ name_prefix: 'Support', phone_number: null }, { type: stored.type });
  expect(merged(stored, value!)).toMatchObject({ id: 'an-id', type: 'pinless_dialin' });
  expect(merged(stored, value!).config).toEqual({
    name_prefix: 'Support',
    room_creation_api: 'https://calls.example.com/room',
    timeout_config: { message: 'Nobody is free.', voice: 'calm' },
    sip_uri: 'somebody@example.com',
    later_field: 1,
  });
  expect(stored.config.phone_number).toBe('+12095038039');
});

test.each<[Body, Body, string[]]>([
  [{ type: 'pin_dialin' }, { type: 'pin_dialin' }, []],
  [{ hmac: 'c2VjcmV0' }, { hmac: SECRET_PLACEHOLDER }, ['hmac']],
  [{ hmac: null }, { hmac: null }, []],
])('%j is shown as %j', (body, expected, maskedKeys) => {
  const { shown, masked } = maskSecrets(table, body);
  expect(shown).toEqual(expected);
  expect(keys(masked)).toEqual(maskedKeys);
});

test.each(['unheard_of', 'constructor', '__proto__', ''])('a config of type %j takes no field', (type) => {
  expect(new Set(table.map((field) => standing(field, type)))).toEqual(new Set(['never']));
});

test.each([[['a', 'b']], ['Nobody is free.'], [7], [null]])('%j where an object should be makes room for one that has the text', (value) => {
  const odd = { ...stored, config: { ...stored.config, timeout_config: value } } as unknown as StoredConfig;
  const values = { ...storedValues(table, odd), timeout_config: 'Later' };
  expect(updateBody(table, odd, values)).toEqual({ timeout_config: { message: 'Later' } });
});

import * as rules from 'dialin-config';
import type { StoredConfig } from 'dialin-config';
import { expect, test } from 'vitest';
import type { Body } from './body';
import { updateIssues } from './update';

const stored: StoredConfig = {
  id: 'an-id',
  type: 'pinless_dialin',
  config: {
    phone_number: '+12095038039',
    room_creation_api: 'https://example.com/room',
    hmac: 'MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=',
    ivr_greeting: { message: 'Welcome.' },
  },
};

const LOCAL = 'https://localhost/room';

const FOREIGN = 'warning field-not-applicable ivr_greeting';

test.each<[string, Body, string[]]>([
  ['nothing: what is stored is judged', {}, [FOREIGN]],
  ['a good field', { name_prefix: 'Support' }, [FOREIGN]],
  ['a field cleared: its absence is judged, too', { room_creation_api: null }, [
    'warning field-null room_creation_api',
    FOREIGN,
    'warning room-creation-api-missing room_creation_api',
  ]],
  ['an error is said once; what is right beside it is judged as it will be', { room_creation_api: null, phone_number: '12' }, [
    'warning field-null room_creation_api',
    'error phone-number-not-e164 phone_number',
    FOREIGN,
    'warning room-creation-api-missing room_creation_api',
  ]],
  ['a field of the other type cleared: it will not be there', { ivr_greeting: null }, ['warning field-null ivr_greeting']],
])('%s', (_, body, expected) => {
  const issues = updateIssues(rules, stored, body, { configs: [stored] });
  expect(issues.map(({ severity, code, path }) => `${severity} ${code} ${path.filter((key) => key !== 'config').join('.')}`)).toEqual(expected);
});

test('what an update does is what core makes of it, not what its body says', () => {
  const seen: unknown[] = [];
  const core = {
    checkUpdate: () => ({ ok: true as const, issues: [], value: { name_prefix: 'as core has it', phone_number: null } }),
    checkStored: (config: unknown) => (seen.push(config), { ok: true as const, issues: [], value: stored }),
  };
  updateIssues(core, stored, { hmac: null }, {});
  const { phone_number: _, ...kept } = stored.config;
  expect(seen).toEqual([{ ...stored, config: { ...kept, name_prefix: 'as core has it' } }]);
});

test('a value that is wrong is judged, and no longer the stored one that it takes the place of', () => {
  const before = { ...stored, config: { phone_number: '+12095038039', hold_music_url: 'http://example.com/a.wav' } };
  const codes = (body: Body) =>
    updateIssues(rules, before, body, {}).filter(({ path }) => path.includes('hold_music_url')).map(({ code }) => code);
  expect(codes({}).length).toBeGreaterThan(0);
  expect(codes({ hold_music_url: 'nope' })).toEqual(['url-invalid']);
});

test.each<[string, Body]>([
  ['as it is stored', {}],
  ['that is to be stored', { room_creation_api: 'https://localhost/b' }],
  ['that stays', { name_prefix: 'Support' }],
])('a private host %s is one the options allow, or an error', (_, body) => {
  const local = { ...stored, config: { ...stored.config, room_creation_api: LOCAL } };
  const codes = (options: object) => updateIssues(rules, local, body, options).map(({ code }) => code);
  expect(codes({})).toContain('url-not-public');
  expect(codes({ allowPrivateHosts: true })).not.toContain('url-not-public');
});

test('a config is not beside itself, however it is judged', () => {
  for (const body of [{}, { name_prefix: 'Support' }, { phone_number: '+12095038039' }]) {
    expect(updateIssues(rules, stored, body, { configs: [stored] }).map(({ code }) => code)).not.toContain('phone-number-duplicate');
  }
});

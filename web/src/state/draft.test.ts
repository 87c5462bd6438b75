import * as rules from 'dialin-config';
import type { Issue, StoredConfig } from 'dialin-config';
import { describe, expect, test } from 'vitest';
import { Draft, type Surroundings } from './draft.svelte';
import { config } from './testing';

const PHONE = '+12095038039';
const stored = config('a', { phone_number: PHONE, name_prefix: 'Old', hmac: 'MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=' });

function draft(of?: StoredConfig, around: Partial<Surroundings> = {}): Draft {
  return new Draft(rules, () => ({ configs: [], allowPrivateHosts: false, ...around }), of);
}

function codes(issues: readonly Issue[]): string[] {
  return issues.map(({ code }) => code);
}

function refusal(path: Issue['path']): Issue {
  return { code: 'name-prefix-taken', severity: 'error', path, message: 'taken', params: {}, source: 'policy' } as unknown as Issue;
}

const field = (of: Draft, key: string) => of.table.find((each) => each.key === key)!;

describe('when an issue shows', () => {
  test('not while a field is written for the first time, from its leaving on with every key', () => {
    const mine = draft();
    mine.write('phone_number', '1');
    expect(mine.shown('phone_number')).toEqual([]);
    mine.leave('phone_number');
    expect(codes(mine.shown('phone_number'))).toEqual(['phone-number-not-e164']);
    mine.write('phone_number', PHONE);
    expect(mine.shown('phone_number')).toEqual([]);
    mine.write('phone_number', '2');
    expect(codes(mine.shown('phone_number'))).toEqual(['phone-number-not-e164']);
  });

  test('not at a field that was passed by, until Save is pressed', () => {
    const mine = draft();
    mine.leave('room_creation_api');
    expect(mine.shown('room_creation_api')).toEqual([]);
    mine.attempt();
    expect(codes(mine.shown('room_creation_api'))).toEqual(['room-creation-api-missing']);
  });

  test('at once at what was stored so, and no longer when that is written over', () => {
    const mine = draft(config('a', { phone_number: '1' }));
    expect(codes(mine.shown('phone_number'))).toEqual(['phone-number-not-e164']);
    mine.write('phone_number', '12');
    expect(mine.shown('phone_number')).toEqual([]);
  });

  describe('between two words', () => {
    /** A prefix of which everything is shown, with a space at its end. */
    function between(): Draft {
      const mine = draft();
      mine.write('name_prefix', 'Support');
      mine.leave('name_prefix');
      mine.write('name_prefix', 'Support ');
      expect(codes(mine.issues)).toContain('name-prefix-untrimmed');
      expect(mine.shown('name_prefix')).toEqual([]);
      return mine;
    }

    test('not until the field is left', () => {
      const mine = between();
      mine.leave('name_prefix');
      expect(codes(mine.shown('name_prefix'))).toEqual(['name-prefix-untrimmed']);
    });

    test('not until Save is pressed, as by Enter', () => {
      const mine = between();
      mine.attempt();
      expect(codes(mine.shown('name_prefix'))).toEqual(['name-prefix-untrimmed']);
    });

    test('not until another word is there, and then what it says of that', () => {
      const mine = between();
      mine.write('name_prefix', 'Support  ');
      expect(mine.shown('name_prefix')).toEqual([]);
      mine.write('name_prefix', ' Support line');
      expect(codes(mine.shown('name_prefix'))).toEqual(['name-prefix-untrimmed']);
      // What was shown before stays through the next space.
      mine.write('name_prefix', 'Support line ');
      expect(codes(mine.shown('name_prefix'))).toEqual(['name-prefix-untrimmed']);
    });

    test('other fields are as they are', () => {
      const mine = draft();
      mine.write('phone_number', '1');
      mine.leave('phone_number');
      mine.write('name_prefix', 'Support ');
      expect(codes(mine.shown('phone_number'))).toEqual(['phone-number-not-e164']);
    });
  });
});

describe('what it sends', () => {
  test('an emptied field is left out of a new config, and removed from a stored one', () => {
    const created = draft();
    created.write('name_prefix', 'New');
    expect([created.changed, created.body]).toEqual([true, { type: 'pinless_dialin', name_prefix: 'New' }]);
    created.write('name_prefix', '');
    expect([created.changed, created.body]).toEqual([false, { type: 'pinless_dialin' }]);

    const updated = draft(stored);
    expect([updated.changed, updated.body]).toEqual([false, {}]);
    updated.write('name_prefix', '');
    expect([updated.changed, updated.body]).toEqual([true, { name_prefix: null }]);
    updated.write('name_prefix', 'Old');
    expect([updated.changed, updated.body]).toEqual([false, {}]);
  });

  test('one that was stored empty and is emptied again is as it was', () => {
    const mine = draft(config('a', { name_prefix: '' }));
    mine.write('name_prefix', 'x');
    mine.write('name_prefix', '');
    expect(mine.changed).toBe(false);
  });

  test('another type takes what it can, and nothing of the other', () => {
    const mine = draft();
    mine.write('room_creation_api', 'https://example.com/room');
    mine.write('phone_number', PHONE);
    expect(mine.droppedAs('pin_dialin').map(({ key }) => key)).toEqual(['room_creation_api']);
    mine.changeType('pin_dialin');
    expect([mine.type, mine.body]).toEqual(['pin_dialin', { type: 'pin_dialin', phone_number: PHONE }]);
    expect(mine.rows.map(({ key }) => key)).not.toContain('room_creation_api');
  });
});

describe('beside other configs', () => {
  /** What else is in it no reader of the rules' would take. */
  const other = config('b', { phone_number: PHONE, name_prefix: '\ud800' });

  function pinless(around: Partial<Surroundings>): Draft {
    const mine = draft(undefined, around);
    mine.write('phone_number', PHONE);
    mine.write('room_creation_api', 'https://localhost/room');
    return mine;
  }

  test('it is checked with the options of the server', () => {
    expect(codes(pinless({}).errors)).toEqual(['url-not-public']);
    expect(pinless({ allowPrivateHosts: true }).errors).toEqual([]);
  });

  test('what was let in so can be opened, and changed to something of that kind', () => {
    const local = { ...config('a', { room_creation_api: 'https://localhost/room' }), type: 'pinless_dialin' } as StoredConfig;
    for (const [allowPrivateHosts, expected] of [[false, ['url-not-public']], [true, []]] as const) {
      const mine = draft(local, { allowPrivateHosts });
      expect(codes(mine.errors)).toEqual(expected);
      mine.write('room_creation_api', 'https://localhost/other');
      expect(codes(mine.errors)).toEqual(expected);
    }
  });

  test('a clash with one is theirs, and an error of its own is not', () => {
    const clashing = pinless({ configs: [other], allowPrivateHosts: true });
    expect([codes(clashing.errors), clashing.blockedByOthers]).toEqual([['phone-number-duplicate'], true]);
    expect(pinless({ configs: [other] }).blockedByOthers).toBe(false);
    expect(pinless({ allowPrivateHosts: true }).blockedByOthers).toBe(false);
  });

  test('a stored config is not beside itself', () => {
    expect(draft(stored, { configs: [stored] }).errors).toEqual([]);
  });
});

describe('what the server refused', () => {
  test('is about the text it was sent', () => {
    const mine = draft(stored);
    mine.write('name_prefix', 'New');
    mine.refuse([refusal(['name_prefix'])]);
    expect(codes(mine.errors)).toEqual(['name-prefix-taken']);
    mine.write('name_prefix', 'Other');
    expect(mine.errors).toEqual([]);
    mine.write('name_prefix', 'New');
    mine.write('phone_number', '+12095038040');
    expect(codes(mine.errors)).toEqual(['name-prefix-taken']);
    mine.refuse([]);
    expect(mine.errors).toEqual([]);
  });

  test('is said once, and as the rules say it, where they say the same', () => {
    const mine = draft();
    mine.write('phone_number', '1');
    const own = mine.errors;
    expect(codes(own)).toEqual(['phone-number-not-e164']);
    mine.refuse(own.map((issue) => ({ ...issue, message: 'as the server says it' })));
    expect(mine.errors).toEqual(own);
  });

  test('is about the whole request where it has no field', () => {
    const mine = draft(stored);
    mine.write('name_prefix', 'New');
    const refused = refusal(['plan']);
    mine.refuse([refused]);
    expect(mine.sorted.rest).toEqual([refused]);
    mine.write('phone_number', '+12095038040');
    expect(mine.errors).toEqual([]);
  });
});

describe('removing a stored field', () => {
  test('is offered where nothing can be emptied, and can be taken back', () => {
    const mine = draft(config('a', { phone_number: PHONE, timeout_config: { voice: 'calm' }, hmac: stored.config.hmac }));
    const removal = (key: string) => mine.removal(field(mine, key));
    expect(['type', 'phone_number', 'name_prefix'].map(removal)).toEqual([undefined, undefined, undefined]);
    expect(removal('timeout_config')).toEqual({ chosen: false, json: '{"voice":"calm"}' });
    expect(removal('hmac')).toEqual({ chosen: false, json: JSON.stringify(stored.config.hmac) });
    mine.remove('hmac', true);
    expect([removal('hmac'), mine.body]).toEqual([{ chosen: true }, { hmac: null }]);
    expect(codes(mine.shown('hmac'))).toEqual(['field-null']);
    expect(mine.rows.map(({ key }) => key)).toContain('hmac');
    mine.remove('hmac', false);
    expect([removal('hmac')?.chosen, mine.body]).toEqual([false, {}]);
    mine.write('timeout_config', 'Nobody is free.');
    expect(removal('timeout_config')).toBeUndefined();
  });

  test('is not offered for what the type needs', () => {
    const mine = draft(config('a', { phone_number: '' }));
    const number = field(mine, 'phone_number');
    expect([number.appliesTo.pin_dialin, mine.removal(number)]).toEqual(['required', undefined]);
  });

  test('is not offered for what is not there', () => {
    const mine = draft(config('a'));
    expect(['hmac', 'timeout_config', 'id'].map((key) => mine.removal(field(mine, key)))).toEqual([undefined, undefined, undefined]);
  });
});

describe('what somebody else has changed meanwhile', () => {
  function changed(body: Record<string, string>, now: object): [string, string][] {
    const mine = draft(stored);
    for (const [key, text] of Object.entries(body)) mine.write(key, text);
    return mine.changedBy(config('a', { ...stored.config, ...now })).map((each) => [each.field.key, each.text]);
  }

  test.each<[string, Record<string, string>, object, [string, string][]]>([
    ['is asked about at a field that is written here', { name_prefix: 'Here' }, { name_prefix: 'Elsewhere' }, [['name_prefix', 'Elsewhere']]],
    ['is asked about at one that is gone', { name_prefix: 'Here' }, { name_prefix: null }, [['name_prefix', '']]],
    ['is no question at any other field', { name_prefix: 'Here' }, { phone_number: '+12095038040' }, []],
    ['is no question where it is the very same', { name_prefix: 'Here' }, { name_prefix: 'Here' }, []],
    ['is no question where both remove it', { name_prefix: '' }, { name_prefix: null }, []],
    ['is no question where there was none, however that is said', { ivr_greeting: 'Hello' }, { ivr_greeting: null }, []],
    ['is no question where nothing has changed', { name_prefix: 'Here' }, {}, []],
  ])('%s', (_, body, now, expected) => {
    expect(changed(body, now)).toEqual(expected);
  });
});

import { checkCreate, checkStored, fieldTable, type Issue, type Severity } from 'dialin-config';
import { describe, expect, test } from 'vitest';
import { correction, countText, helpInField, joinIssues, otherConfig, sortIssues, worst } from './issues';

function issue(severity: Severity, path: Issue['path'] = [], suggestion?: unknown): Issue {
  return { code: 'update-empty', severity, path, message: '', params: {}, source: 'policy', suggestion };
}

describe('sortIssues', () => {
  test.each<[Issue['path'], string | undefined]>([
    [['phone_number'], 'phone_number'],
    [['config', 'phone_number'], 'phone_number'],
    [['timeout_config', 'message'], 'timeout_config'],
    [['config', 'timeout_config', 'message'], 'timeout_config'],
    [['config', 'unheard_of'], undefined],
    [['config'], undefined],
    [[], undefined],
  ])('%j belongs to %j', (path, key) => {
    const one = issue('error', path);
    const { byKey, rest } = sortIssues([one], ['phone_number', 'timeout_config']);
    expect(Array.from(byKey).filter(([, list]) => list.includes(one)).map(([name]) => name)).toEqual(key ? [key] : []);
    expect(rest).toEqual(key ? [] : [one]);
  });
});

test('one finding of two checks appears once', () => {
  const options = { configs: [] };
  const config = { phone_number: '1' };
  const created = checkCreate({ type: 'pin_dialin', ...config }, options).issues;
  const kept = checkStored({ id: 'an-id', type: 'pin_dialin', config }, options).issues;
  expect(created.map(({ code }) => code)).toEqual(['phone-number-not-e164']);
  expect(joinIssues(created, kept)).toEqual(created);
});

test('one code at two fields is two findings, and at one field one; two codes at one field are two', () => {
  const urls = ['room_creation_api', 'hold_music_url'].map((key) => issue('error', [key]));
  const kept = urls.map((each) => ({ ...each, path: ['config', ...each.path] }));
  const another = { ...issue('error', ['hold_music_url']), code: 'url-invalid' } as Issue;
  expect(joinIssues(urls, kept, [another])).toEqual([...urls, another]);
});

describe('correction', () => {
  const field = (key: string) => fieldTable().find((each) => each.key === key)!;

  test.each<[string, Issue, string | undefined]>([
    ['phone_number', issue('error', ['phone_number'], '+1'), '+1'],
    ['phone_number', issue('error', ['config', 'phone_number'], '+1'), '+1'],
    ['phone_number', issue('error', ['phone_number']), undefined],
    ['phone_number', issue('error', ['phone_number'], 1), undefined],
    ['timeout_config', issue('error', ['timeout_config', 'message'], 'Hello'), 'Hello'],
    ['timeout_config', issue('error', ['timeout_config'], 'Hello'), undefined],
    ['timeout_config', issue('error', ['timeout_config', 'message', 0], 'Hello'), undefined],
    ['timeout_config', issue('error', ['timeout_config', 'mesage'], 'message'), undefined],
  ])('of %s by %j is %j', (key, one, expected) => {
    expect(correction(one, field(key))).toBe(expected);
  });
});

test.each<[Severity[], string, Severity | undefined]>([
  [[], '', undefined],
  [['info'], '1 note', 'info'],
  [['info', 'info'], '2 notes', 'info'],
  [['info', 'warning'], '1 warning', 'warning'],
  [['warning', 'error', 'warning', 'info'], '1 error, 2 warnings', 'error'],
])('%j is summed up as %j', (severities, text, severity) => {
  const issues = severities.map((each) => issue(each));
  expect(countText(issues)).toBe(text);
  expect(worst(issues)).toBe(severity);
});

test('an issue names the other config it is about, and no other text does', () => {
  const number = '+12095038039';
  const [taken] = checkCreate({ type: 'pin_dialin', phone_number: number }, { configs: [{ id: 'a', type: 'pin_dialin', config: { phone_number: number } }] }).issues;
  expect([taken?.code, taken && otherConfig(taken)]).toEqual(['phone-number-duplicate', 'a']);
  expect(otherConfig(issue('error'))).toBeUndefined();
  expect(otherConfig({ ...issue('error'), params: { id: 7 } } as unknown as Issue)).toBeUndefined();
});

test('a field is no place for quotes: what has another type is typed anew', () => {
  const { issues } = checkCreate({ type: 'pin_dialin', phone_number: '+12095038039', name_prefix: ['a'], sip_uri: 'x' });
  const wrong = issues.find(({ code }) => code === 'field-wrong-type') as Issue;
  expect([wrong.help, helpInField(wrong)]).toEqual(['give a string in quotes', 'type the text here to replace it']);
  const other = issues.find(({ code }) => code !== 'field-wrong-type') as Issue;
  expect(helpInField(other)).toBe(other.help);
});

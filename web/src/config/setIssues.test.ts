import { checkSet, type Issue } from 'dialin-config';
import { expect, test } from 'vitest';
import { bySetRow } from './setIssues';

const good = { id: 'good', type: 'pin_dialin', config: { phone_number: '+12095038039' } };
const bad = { id: 'bad', type: 'pin_dialin', config: {} };
/** Half of a surrogate pair: no JSON reader of core's takes it. */
const unreadable = { id: 'odd', type: 'pin_dialin', config: { phone_number: '+12268078039', name_prefix: '\ud800' } };

const codes = (issues: readonly Issue[] | undefined) => issues?.map(({ code }) => code);

test.each([
  ['good rows are good', [good], [[]], []],
  ['each row has its own', [good, bad], [[], ['phone-number-required']], []],
  ['one that cannot be read leaves none good', [good, unreadable], [undefined, undefined], ['json-invalid']],
])('%s', (_, configs, byRow, whole) => {
  const sorted = bySetRow(checkSet(configs).issues, configs.length);
  expect(sorted.byRow.map(codes)).toEqual(byRow);
  expect(codes(sorted.whole)).toEqual(whole);
});

test('a row with an issue keeps it beside one of the whole, and an unheard-of row is not dropped', () => {
  const issue = (path: Issue['path']): Issue => ({
    code: 'update-empty',
    severity: 'warning',
    path,
    message: '',
    params: {},
    source: 'policy',
  });
  const [own, whole, beyond] = [issue([1, 'config']), issue([]), issue([2])];
  expect(bySetRow([own, whole, beyond], 2)).toEqual({ byRow: [undefined, [own]], whole: [whole, beyond] });
});

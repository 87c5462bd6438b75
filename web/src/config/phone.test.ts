import * as rules from 'dialin-config';
import { expect, test } from 'vitest';
import { phoneFacts } from './phone';

test.each([
  ['+12095038039', 'United States · fixed line or mobile · +1 209 503 8039'],
  ['+442071838750', 'United Kingdom · fixed line · +44 20 7183 8750'],
  ['+447400123456', 'United Kingdom · mobile · +44 7400 123456'],
  ['+18002345678', 'United States · toll free · +1 800 234 5678'],
  ['+80012345678', 'International · toll free · +800 1234 5678'],
  ['+13101234', 'Canada · universal access number · +1 310 1234'],
  ['+12555599999', ''],
  ['+1209', ''],
  ['12095038039', ''],
  ['', ''],
])('of %s it says %s', (text, facts) => {
  expect(phoneFacts(rules, text).join(' · ')).toBe(facts);
});

import { expect, test } from 'vitest';
import { visible } from './visible';

test.each([
  // As the command line has it.
  ['+1209\u202e4308305\u202c', '+1209\\u{202e}4308305\\u{202c}'],
  ['+1209\u200b5038039', '+1209\\u{200b}5038039'],
  ['a\u001b[31m\u0000\u0085\n', 'a\\u{1b}[31m\\u{0}\\u{85}\\u{a}'],
  ['\u00ad\u061c\u180e\u2028\u2060\ufeff\ufffb', '\\u{ad}\\u{61c}\\u{180e}\\u{2028}\\u{2060}\\u{feff}\\u{fffb}'],
  ['+1\u00a0209\u3000', '+1\\u{a0}209\\u{3000}'],
  // Tags, selectors, fillers and what is drawn as nothing.
  ['+12095038039\u{e0041}', '+12095038039\\u{e0041}'],
  ['1\ufe0f\u{e0100}\u034f\u115f\u3164\u2800', '1\\u{fe0f}\\u{e0100}\\u{34f}\\u{115f}\\u{3164}\\u{2800}'],
  ['1\u200d2\u200c3', '1\\u{200d}2\\u{200c}3'],
])('%j becomes %s', (text, expected) => {
  expect(visible(text)).toBe(expected);
});

test.each(['+1 209 503 8039', 'Büro', 'מרכז (24/7)', 'پشتیبانی\u200cها', '山田\u3000太郎', 'l\u00a0appel', '👩🏽\u200d💻', '❤\ufe0f\u200d🔥', ''])('%s stays as it is', (text) => {
  expect(visible(text)).toBe(text);
});

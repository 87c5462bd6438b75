import { plainCopy } from "./plain-copy.js";

/**
 * @param {unknown} value what the caller gave
 * @param {string} name what to call it in an error: `input`, `options`
 * @returns {string} JSON text
 * @throws {TypeError} something in it has no JSON form
 */
export function jsonText(value, name) {
  return JSON.stringify(plainCopy(value, name));
}

/**
 * NDJSON text, ready for UTF-8. A lone surrogate has no UTF-8 form, and TextEncoder would put U+FFFD in its place: the
 * text would be checked as something else than it is. As an escape it is the same JSON text, and is refused by its line.
 *
 * @param {string} text
 */
export function wellFormed(text) {
  // The question is answered quickly; engines that are too old for it take the long way.
  if (text.isWellFormed?.()) return text;
  // Not `\p{Surrogate}`, which WebKit does not find in front of U+FC00 to U+FFFF, and nothing that looks back, which older engines
  // cannot read.
  return text.replace(/(\\*)([\ud800-\udbff][\udc00-\udfff]|[\ud800-\udfff])/g, (found, backslashes, unit) => {
    if (unit.length === 2) return found;
    // After an odd number of backslashes it is the second half of an escape, and no JSON either way.
    return backslashes + (backslashes.length % 2 === 0 ? `\\u${unit.charCodeAt(0).toString(16)}` : "\uFFFD");
  });
}

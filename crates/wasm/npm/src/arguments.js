/**
 * Reading the arguments that are no configs: a wrong kind of value is a mistake of the program, so it is a `TypeError`.
 * Values never stand in these errors: secrets and PINs come through here.
 */

/** What a message calls a value. */
export function nameOf(value) {
  if (value === null || value === undefined) return String(value);
  return Array.isArray(value) ? "an array" : `a value of type ${typeof value}`;
}

/**
 * @param {unknown} value
 * @param {string} name
 * @returns {string}
 */
export function readText(value, name) {
  if (typeof value !== "string") throw new TypeError(`${name} has to be a string, not ${nameOf(value)}`);
  return value;
}

/**
 * The one object that a function takes its arguments in.
 *
 * @param {unknown} value
 * @param {string} name of the function
 * @returns {Record<string, unknown>}
 */
export function readArguments(value, name) {
  if (typeof value !== "object" || value === null) {
    throw new TypeError(`${name} takes one object, not ${nameOf(value)}`);
  }
  return value;
}

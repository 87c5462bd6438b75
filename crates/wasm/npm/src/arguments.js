/**
 * Reading the arguments that are no configs: a wrong kind of value is a mistake of the program, so it is a `TypeError`.
 * Values never stand in these errors: secrets and PINs come through here.
 */

/** What a message calls a value. */
export function nameOf(value) {
  if (value === null || value === undefined) return String(value);
  if (Array.isArray(value)) return "an array";
  if (typeof value !== "object") return `a value of type ${typeof value}`;
  // `Blob`, `Promise`: which `await` is missing.
  const tag = Object.prototype.toString.call(value).slice("[object ".length, -1);
  return tag === "Object" ? "an object" : `an object of type ${tag}`;
}

/** A text of the caller's own words, such as the name of an option: no message is as long as what was given. */
export function shortened(text) {
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}

/**
 * @param {unknown} value
 * @param {string} name
 * @returns {string}
 */
export function readText(value, name) {
  if (typeof value !== "string") throw new TypeError(`${name} must be a string, not ${nameOf(value)}`);
  return value;
}

/**
 * The one object that a function takes its arguments in.
 *
 * @param {unknown} value
 * @param {string} name of the function
 * @param {string[]} known the arguments it may hold
 * @returns {Record<string, unknown>} those that it holds
 */
export function readArguments(value, name, known) {
  if (typeof value !== "object" || value === null) {
    throw new TypeError(`${name} takes one object, not ${nameOf(value)}`);
  }
  return pick(value, known);
}

/**
 * Some properties of an object, those of its class, too. What all objects inherit is in none of them: it would be an option that
 * nobody gave, and there only because other code lets strangers write to `Object.prototype`.
 *
 * @param {object} object
 * @param {string[]} names
 * @returns {Record<string, unknown>}
 */
export function pick(object, names) {
  const picked = { __proto__: null };
  for (const name of names) {
    if (!(name in Object.prototype) || isOwn(object, name)) picked[name] = object[name];
  }
  return picked;
}

/** It, or its class, has the property. */
function isOwn(object, name) {
  for (let at = object; at !== null && at !== Object.prototype; at = Object.getPrototypeOf(at)) {
    if (Object.hasOwn(at, name)) return true;
  }
  return false;
}

/**
 * Bytes, as a view of its own: the caller's would seem to be empty if its buffer was transferred away.
 *
 * @param {unknown} value
 * @param {string} need what it has to be: `body must be …`
 * @returns {Uint8Array}
 */
export function readBytes(value, need) {
  // By its tag, because a Uint8Array of another realm (a test runner's, a frame's) is no instance of this one's.
  const tag = Object.prototype.toString.call(value).slice("[object ".length, -1);
  const isView = ArrayBuffer.isView(value) && tag === "Uint8Array";
  if (!isView && tag !== "ArrayBuffer") throw new TypeError(`${need}, not ${nameOf(value)}`);
  const { buffer, byteOffset, byteLength } = isView ? value : { buffer: value };
  try {
    // A Uint8Array can be made of any object, this one of a buffer only, and only while it has its bytes.
    const view = new DataView(buffer, byteOffset, byteLength);
    return new Uint8Array(buffer, view.byteOffset, view.byteLength);
  } catch (error) {
    throw new TypeError(`${need}, not one whose bytes were transferred away`, { cause: error });
  }
}

/**
 * Whole seconds, so that `Date.now() / 1000` will do.
 *
 * @param {unknown} value
 * @param {string} name
 * @returns {number}
 */
export function readSeconds(value, name) {
  if (typeof value === "number" && Number.isFinite(value)) return Math.floor(value);
  const found = typeof value === "number" ? value : nameOf(value);
  throw new TypeError(`${name} must be a number of seconds, not ${found}`);
}

/**
 * Reading a caller's value: the one place where a user's object is touched, before anything enters wasm.
 *
 * A getter or a `toJSON` that throws must not unwind through Rust's frames, and what has no JSON form must not vanish
 * silently, as it does in `JSON.stringify`: a config whose `phone_number` is a function is a mistake, not a config
 * without a number. So this writes JSON text in one pass, reading each property once, and refuses by name and path.
 */

/** Nothing that means a config is nested deeper, and the reader of the text refuses more than 127 levels. */
const DEEPEST = 200;

/** What `Object.prototype.toString` says of objects that `JSON.stringify` would turn into `{}` or into nonsense. */
const WITHOUT_JSON_FORM = new Set([
  "Map",
  "Set",
  "WeakMap",
  "WeakSet",
  "WeakRef",
  "Promise",
  "RegExp",
  "Error",
  "ArrayBuffer",
  "SharedArrayBuffer",
  "FormData",
  "Headers",
  "URLSearchParams",
]);

/**
 * @param {unknown} value what the caller gave
 * @param {string} name what to call it in an error: `input`, `options`
 * @returns {string} JSON text
 * @throws {TypeError} something in it has no JSON form
 */
export function jsonText(value, name) {
  /** @type {{name: string, keys: (string | number)[], ancestors: object[]}} */
  const walk = { name, keys: [], ancestors: [] };
  const text = write(value, "", walk);
  return text === undefined ? refuse("undefined", walk) : text;
}

/** Answers `undefined` where a property is to be left out. */
function write(given, key, walk) {
  const value = unwrap(given, key);
  switch (typeof value) {
    case "string":
      return JSON.stringify(value);
    case "boolean":
      return value ? "true" : "false";
    case "number":
      return Number.isFinite(value) ? JSON.stringify(value) : refuse(String(value), walk);
    case "undefined":
      return undefined;
    case "object":
      return value === null ? "null" : writeObject(value, walk);
    default:
      return refuse(`a ${typeof value}`, walk);
  }
}

/** What `JSON.stringify` does first: `toJSON`, then the primitive inside a `String`, `Number` or `Boolean` object. */
function unwrap(value, key) {
  let plain = value;
  if ((typeof plain === "object" && plain !== null) || typeof plain === "bigint") {
    const { toJSON } = plain;
    if (typeof toJSON === "function") plain = toJSON.call(plain, key);
  }
  if (plain instanceof String) return String(plain);
  if (plain instanceof Number) return Number(plain);
  return plain instanceof Boolean ? plain.valueOf() : plain;
}

function writeObject(value, walk) {
  if (walk.ancestors.includes(value)) return refuse("an object that holds itself", walk);
  // The text is refused as too deep whatever stands here, and an object without end comes to one.
  if (walk.ancestors.length === DEEPEST) return "null";
  walk.ancestors.push(value);
  const text = Array.isArray(value) ? writeArray(value, walk) : writeProperties(value, walk);
  walk.ancestors.pop();
  return text;
}

function writeArray(array, walk) {
  const parts = [];
  const { length } = array;
  for (let index = 0; index < length; index += 1) {
    walk.keys.push(index);
    // `null` is what JSON.stringify writes for a missing element; an array of configs with a hole is a mistake.
    parts.push(write(array[index], String(index), walk) ?? refuse("undefined", walk));
    walk.keys.pop();
  }
  return `[${parts.join(",")}]`;
}

function writeProperties(object, walk) {
  const kind = Object.prototype.toString.call(object).slice("[object ".length, -1);
  if (WITHOUT_JSON_FORM.has(kind)) return refuse(`a ${kind}`, walk);
  if (ArrayBuffer.isView(object)) return refuse("binary data", walk);
  const parts = [];
  for (const key of Object.keys(object)) {
    walk.keys.push(key);
    const text = write(object[key], key, walk);
    if (text !== undefined) parts.push(`${JSON.stringify(key)}:${text}`);
    walk.keys.pop();
  }
  return `{${parts.join(",")}}`;
}

/** @returns {never} */
function refuse(what, { name, keys }) {
  const path = keys.map((key) => {
    if (typeof key === "number") return `[${key}]`;
    return /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u.test(key) ? `.${key}` : `[${JSON.stringify(key)}]`;
  });
  throw new TypeError(`${name}${path.join("")} is ${what}, which has no JSON form`);
}

/**
 * NDJSON text, ready for UTF-8. A lone surrogate has no UTF-8 form, and TextEncoder would put U+FFFD in its place: the
 * text would be checked as something else than it is. As an escape it is the same JSON text, and is refused by its line.
 *
 * @param {string} text
 */
export function wellFormed(text) {
  return text.replace(/(\\*)(\p{Surrogate})/gu, (_, backslashes, surrogate) =>
    // After an odd number of backslashes it is the second half of an escape, and no JSON either way.
    backslashes.length % 2 === 0 ? `${backslashes}\\u${surrogate.charCodeAt(0).toString(16)}` : `${backslashes}\uFFFD`,
  );
}

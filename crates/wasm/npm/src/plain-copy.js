/**
 * Reading a caller's value: the one place where a user's object is touched, before anything enters wasm.
 *
 * A getter or a `toJSON` that throws must not unwind through Rust's frames, and what has no JSON form must not vanish
 * silently, as it does in `JSON.stringify`: a config whose `phone_number` is a function is a mistake, not a config
 * without a number. So this reads each property once, into a copy of nothing but data, and refuses by name and path. What
 * comes after it runs no code of the caller's.
 */

/** Nothing that means a config is nested deeper, and the reader of the text refuses more than 127 levels. */
const DEEPEST = 200;

/** What `Object.prototype.toString` says of most objects; others get a second look. */
const ORDINARY = "[object Object]";

/** And of those that `JSON.stringify` would turn into `{}` or into nonsense. */
const WITHOUT_JSON_FORM = new Set([
  "Map",
  "Set",
  "WeakMap",
  "WeakSet",
  "WeakRef",
  "Promise",
  "RegExp",
  "Error",
  "BigInt",
  "Symbol",
  "ArrayBuffer",
  "SharedArrayBuffer",
  "FormData",
  "Headers",
  "URLSearchParams",
]);

/** A property as any other, also one that is called `__proto__`. */
const OWN = { configurable: true, enumerable: true, writable: true };

/**
 * What `JSON.parse` would make of the JSON text of a value.
 *
 * @param {unknown} value what the caller gave
 * @param {string} name what to call it in an error: `input`, `options`
 * @param {boolean} [hasGaps] it may come from a form: what JSON knows no word for where nothing was entered counts as null
 * @throws {TypeError} something in it has no JSON form
 */
export function plainCopy(value, name, hasGaps = false) {
  /** Each object on the way to a value, and the key that leads on from it. The outermost is that of the value itself. */
  const root = { object: undefined, key: "", depth: 0, up: undefined, name, hasGaps };
  const copy = copyOf(value, root);
  return copy === undefined ? gap("undefined", root) : copy;
}

/** The value at `up.key`. Answers `undefined` where a property is to be left out. */
function copyOf(given, up) {
  if (typeof given === "string") return given;
  const isObject = (typeof given === "object" && given !== null) || typeof given === "bigint";
  const value = isObject ? unwrap(given, up) : given;
  if (typeof value === "object" && value !== null) return copyObject(value, up);
  return copyPrimitive(value, up);
}

/** What `JSON.stringify` does first. */
function unwrap(value, up) {
  const { toJSON } = value;
  return typeof toJSON === "function" ? toJSON.call(value, String(up.key)) : value;
}

function copyPrimitive(value, up) {
  switch (typeof value) {
    case "number":
      // JSON knows no -0.
      if (Number.isFinite(value)) return value + 0;
      return Number.isNaN(value) ? gap("NaN", up) : refuse(String(value), up);
    case "function":
    case "symbol":
    case "bigint":
      return refuse(`a ${typeof value}`, up);
    default:
      return value;
  }
}

function copyObject(object, up) {
  const tag = Object.prototype.toString.call(object);
  if (tag !== ORDINARY) {
    if (isBoxed(String, object, tag)) return String(object);
    if (isBoxed(Number, object, tag)) return copyPrimitive(Number(object), up);
    if (isBoxed(Boolean, object, tag)) return Boolean.prototype.valueOf.call(object);
    const kind = tag.slice("[object ".length, -1);
    if (WITHOUT_JSON_FORM.has(kind)) return refuse(`a ${kind}`, up);
    if (ArrayBuffer.isView(object)) return refuse("binary data", up);
  }
  for (let above = up; above !== undefined; above = above.up) {
    if (above.object === object) return refuse("an object that holds itself", up);
  }
  // The text is refused as too deep whatever stands here, and an object without end comes to one.
  if (up.depth === DEEPEST) return null;
  const here = { object, key: "", depth: up.depth + 1, up };
  return Array.isArray(object) ? copyElements(object, here) : copyProperties(object, here);
}

/** `new String("…")` and its like. By what it holds: one of another realm is no instance of this one's class. */
function isBoxed(kind, object, tag) {
  if (tag !== `[object ${kind.name}]`) return false;
  try {
    kind.prototype.valueOf.call(object);
    return true;
  } catch {
    return false;
  }
}

function copyElements(array, here) {
  const copy = [];
  const { length } = array;
  for (let index = 0; index < length; index += 1) {
    here.key = index;
    // `null` is what JSON.stringify writes for a missing element; an array of configs with a hole is a mistake.
    const element = copyOf(array[index], here);
    copy.push(element === undefined ? gap("undefined", here) : element);
  }
  return copy;
}

function copyProperties(object, here) {
  const copy = {};
  for (const key of Object.keys(object)) {
    here.key = key;
    const value = copyOf(object[key], here);
    if (value === undefined) continue;
    if (key === "__proto__") Object.defineProperty(copy, key, { value, ...OWN });
    else copy[key] = value;
  }
  return copy;
}

/** Nothing: null, where that may be. */
function gap(what, up) {
  let root = up;
  while (root.up !== undefined) root = root.up;
  return root.hasGaps ? null : refuse(what, up);
}

/** @returns {never} */
function refuse(what, up) {
  let path = "";
  let at = up;
  for (; at.up !== undefined; at = at.up) path = `${step(at.key)}${path}`;
  throw new TypeError(`${at.name}${path} is ${what}, which has no JSON form`);
}

function step(key) {
  if (typeof key === "number") return `[${key}]`;
  return /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u.test(key) ? `.${key}` : `[${JSON.stringify(key)}]`;
}

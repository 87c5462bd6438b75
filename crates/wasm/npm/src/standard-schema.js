import { nameOf, shortened } from "./arguments.js";
import { plainCopy } from "./plain-copy.js";
import {
  CREATE_CONFIG,
  CREATE_ROOM,
  PHONE_NUMBER,
  UPDATE_PIN_DIALIN,
  UPDATE_PINLESS_DIALIN,
  uris,
} from "./json-schemas.js";

/**
 * Schemas of Standard Schema (https://standardschema.dev), each over one function of the package. What that function
 * throws, they throw: for what has no JSON form (a function, a cycle) there is no answer, and no getter's error is swallowed.
 *
 * But nothing at all, as from a call without a body, an empty row of a list, and NaN, as from a form's empty field for numbers, are
 * mistakes of somebody who wants to read of them, and not of a programmer. At whatever depth they count as null.
 */

const UPDATES = { pinless_dialin: UPDATE_PINLESS_DIALIN, pin_dialin: UPDATE_PIN_DIALIN };

export function makeCreateConfigSchema(checkCreate) {
  return schema(checkCreate, CREATE_CONFIG);
}

export function makeUpdateConfigSchema(checkUpdate) {
  return function updateConfigSchema(type) {
    if (typeof type !== "string" || !Object.hasOwn(UPDATES, type)) {
      throw new TypeError('updateConfigSchema takes the type of the stored config, "pinless_dialin" or "pin_dialin"');
    }
    return schema((input, options) => checkUpdate(input, { ...options, type }), UPDATES[type]);
  };
}

/** The number is checked where it would stand, so that the issues have a path and other kinds of values a message. */
export function makePhoneNumberSchema(checkCreate) {
  const check = (input, options) => {
    const report = checkCreate({ type: "pin_dialin", phone_number: input ?? undefined }, options);
    if (report.ok) return { ...report, value: report.value.phone_number };
    // Half a surrogate pair, of which no text could be made.
    const issues = report.issues.map((issue) => (issue.path.length > 0 ? issue : { ...issue, path: ["phone_number"] }));
    return { ...report, issues };
  };
  return schema(check, PHONE_NUMBER, { name: "input.phone_number" });
}

export function makeRoomDialinSchema(checkRoomDialin) {
  const check = (input, options) =>
    checkRoomDialin(input, {
      ...options,
      operation: options?.operation ?? "create",
      now: options?.now ?? Date.now() / 1000,
    });
  const checked = { type: "object", properties: { properties: CREATE_ROOM }, required: ["properties"] };
  return schema(check, CREATE_ROOM, { name: "properties", checked });
}

/** `name`: what an error calls the input. */
function schema(check, given, { name = "input", checked = given } = {}) {
  return {
    "~standard": {
      version: 1,
      vendor: "dialin-config",
      validate(input, options) {
        const report = check(plainCopy(input, name, true), readOptions(options?.libraryOptions));
        return report.ok ? { value: report.value } : { issues: report.issues.filter(isError).map(asAFormWants) };
      },
      jsonSchema: { input: converter(given), output: converter(checked) },
    },
  };
}

/** Before anything is added to them: a long text would be spread letter by letter. */
function readOptions(options) {
  if (options === undefined || (typeof options === "object" && options !== null)) return options;
  throw new TypeError(`libraryOptions must be an object, not ${nameOf(options)}`);
}

function isError(issue) {
  return issue.severity === "error";
}

/**
 * A form shows an issue at a field: those of the whole input go to `type`. No suggestion goes along: some repeat the input, and
 * routers send the issues of a schema over the network and into logs.
 */
function asAFormWants({ suggestion: _, ...issue }) {
  return issue.path.length > 0 ? issue : { ...issue, path: ["type"] };
}

/** Answers a new object each time, for the caller to change. */
function converter(jsonSchema) {
  return ({ target }) => {
    if (typeof target !== "string" || !Object.hasOwn(uris, target)) {
      const known = Object.keys(uris).join(" and ");
      const found = typeof target === "string" ? shortened(target) : nameOf(target);
      throw new Error(`dialin-config: there is no JSON Schema for the target ${found}, only for ${known}`);
    }
    return { $schema: uris[target], ...structuredClone(jsonSchema) };
  };
}

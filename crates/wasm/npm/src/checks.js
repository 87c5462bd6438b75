import * as glue from "./dialin_checks.js";
import { makeInstance } from "./instance.js";
import { jsonText, wellFormed } from "./json-text.js";

const encoder = new TextEncoder();

/**
 * The functions of the package over a module that `compile` gives.
 *
 * @param {() => WebAssembly.Module} compile called once, at the first use
 */
export function makeChecks(compile) {
  const run = makeInstance(glue, compile);

  /** Puts the texts into wasm's memory, calls, and reads the answer. Nothing of the caller's runs in here. */
  const ask = (check, input, options) =>
    run(() => {
      const inputBytes = put(input, 0);
      const optionsBytes = put(options, inputBytes);
      return JSON.parse(check(inputBytes, optionsBytes));
    });

  const checkValue = (check, input, options, name = "input") => ask(check, jsonText(input, name), optionsText(options));

  return {
    checkCreate: (input, options) => checkValue(glue.checkCreate, input, options),
    checkUpdate: (input, options) => checkValue(glue.checkUpdate, input, options),
    checkStored: (input, options) => checkValue(glue.checkStored, input, options),
    checkSet: (configs, options) => checkValue(glue.checkSet, configs, options, "configs"),
    checkDomainProperties: (body, options) => checkValue(glue.checkDomainProperties, body, options, "body"),
    checkLines: (text, options) => {
      if (typeof text !== "string") throw new TypeError(`checkLines takes NDJSON text, not ${nameOf(text)}`);
      return ask(glue.checkLines, wellFormed(text), optionsText(options));
    },
    isValidE164: (text) => typeof text === "string" && run(() => glue.isValidE164(put(text, 0))),
    fieldTable: () => JSON.parse(run(glue.fieldTable)),
    ruleTable: () => JSON.parse(run(glue.ruleTable)),
    versions: () => JSON.parse(run(glue.versions)),
  };
}

/** No options are no text: the checks tell "none" from an empty object by that. */
function optionsText(options) {
  return options === undefined ? "" : jsonText(options, "options");
}

function nameOf(value) {
  if (value === null || value === undefined) return String(value);
  return Array.isArray(value) ? "an array" : `a value of type ${typeof value}`;
}

/**
 * Writes text into the kept buffer, `offset` bytes in.
 *
 * @returns {number} how many bytes it took
 */
function put(text, offset) {
  // One byte for each UTF-16 unit is enough for ASCII, which is nearly everything; no unit needs more than three.
  const first = encodeInto(text, offset, text.length);
  if (first.read === text.length) return first.written;
  const rest = text.slice(first.read);
  return first.written + encodeInto(rest, offset + first.written, 3 * rest.length).written;
}

function encodeInto(text, offset, room) {
  const start = glue.reserve(offset + room) + offset;
  // `reserve` may have grown the memory, which detaches every view of it: so the view is made after it.
  const { memory } = glue.initSync();
  return encoder.encodeInto(text, new Uint8Array(memory.buffer, start, room));
}

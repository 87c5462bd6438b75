import { nameOf } from "./arguments.js";
import { jsonText, wellFormed } from "./json-text.js";

/** The checks of configs, and the tables; {@link makeFunctions} says what they are made from. */
export function makeChecks({ glue, run, memory }) {
  /** Puts the texts into wasm's memory, calls, and reads the answer. Nothing of the caller's runs in here. */
  const ask = (check, input, options) =>
    run(() => {
      const inputBytes = memory.putText(input, 0);
      const optionsBytes = memory.putText(options, inputBytes);
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
    fieldTable: () => JSON.parse(run(glue.fieldTable)),
    ruleTable: () => JSON.parse(run(glue.ruleTable)),
    versions: () => JSON.parse(run(glue.versions)),
  };
}

/** No options are no text: the checks tell "none" from an empty object by that. */
function optionsText(options) {
  return options === undefined ? "" : jsonText(options, "options");
}

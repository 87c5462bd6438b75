import { nameOf } from "./arguments.js";
import { jsonText, wellFormed } from "./json-text.js";
import { plainCopy } from "./plain-copy.js";

/** The checks of configs, and the tables, over an instance. */
export function makeChecks(instance) {
  const check = (name, input, options, inputName = "input") => {
    const copy = plainCopy(input, inputName);
    const text = instance.ask(name, [{ json: copy }, optionsText(options)]);
    // Nothing to say, and nothing of the input left out.
    if (text === "") return { ok: true, issues: [], value: copy };
    const report = JSON.parse(text);
    if (report.value === true) report.value = copy;
    return report;
  };

  return {
    checkCreate: (input, options) => check("checkCreate", input, options),
    checkUpdate: (input, options) => check("checkUpdate", input, options),
    checkStored: (input, options) => check("checkStored", input, options),
    checkSet: (configs, options) => check("checkSet", configs, options, "configs"),
    checkDomainProperties: (body, options) => check("checkDomainProperties", body, options, "body"),
    checkLines: (text, options) => {
      if (typeof text !== "string") throw new TypeError(`checkLines takes NDJSON text, not ${nameOf(text)}`);
      return JSON.parse(instance.ask("checkLines", [wellFormed(text), optionsText(options)]));
    },
    fieldTable: () => JSON.parse(instance.ask("fieldTable", [])),
    ruleTable: () => JSON.parse(instance.ask("ruleTable", [])),
  };
}

/** No options are no text: the checks tell "none" from an empty object by that. */
function optionsText(options) {
  return options === undefined ? "" : jsonText(options, "options");
}

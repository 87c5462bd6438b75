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
      const all = { lines: 0, ok: 0, failed: 0, reports: [] };
      let before = 0;
      let given = optionsText(options);
      for (const { piece, isLast } of pieces(wellFormed(text))) {
        const { lines, ok, failed, reports } = JSON.parse(instance.ask("checkLines", [piece, given], isLast));
        // From here on it has them.
        given = undefined;
        all.lines += lines;
        all.ok += ok;
        all.failed += failed;
        for (const report of reports) all.reports.push({ ...report, line: before + report.line });
        before += countLines(piece);
      }
      return all;
    },
    fieldTable: () => JSON.parse(instance.ask("fieldTable", [])),
    ruleTable: () => JSON.parse(instance.ask("ruleTable", [])),
  };
}

/** No options are no text: the checks tell "none" from an empty object by that. */
function optionsText(options) {
  return options === undefined ? "" : jsonText(options, "options");
}

/** So many UTF-16 units of text are checked in one go: a report can be hundreds of times as long as its line, and what its memory has grown to, WebAssembly never gives back. */
const PIECE = 2 ** 18;

/** The text in pieces that end behind a line. An empty text is one piece, so that the options are looked at. */
function* pieces(text) {
  let start = 0;
  do {
    const near = text.length - start > PIECE ? text.indexOf("\n", start + PIECE) : -1;
    const end = near < 0 ? text.length : near + 1;
    yield { piece: text.slice(start, end), isLast: end === text.length };
    start = end;
  } while (start < text.length);
}

function countLines(text) {
  let count = 0;
  for (let place = text.indexOf("\n"); place >= 0; place = text.indexOf("\n", place + 1)) count += 1;
  return count;
}

// The shared cases of tests/vectors, asked of the built package in whatever engine this runs: nothing of Node.js here.
import {
  buildDialString,
  checkCreate,
  checkDomainProperties,
  checkLines,
  checkRoomDialin,
  checkSet,
  checkStored,
  checkUpdate,
  inspectHoldMusic,
  parseDialString,
  verifyWebhook,
} from "dialin-config";
import { makeInstance } from "../src/instance.js";

const checks = {
  create: checkCreate,
  update: checkUpdate,
  stored: checkStored,
  set: checkSet,
  domain: checkDomainProperties,
};

/** Operations whose input is the argument itself. */
const others = {
  verify: verifyWebhook,
  "dial-string": parseDialString,
  "build-dial-string": buildDialString,
};

export const operations = new Set(["lines", "music", "room", ...Object.keys(checks), ...Object.keys(others)]);

const utf8 = new TextDecoder("utf-8", { ignoreBOM: true });

/**
 * @param {WebAssembly.Module} module of dist/dialin_checks_bg.wasm
 * @param {(file: string) => Promise<Uint8Array>} read a file of tests/vectors
 * @returns {(found: object) => Promise<object>} what the package says to a case
 */
export function asker(module, read) {
  const instance = makeInstance(() => module);

  /** Text that is no JavaScript value (no JSON, a key twice) goes in below the package's functions, as they would put it. */
  function checkText(check, text, options) {
    const answer = instance.ask(check.name, [text, options === undefined ? "" : JSON.stringify(options)]);
    const report = JSON.parse(answer || '{"ok":true,"issues":[],"value":true}');
    return report.value === true ? { ...report, value: JSON.parse(text.replace(/^\uFEFF/, "")) } : report;
  }

  /** The file of a case, filled up with zeros to its size. */
  async function bytesOf({ file, size }) {
    const found = await read(file);
    const bytes = new Uint8Array(size ?? found.length);
    bytes.set(found);
    return bytes;
  }

  function answerRoom({ text, input, options }) {
    if (text === undefined) return checkRoomDialin(input, options);
    const isUpdate = Number(options.operation === "update");
    return JSON.parse(instance.ask("checkRoomDialin", [text, ""], isUpdate, options.now));
  }

  return async ({ operation, type, options, ...given }) => {
    if (operation === "music") return inspectHoldMusic(await bytesOf(given));
    if (operation === "room") return answerRoom({ options, ...given });
    const all = type === undefined ? options : { ...options, type };
    const text = given.file === undefined ? given.text : utf8.decode(await read(given.file));
    if (operation === "lines") return checkLines(text, all);
    if (operation in others) return others[operation](given.input);
    const check = checks[operation];
    if (given.text !== undefined) return checkText(check, text, all);
    return check(given.file === undefined ? given.input : JSON.parse(text), all);
  };
}

/** The package gives a private suggestion to who gave the input. */
function expectedIssue({ revealed, ...issue }) {
  return revealed === undefined ? issue : { ...issue, suggestion: revealed };
}

/** Of what a case writes down: what the package said, and what it should have said. */
export function compared(found, report) {
  const expected = {};
  const got = {};
  for (const key of ["ok", "issues", "value", "lines", "failed", "reports"]) {
    if (!(key in found)) continue;
    expected[key] = key === "issues" ? found.issues.map(expectedIssue) : found[key];
    // A case writes the missing value of a refused report as null.
    got[key] = report[key] ?? null;
  }
  return { got, expected };
}

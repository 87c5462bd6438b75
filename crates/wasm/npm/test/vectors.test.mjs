// The shared cases of tests/vectors, through the built package. Their form is in tests/vectors/README.md.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";
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

const folder = new URL("../../../../tests/vectors/", import.meta.url);
const read = (name) => readFileSync(new URL(name, folder), "utf8");
const files = readdirSync(folder).filter((name) => name.endsWith(".json"));

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

const wasm = new URL("../dist/dialin_checks_bg.wasm", import.meta.url);
const instance = makeInstance(() => new WebAssembly.Module(readFileSync(wasm)));

/** Text that is no JavaScript value (no JSON, a key twice) goes in below the package's functions, as they would put it. */
function checkText(check, text, options) {
  const answer = instance.ask(check.name, [text, options === undefined ? "" : JSON.stringify(options)]);
  const report = JSON.parse(answer || '{"ok":true,"issues":[],"value":true}');
  return report.value === true ? { ...report, value: JSON.parse(text.replace(/^\uFEFF/, "")) } : report;
}

/** The file of a case, filled up with zeros to its size. */
function bytesOf({ file, size }) {
  const found = readFileSync(new URL(file, folder));
  const bytes = new Uint8Array(size ?? found.length);
  bytes.set(found);
  return bytes;
}

function answerRoom({ text, input, options }) {
  if (text === undefined) return checkRoomDialin(input, options);
  const isUpdate = Number(options.operation === "update");
  return JSON.parse(instance.ask("checkRoomDialin", [text, ""], isUpdate, options.now));
}

function answer({ operation, type, options, ...given }) {
  if (operation === "music") return inspectHoldMusic(bytesOf(given));
  if (operation === "room") return answerRoom({ options, ...given });
  const all = type === undefined ? options : { ...options, type };
  const text = given.file === undefined ? given.text : read(given.file);
  if (operation === "lines") return checkLines(text, all);
  if (operation in others) return others[operation](given.input);
  const check = checks[operation];
  if (given.text !== undefined) return checkText(check, text, all);
  return check(given.file === undefined ? given.input : JSON.parse(text), all);
}

const known = new Set(["lines", "music", "room", ...Object.keys(checks), ...Object.keys(others)]);

/** The package gives a private suggestion to who gave the input. */
function expectedIssue({ revealed, ...issue }) {
  return revealed === undefined ? issue : { ...issue, suggestion: revealed };
}

test("every shared case gives exactly its issues", async (t) => {
  let count = 0;
  for (const file of files) {
    await t.test(file, () => {
      for (const found of JSON.parse(read(file))) {
        assert.ok(known.has(found.operation), `${file}: ${found.name}: unknown operation \`${found.operation}\``);
        count += 1;
        const report = answer(found);
        const expected = {};
        const got = {};
        for (const key of ["ok", "issues", "value", "lines", "failed", "reports"]) {
          if (!(key in found)) continue;
          expected[key] = key === "issues" ? found.issues.map(expectedIssue) : found[key];
          // A case writes the missing value of a refused report as null.
          got[key] = report[key] ?? null;
        }
        assert.ok(
          "ok" in expected && ("issues" in expected || "reports" in expected),
          `${found.name}: nothing expected`,
        );
        assert.deepEqual(got, expected, found.name);
      }
    });
  }
  // The number is of the first version: cases are added, hardly ever taken away.
  assert.ok(count >= 150, `only ${count} cases were read`);
});

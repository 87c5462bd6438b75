// An instance that broke is replaced. The glue is imported by its file: it is no part of the package's public face.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { test } from "node:test";
import { checkCreate, checkLines, fieldTable } from "dialin-config";
import * as glue from "../dist/dialin_checks.js";
import { makeInstance } from "../dist/instance.js";

const good = { type: "pin_dialin", phone_number: "+12095038039" };
const expected = { ok: true, issues: [], value: good };

test("a panic throws, says nothing of the input, and the next call works", () => {
  assert.deepEqual(checkCreate(good), expected);
  const before = glue.initSync();
  for (let round = 0; round < 20; round += 1) {
    // More than a Vec can hold: the one panic that is reachable, and only past the package's own code. It leaves the
    // buffer borrowed, so the same instance could not answer again.
    assert.throws(() => glue.reserve(0xffffffff), /^Error: dialin-config: internal error at .*; please report it$/);
    assert.deepEqual(checkCreate(good), expected);
  }
  assert.notEqual(glue.initSync(), before);
});

test("after a trap the next call gets a new instance", () => {
  checkCreate(good);
  const run = makeInstance(
    glue,
    () => new WebAssembly.Module(readFileSync(fileURLToPath(import.meta.resolve("dialin-config/wasm")))),
  );
  run(glue.fieldTable);
  const before = glue.initSync();
  const trap = () => glue.initSync().__wbindgen_free(0xffff_fff0, 64, 1);
  assert.throws(() => run(trap), WebAssembly.RuntimeError);
  assert.equal(glue.initSync(), before);
  assert.equal(JSON.parse(run(glue.fieldTable)).length, fieldTable().length);
  assert.notEqual(glue.initSync(), before);
  assert.deepEqual(checkCreate(good), expected);
});

test("a refusal does not cost an instance", () => {
  checkCreate(good);
  const before = glue.initSync();
  assert.throws(() => checkCreate(good, { ids: [] }), TypeError);
  assert.deepEqual(checkCreate(good), expected);
  assert.equal(glue.initSync(), before);
});

test("a stack that runs out inside a check breaks nothing for later", () => {
  let attempts = 0;
  let exhausted = 0;
  const dig = () => {
    try {
      dig();
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
    }
    // On the way back up: each level leaves a little more room for the check.
    if (attempts < 200) {
      attempts += 1;
      try {
        checkLines(JSON.stringify(good));
      } catch (error) {
        if (!(error instanceof RangeError)) throw error;
        exhausted += 1;
      }
    }
  };
  dig();
  assert.ok(exhausted > 0, "no check ran out of stack: the test tests nothing");
  assert.deepEqual(checkCreate(good), expected);
});

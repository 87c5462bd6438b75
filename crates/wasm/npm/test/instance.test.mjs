// An instance that broke is replaced. It is imported by its file: it is no part of the package's public face.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { test } from "node:test";
import { checkCreate, checkLines, checkStored } from "dialin-config";
import { makeInstance } from "../src/instance.js";

const good = { type: "pin_dialin", phone_number: "+12095038039" };
const expected = { ok: true, issues: [], value: good };

/** An instance, and the memories of those it was made of, newest last. */
function watched() {
  const memories = [];
  const { Instance } = WebAssembly;
  const wasm = readFileSync(fileURLToPath(import.meta.resolve("dialin-config/wasm")));
  let compiled = 0;
  const made = makeInstance(() => {
    compiled += 1;
    return new WebAssembly.Module(wasm);
  });
  const ask = (...given) => {
    WebAssembly.Instance = class extends Instance {
      constructor(...module) {
        super(...module);
        memories.push(this.exports.memory);
      }
    };
    try {
      return made.ask(...given);
    } finally {
      WebAssembly.Instance = Instance;
    }
  };
  // No text at all: there is nothing to say of it.
  const works = () => assert.equal(ask("checkCreate", [JSON.stringify(good), ""]), "");
  return { ask, works, memories, compiled: () => compiled };
}

test("a panic throws, says nothing of the input, and the next call gets a new instance", () => {
  const { ask, works, memories, compiled } = watched();
  works();
  for (let round = 1; round <= 20; round += 1) {
    // More than a Vec can hold: the one panic that is reachable, and only past the package's own code.
    assert.throws(
      () => ask("reserve", [], 0xffff_ffff),
      (error) =>
        error.message === "dialin-config: internal error; please report it" &&
        error.cause instanceof WebAssembly.RuntimeError,
    );
    assert.equal(memories.length, round);
    works();
    assert.equal(memories.length, round + 1);
  }
  assert.equal(new Set(memories).size, 21);
  assert.equal(compiled(), 1);
});

test("a refusal does not cost an instance", () => {
  const { ask, works, memories } = watched();
  works();
  assert.throws(() => ask("checkCreate", ["{}", '{"ids":[]}']), TypeError);
  assert.throws(() => ask("signWebhook", ["no base64!", "1742353314", ""]), TypeError);
  works();
  assert.equal(memories.length, 1);
});

test("neither a long text nor a long answer keeps its memory", () => {
  for (const [name, input, least, most] of [
    ["checkCreate", JSON.stringify({ ...good, name_prefix: "x".repeat(2 ** 22) }), 0, 2000],
    ["checkLines", "{}\n".repeat(20_000), 2 ** 21, Infinity],
  ]) {
    const { ask, works, memories } = watched();
    works();
    const answer = ask(name, [input, ""]);
    assert.ok(answer.length > least && answer.length < most, `${name} answers ${answer.length} characters`);
    const { byteLength } = memories[0].buffer;
    for (let round = 0; round < 20; round += 1) assert.equal(ask(name, [input, ""]), answer);
    assert.equal(memories[0].buffer.byteLength, byteLength, name);
    works();
    assert.equal(memories.length, 1);
  }
});

test("31,000 checks take no more memory than 1000", () => {
  const { ask, memories } = watched();
  const config = JSON.stringify({ id: "a", ...good, config: { ...good, phone_number: "+1 209 503 8039", x: [1, "\u{1f4de}"] } });
  for (let round = 0; round < 1000; round += 1) ask("checkStored", [config, ""]);
  const size = memories[0].buffer.byteLength;
  for (let round = 0; round < 30_000; round += 1) ask("checkStored", [config, ""]);
  assert.equal(memories[0].buffer.byteLength, size);
  assert.deepEqual(JSON.parse(ask("checkStored", [config, ""])), checkStored(JSON.parse(config)));
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

// A caller's value as data, and that data as JSON text: JSON.parse and JSON.stringify are the judges.
// Imported by their files: they are no part of the package's public face.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { runInNewContext } from "node:vm";
import { makeInstance } from "../src/instance.js";
import { writeJson } from "../src/json-bytes.js";
import { writePart } from "../src/write-part.js";
import { plainCopy } from "../src/plain-copy.js";

const folder = new URL("../../../../tests/vectors/", import.meta.url);
const vectors = readdirSync(folder)
  .filter((name) => name.endsWith(".json"))
  .flatMap((name) => JSON.parse(readFileSync(new URL(name, folder), "utf8")));

class Draft {
  type = "pin_dialin";
  get inherited() {
    return 1n;
  }
}

const values = [
  ["nothing", null],
  ["a boolean", false],
  ["a text", "front desk"],
  ["a text with escapes", 'a "b" \\ \n \u0000 \u001f \u007f'],
  ["a text of other characters", "Z\u00fcrich \u4e2d \u{1f4de} \u2028"],
  ["a lone surrogate", "\ud800"],
  ["an odd key", { "": 1, 'a"b': 2, "\u00fc": 3, 7: 4 }],
  ["numbers", [0, -0, 1.5, -1e-7, 1e21, 2 ** 53, Number.MAX_VALUE, 5e-324]],
  ["empty ones", [[], {}, "", [[]], [{}]]],
  ["what is left out", { a: undefined, b: 1, c: undefined, [Symbol("d")]: 1 }],
  ["only what is left out", { a: undefined }],
  ["boxes", [new String("x"), new Number(1), new Boolean(false), { a: new Number(-0) }]],
  ["boxes of another realm", runInNewContext('({ a: new String("x"), b: new Number(1), c: new Boolean(false) })')],
  ["what is called a box and is none", { a: { [Symbol.toStringTag]: "String", b: 1 }, c: { [Symbol.toStringTag]: "Number" } }],
  ["a date", { at: new Date(0) }],
  ["toJSON", { toJSON: (key) => ({ key, inner: { toJSON: (own) => own } }) }],
  ["toJSON in a list", [{ toJSON: (key) => key }]],
  ["toJSON that is none", { toJSON: 1 }],
  ["a class", new Draft()],
  ["no prototype", Object.assign(Object.create(null), { a: 1 })],
  ["an inherited property", Object.create({ a: 1 }, { b: { value: 2, enumerable: true }, c: { value: 3 } })],
  ["a proxy", new Proxy({ a: 1, b: [2] }, {})],
  ["a proxy of a list", new Proxy([1, { a: 2 }], {})],
  ["keys of Object.prototype", JSON.parse('{"__proto__":{"__proto__":null,"a":1},"constructor":2,"hasOwnProperty":3}')],
  ["twice the same", ((same) => [same, same, { same }])({ a: 1 })],
  ...vectors.filter((vector) => "input" in vector).map(({ name, input }) => [name, input]),
];

test("the copy is what JSON makes of a value", () => {
  assert.ok(values.length > 400, `${values.length} values`);
  for (const [name, value] of values) {
    const copy = plainCopy(value, "input");
    const expected = JSON.parse(JSON.stringify(value));
    assert.deepStrictEqual(copy, expected, name);
    assert.equal(JSON.stringify(copy), JSON.stringify(expected), name);
  }
});

test("the copy shares nothing with the value", () => {
  const value = { list: [{ a: 1 }], object: { b: 2 } };
  const copy = plainCopy(value, "input");
  value.list[0].a = value.object.b = 3;
  value.list.push(4);
  assert.deepEqual(copy, { list: [{ a: 1 }], object: { b: 2 } });
});

test("JSON text in bytes is that of JSON.stringify, or nobody's", () => {
  const room = new Uint8Array(2 ** 16);
  let simple = 0;
  for (const [name, value] of values) {
    const copy = plainCopy(value, "input");
    const text = JSON.stringify(copy);
    const end = writeJson(copy, room);
    if (end === -1) assert.match(text, /[\\\u0080-\uffff]/, name);
    else {
      simple += 1;
      assert.equal(Buffer.from(room.subarray(0, end)).toString("latin1"), text, name);
    }
    // Too little room, by every number of bytes.
    for (let less = 0; less < Math.min(text.length, 300); less += 1) {
      const few = room.subarray(0, less);
      room[less] = 7;
      assert.equal(writeJson(copy, few), -1, `${name}, ${less} bytes`);
      assert.equal(room[less], 7, `${name}, past ${less} bytes`);
    }
  }
  assert.ok(simple > 200, `${simple} simple ones`);
});

test("a value goes in as its text would", () => {
  const wasm = readFileSync(new URL("../dist/dialin_checks_bg.wasm", import.meta.url));
  const instance = makeInstance(() => new WebAssembly.Module(wasm), writePart);
  const long = ["x", "\u00fc", '"'].map((character) => ["long", { type: character.repeat(5000) }]);
  for (const [name, value] of [...values, ...long]) {
    const json = plainCopy(value, "input");
    const text = JSON.stringify(json);
    const expected = instance.ask("checkCreate", [text, ""]);
    assert.equal(instance.ask("checkCreate", [{ json }, ""]), expected, name);
    // Behind another, and both.
    const both = ["checkRoomDialin", [text, '{"configs":[]}'], 0, 1.7e9];
    const room = [both[0], [{ json }, { json: { configs: [] } }], 0, 1.7e9];
    assert.equal(instance.ask(...room), instance.ask(...both), name);
  }
});

test("a copy goes in after the memory has grown, which took the buffer's view away", () => {
  const wasm = readFileSync(new URL("../dist/dialin_checks_bg.wasm", import.meta.url));
  const instance = makeInstance(() => new WebAssembly.Module(wasm), writePart);
  for (let count = 1; count < 600; count *= 2) {
    const configs = Array.from({ length: count }, (_, each) => ({
      id: String(each),
      type: "pin_dialin",
      config: { phone_number: `+1209503${1000 + each}` },
    }));
    // The answer to it is long, so that the memory grows during the call.
    instance.ask("checkSet", [{ json: configs }, ""]);
    assert.equal(instance.ask("checkCreate", [{ json: { type: "pin_dialin", phone_number: "+12095038039" } }, ""]), "");
    instance.ask("checkSet", [{ json: configs }, ""]);
    assert.throws(() => instance.ask("signWebhook", [new Uint8Array([1, 2]), "1742353314", ""]), TypeError, `${count}`);
  }
});

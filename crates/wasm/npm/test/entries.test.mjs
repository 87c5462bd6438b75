// The package's doors: each opens, by `import` and by `require`, and says what is inside.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { decode } from "../src/base64.js";
import { unpack } from "../src/packed.js";

const manifest = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8"));
const require = createRequire(import.meta.url);
const wasm = () => readFileSync(fileURLToPath(import.meta.resolve("dialin-config/wasm")));

const functions = [
  "buildDialString",
  "checkCreate",
  "checkDomainProperties",
  "checkLines",
  "checkRoomDialin",
  "checkSet",
  "checkStored",
  "checkUpdate",
  "dialStringTexts",
  "fieldTable",
  "inspectHoldMusic",
  "isValidE164",
  "parseDialString",
  "parsePhoneNumber",
  "readDialinCode",
  "ruleTable",
  "signWebhook",
  "verifyWebhook",
  "versions",
];

const schemas = ["createConfigSchema", "phoneNumberSchema", "roomDialinSchema", "updateConfigSchema"];

test("every door has what it is said to have", async () => {
  for (const [specifier, expected] of [
    ["dialin-config", [...functions, ...schemas].sort()],
    ["dialin-config/slim", [...functions, ...schemas, "init"].sort()],
    ["dialin-config/phone", ["isValidE164", "parsePhoneNumber", "versions"]],
    [
      "dialin-config/client",
      [
        "DialinApiError",
        "DialinClient",
        "DialinMoveError",
        "DialinNetworkError",
        "DialinTimeoutError",
        "DialinUpdateError",
      ],
    ],
  ]) {
    assert.deepEqual(Object.keys(await import(specifier)).sort(), expected, specifier);
    const required = Object.keys(require(specifier)).filter((name) => name !== "__esModule");
    assert.deepEqual(required.sort(), expected, `require(${specifier})`);
  }
});

test("types come first, and every file that is named is there", () => {
  for (const [door, target] of Object.entries(manifest.exports)) {
    const files = typeof target === "string" ? [target] : Object.values(target);
    // What is inside the WebAssembly of slim is its caller's affair, in workerd as anywhere.
    const conditions = door === "./slim" ? ["types", "default"] : ["types", "workerd", "default"];
    if (typeof target !== "string") assert.deepEqual(Object.keys(target), conditions, door);
    // A folder's door opens to each of its files.
    for (const file of files.map((each) => each.replace("*", "draft-07/phone-number.json"))) assert.ok(readFileSync(new URL(`../${file}`, import.meta.url)).length > 0, file);
  }
});

test("the declared functions are the exported ones", () => {
  const declared = ["functions", "phone-functions", "standard-schema"].flatMap((file) => {
    const declarations = readFileSync(new URL(`../dist/${file}.d.ts`, import.meta.url), "utf8");
    return [...declarations.matchAll(/^export (?:function|const) (\w+)/gm)].map(([, name]) => name);
  });
  assert.deepEqual(declared.sort(), [...functions, ...schemas].sort());
});

test("nothing of the machine or the registry is left in the WebAssembly", async () => {
  for (const name of ["checks", "phone"]) {
    const text = readFileSync(new URL(`../dist/dialin_${name}_bg.wasm`, import.meta.url), "latin1");
    assert.ok(text.startsWith("\0asm"), name);
    assert.doesNotMatch(text, /registry|\/home\/|\/root\/|\/Users\/|crates\.io/, name);
  }
});

test("the WebAssembly files are what the entries have inside", async () => {
  const { packed, unpacker } = await import("../dist/dialin_checks_inline.js");
  const { base64 } = await import("../dist/dialin_phone_inline.js");
  for (const [name, inlined] of [
    ["checks", unpack(unpacker, packed)],
    ["phone", decode(base64)],
  ]) {
    const file = readFileSync(new URL(`../dist/dialin_${name}_bg.wasm`, import.meta.url));
    assert.ok(file.equals(inlined), name);
  }
});

test("the WebAssembly imports nothing, and exports what JavaScript calls", async () => {
  const shared = ["answerPlace", "automatonPlace", "labelPlace", "memory", "release", "reserve"];
  // That one walks the automaton itself.
  const names = functions.filter((name) => name !== "isValidE164");
  for (const [name, expected] of [
    ["checks", [...shared, ...names, "api", "pushHoldMusic"]],
    ["phone", [...shared, "parsePhoneNumber", "versions"]],
  ]) {
    const module = new WebAssembly.Module(readFileSync(new URL(`../dist/dialin_${name}_bg.wasm`, import.meta.url)));
    assert.deepEqual(WebAssembly.Module.imports(module), [], name);
    const exported = WebAssembly.Module.exports(module).map((each) => each.name);
    assert.deepEqual(exported.sort(), [...expected].sort(), name);
  }
});

test("slim waits for its WebAssembly, and takes bytes or a module", async () => {
  const config = { type: "pin_dialin", phone_number: "+12095038039" };
  for (const given of [wasm(), new WebAssembly.Module(wasm())]) {
    // A query makes it another module: each starts without WebAssembly.
    const slim = await import(`../dist/slim.js?${given.constructor.name}`);
    assert.throws(() => slim.checkCreate(config), {
      name: "Error",
      message: "dialin-config/slim: call init(moduleOrBytes) first",
    });
    const other = new WebAssembly.Module(readFileSync(new URL("../dist/dialin_phone_bg.wasm", import.meta.url)));
    assert.throws(() => slim.init(other), {
      name: "TypeError",
      message: "dialin-config/slim: init takes the file `dialin-config/wasm`, not another WebAssembly",
    });
    slim.init(given);
    assert.deepEqual(slim.checkCreate(config), { ok: true, issues: [], value: config });
  }
});

test("the version is the package's", async () => {
  const { versions } = await import("dialin-config");
  assert.equal(versions().package, manifest.version);
});

test("every rule's code is a type", async () => {
  const { ruleTable } = await import("dialin-config");
  const types = readFileSync(new URL("../dist/data-types.d.ts", import.meta.url), "utf8");
  const [, params] = types.match(/interface IssueParams \{\n(.+?)\n\}/s);
  assert.deepEqual(
    [...params.matchAll(/^  "(.+?)":/gm)].map(([, code]) => code),
    ruleTable().map((rule) => rule.code),
  );
});

test("base64 is decoded alike in Node.js, old engines and new ones", async () => {
  const { base64 } = await import("../dist/dialin_phone_inline.js");
  const { Buffer } = globalThis;
  const expected = new Uint8Array(Buffer.from(base64, "base64"));
  const { fromBase64 } = Uint8Array;
  try {
    for (const newer of [undefined, (text) => new Uint8Array(Buffer.from(text, "base64"))]) {
      for (const ofNode of [undefined, Buffer]) {
        Uint8Array.fromBase64 = newer;
        globalThis.Buffer = ofNode;
        const decoded = new Uint8Array(decode(base64));
        globalThis.Buffer = Buffer;
        assert.deepEqual(decoded, expected);
      }
    }
  } finally {
    globalThis.Buffer = Buffer;
    if (fromBase64 === undefined) delete Uint8Array.fromBase64;
    else Uint8Array.fromBase64 = fromBase64;
  }
});

test("the tables are there, a new one each time", async () => {
  const { fieldTable, ruleTable } = await import("dialin-config");
  const keys = fieldTable().map(({ key }) => key);
  assert.deepEqual(keys.slice(0, 3), ["type", "phone_number", "name_prefix"]);
  assert.equal(new Set(keys).size, keys.length);
  for (const { key, path, label, shape, appliesTo } of fieldTable()) {
    assert.deepEqual([path[0], typeof label, typeof shape], [key, "string", "string"]);
    assert.deepEqual(Object.keys(appliesTo), ["pinless_dialin", "pin_dialin"]);
  }
  for (const table of [fieldTable, ruleTable]) {
    const before = structuredClone(table());
    table().length = 0;
    assert.deepEqual(table(), before);
  }
});

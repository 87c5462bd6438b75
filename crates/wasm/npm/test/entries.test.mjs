// The package's doors: each opens, by `import` and by `require`, and says what is inside.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

const manifest = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8"));
const require = createRequire(import.meta.url);
const wasm = () => readFileSync(fileURLToPath(import.meta.resolve("dialin-config/wasm")));

const functions = [
  "buildDialString",
  "checkCreate",
  "checkDomainProperties",
  "checkLines",
  "checkSet",
  "checkStored",
  "checkUpdate",
  "fieldTable",
  "isValidE164",
  "parseDialString",
  "parsePhoneNumber",
  "ruleTable",
  "signWebhook",
  "verifyWebhook",
  "versions",
];

test("every door has what it is said to have", async () => {
  for (const [specifier, expected] of [
    ["dialin-config", functions],
    ["dialin-config/slim", [...functions, "init"].sort()],
    ["dialin-config/client", ["DialinApiError", "DialinClient", "DialinNetworkError"]],
  ]) {
    assert.deepEqual(Object.keys(await import(specifier)).sort(), expected, specifier);
    const required = Object.keys(require(specifier)).filter((name) => name !== "__esModule");
    assert.deepEqual(required.sort(), expected, `require(${specifier})`);
  }
});

test("types come first, and every file that is named is there", () => {
  for (const [door, target] of Object.entries(manifest.exports)) {
    const files = typeof target === "string" ? [target] : Object.values(target);
    if (typeof target !== "string") assert.deepEqual(Object.keys(target), ["types", "default"], door);
    for (const file of files) assert.ok(readFileSync(new URL(`../${file}`, import.meta.url)).length > 0, file);
  }
});

test("the declared functions are the exported ones", () => {
  const declared = ["functions", "phone-functions"].flatMap((file) => {
    const declarations = readFileSync(new URL(`../dist/${file}.d.ts`, import.meta.url), "utf8");
    return [...declarations.matchAll(/^export function (\w+)/gm)].map(([, name]) => name);
  });
  assert.deepEqual(declared.sort(), functions);
});

test("nothing of the machine or the registry is left in the WebAssembly", async () => {
  for (const name of ["checks", "client"]) {
    const { base64 } = await import(`../dist/dialin_${name}_inline.js`);
    const text = Buffer.from(base64, "base64").toString("latin1");
    assert.ok(text.startsWith("\0asm"), name);
    assert.doesNotMatch(text, /registry|\/home\/|\/root\/|\/Users\/|crates\.io/, name);
  }
});

test("the file of slim is what the default entry has inside", async () => {
  const { base64 } = await import("../dist/dialin_checks_inline.js");
  assert.deepEqual(wasm(), Buffer.from(base64, "base64"));
});

test("no glue looks for its file by itself", () => {
  for (const name of ["checks", "client"]) {
    const glue = readFileSync(new URL(`../dist/dialin_${name}.js`, import.meta.url), "utf8");
    assert.doesNotMatch(glue, /import\.meta/, name);
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
  const types = readFileSync(new URL("../dist/rule-codes.d.ts", import.meta.url), "utf8");
  assert.deepEqual(
    [...types.matchAll(/\| "(.+?)"/g)].map(([, code]) => code),
    ruleTable().map((rule) => rule.code),
  );
});

test("the README's example answers what it says", async () => {
  const { checkCreate } = await import("dialin-config");
  const readme = readFileSync(new URL("../README.md", import.meta.url), "utf8");
  const example = readme.match(/```js\nimport \{ checkCreate \} from "dialin-config";\n(.+?)```/s)[1];
  // `expression; // what it is`, the comment on the same line or the next.
  const claims = [...example.matchAll(/^(report\.\w+|issue\.\w+|if .+ repaired\.value);\s*\/\/ (.+)$/gm)];
  assert.equal(claims.length, 7);
  const expressions = claims.map(([, expression]) => expression.replace(/^if .+ /, ""));
  const expected = claims.map(([, , value]) => `(${value})`);
  const run = new Function("checkCreate", `${example}\nreturn [[${expressions}], [${expected}]]`);
  const [found, said] = run(checkCreate);
  assert.deepEqual(found, said);
});

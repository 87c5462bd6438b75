// The shared cases of tests/vectors, through the built package. Their form is in tests/vectors/README.md.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { asker, compared, operations } from "../testing/vectors.mjs";

const folder = new URL("../../../../tests/vectors/", import.meta.url);
const files = readdirSync(folder).filter((name) => name.endsWith(".json"));
const wasm = readFileSync(new URL("../dist/dialin_checks_bg.wasm", import.meta.url));
const ask = asker(new WebAssembly.Module(wasm), async (name) => readFileSync(new URL(name, folder)));

test("every shared case gives exactly its issues", async (t) => {
  let count = 0;
  for (const file of files) {
    await t.test(file, async () => {
      for (const found of JSON.parse(readFileSync(new URL(file, folder), "utf8"))) {
        assert.ok(operations.has(found.operation), `${file}: ${found.name}: unknown operation \`${found.operation}\``);
        count += 1;
        const { got, expected } = compared(found, await ask(found));
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

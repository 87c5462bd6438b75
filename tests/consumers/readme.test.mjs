// The README shows these very files.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

const readme = read("../../crates/wasm/npm/README.md");

for (const name of ["webhook-express", "webhook-request", "tanstack-form", "react-hook-form", "trpc"]) {
  test(`the README's example is ${name}.mjs`, () => {
    const example = read(`${name}.mjs`);
    const blocks = [...readme.matchAll(/^```js\n(.+?)^```$/gms)].map(([, code]) => code);
    assert.ok(blocks.includes(example), `put this into crates/wasm/npm/README.md:\n${example}`);
  });
}

function read(path) {
  return readFileSync(new URL(path, import.meta.url), "utf8");
}

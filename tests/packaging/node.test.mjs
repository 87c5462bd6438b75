// In Node.js, without a bundler.
import assert from "node:assert/strict";
import { lstatSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { transformSync } from "esbuild";
import { expected } from "./support/expected.mjs";
import { folder, project, run } from "./support/project.mjs";
import { serve } from "./support/server.mjs";

test("what is tested is what was packed, not the workspace", () => {
  const installed = join(folder, "node_modules/dialin-config");
  assert.ok(lstatSync(installed).isDirectory());
  for (const file of ["README.md", "LICENSE-APACHE", "LICENSE-MIT", "dist", "schema"]) {
    assert.ok(lstatSync(join(installed, file)).size > 0, file);
  }
  for (const file of ["src", "test"]) assert.throws(() => lstatSync(join(installed, file)), { code: "ENOENT" });
});

test("import", async (t) => {
  const path = project("node-import");
  assert.deepEqual(await run(join(path, "main.js"), `${await serve(t)}/v1`), expected);
});

test("require()", async (t) => {
  const path = project("node-require", "commonjs");
  // As compilers write it for a project without modules of its own: each import is a `require`.
  for (const file of ["answers.js", "main.js"]) {
    const { code } = transformSync(readFileSync(join(path, file), "utf8"), { format: "cjs" });
    assert.doesNotMatch(code, /^import /m);
    writeFileSync(join(path, file), code);
  }
  assert.match(readFileSync(join(path, "answers.js"), "utf8"), /require\("dialin-config"\)/);
  assert.deepEqual(await run(join(path, "main.js"), `${await serve(t)}/v1`), expected);
});

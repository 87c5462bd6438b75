// Bundled for Node.js with the package inside. Next.js does so with the code of a route (webpack, target Node.js,
// CommonJS, nothing external); Next.js itself is not run.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { build } from "esbuild";
import { pack } from "./support/bundlers.mjs";
import { expected } from "./support/expected.mjs";
import { project, run } from "./support/project.mjs";
import { serve } from "./support/server.mjs";

async function check(t, file) {
  assert.doesNotMatch(readFileSync(file, "utf8"), /(require\(|from ?)"dialin-config/, "the package is not inside");
  assert.deepEqual(await run(file, `${await serve(t)}/v1`), expected);
}

test("webpack for Node.js, as Next.js has it", async (t) => {
  const path = project("server-webpack", "commonjs");
  await pack({
    context: path,
    target: "node20",
    // ES modules, though package.json says otherwise: as Next.js's own loader reads them.
    module: { rules: [{ test: /\.js$/, include: path, type: "javascript/esm" }] },
    entry: "./main.js",
    output: { path: join(path, "dist"), filename: "main.js", library: { type: "commonjs2" } },
  });
  await check(t, join(path, "dist/main.js"));
});

test("esbuild for Node.js, CommonJS", async (t) => {
  const path = project("server-esbuild", "commonjs");
  const outfile = join(path, "dist/main.js");
  const entryPoints = [join(path, "main.js")];
  await build({ entryPoints, outfile, bundle: true, platform: "node", format: "cjs", logLevel: "warning" });
  await check(t, outfile);
});

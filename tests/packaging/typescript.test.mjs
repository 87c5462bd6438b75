// TypeScript finds the types, and what it writes runs.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { test } from "node:test";
import { promisify } from "node:util";
import { build } from "esbuild";
import { expected } from "./support/expected.mjs";
import { project, run } from "./support/project.mjs";
import { serve } from "./support/server.mjs";

const tsc = createRequire(import.meta.url).resolve("typescript/bin/tsc");

/** Compiles main.ts, and answers.js along with it, both strictly, into out/. */
async function compile(path, options) {
  const compilerOptions = {
    strict: true,
    allowJs: true,
    checkJs: true,
    // The package's declarations are checked, too.
    skipLibCheck: false,
    target: "es2022",
    lib: ["es2022", "dom"],
    types: [],
    rootDir: ".",
    outDir: "out",
    ...options,
  };
  writeFileSync(join(path, "tsconfig.json"), JSON.stringify({ compilerOptions, files: ["main.ts"] }));
  await promisify(execFile)(process.execPath, [tsc, "--project", path]).catch(({ stdout }) => assert.fail(stdout));
  return join(path, "out/main.js");
}

// Workers, servers and shared code have no DOM, and some have no types of a platform at all.
test("without the types of a browser or of Node.js", async () => {
  const path = project("typescript-no-dom");
  const source = `
    import { checkCreate } from "dialin-config";
    import { init, checkCreate as slim } from "dialin-config/slim";
    import { isValidE164 } from "dialin-config/phone";
    init(new Uint8Array());
    export const same: typeof checkCreate = slim;
    export const valid: boolean = isValidE164("+12095038039");
    // @ts-expect-error It takes bytes or a module.
    init("dialin_checks_bg.wasm");
  `;
  writeFileSync(join(path, "main.ts"), source);
  await compile(path, { module: "nodenext", moduleResolution: "nodenext", lib: ["es2022"], noEmit: true });
});

// Older than the `cause` of errors.
test("a library of 2020", async () => {
  const path = project("typescript-es2020");
  const source = `
    import { DialinApiError, DialinMoveError, DialinNetworkError } from "dialin-config/client";
    export const why = (error: DialinApiError | DialinMoveError | DialinNetworkError): unknown => error.cause;
  `;
  writeFileSync(join(path, "main.ts"), source);
  await compile(path, { module: "nodenext", moduleResolution: "nodenext", lib: ["es2020", "dom"], noEmit: true });
});

test("moduleResolution node16", async (t) => {
  const path = project("typescript-node16");
  const main = await compile(path, { module: "node16", moduleResolution: "node16" });
  assert.deepEqual(await run(main, `${await serve(t)}/v1`), expected);
});

test("moduleResolution nodenext, to require()", async (t) => {
  const path = project("typescript-require", "commonjs");
  const main = await compile(path, { module: "nodenext", moduleResolution: "nodenext" });
  assert.deepEqual(await run(main, `${await serve(t)}/v1`), expected);
});

test("moduleResolution bundler", async (t) => {
  const path = project("typescript-bundler");
  const main = await compile(path, { module: "esnext", moduleResolution: "bundler" });
  const outfile = join(path, "bundle.js");
  await build({ entryPoints: [main], outfile, bundle: true, format: "esm", platform: "node", logLevel: "error" });
  assert.deepEqual(await run(outfile, `${await serve(t)}/v1`), expected);
});

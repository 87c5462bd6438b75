// What is asked of the packed package: under a strict policy, in a page and a worker, and every shared case.
import assert from "node:assert/strict";
import { cpSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { compared } from "../../../crates/wasm/npm/testing/vectors.mjs";
import { expected } from "../../packaging/support/expected.mjs";
import { folder, project } from "../../packaging/support/project.mjs";
import { ALLOWED, FORBIDDEN, serve } from "../../packaging/support/server.mjs";
import { LIMIT, POLL_MS, WAIT_MS } from "./browsers.mjs";

const path = (name) => fileURLToPath(new URL(name, import.meta.url));
const VECTORS = path("../../vectors");
const PACKAGE = join(folder, "node_modules/dialin-config");

/** Bundles the pages, and puts them and what they read into one folder. */
async function bundle(name) {
  const root = project(name);
  const dist = join(root, "dist");
  await build({
    entryPoints: [join(root, "page.js"), join(root, "worker.js"), path("../page/vectors.js")],
    entryNames: "[name]",
    outdir: dist,
    bundle: true,
    splitting: true,
    format: "esm",
    minify: true,
    // The cases are read by files of the workspace, and asked of the package that was packed.
    alias: {
      "dialin-config": join(PACKAGE, "dist/index.js"),
      "dialin-config/client": join(PACKAGE, "dist/client.js"),
      "dialin-config/phone": join(PACKAGE, "dist/phone.js"),
    },
    logLevel: "warning",
  });
  cpSync(join(root, "index.html"), join(dist, "index.html"));
  cpSync(path("../page/vectors.html"), join(dist, "vectors.html"));
  cpSync(join(PACKAGE, "dist/dialin_checks_bg.wasm"), join(dist, "checks.wasm"));
  cpSync(VECTORS, join(dist, "vectors"), { recursive: true });
  return dist;
}

/** @param {() => import("selenium-webdriver").WebDriver} driver */
export function packageTests(engine, driver) {
  let dist;
  const built = async () => (dist ??= await bundle(`engine-${engine}`));

  /** Opens a page, and waits until its module has said something: WebKit's driver is back before it has run. */
  async function open(url, global) {
    await driver().get(url);
    const there = () => driver().executeScript("return arguments[0] in globalThis", global);
    await driver().wait(there, WAIT_MS, `${url} says nothing`, POLL_MS);
  }

  async function asked(url) {
    await open(url, "asked");
    return driver().executeScript("return asked");
  }

  test("the package, in a page and a worker, under a strict Content-Security-Policy", LIMIT, async (t) => {
    const files = await built();
    assert.deepEqual(await asked(await serve(t, files, ALLOWED)), { page: expected, worker: expected });
    // Does the policy hold at all? It does: without that word, nothing is compiled.
    const { error } = await asked(await serve(t, files, FORBIDDEN));
    assert.match(error, /^CompileError: .+(Content Security Policy|CSP)/);
  });

  test("the package: every shared case gives exactly its issues", LIMIT, async (t) => {
    await open(`${await serve(t, await built(), ALLOWED)}/vectors.html`, "answers");
    for (const file of readdirSync(VECTORS).filter((name) => name.endsWith(".json"))) {
      const reports = JSON.parse(await driver().executeScript("return answers(arguments[0])", file));
      for (const found of JSON.parse(readFileSync(join(VECTORS, file), "utf8"))) {
        const { got, expected: due } = compared(found, reports.shift());
        assert.deepEqual(got, due, `${file}: ${found.name}`);
      }
    }
    assert.deepEqual(JSON.parse(await driver().executeScript("return overlooked()")), [], "half of a surrogate pair");
  });
}

// workerd, Cloudflare's runtime: there the entries import their WebAssembly as a module.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { copyFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { basename, dirname, join } from "node:path";
import { createInterface } from "node:readline";
import { test } from "node:test";
import { pathToFileURL } from "node:url";
import { build } from "esbuild";
import { expected } from "./support/expected.mjs";
import { folder, project } from "./support/project.mjs";
import { serve } from "./support/server.mjs";

const require = createRequire(import.meta.url);

/** Bundles workerd.js as wrangler does: WebAssembly stays a file, and is imported from beside the bundle. */
async function bundle(path) {
  const files = [];
  const wasm = {
    name: "wasm",
    setup: (each) =>
      each.onResolve({ filter: /\.wasm$/ }, ({ path: file, resolveDir }) => {
        files.push(basename(file));
        copyFileSync(join(resolveDir, file), join(path, basename(file)));
        return { path: `./${basename(file)}`, external: true };
      }),
  };
  await build({
    entryPoints: [join(path, "workerd.js")],
    outfile: join(path, "bundle.js"),
    bundle: true,
    format: "esm",
    conditions: ["workerd", "worker", "browser"],
    plugins: [wasm],
    logLevel: "warning",
  });
  return [...new Set(files)].sort();
}

/** workerd's configuration: the bundle, and every `fetch` of it goes to the server of the test. */
function configuration(files, api) {
  const modules = files.map((file) => `(name = "${file}", wasm = embed "${file}")`);
  return `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [
    ( name = "main",
      worker = (
        modules = [(name = "bundle.js", esModule = embed "bundle.js"), ${modules.join(", ")}],
        compatibilityDate = "2026-11-01",
        globalOutbound = "api" ) ),
    ( name = "api", external = (address = "${new URL(api).host}", http = ()) ) ],
  sockets = [(name = "http", address = "127.0.0.1:0", http = (), service = "main")] );
`;
}

/** Starts workerd and answers where. */
async function start(t, file) {
  const program = join(dirname(require.resolve("workerd/package.json")), "bin/workerd");
  // It tells the port it found on the descriptor 3.
  const child = spawn(program, ["serve", file, "--control-fd=3"], { stdio: ["ignore", "inherit", "inherit", "pipe"] });
  const ended = new Promise((_, reject) => {
    child.on("error", reject);
    child.on("exit", (code) => reject(new Error(`workerd ended with ${code}`)));
  });
  ended.catch(() => {});
  t.after(() => child.kill());
  const listening = (async () => {
    for await (const line of createInterface({ input: child.stdio[3] })) {
      const { event, port } = JSON.parse(line);
      if (event === "listen") return `http://127.0.0.1:${port}/`;
    }
    throw new Error("workerd did not say where it listens");
  })();
  return Promise.race([listening, ended]);
}

/** What an entry of the installed package exports in Node.js. */
async function exported(file) {
  const entry = await import(pathToFileURL(join(folder, "node_modules/dialin-config/dist", file)).href);
  return Object.keys(entry).sort();
}

test("a worker of workerd", async (t) => {
  const path = project("workerd");
  const files = await bundle(path);
  assert.deepEqual(files, ["dialin_checks_bg.wasm", "dialin_phone_bg.wasm"]);
  const config = join(path, "config.capnp");
  writeFileSync(config, configuration(files, await serve(t)));
  const found = await (await fetch(await start(t, config))).json();
  assert.deepEqual(found.answers, expected);
  assert.deepEqual(found.exported, await Promise.all(["index.js", "client.js", "phone.js"].map(exported)));
  assert.match(found.compileBytes, /^CompileError: .+disallowed/);
});

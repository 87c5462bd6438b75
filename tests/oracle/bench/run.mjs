// Measures the engines and prints what it found as JSON; `cargo xtask bench numbers` writes it down.
// Usage: node run.mjs NATIVE_PROGRAM NUMBERS FOLDER

import { spawnSync } from "node:child_process";
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { cpus, loadavg } from "node:os";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, gzipSync } from "node:zlib";
import { build } from "esbuild";

/** How many fresh processes each first answer is the median of. */
const PROCESSES = 31;

const ENGINES = {
  "dialin-config/phone": "dialin-config-phone",
  "dialin-config": "dialin-config",
  "libphonenumber-js/max": "libphonenumber-js",
  "google-libphonenumber": "google-libphonenumber",
  "awesome-phonenumber": "awesome-phonenumber",
};

const [native, numbers, folder] = process.argv.slice(2).map((path) => resolve(path));
const load = loadavg()[0];

const engines = {};
for (const [name, file] of Object.entries(ENGINES)) engines[name] = await prepare(name, file);
for (const engine of Object.values(engines)) Object.assign(engine, warm(engine.bundle));

const empty = script("empty", "");
const starts = {
  empty: [process.execPath, empty],
  "native empty": [native, "first", "none"],
};
for (const [name, engine] of Object.entries(engines)) starts[name] = [process.execPath, engine.first];
const nativeEngines = ["dialin-core", "rlibphonenumber", "phonenumber"];
for (const name of nativeEngines) starts[name] = [native, "first", name];
const times = fresh(starts);

for (const [name, engine] of Object.entries(engines)) {
  engine.firstMs = times[name] - times.empty;
  delete engine.bundle;
  delete engine.first;
}
const nativeFirst = nativeEngines.map((name) => [name, times[name] - times["native empty"]]);

const machine = { cpu: cpus()[0].model.trim(), cores: cpus().length, load, node: process.version };
const date = new Date().toISOString().slice(0, 10);
console.log(JSON.stringify({ date, machine, processes: PROCESSES, engines, nativeFirstMs: Object.fromEntries(nativeFirst) }));

/** Bundles an engine as a browser would get it, and a script that asks it one thing. */
async function prepare(name, file) {
  const entry = fileURLToPath(new URL(`engines/${file}.mjs`, import.meta.url));
  const bundle = join(folder, `${file}.mjs`);
  await esbuild(entry, bundle);
  const first = script(`first-${file}`, `
    import { isValid } from ${JSON.stringify(`./${file}.mjs`)};
    if (!isValid("+12095038039")) throw new Error("a valid number is refused");
  `);
  const engine = { bundle, first, version: version(name), inlined: sizes(readFileSync(bundle)) };
  const apart = await fetchedApart(entry, file);
  return apart ? { ...engine, apart } : engine;
}

function esbuild(entry, outfile, plugins = []) {
  return build({
    entryPoints: [entry],
    outfile,
    bundle: true,
    minify: true,
    format: "esm",
    platform: "neutral",
    mainFields: ["module", "main"],
    target: "es2022",
    legalComments: "none",
    logLevel: "error",
    plugins,
  });
}

/** For a package with its wasm inside as text: the wasm as a file of its own, and the script without it. */
async function fetchedApart(entry, file) {
  let wasm;
  const takeOut = {
    name: "take the wasm out",
    setup(build) {
      build.onLoad({ filter: /_inline\.js$/ }, async ({ path }) => {
        const { base64 } = await import(path);
        wasm = Buffer.from(base64, "base64");
        return { contents: 'export const base64 = "";' };
      });
    },
  };
  const outfile = join(folder, `${file}.apart.mjs`);
  await esbuild(entry, outfile, [takeOut]);
  const rest = sizes(readFileSync(outfile));
  rmSync(outfile);
  if (wasm === undefined) return undefined;
  const ofWasm = sizes(wasm);
  return Object.fromEntries(Object.keys(rest).map((key) => [key, rest[key] + ofWasm[key]]));
}

function sizes(bytes) {
  return { raw: bytes.length, gzip: gzipSync(bytes, { level: 9 }).length, brotli: brotliCompressSync(bytes).length };
}

function script(name, text) {
  const path = join(folder, `${name}.mjs`);
  writeFileSync(path, text);
  return path;
}

function version(name) {
  const packageName = name.split("/")[0];
  return createRequire(import.meta.url)(`${packageName}/package.json`).version;
}

function warm(bundle) {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [fileURLToPath(new URL("warm.mjs", import.meta.url)), bundle, numbers],
    { encoding: "utf8" },
  );
  if (status !== 0) throw new Error(stderr);
  const { valid, kindAndRegion, accepted } = JSON.parse(stdout);
  return { validNs: valid, kindAndRegionNs: kindAndRegion, accepted };
}

/** Name → milliseconds from start to end, the median. The programs take turns, so that a slow moment hits them all. */
function fresh(starts) {
  const times = Object.fromEntries(Object.keys(starts).map((name) => [name, []]));
  for (let turn = 0; turn < PROCESSES; turn += 1) {
    for (const [name, [program, ...rest]] of Object.entries(starts)) {
      const begun = process.hrtime.bigint();
      const { status, stderr } = spawnSync(program, rest, { encoding: "utf8" });
      times[name].push(Number(process.hrtime.bigint() - begun) / 1e6);
      if (status !== 0) throw new Error(`${name}: ${stderr}`);
    }
  }
  const median = (values) => values.sort((one, other) => one - other)[Math.floor(values.length / 2)];
  return Object.fromEntries(Object.entries(times).map(([name, values]) => [name, median(values)]));
}

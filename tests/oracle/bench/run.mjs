// Measures the engines and prints what it found as JSON; `cargo xtask bench numbers` writes it down.
// Usage: node run.mjs NATIVE_PROGRAM NUMBERS FOLDER

import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { cpus, loadavg } from "node:os";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { bundle, sizes, sizesApart } from "./bundles.mjs";
import { longerThanEmpty, PROCESSES } from "./fresh.mjs";

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

const empty = [process.execPath, script("empty", "")];
const nativeEmpty = [native, "first", "none"];
const programs = {};
for (const [name, { first }] of Object.entries(engines)) programs[name] = { command: [process.execPath, first], empty };
const nativeEngines = ["dialin-core", "rlibphonenumber", "phonenumber"];
for (const name of nativeEngines) programs[name] = { command: [native, "first", name], empty: nativeEmpty };
const times = longerThanEmpty(programs);

for (const [name, engine] of Object.entries(engines)) {
  engine.firstMs = times[name];
  delete engine.bundle;
  delete engine.first;
}
const nativeFirst = nativeEngines.map((name) => [name, times[name]]);

const machine = { cpu: cpus()[0].model.trim(), cores: cpus().length, load, node: process.version };
const date = new Date().toISOString().slice(0, 10);
console.log(JSON.stringify({ date, machine, processes: PROCESSES, engines, nativeFirstMs: Object.fromEntries(nativeFirst) }));

/** Bundles an engine as a browser would get it, and a script that asks it one thing. */
async function prepare(name, file) {
  const entry = fileURLToPath(new URL(`engines/${file}.mjs`, import.meta.url));
  const outfile = join(folder, `${file}.mjs`);
  await bundle(entry, outfile);
  const first = script(`first-${file}`, `
    import { isValid } from ${JSON.stringify(`./${file}.mjs`)};
    if (!isValid("+12095038039")) throw new Error("a valid number is refused");
  `);
  const engine = { bundle: outfile, first, version: version(name), inlined: sizes(readFileSync(outfile)) };
  const apart = await sizesApart(entry, join(folder, `${file}.apart.mjs`));
  return apart ? { ...engine, apart } : engine;
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

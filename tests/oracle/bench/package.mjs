// Measures the checkers of configs and prints what it found as JSON; `cargo xtask bench package` writes it down.
// Usage: node package.mjs LINES FOLDER; LINES is what package-lines.mjs wrote

import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { cpus, loadavg } from "node:os";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { bundle, sizes, sizesApart } from "./bundles.mjs";
import { longerThanEmpty, PROCESSES } from "./fresh.mjs";

/** Each is a file in `checkers`; ours first. */
const CHECKERS = ["dialin-config", "zod", "ajv"];

const GOOD = `{ type: "pin_dialin", phone_number: "+12095038039" }`;

const [lines, folder] = process.argv.slice(2).map((path) => resolve(path));
const load = loadavg()[0];

const checkers = {};
const empty = [process.execPath, script("empty", "")];
const programs = {};
for (const name of CHECKERS) {
  const entry = here(`checkers/${name}.mjs`);
  const outfile = join(folder, `checker-${name}.mjs`);
  await bundle(entry, outfile);
  checkers[name] = { inlined: sizes(readFileSync(outfile)), apart: await sizesApart(entry, `${outfile}.apart.mjs`) };
  const first = firstCheck(name, `import { check } from "./checker-${name}.mjs";`);
  programs[name] = { command: [process.execPath, first], empty };
}
const installed = firstCheck("installed", 'import { checkCreate as check } from "dialin-config";');
programs.installed = { command: [process.execPath, installed], empty };
const client = await clientSizes();

const warm = answerOf("package-warm.mjs", [lines, ...CHECKERS.map((name) => join(folder, `checker-${name}.mjs`))]);
CHECKERS.forEach((name, index) => Object.assign(checkers[name], warm.checkers[index]));
const parts = answerOf("package-parts.mjs", [lines]);
const memory = answerOf("package-memory.mjs", [lines], ["--expose-gc"]);
const times = longerThanEmpty(programs);
for (const name of CHECKERS) checkers[name].firstMs = times[name];

const { version: ofLibphonenumber } = packageOf("libphonenumber-js");
const versions = Object.fromEntries(
  ["dialin-config", "zod", "ajv", "ajv-formats"].map((name) => [name, packageOf(name).version]),
);
console.log(
  JSON.stringify({
    date: new Date().toISOString().slice(0, 10),
    machine: { cpu: cpus()[0].model.trim(), cores: cpus().length, load, node: process.version },
    processes: PROCESSES,
    versions: { ...versions, "libphonenumber-js": ofLibphonenumber },
    configs: warm.configs,
    remarks: warm.remarks,
    lines: warm.lines,
    bytes: warm.bytes,
    checkers,
    installedFirstMs: times.installed,
    client,
    parts,
    memory,
  }),
);

/** What the client adds to a page that has the checks already, wasm apart. */
async function clientSizes() {
  const both = script("checks-and-client", `
    export { checkCreate, checkLines } from "dialin-config";
    export { DialinClient } from "dialin-config/client";
  `);
  const checks = script("checks", `export { checkCreate, checkLines } from "dialin-config";`);
  const [more, less] = [await sizesApart(both, `${both}.apart.mjs`), await sizesApart(checks, `${checks}.apart.mjs`)];
  return Object.fromEntries(Object.keys(more).map((key) => [key, more[key] - less[key]]));
}

function firstCheck(name, imports) {
  return script(`first-check-${name}`, `${imports}\nif (!check(${GOOD}).ok) throw new Error("a good config is refused");`);
}

function script(name, text) {
  const path = join(folder, `${name}.mjs`);
  writeFileSync(path, text);
  return path;
}

/** What another script prints, in a process of its own. */
function answerOf(name, argument, options = []) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [...options, here(name), ...argument], {
    encoding: "utf8",
  });
  if (status !== 0) throw new Error(`${name}: ${stderr}`);
  return JSON.parse(stdout);
}

function here(name) {
  return fileURLToPath(new URL(name, import.meta.url));
}

function packageOf(name) {
  return createRequire(import.meta.url)(`${name}/package.json`);
}

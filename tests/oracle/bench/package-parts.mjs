// What a call of `checkCreate` is made of: `node package-parts.mjs LINES` prints nanoseconds a config, as JSON.
// It looks inside the package, at what is the same in all its entries.

import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { checkCreate } from "dialin-config";
import { makeInstance } from "../../../crates/wasm/npm/src/instance.js";
import { writeJson } from "../../../crates/wasm/npm/src/json-bytes.js";
import { writePart } from "../../../crates/wasm/npm/src/write-part.js";
import { plainCopy } from "../../../crates/wasm/npm/src/plain-copy.js";
import { medians } from "./rounds.mjs";

/** How often each text is checked where it lies. */
const REPEATED = 10;

const texts = readFileSync(process.argv[2], "utf8").split("\n");
const configs = texts.map((text) => JSON.parse(text));
const compiled = new WebAssembly.Module(readFileSync(fileURLToPath(import.meta.resolve("dialin-config/wasm"))));
const instance = makeInstance(() => compiled, writePart);
const copies = configs.map((config) => plainCopy(config, "input"));
const answers = texts.map((text) => instance.ask("checkCreate", [text, ""]));

// An instance of our own, without the package's script around it.
const wasm = new WebAssembly.Instance(compiled).exports;
const encoder = new TextEncoder();
const bytes = texts.map((text) => encoder.encode(text));
const longest = Math.max(...bytes.map(({ length }) => length));
const buffer = new Uint8Array(longest);
const place = wasm.reserve(longest) >>> 0;

let sum = 0;
const [whole, checks, copying, writing, stringify, asking, reading] = medians(
  [
    () => {
      for (const config of configs) sum += checkCreate(config).issues.length;
    },
    () => {
      for (const one of bytes) {
        new Uint8Array(wasm.memory.buffer, place, longest).set(one);
        for (let time = 0; time < REPEATED; time += 1) sum += wasm.checkCreate(one.length, 0);
      }
    },
    () => {
      for (const config of configs) sum += plainCopy(config, "input") === null ? 0 : 1;
    },
    () => {
      for (const copy of copies) sum += writeJson(copy, buffer);
    },
    () => {
      for (const config of configs) sum += encoder.encodeInto(JSON.stringify(config), buffer).written;
    },
    () => {
      for (const json of copies) sum += instance.ask("checkCreate", [{ json }, ""]).length;
    },
    () => {
      // Where there is nothing to say, there is nothing to read.
      for (const answer of answers) if (answer !== "") sum += JSON.parse(answer).issues.length;
    },
  ],
  10,
);

const each = (nanoseconds) => nanoseconds / texts.length;
const check = each(checks) / REPEATED;
console.log(
  JSON.stringify({
    whole: each(whole),
    copy: each(copying),
    jsonText: each(writing),
    stringify: each(stringify),
    boundary: each(asking) - each(writing) - check,
    check,
    parse: each(reading),
    answerBytes: answers.reduce((length, answer) => length + answer.length, 0) / answers.length,
    sum,
  }),
);

// Memory before and after very many checks: `node --expose-gc package-memory.mjs LINES` prints bytes, as JSON.

import { readFileSync } from "node:fs";

const CHECKS = 1_000_000;

/** So many come first: what is made once is made then. */
const WARM_UP = 50_000;

/** The package keeps its instances to itself. */
const instances = [];
const { Instance } = WebAssembly;
WebAssembly.Instance = class extends Instance {
  constructor(...given) {
    super(...given);
    instances.push(this);
  }
};

const { checkCreate } = await import("dialin-config");
const configs = readFileSync(process.argv[2], "utf8").split("\n").map((line) => JSON.parse(line));

function check(count) {
  for (let index = 0; index < count; index += 1) checkCreate(configs[index % configs.length]);
}

function bytes() {
  globalThis.gc();
  const wasm = instances.reduce((sum, { exports }) => sum + exports.memory.buffer.byteLength, 0);
  const { heapUsed, rss } = process.memoryUsage();
  return { wasm, heapUsed, rss };
}

check(WARM_UP);
const before = bytes();
check(CHECKS);
const after = bytes();
console.log(JSON.stringify({ checks: CHECKS, instances: instances.length, before, after }));

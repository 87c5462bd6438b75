// Measures the inspection of hold music and prints what it found as JSON; `cargo xtask bench music` writes it down.
// Usage: node music.mjs NAME=FILE…

import { readFileSync } from "node:fs";
import { cpus, loadavg } from "node:os";
import { resolve } from "node:path";
import { inspectHoldMusic } from "dialin-config";

/** How many inspections each time is the median of. */
const ROUNDS = 31;

/** As many bytes as Daily allows, nearly. */
const SIZE = 10_000_000;

const load = loadavg()[0];
const files = process.argv.slice(2).map((argument) => {
  const [name, file] = argument.split("=");
  return [name, readFileSync(resolve(file)).subarray(0, SIZE)];
});
files.push(
  ["every byte `0xFF`", new Uint8Array(SIZE).fill(0xff)],
  ["false syncs: `FF FB` over and over", repeated([0xff, 0xfb])],
  ["false headers: `FF FB 90 64` over and over", repeated([0xff, 0xfb, 0x90, 0x64])],
  ["free-format headers: `FF FB 04 64` over and over", repeated([0xff, 0xfb, 0x04, 0x64])],
  // Many of these are of free format, and hardly two agree.
  ["every 4th byte `0xFF`, the next from `E0` on, two at random", random()],
);

const machine = { cpu: cpus()[0].model.trim(), cores: cpus().length, load, node: process.version };
const date = new Date().toISOString().slice(0, 10);
const measured = files.map(([name, bytes]) => {
  const times = Array.from({ length: ROUNDS }, () => {
    const start = performance.now();
    inspectHoldMusic(bytes);
    return performance.now() - start;
  });
  times.sort((one, other) => one - other);
  const { frames, format } = inspectHoldMusic(bytes).value;
  return { name, bytes: bytes.length, format, frames: frames ?? 0, ms: times[(ROUNDS - 1) / 2], fastest: times[0] };
});
console.log(JSON.stringify({ date, machine, rounds: ROUNDS, files: measured }));

function repeated(pattern) {
  return Uint8Array.from({ length: SIZE }, (_, index) => pattern[index % pattern.length]);
}

/** The same bytes each time: an LCG (Numerical Recipes). */
function random() {
  let state = 7;
  const next = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state >>> 8;
  };
  return Uint8Array.from({ length: SIZE }, (_, index) =>
    index % 4 === 0 ? 0xff : index % 4 === 1 ? 0xe0 | (next() & 31) : next() & 255,
  );
}

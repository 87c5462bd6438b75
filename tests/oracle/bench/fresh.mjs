// How much longer programs take from start to end than one that does nothing.

import { spawnSync } from "node:child_process";

/** How many fresh processes each time is the median of. */
export const PROCESSES = 51;

/**
 * Name → milliseconds, the median. The programs take turns, and each has its own run of the empty one right before it, so that a
 * slow moment of the machine hits both.
 *
 * @param {Record<string, {command: string[], empty: string[]}>} programs name → a program and its arguments
 */
export function longerThanEmpty(programs) {
  const times = Object.fromEntries(Object.keys(programs).map((name) => [name, []]));
  for (let turn = 0; turn < PROCESSES; turn += 1) {
    for (const [name, { command, empty }] of Object.entries(programs)) {
      const without = milliseconds(name, empty);
      times[name].push(milliseconds(name, command) - without);
    }
  }
  const median = (values) => values.sort((one, other) => one - other)[Math.floor(values.length / 2)];
  return Object.fromEntries(Object.entries(times).map(([name, values]) => [name, median(values)]));
}

function milliseconds(name, [program, ...rest]) {
  const begun = process.hrtime.bigint();
  const { status, stderr } = spawnSync(program, rest, { encoding: "utf8" });
  const taken = Number(process.hrtime.bigint() - begun) / 1e6;
  if (status !== 0) throw new Error(`${name}: ${stderr}`);
  return taken;
}

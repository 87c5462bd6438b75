// How long programs take from start to end.

import { spawnSync } from "node:child_process";

/** How many fresh processes each time is the median of. */
export const PROCESSES = 31;

/**
 * Name → milliseconds, the median. The programs take turns, so that a slow moment hits them all.
 *
 * @param {Record<string, string[]>} starts name → a program and its arguments
 */
export function fresh(starts) {
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

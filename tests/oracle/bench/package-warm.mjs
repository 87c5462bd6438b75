// The checkers side by side in one process: `node package-warm.mjs LINES BUNDLE…`, ours first, prints nanoseconds a config, as JSON.

import { readFileSync } from "node:fs";
import { medians } from "./rounds.mjs";

/** How many lines `checkLines` gets: the configs over and over. */
const LINES = 100_000;

const [file, ...bundles] = process.argv.slice(2);
const text = readFileSync(file, "utf8");
const configs = text.split("\n").map((line) => JSON.parse(line));
const many = Array.from({ length: LINES / configs.length }, () => text).join("\n");
const checkers = await Promise.all(bundles.map((bundle) => import(bundle)));

for (const config of configs) {
  const verdicts = checkers.map(({ check }) => check(config).ok);
  if (new Set(verdicts).size > 1) throw new Error(`not the same verdict: ${JSON.stringify(config)}`);
}

const remarks = configs
  .flatMap((config) => checkers[0].check(config).issues)
  .filter(({ severity }) => severity !== "error");
let issues = 0;
const objects = medians(
  checkers.map(({ check }) => () => {
    for (const config of configs) issues += check(config).issues.length;
  }),
  10,
);
const lines = medians(
  checkers.map(({ checkLines }) => () => {
    const report = checkLines(many);
    if (report.lines !== LINES) throw new Error("lines are missing");
    issues += report.failed;
  }),
  1,
);

console.log(
  JSON.stringify({
    configs: configs.length,
    remarks: remarks.length,
    lines: LINES,
    bytes: Buffer.byteLength(text) / configs.length,
    checkers: checkers.map((_, index) => ({
      objectNs: objects[index] / configs.length,
      lineNs: lines[index] / LINES,
    })),
    issues,
  }),
);

// One engine in a process of its own: `node warm.mjs BUNDLE NUMBERS` prints nanoseconds a number, as JSON.

import { readFileSync } from "node:fs";

/** How long each question is asked, in nanoseconds, and how many rounds at least. */
const LONG_ENOUGH = 2e9;
const ROUNDS = 5;

const [bundle, file] = process.argv.slice(2);
const engine = await import(bundle);
const numbers = JSON.parse(readFileSync(file, "utf8"));

let answers = 0;

function round(ask) {
  const begun = process.hrtime.bigint();
  for (const number of numbers) if (ask(number)) answers += 1;
  return Number(process.hrtime.bigint() - begun);
}

/** The median of the rounds, once the compiler is done. */
function measure(ask) {
  for (let warmUp = 0; warmUp < 3; warmUp += 1) round(ask);
  const rounds = [];
  for (let sum = 0; sum < LONG_ENOUGH || rounds.length < ROUNDS; sum += rounds.at(-1)) rounds.push(round(ask));
  rounds.sort((one, other) => one - other);
  return rounds[Math.floor(rounds.length / 2)] / numbers.length;
}

const valid = measure(engine.isValid);
const kindAndRegion = measure((text) => engine.kindAndRegion(text).kind != null);
const accepted = numbers.filter((number) => engine.isValid(number)).length;
console.log(JSON.stringify({ valid, kindAndRegion, accepted, answers }));

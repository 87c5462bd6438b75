// libphonenumber-js, with the very metadata that core's tables were made from: the strictest judge.

import assert from "node:assert/strict";
import test from "node:test";
import parse from "libphonenumber-js/max";

import { Differences } from "./differences.mjs";
import { facts } from "./facts.mjs";
import { trunkPrefixOfAValidNumber } from "./known.mjs";

test("libphonenumber-js/max agrees", async (context) => {
  const differences = new Differences([trunkPrefixOfAValidNumber]);
  let numbers = 0;
  for await (const fact of facts()) {
    numbers += 1;
    judge(fact, parse(fact.number), differences);
  }
  assert.ok(numbers > 100_000, `only ${numbers} numbers`);
  context.diagnostic(`${numbers} numbers, ${differences.finish()}`);
});

function judge(fact, theirs, differences) {
  const compare = (what, ours, answer) => differences.compare(what, fact, ours, answer, theirs?.number);
  const valid = theirs?.isValid() ?? false;
  const accepted = valid && theirs.number === fact.number;
  compare("accepted", fact.validity === "valid", accepted);
  if (fact.validity !== "valid") {
    // What it reads into a number that is none: the same without its trunk prefix.
    compare("number that was meant", fact.withoutTrunkPrefix, valid && !accepted ? theirs.number : null);
  } else if (accepted) {
    compare("region", fact.region, theirs.country ?? "001");
    compare("kind", fact.kind, theirs.getType().toLowerCase().replaceAll("_", "-"));
    compare("international form", fact.international, theirs.formatInternational());
  }
}

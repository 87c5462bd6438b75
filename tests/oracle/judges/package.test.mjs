// The npm package says what core says: a part of the numbers, through WebAssembly.

import assert from "node:assert/strict";
import test from "node:test";
import { isValidE164, parsePhoneNumber } from "dialin-config";

import { facts } from "./facts.mjs";

/** Every how-manieth number is asked about: each costs some microseconds. */
const STEP = 10;

test("dialin-config says what core says", async (context) => {
  let numbers = 0;
  let place = 0;
  for await (const fact of facts()) {
    if (place++ % STEP !== 0) continue;
    numbers += 1;
    const { value } = parsePhoneNumber(fact.number);
    const { e164, validity, region, kind, international } = value;
    const { number, withoutTrunkPrefix, ...rest } = fact;
    assert.deepEqual({ e164, validity, region, kind, international }, { e164: number, ...rest });
    assert.equal(isValidE164(number), fact.validity === "valid", number);
  }
  assert.ok(numbers > 10_000, `only ${numbers} numbers`);
  context.diagnostic(`${numbers} numbers`);
});

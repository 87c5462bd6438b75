// google-libphonenumber, Google's own code. Version 3.2.47 has metadata 9.0.40 (found by asking Google's Python port of each
// version about the same numbers), core's is newer.

import assert from "node:assert/strict";
import test from "node:test";
import google from "google-libphonenumber";

import { Differences } from "./differences.mjs";
import { facts } from "./facts.mjs";
import { noMobilePhones, trunkPrefixOfAValidNumber } from "./known.mjs";

const { PhoneNumberFormat, PhoneNumberType, PhoneNumberUtil } = google;
const { ValidationResult } = PhoneNumberUtil;
const util = PhoneNumberUtil.getInstance();

/** What differs between the versions of Google's metadata, as calling codes. */
const changes = {
  "9.0.41": ["+86", "+98", "+234"],
  "9.0.42": [
    ...["+7", "+34", "+45", "+61", "+86", "+91", "+233", "+238", "+254", "+267", "+290", "+358", "+506", "+592"],
    ...["+595", "+675", "+965"],
  ],
  "9.0.43": ["+40", "+49", "+86", "+229", "+251", "+263", "+593", "+856", "+995"],
};

const olderMetadata = Object.entries(changes).map(([version, codes]) => ({
  name: `metadata ${version}`,
  reason: "that version changed the plans of these calling codes",
  explains: ({ fact }) => codes.some((code) => fact.number.startsWith(code)),
}));

const localOnly = {
  name: "short, but dialled everywhere",
  reason: "Canada's 310 xxxx is a valid number of a length that Google lists as local",
  explains: ({ what, fact, theirs }) =>
    what === "length" && theirs === "local" && /^\+1310\d{4}$/.test(fact.number) && fact.validity === "valid",
};

test("google-libphonenumber agrees", async (context) => {
  const known = [trunkPrefixOfAValidNumber, noMobilePhones, localOnly, ...olderMetadata];
  const differences = new Differences(known);
  let numbers = 0;
  for await (const fact of facts()) {
    numbers += 1;
    judge(fact, read(fact.number), differences);
  }
  assert.ok(numbers > 100_000, `only ${numbers} numbers`);
  context.diagnostic(`${numbers} numbers, ${differences.finish()}`);
});

/** The number as Google reads it; `undefined` for what it refuses to read. */
function read(number) {
  try {
    return util.parse(number);
  } catch {
    return undefined;
  }
}

function judge(fact, theirs, differences) {
  const readAs = theirs && util.format(theirs, PhoneNumberFormat.E164);
  const compare = (what, ours, answer) => differences.compare(what, fact, ours, answer, readAs);
  const accepted = readAs === fact.number && util.isValidNumber(theirs);
  compare("accepted", fact.validity === "valid", accepted);
  if (accepted && fact.validity === "valid") {
    compare("region", fact.region, util.getRegionCodeForNumber(theirs));
    compare("kind", fact.kind, kindNames.get(util.getNumberType(theirs)));
    // Theirs has the punctuation of the country; E.123 has spaces.
    const international = util.format(theirs, PhoneNumberFormat.INTERNATIONAL);
    compare("international form", fact.international, international.replace(/[^0-9+]+/g, " "));
  }
  // What was read as another number has the length of that one.
  if (readAs === fact.number) {
    const length = lengthNames.get(util.isPossibleNumberWithReason(theirs));
    compare("length", lengthOf(fact, length), length);
  }
}

const kindNames = new Map(
  Object.entries(PhoneNumberType).map(([name, value]) => [value, name.toLowerCase().replaceAll("_", "-")]),
);

const lengthNames = new Map([
  [ValidationResult.IS_POSSIBLE, "possible"],
  [ValidationResult.IS_POSSIBLE_LOCAL_ONLY, "local"],
  [ValidationResult.TOO_SHORT, "too-short"],
  [ValidationResult.TOO_LONG, "too-long"],
  [ValidationResult.INVALID_LENGTH, "invalid-length"],
  [ValidationResult.INVALID_COUNTRY_CODE, "unknown-calling-code"],
]);

/** Core counts no length that is local only: such a number is too short, or between two lengths. */
function lengthOf(fact, theirs) {
  if (fact.validity === "valid") return "possible";
  return theirs === "local" && ["too-short", "invalid-length"].includes(fact.validity) ? "local" : fact.validity;
}

// Phone numbers alone answer as they do among everything else.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { checkCreate, isValidE164, parsePhoneNumber, versions } from "dialin-config";
import * as phone from "dialin-config/phone";

/** Every number of the shared cases, and what people paste besides. */
const texts = [
  ...JSON.parse(
    readFileSync(new URL("../../../../tests/vectors/phone_number.json", import.meta.url), "utf8"),
  ).flatMap(({ input }) => (typeof input?.phone_number === "string" ? [input.phone_number] : [])),
  "",
  "+",
  "+1",
  "+999",
  "+12095038039",
  "+1209503803",
  "+120950380399",
  "+12125550123",
  "+442071838750",
  "+4402071838750",
  "+448081570192",
  "+80012345678",
  "+8835100012345",
  "+123456789012345",
  "+1234567890123456",
  "2095038039",
  "00442071838750",
  "+44 (0)20 7183 8750",
  "+1 209 503 8039,,12345678987",
  "+12095038039 ext 5",
  "\uff0b\uff11\uff12\uff10\uff19\uff15\uff10\uff13\uff18\uff10\uff13\uff19",
  // The neighbours of the digits.
  "+1209503803:",
  "+12:95038039",
  "+1209503803/",
  "+12/95038039",
  "+1209503803\u0669",
  "+1209503803\u0130",
  "+1209503803\u0430",
  '+1209503803"\\\u0000\u001f\u2028',
  "\u{1f4de}+12095038039",
  "+1209\ud800503",
  "+12095038039\ufeff",
  "\ufeff+12095038039",
  " +12095038039 ",
  "tel:+12095038039",
  "x".repeat(5000),
  "\u{1f4de}".repeat(3000),
];

test("a number has the same report in both entries, to the letter", () => {
  assert.ok(texts.length > 100, `only ${texts.length} texts`);
  const seen = new Set();
  for (const text of texts) {
    const report = phone.parsePhoneNumber(text);
    assert.equal(JSON.stringify(report), JSON.stringify(parsePhoneNumber(text)), JSON.stringify(text));
    for (const { code } of report.issues) seen.add(code);
  }
  assert.deepEqual([...seen].sort(), [
    "phone-number-not-canonical",
    "phone-number-not-e164",
    "phone-number-not-possible",
    "phone-number-not-valid",
    "phone-number-unusual-kind",
  ]);
});

test("isValidE164 says what the validity is", () => {
  let valid = 0;
  for (const text of texts) {
    const expected = parsePhoneNumber(text).value.validity === "valid";
    valid += Number(expected);
    assert.equal(isValidE164(text), expected, JSON.stringify(text));
    assert.equal(phone.isValidE164(text), expected, JSON.stringify(text));
  }
  assert.ok(valid >= 10, `only ${valid} valid numbers`);
});

test("the automaton is found again when the memory has grown", () => {
  for (const entry of [phone, { isValidE164, parsePhoneNumber }]) {
    for (const megabytes of [1, 4, 16]) {
      assert.equal(entry.isValidE164("+12095038039"), true);
      entry.parsePhoneNumber("+" + "1".repeat(megabytes * 2 ** 20));
    }
    assert.equal(entry.isValidE164("+12095038039"), true);
    assert.equal(entry.isValidE164("+12555599999"), false);
  }
});

test("what is no string is no number", () => {
  for (const [value, name] of [
    [undefined, "undefined"],
    [null, "null"],
    [12095038039, "a value of type number"],
    [["+12095038039"], "an array"],
    [{ toString: () => "+12095038039" }, "an object"],
    [new String("+12095038039"), "an object of type String"],
    [Symbol("+1"), "a value of type symbol"],
  ]) {
    for (const entry of [phone, { isValidE164, parsePhoneNumber }]) {
      assert.equal(entry.isValidE164(value), false);
      assert.throws(() => entry.parsePhoneNumber(value), {
        name: "TypeError",
        message: `the phone number must be a string, not ${name}`,
      });
    }
  }
});

test("the facts of a number", () => {
  assert.deepEqual(phone.parsePhoneNumber("+442071838750"), {
    ok: true,
    issues: [],
    value: {
      e164: "+442071838750",
      callingCode: "44",
      nationalNumber: "2071838750",
      region: "GB",
      kind: "fixed-line",
      validity: "valid",
      international: "+44 20 7183 8750",
    },
  });
  const { ok, value } = phone.parsePhoneNumber("020 7183 8750");
  assert.equal(ok, false);
  assert.deepEqual(Object.values(value), [null, null, null, null, null, null, null]);
});

test("the issue of a number is that of its config, but for the path", () => {
  const number = "+1 209 503 8039";
  const [{ path, ...issue }] = checkCreate({ type: "pin_dialin", phone_number: number }).issues;
  assert.deepEqual(path, ["phone_number"]);
  assert.deepEqual(phone.parsePhoneNumber(number).issues, [{ ...issue, path: [] }]);
});

test("both entries are of one version", () => {
  assert.deepEqual(phone.versions(), versions());
  assert.match(phone.versions().numbering, /^\d+\.\d+\.\d+$/);
});

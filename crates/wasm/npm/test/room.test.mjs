// What the check of a room takes and refuses; what it finds is in the shared cases.
import assert from "node:assert/strict";
import { test } from "node:test";
import { checkRoomDialin, readDialinCode } from "dialin-config";

const now = 1_700_000_000;
const properties = { dialin: { display_name: "Phone" }, exp: now + 3600, eject_at_room_exp: true };
const options = { operation: "create", now };
const codes = (report) => report.issues.map((issue) => issue.code);

test("the answer is the body of the request", () => {
  assert.deepEqual(checkRoomDialin({ ...properties, enable_chat: true }, options), {
    ok: true,
    issues: [],
    value: { properties: { ...properties, enable_chat: true } },
  });
});

test("now is seconds, fractions allowed", () => {
  const check = (at) => codes(checkRoomDialin(properties, { operation: "create", now: at }));
  assert.deepEqual(check(now + 3599.9), []);
  assert.deepEqual(check(now + 3600), ["room-exp-past"]);
  assert.deepEqual(check(Number.MAX_VALUE), ["room-exp-past"]);
  assert.deepEqual(check(-Number.MAX_VALUE), ["room-exp-too-far"]);
});

test("configs are read as the checks of configs read them", () => {
  const dialin = { room_numbers: [{ phone_number: "+12268078039" }] };
  const configs = [{ id: "a", type: "pinless_dialin", config: { phone_number: "+12268078039" } }];
  const check = (given) => codes(checkRoomDialin({ ...properties, dialin }, { ...options, configs: given }));
  assert.deepEqual(check(configs), ["room-number-pinless"]);
  for (const none of [undefined, [], [{ id: "a", type: "pin_dialin", config: configs[0].config }]]) {
    assert.deepEqual(check(none), []);
  }
});

test("options have to be right, and properties have to have a JSON form", () => {
  const names = "expected one of `operation`, `now`, `configs`, `purchasedNumbers`";
  const cases = [
    [undefined, "options must be an object with `operation` and `now`, not undefined"],
    [null, "options must be an object with `operation` and `now`, not null"],
    ["create", "options must be an object with `operation` and `now`, not a value of type string"],
    [{ now }, 'operation must be "create" or "update", not undefined'],
    [{ now, operation: "delete" }, 'operation must be "create" or "update", not "delete"'],
    [{ now, operation: "x".repeat(1e6) }, `operation must be "create" or "update", not "${"x".repeat(60)}…"`],
    [{ ...options, ["x".repeat(1e6)]: 1 }, `options: unknown field \`${"x".repeat(60)}…\`, ${names}`],
    [{ now, operation: ["create"] }, 'operation must be "create" or "update", not an array'],
    [{ operation: "create" }, "now must be a number of seconds, not undefined"],
    [{ operation: "create", now: "1700000000" }, "now must be a number of seconds, not a value of type string"],
    [{ operation: "create", now: Number.POSITIVE_INFINITY }, "now must be a number of seconds, not Infinity"],
    [{ ...options, id: undefined, config: [] }, `options: unknown field \`config\`, ${names}`],
    [{ ...options, configs: {} }, "options: `configs` is an object, not an array"],
    [{ ...options, configs: [() => 1] }, "options.configs[0] is a function, which has no JSON form"],
  ];
  for (const [given, message] of cases) {
    assert.throws(() => checkRoomDialin(properties, given), { name: "TypeError", message });
  }
  assert.throws(() => checkRoomDialin({ ...properties, exp: 1n }, options), {
    name: "TypeError",
    message: "properties.exp is a bigint, which has no JSON form",
  });
  assert.deepEqual(codes(checkRoomDialin("{}", options)), ["not-an-object"]);
});

test("the PIN in Daily's answer", () => {
  assert.equal(readDialinCode({ id: "a", config: { dialin: {}, dialin_code: "01234567890" } }), "01234567890");
  for (const none of [{}, { config: {} }, { config: { dialin_code: null } }, { dialin_code: "1" }, null, [], "x", 5]) {
    assert.equal(readDialinCode(none), null);
  }
  assert.throws(() => readDialinCode(), { name: "TypeError", message: "room is undefined, which has no JSON form" });
});

test("numbers that were not purchased, or are in no config", () => {
  const dialin = { room_numbers: [{ phone_number: "+12268078039" }] };
  const check = (more) => codes(checkRoomDialin({ ...properties, dialin }, { ...options, ...more }));
  assert.deepEqual(check({ purchasedNumbers: ["+12268078039"] }), []);
  assert.deepEqual(check({ purchasedNumbers: undefined }), []);
  assert.deepEqual(check({ purchasedNumbers: [] }), ["phone-number-not-purchased"]);
  assert.deepEqual(check({ configs: [{ type: "pin_dialin", phone_number: "+12095038039" }] }), ["room-number-not-configured"]);
  assert.throws(() => check({ purchasedNumbers: "+1" }), {
    name: "TypeError",
    message: "options: `purchasedNumbers` is a string, not an array",
  });
});

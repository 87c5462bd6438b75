// What the functions of webhooks and dial strings take, and what they refuse; what they find is in the shared cases.
import assert from "node:assert/strict";
import { createHmac } from "node:crypto";
import { test } from "node:test";
import vm from "node:vm";
import { buildDialString, checkRoomDialin, dialStringTexts, parseDialString, signWebhook, verifyWebhook } from "dialin-config";

const secret = Buffer.from("thirty-two bytes of a test secret").toString("base64");
const timestamp = "1742353314";
const now = 1742353320;

/** As Daily's documents say it, in other code. */
const reference = (body, at = timestamp) =>
  createHmac("sha256", Buffer.from(secret, "base64")).update(`${at}.`).update(body).digest("base64");

test("a signature is over the very bytes", () => {
  const every = Uint8Array.from({ length: 256 }, (_, byte) => byte);
  const inside = new Uint8Array([...every, ...every]).subarray(100, 300);
  const elsewhere = vm.runInNewContext("new Uint8Array([0, 128, 255])");
  for (const body of ["", "{}", "Empfang \u{1f4de}", every, Buffer.from(every), inside, elsewhere, every.buffer, Buffer.alloc(3 << 20, 0xff)]) {
    const signature = signWebhook({ secret, timestamp, body });
    assert.equal(signature, reference(body instanceof ArrayBuffer ? new Uint8Array(body) : body));
    assert.deepEqual(verifyWebhook({ secret, signature, timestamp, body, now }), {
      ok: true,
      issues: [],
      value: { timestamp: 1742353314 },
    });
  }
  const bytes = Uint8Array.of(0xff, 0xfe);
  assert.notEqual(signWebhook({ secret, timestamp, body: bytes }), signWebhook({ secret, timestamp, body: "\ufffd\ufffd" }));
});

test("a secret that cannot be used is a TypeError that does not repeat it", () => {
  for (const [wrong, message] of [
    ["", "the signing secret is empty"],
    ["null", "the signing secret is the word `null` or `undefined`, not a secret"],
    ["s3cret s3cret", "the signing secret contains whitespace"],
    ["s3cret!", "the signing secret is not base64"],
  ]) {
    assert.throws(() => signWebhook({ secret: wrong, timestamp, body: "" }), { name: "TypeError", message });
    const { ok, issues } = verifyWebhook({ secret: wrong, signature: "x", timestamp, body: "", now });
    assert.equal(ok, false);
    assert.ok(issues.some((issue) => issue.message === message));
  }
});

test("headers that did not come are missing, not wrong", () => {
  for (const missing of [undefined, null]) {
    const { issues } = verifyWebhook({ secret, signature: missing, timestamp: missing, body: "", now });
    assert.deepEqual(
      issues.map(({ code, path }) => [code, path]),
      [
        ["signature-missing", ["signature"]],
        ["timestamp-invalid", ["timestamp"]],
      ],
    );
  }
});

test("a header may be an array, as frameworks give what came twice", () => {
  const signature = signWebhook({ secret, timestamp, body: "{}" });
  const verify = (given) => verifyWebhook({ secret, signature: given, timestamp: [timestamp], body: "{}", now });
  assert.equal(verify([signature]).ok, true);
  assert.deepEqual(verify([signature, signature]).issues, verify(`${signature}, ${signature}`).issues);
  assert.equal(verify([signature, signature]).ok, false);
});

test("now and the tolerance are seconds, fractions allowed", () => {
  const body = "{}";
  const verify = (rest) =>
    verifyWebhook({ secret, signature: reference(body), timestamp, body, ...rest }).issues.map((issue) => issue.code);
  assert.deepEqual(verify({ now: 1742353314 + 300.9 }), []);
  assert.deepEqual(verify({ now: 1742353314 + 301 }), ["timestamp-stale"]);
  assert.deepEqual(verify({ now: 1742353314 + 301, tolerance: 301.5 }), []);
  assert.deepEqual(verify({ now: 1742353314, tolerance: 0 }), []);
  assert.deepEqual(verify({ now: 1742353315, tolerance: 0 }), ["timestamp-stale"]);
  // `Date.now()` as it is.
  assert.deepEqual(verify({ now: 1742353314300, tolerance: 0 }), []);
  assert.deepEqual(verify({ now: Number.MAX_VALUE }), ["timestamp-stale"]);
  assert.deepEqual(verify({ now: -Number.MAX_VALUE }), ["timestamp-stale"]);
});

test("arguments of the wrong kind are TypeErrors that show no value", () => {
  const call = { secret, signature: "x", timestamp, body: "", now };
  const parts = { phoneNumber: "+12095038039", pin: "12345678987" };
  const detached = new Uint8Array(8);
  structuredClone(detached.buffer, { transfer: [detached.buffer] });
  const cases = [
    [() => signWebhook(), "signWebhook takes one object, not undefined"],
    [() => signWebhook("secret"), "signWebhook takes one object, not a value of type string"],
    [() => signWebhook({ ...call, secret: undefined }), "secret must be a string, not undefined"],
    [() => signWebhook({ ...call, timestamp: 1742353314 }), "timestamp must be a string, not a value of type number"],
    [
      () => signWebhook({ ...call, body: { To: "+1" } }),
      "body must be the raw body, a string, a Uint8Array or an ArrayBuffer, not an object",
    ],
    [
      () => verifyWebhook({ ...call, body: new Uint16Array(2) }),
      "body must be the raw body, a string, a Uint8Array or an ArrayBuffer, not an object of type Uint16Array",
    ],
    [() => verifyWebhook(), "verifyWebhook takes one object, not undefined"],
    [() => verifyWebhook({ ...call, secret: undefined }), "secret must be a string, not undefined"],
    [() => verifyWebhook({ ...call, signature: [5] }), "signature must be a string, not an array"],
    [() => verifyWebhook({ ...call, timestamp: 1742353314 }), "timestamp must be a string, not a value of type number"],
    [() => verifyWebhook({ ...call, now: undefined }), "now must be a number of seconds, not undefined"],
    [() => verifyWebhook({ ...call, now: Number.NaN }), "now must be a number of seconds, not NaN"],
    [() => verifyWebhook({ ...call, now: new Date(0) }), "now must be a number of seconds, not an object of type Date"],
    [() => verifyWebhook({ ...call, tolerance: -1 }), "tolerance must be from 0 to 86400 seconds, not -1"],
    // The milliseconds of five minutes.
    [() => verifyWebhook({ ...call, tolerance: 300000 }), "tolerance must be from 0 to 86400 seconds, not 300000"],
    [() => verifyWebhook({ ...call, tolerance: "300" }), "tolerance must be a number of seconds, not a value of type string"],
    [() => buildDialString(null), "buildDialString takes one object, not null"],
    [() => buildDialString({ ...parts, pin: 12345678987 }), "pin must be a string, not a value of type number"],
    [() => buildDialString({ pin: "1" }), "phoneNumber must be a string, not undefined"],
    [() => buildDialString({ ...parts, pauses: 1.5 }), "pauses must be a whole number, 0 or more, not 1.5"],
    [() => buildDialString({ ...parts, pauses: -1 }), "pauses must be a whole number, 0 or more, not -1"],
    [() => buildDialString({ ...parts, pauses: "2" }), "pauses must be a whole number, 0 or more, not a value of type string"],
    [() => parseDialString(undefined), "the dial string must be a string, not undefined"],
  ];
  for (const [run, message] of cases) assert.throws(run, { name: "TypeError", message });
  for (const body of [detached, detached.buffer]) {
    assert.throws(() => signWebhook({ ...call, body }), {
      name: "TypeError",
      message:
        "body must be the raw body, a string, a Uint8Array or an ArrayBuffer, not one whose bytes were transferred away",
    });
  }
  const [tooMany] = buildDialString({ ...parts, pauses: 2 ** 40 }).issues;
  assert.deepEqual([tooMany.message, tooMany.params], [
    "the number of pauses must be from 1 to 30",
    { most: 30, reason: "pauses" },
  ]);
  assert.equal(buildDialString({ ...parts, pauses: undefined }).value.text, "+12095038039,,12345678987");
});

test("the PIN waits for the greeting", () => {
  const parts = { phoneNumber: "+12095038039", pin: "12345678987" };
  const pauses = (more) => buildDialString({ ...parts, ...more }).value.text.split(",").length - 1;
  assert.equal(pauses({}), 2);
  assert.equal(pauses({ greeting: "Hello." }), 2);
  // 13 characters a second, two seconds a pause.
  assert.equal(pauses({ greeting: "x".repeat(13 * 2 * 5) }), 5);
  assert.equal(pauses({ greeting: "x".repeat(13 * 2 * 5), pauses: 3 }), 3);
  // As a config has it, and as a server may answer it.
  assert.equal(pauses({ greeting: { message: "x".repeat(13 * 2 * 5) } }), 5);
  for (const nothing of [null, undefined, {}, { message: null }]) assert.equal(pauses({ greeting: nothing }), 2);
  const found = (what) => ({ name: "TypeError", message: `${what} must be a string, not a value of type number` });
  assert.throws(() => pauses({ greeting: 5 }), found("greeting"));
  assert.throws(() => pauses({ greeting: { message: 5 } }), found("greeting.message"));
  assert.throws(() => pauses({ greeting: ["x"] }), { name: "TypeError", message: "greeting must be a string, not an array" });
});

test("a dial string for invitations", () => {
  const parts = { phoneNumber: "+12095038039", pin: "12345678987" };
  assert.deepEqual(dialStringTexts(parts), {
    ok: true,
    issues: [],
    value: {
      humanText: "+1 209 503 8039, then PIN 12345678987",
      vcardTel: "TEL;VALUE=text;TYPE=voice:+12095038039\\,\\,12345678987",
      icsLocation: "LOCATION:tel:+12095038039\\,\\,12345678987",
      icsDescription:
        "DESCRIPTION:Dial +1 209 503 8039\\, then PIN 12345678987.\\nOne tap: tel:+120\r\n 95038039\\,\\,12345678987",
    },
  });
  assert.equal(dialStringTexts({ ...parts, greeting: "x".repeat(60) }).value.icsLocation.split(",").length - 1, 3);
  const wrong = { ...parts, pin: "x" };
  assert.deepEqual(dialStringTexts(wrong), buildDialString(wrong));
  assert.throws(() => dialStringTexts(), { name: "TypeError", message: "dialStringTexts takes one object, not undefined" });
});

test("the line for people is read again", () => {
  const { humanText } = dialStringTexts({ phoneNumber: "+442071838750", pin: "12345678987" }).value;
  const { phoneNumber, pin } = parseDialString(humanText).value;
  assert.deepEqual([phoneNumber, pin], ["+442071838750", "12345678987"]);
});

test("no PIN stands in what is said of it", () => {
  const pin = "12345678987x";
  for (const report of [buildDialString({ phoneNumber: "+12095038039", pin }), parseDialString(`+12095038039,,${pin}`)]) {
    assert.equal(report.ok, false);
    assert.doesNotMatch(JSON.stringify(report.issues), /12345678987/);
  }
});

test("what all objects inherit is no argument", () => {
  const signature = signWebhook({ secret, timestamp, body: "{}" });
  const verify = { secret, signature, timestamp, body: "{}", now: now + 5000 };
  const before = verifyWebhook(verify);
  assert.equal(before.ok, false);
  const evil = { tolerance: 86_400, secret, body: "{}", now, pauses: 9, greeting: "Hello.", message: "Hello.", operation: "create" };
  const dialled = { phoneNumber: "+12095038039", pin: "12345678987" };
  const plain = buildDialString(dialled);
  Object.assign(Object.prototype, evil);
  try {
    assert.deepEqual(verifyWebhook(verify), before);
    assert.throws(() => signWebhook({ timestamp }), { name: "TypeError", message: "secret must be a string, not undefined" });
    assert.deepEqual(buildDialString(dialled), plain);
    assert.deepEqual(buildDialString({ ...dialled, greeting: {} }), plain);
    assert.throws(() => checkRoomDialin({}, {}), { name: "TypeError", message: /^operation must be/ });
    assert.throws(() => checkRoomDialin({}, { operation: "create" }), { name: "TypeError", message: /^now must be/ });
  } finally {
    for (const key of Object.keys(evil)) delete Object.prototype[key];
  }
});

// What callers hand in: read once, in JavaScript, and refused by name and path where it has no JSON form.
import assert from "node:assert/strict";
import { test } from "node:test";
import {
  checkCreate,
  checkDomainProperties,
  checkLines,
  checkSet,
  checkStored,
  checkUpdate,
  isValidE164,
} from "dialin-config";
import { overlooked } from "../testing/surrogates.mjs";

const good = { type: "pin_dialin", phone_number: "+12095038039" };
const codes = (report) => report.issues.map((issue) => issue.code);

/** The instance still works, and says what it should. */
function assertAlive() {
  assert.deepEqual(checkCreate(good), { ok: true, issues: [], value: good });
}

function cycle() {
  const config = { ...good, ivr_greeting: { message: "Hello" } };
  config.ivr_greeting.config = config;
  return config;
}

const withoutJsonForm = [
  ["undefined", undefined, "input is undefined, which has no JSON form"],
  ["a function", () => good, "input is a function, which has no JSON form"],
  ["a class", class Config {}, "input is a function, which has no JSON form"],
  ["a symbol", Symbol("pin_dialin"), "input is a symbol, which has no JSON form"],
  ["a bigint", 12095038039n, "input is a bigint, which has no JSON form"],
  ["NaN", Number.NaN, "input is NaN, which has no JSON form"],
  ["a Map", new Map(Object.entries(good)), "input is a Map, which has no JSON form"],
  ["form data", new FormData(), "input is a FormData, which has no JSON form"],
  ["a boxed bigint", Object(1n), "input is a BigInt, which has no JSON form"],
  ["a boxed symbol", { a: Object(Symbol("b")) }, "input.a is a Symbol, which has no JSON form"],
  ...[
    new Set(),
    new WeakMap(),
    new WeakSet(),
    new WeakRef(good),
    Promise.resolve(good),
    /pin_dialin/,
    new TypeError("x"),
    new ArrayBuffer(2),
    new SharedArrayBuffer(2),
    new Headers(),
    new URLSearchParams("type=pin_dialin"),
  ].map((value) => {
    const kind = Object.prototype.toString.call(value).slice("[object ".length, -1);
    return [`a ${kind}`, value, `input is a ${kind}, which has no JSON form`];
  }),
  ["bytes", new Uint8Array(2), "input is binary data, which has no JSON form"],
  ["a nested function", { type: () => "pin_dialin" }, "input.type is a function, which has no JSON form"],
  [
    "a nested Set",
    { timeout_config: { message: new Set() } },
    "input.timeout_config.message is a Set, which has no JSON form",
  ],
  ["a nested infinity", { name_prefix: -Infinity }, "input.name_prefix is -Infinity, which has no JSON form"],
  ["a hole", { phone_number: ["+1", , "+2"] }, "input.phone_number[1] is undefined, which has no JSON form"],
  ["an odd key", { "name prefix": { 'a"b': 1n } }, 'input["name prefix"]["a\\"b"] is a bigint, which has no JSON form'],
  ["a cycle", cycle(), "input.ivr_greeting.config is an object that holds itself, which has no JSON form"],
  ["toJSON to nothing", { toJSON: () => undefined }, "input is undefined, which has no JSON form"],
];

test("what has no JSON form is a TypeError that names its path", async (t) => {
  for (const [name, value, message] of withoutJsonForm) {
    await t.test(name, () => {
      for (const check of [checkCreate, checkStored, (input) => checkUpdate(input, { type: "pin_dialin" })]) {
        assert.throws(() => check(value), { name: "TypeError", message });
      }
    });
  }
  assert.throws(() => checkSet([good, { id: 1n }]), {
    name: "TypeError",
    message: "configs[1].id is a bigint, which has no JSON form",
  });
  assert.throws(() => checkDomainProperties({ properties: Symbol.iterator }), {
    name: "TypeError",
    message: "body.properties is a symbol, which has no JSON form",
  });
  assertAlive();
});

test("options are read the same way, and have to be right", () => {
  const type = "pin_dialin";
  const noType = "options: `type` has to say the type of the stored config, `pinless_dialin` or `pin_dialin`";
  for (const [check, message] of [
    [() => checkCreate(good, { id: () => "a" }), "options.id is a function, which has no JSON form"],
    [() => checkCreate(good, { configs: [, 1] }), "options.configs[0] is undefined, which has no JSON form"],
    [
      () => checkCreate(good, { purchasedNumbers: "+12095038039" }),
      "options: `purchasedNumbers` is a string, not an array",
    ],
    [() => checkCreate(good, { purchasedNumbers: null }), "options: `purchasedNumbers` is null, not an array"],
    [() => checkCreate(good, { id: null }), "options: `id` is null, not a string"],
    [() => checkCreate(good, { configs: [{}, null] }), "options: `configs` holds null, not objects"],
    [() => checkCreate(good, null), "options: not an object"],
    [() => checkCreate(good, []), "options: not an object"],
    [() => checkLines("", { allowPrivateHosts: "yes" }), "options: `allowPrivateHosts` is a string, not a boolean"],
    [
      () => checkUpdate({}, { type, numbers: [] }),
      "options: unknown field `numbers`, expected one of `purchasedNumbers`, `configs`, `id`, `allowPrivateHosts`",
    ],
    [() => checkUpdate({}), noType],
    [() => checkUpdate({}, {}), noType],
    [() => checkUpdate({}, { type: "PIN" }), noType],
    [() => checkUpdate({}, { type: undefined }), noType],
    [() => checkLines(Buffer.from("{}")), "checkLines takes NDJSON text, not an object of type Uint8Array"],
    [() => checkLines(null), "checkLines takes NDJSON text, not null"],
    [() => checkLines(["{}"]), "checkLines takes NDJSON text, not an array"],
  ]) {
    assert.throws(check, { name: "TypeError", message });
  }
  assert.deepEqual(checkCreate(good, undefined), checkCreate(good, {}));
  assert.deepEqual(checkCreate(good, { id: undefined }), checkCreate(good));
  assertAlive();
});

test("the secret in an input is not in the error about it", () => {
  const secret = "9jyatvPWQfBymCGDOYPYKF/TRZXR+08Gj4bvPF78pH0=";
  assert.throws(
    () => checkCreate({ hmac: secret, name_prefix: 1n }),
    (error) => error instanceof TypeError && !error.message.includes(secret),
  );
});

test("what is no config but has a JSON form is answered with a report", () => {
  for (const input of [
    null,
    true,
    5,
    -0,
    "",
    JSON.stringify(good),
    [],
    [good],
    new Date(0),
    new String("x"),
    new Number(1),
  ]) {
    assert.deepEqual(codes(checkCreate(input)), ["not-an-object"], String(input));
  }
});

test("undefined is absent, null is null", () => {
  const report = checkCreate({ ...good, name_prefix: undefined, timeout_config: undefined });
  assert.deepEqual(report, checkCreate(good));
  assert.deepEqual(codes(checkCreate({ ...good, name_prefix: null })), ["field-null"]);
  assert.deepEqual(codes(checkCreate({ ...good, phone_number: undefined })), ["phone-number-required"]);
});

test("objects of every make are objects", () => {
  class Draft {
    type = "pin_dialin";
    phone_number = "+12095038039";
    #secret = 1;
    describe() {
      return this.#secret;
    }
  }
  const hidden = Object.defineProperty({ ...good, [Symbol("mark")]: () => 1 }, "hidden", {
    value: 1n,
    enumerable: false,
  });
  const shared = { message: "Hello" };
  for (const input of [
    Object.assign(Object.create(null), good),
    Object.create({ name_prefix: 1n }, Object.getOwnPropertyDescriptors(good)),
    Object.freeze({ ...good }),
    new Draft(),
    new Proxy(good, {}),
    hidden,
    { toJSON: () => good },
    { ...good, phone_number: new String(good.phone_number) },
    { type: { toJSON: (key) => (key === "type" ? "pin_dialin" : key) }, phone_number: good.phone_number },
  ]) {
    assert.deepEqual(checkCreate(input), { ok: true, issues: [], value: good });
  }
  // Twice the same object is no cycle.
  assert.equal(checkCreate({ ...good, ivr_greeting: shared, timeout_config: shared }).ok, true);
});

test("each property is read once", () => {
  let reads = 0;
  const input = {
    type: "pin_dialin",
    get phone_number() {
      reads += 1;
      return reads === 1 ? "+12095038039" : "changed";
    },
  };
  assert.equal(checkCreate(input).value.phone_number, "+12095038039");
  assert.equal(reads, 1);
});

test("what a getter, a toJSON or a proxy throws comes out as it is, 10,000 times", () => {
  const thrown = Symbol("thrown by the caller's own code");
  const fail = () => {
    throw thrown;
  };
  const inputs = [
    {
      ...good,
      get name_prefix() {
        return fail();
      },
    },
    {
      ...good,
      timeout_config: {
        get message() {
          return fail();
        },
      },
    },
    { toJSON: fail },
    {
      get toJSON() {
        return fail();
      },
    },
    new Proxy(good, { ownKeys: fail }),
    new Proxy(good, { get: fail }),
    new Proxy([good], { get: (target, key) => (key === "0" ? fail() : Reflect.get(target, key)) }),
  ];
  for (let round = 0; round < 10_000; round += 1) {
    const input = inputs[round % inputs.length];
    let caught;
    try {
      if (round % 2 === 0) checkCreate(input);
      else checkCreate(good, { configs: input });
    } catch (error) {
      caught = error;
    }
    assert.equal(caught, thrown);
  }
  const { proxy, revoke } = Proxy.revocable({}, {});
  revoke();
  assert.throws(() => checkCreate(proxy), TypeError);
  assertAlive();
});

test("a getter may call a check itself", () => {
  const input = {
    type: "pin_dialin",
    get phone_number() {
      assert.deepEqual(codes(checkCreate({ type: "pinless" })), ["type-unknown"]);
      assert.equal(isValidE164("+12095038039"), true);
      return "+12095038039";
    },
  };
  assert.deepEqual(checkCreate(input), { ok: true, issues: [], value: good });
});

test("a lone surrogate is not JSON text, wherever it stands", () => {
  for (const input of [
    { ...good, name_prefix: "a\ud800b" },
    { ...good, "\udc00": 1 },
    { ...good, name_prefix: "\udc00\ud800" },
  ]) {
    assert.deepEqual(codes(checkCreate(input)), ["json-invalid"]);
  }
  const pair = { ...good, name_prefix: "front desk \u{1f4de}" };
  assert.equal(checkCreate(pair).value.name_prefix, pair.name_prefix);

  assert.deepEqual(overlooked(), []);
});

test("__proto__ and its like are keys as any other", () => {
  const report = checkCreate(
    JSON.parse('{"type":"pin_dialin","phone_number":"+12095038039","__proto__":{"polluted":true},"constructor":1}'),
  );
  assert.deepEqual(
    report.issues.map(({ code, path }) => [code, path]),
    [
      ["field-unknown", ["__proto__"]],
      ["field-unknown", ["constructor"]],
    ],
  );
  assert.equal({}.polluted, undefined);
  assert.equal(report.value.polluted, undefined);
  assert.deepEqual(Object.keys(report.value).sort(), ["__proto__", "constructor", "phone_number", "type"]);
});

test("10 MB strings go in and their report comes out", () => {
  const megabytes = 10 * 2 ** 20;
  for (const letter of ["x", "é", "\u4e2d", "\u{1f4de}", '"', "\u0000"]) {
    const report = checkCreate({ ...good, name_prefix: letter.repeat(megabytes / letter.length) });
    assert.ok(report.issues.length > 0, letter);
    assertAlive();
  }
  assert.equal(isValidE164("+".repeat(megabytes)), false);
  const lines = checkLines(`${JSON.stringify(good)}\n`.repeat(megabytes / 64));
  assert.deepEqual(lines, { lines: megabytes / 64, ok: megabytes / 64, failed: 0, reports: [] });
});

test("many lines are checked in pieces, and keep their numbers", () => {
  const line = JSON.stringify(good);
  // Several pieces; a line that is longer than one, blank ones, and no end of line at the end.
  const long = JSON.stringify({ ...good, name_prefix: "x".repeat(600_000) });
  const lines = ["x", ...Array(20_000).fill(line), "", long, "", "{}", ...Array(20_000).fill(line), "y"];
  const { reports, ...counts } = checkLines(lines.join("\n"));
  assert.deepEqual(counts, { lines: lines.length - 2, ok: lines.length - 5, failed: 3 });
  const told = reports.map((report) => [report.line, report.issues[0].code]);
  assert.deepEqual(told, [
    [1, "json-invalid"],
    [20_003, "name-prefix-long"],
    [20_005, "type-missing"],
    [lines.length, "json-invalid"],
  ]);
  // Options hold for every piece.
  const used = { configs: [{ phone_number: good.phone_number }] };
  assert.deepEqual(checkLines(lines.join("\n"), used).failed, lines.length - 2);
  // As a server would say it of each line by itself.
  const [nested] = checkLines(JSON.stringify({ type: "pin_dialin", config: { phone_number: good.phone_number } })).reports;
  assert.deepEqual(nested.issues[0].suggestion, { type: "pin_dialin", phone_number: good.phone_number });
  assertAlive();
});

test("nesting without end is refused, not followed", () => {
  let deep = {};
  for (let level = 0; level < 100_000; level += 1) deep = { deep };
  assert.deepEqual(codes(checkCreate(deep)), ["json-invalid"]);
  const endless = () =>
    new Proxy(
      {},
      {
        ownKeys: () => ["next"],
        getOwnPropertyDescriptor: () => ({ enumerable: true, configurable: true }),
        get: (_, key) => (key === "next" ? endless() : undefined),
      },
    );
  assert.deepEqual(codes(checkCreate(endless())), ["json-invalid"]);
  assert.deepEqual(codes(checkLines("[".repeat(100_000)).reports[0]), ["json-invalid"]);
  assertAlive();
});

test("isValidE164 is false for what is no string", () => {
  for (const value of [
    undefined,
    null,
    12095038039,
    1n,
    ["+12095038039"],
    { toString: () => "+12095038039" },
    Symbol("+1"),
  ]) {
    assert.equal(isValidE164(value), false);
  }
  assert.equal(isValidE164("+12095038039"), true);
  assert.equal(isValidE164("+\ud800"), false);
});

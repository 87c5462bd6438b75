// The schemas of Standard Schema: what they answer is what the checks say, as forms want it.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";
import {
  checkCreate,
  checkRoomDialin,
  checkUpdate,
  createConfigSchema,
  parsePhoneNumber,
  phoneNumberSchema,
  roomDialinSchema,
  updateConfigSchema,
} from "dialin-config";

const vectors = new URL("../../../../tests/vectors/", import.meta.url);
const schemas = new URL("../schema/", import.meta.url);
const readJson = (url) => JSON.parse(readFileSync(url, "utf8"));
const cases = readdirSync(vectors)
  .filter((name) => name.endsWith(".json"))
  .flatMap((file) => readJson(new URL(file, vectors)))
  .filter((each) => "input" in each);

const validate = (schema, value, libraryOptions) => schema["~standard"].validate(value, { libraryOptions });
const updates = {
  pinless_dialin: updateConfigSchema("pinless_dialin"),
  pin_dialin: updateConfigSchema("pin_dialin"),
};

/** What a schema has to answer where a check answers `report`. */
function expected({ ok, issues, value }) {
  if (ok) return { value };
  const errors = issues.filter(({ severity }) => severity === "error");
  return {
    issues: errors.map(({ suggestion: _, ...issue }) => ({ ...issue, path: issue.path.length > 0 ? issue.path : ["type"] })),
  };
}

test("every shared case", () => {
  const found = { create: 0, update: 0, room: 0, refused: 0, wholeInput: 0, warned: 0 };
  for (const { name, operation, type, options, input } of cases) {
    let report;
    let result;
    if (operation === "create") {
      report = checkCreate(input, options);
      result = validate(createConfigSchema, input, options);
    } else if (operation === "update") {
      report = checkUpdate(input, { ...options, type });
      result = validate(updates[type], input, options);
    } else if (operation === "room") {
      report = checkRoomDialin(input, options);
      result = validate(roomDialinSchema, input, options);
    } else continue;
    assert.deepEqual(result, expected(report), name);
    for (const issue of result.issues ?? []) {
      assert.equal(issue.severity, "error", name);
      assert.ok(issue.path.length > 0 && issue.code !== undefined && issue.params !== undefined, name);
    }
    found[operation] += 1;
    found.refused += Number(!report.ok);
    found.wholeInput += Number(report.issues.some(({ path, severity }) => severity === "error" && path.length === 0));
    found.warned += Number(report.ok && report.issues.length > 0);
  }
  for (const [what, least] of Object.entries({ create: 250, update: 30, room: 25, refused: 150, wholeInput: 5, warned: 60 })) {
    assert.ok(found[what] >= least, `${what}: ${found[what]}`);
  }
});

test("it is synchronous, and says who made it", () => {
  for (const schema of [createConfigSchema, updates.pin_dialin, phoneNumberSchema, roomDialinSchema]) {
    const { version, vendor, validate: run } = schema["~standard"];
    assert.deepEqual({ version, vendor }, { version: 1, vendor: "dialin-config" });
    // Without `this`, and without options, as routers call it.
    const result = run({});
    assert.ok(!(result instanceof Promise) && result.issues?.length > 0 !== "value" in result);
  }
});

test("no secret goes along, although the check suggests the input anew", () => {
  const hmac = Buffer.from("thirty-two bytes of a test secret").toString("base64");
  for (const input of [
    { type: "pinless_dialin", config: { hmac } },
    { properties: { pinless_dialin: [{ hmac }] } },
    { type: "pinless_dialin", hmac: `${hmac}!` },
    { type: "pinless_dialin", hmac: [hmac] },
  ]) {
    const { issues } = validate(createConfigSchema, input);
    assert.ok(issues.length > 0);
    assert.ok(!JSON.stringify(issues).includes(hmac));
  }
  assert.ok(JSON.stringify(checkCreate({ type: "pinless_dialin", config: { hmac } })).includes(hmac));
});

test("a phone number", () => {
  const numbers = cases.map(({ input }) => input?.phone_number).filter((each) => typeof each === "string");
  for (const text of numbers) {
    const { issues } = parsePhoneNumber(text);
    const errors = issues.filter(({ severity }) => severity === "error");
    const result = validate(phoneNumberSchema, text);
    if (errors.length === 0) assert.deepEqual(result, { value: text });
    else assert.deepEqual(result, { issues: errors.map(({ suggestion: _, ...issue }) => ({ ...issue, path: ["phone_number"] })) });
  }
  assert.ok(numbers.length > 150);
  for (const [value, ...codes] of [
    [undefined, "phone-number-required"],
    [null, "phone-number-required"],
    [12095038039, "field-wrong-type"],
    [["+12095038039"], "field-wrong-type"],
    ["", "phone-number-not-e164"],
    ["+1\ud800", "json-invalid"],
  ]) {
    const { issues } = validate(phoneNumberSchema, value);
    assert.deepEqual(issues.map(({ code }) => code), codes, String(value));
    assert.ok(issues.every(({ path }) => path.join() === "phone_number"), String(value));
  }
  const { issues } = validate(phoneNumberSchema, "+12095038039", { purchasedNumbers: [] });
  assert.equal(issues[0].code, "phone-number-not-purchased");
});

test("a room is made now, unless the options say otherwise", () => {
  const now = Date.now() / 1000;
  const room = (exp) => ({ dialin: {}, exp: Math.floor(exp), eject_at_room_exp: true });
  assert.deepEqual(validate(roomDialinSchema, room(now + 3600)), { value: { properties: room(now + 3600) } });
  assert.equal(validate(roomDialinSchema, room(now - 3600)).issues[0].code, "room-exp-past");
  assert.deepEqual(validate(roomDialinSchema, room(now - 3600), { now: now - 7200 }), {
    value: { properties: room(now - 3600) },
  });
  const unsaid = { now: undefined, operation: undefined, configs: undefined };
  assert.deepEqual(validate(roomDialinSchema, room(now + 3600), unsaid), { value: { properties: room(now + 3600) } });
  assert.equal(validate(roomDialinSchema, { dialin: {} }).issues[0].code, "room-exp-missing");
  assert.deepEqual(validate(roomDialinSchema, { dialin: {} }, { operation: "update" }), {
    value: { properties: { dialin: {} } },
  });
});

test("nothing at all and an empty field for numbers have issues, and do not throw", () => {
  const good = { type: "pin_dialin", phone_number: "+12095038039" };
  const codes = ({ issues }) => issues.map(({ code, path }) => [code, ...path].join(" "));
  const exp = Math.floor(Date.now() / 1000) + 3600;
  const room = (room_numbers) => ({ dialin: { room_numbers }, exp, eject_at_room_exp: true });
  for (const [schema, input, expected] of [
    [createConfigSchema, undefined, ["not-an-object type"]],
    [createConfigSchema, NaN, ["not-an-object type"]],
    [updates.pin_dialin, undefined, ["not-an-object type"]],
    [phoneNumberSchema, undefined, ["phone-number-required phone_number"]],
    [phoneNumberSchema, NaN, ["phone-number-required phone_number"]],
    [roomDialinSchema, undefined, ["not-an-object type"]],
    [roomDialinSchema, { dialin: { display_name: "x" }, exp: NaN }, ["room-exp-missing exp"]],
    [createConfigSchema, { ...good, name_prefix: NaN, phone_number: 5 }, ["field-wrong-type phone_number"]],
    [createConfigSchema, { ...good, phone_number: 5, ivr_greeting: { message: NaN } }, ["field-wrong-type phone_number"]],
    [createConfigSchema, { ...good, phone_number: 5, x: [NaN, [undefined]] }, ["field-wrong-type phone_number"]],
    [roomDialinSchema, room([undefined]), ["room-number-shape dialin room_numbers 0"]],
    [roomDialinSchema, room([NaN]), ["room-number-shape dialin room_numbers 0"]],
    // The hole of an array that an index was set in.
    [roomDialinSchema, room([, { phone_number: "+12095038039" }]), ["room-number-shape dialin room_numbers 0"]],
  ]) {
    assert.deepEqual(codes(validate(schema, input)), expected);
  }
  // No field of a form is infinite.
  assert.throws(() => validate(createConfigSchema, { ...good, x: Infinity }), TypeError);
});

test("what has no JSON form throws, as in the checks", () => {
  const thrown = Symbol("thrown by the caller's own code");
  const cycle = {};
  cycle.cycle = cycle;
  const getter = {
    get type() {
      throw thrown;
    },
  };
  for (const [schema, name, options] of [
    [createConfigSchema, "input"],
    [updates.pin_dialin, "input"],
    [roomDialinSchema, "properties", { now: 0 }],
  ]) {
    assert.throws(() => validate(schema, getter, options), (error) => error === thrown);
    assert.throws(() => validate(schema, new Proxy({}, { ownKeys: getter.__lookupGetter__("type") }), options), (error) => error === thrown);
    for (const [value, path, what] of [
      [cycle, ".cycle", "an object that holds itself"],
      [{ a: 1n }, ".a", "a bigint"],
      [new Map(), "", "a Map"],
    ]) {
      const message = `${name}${path} is ${what}, which has no JSON form`;
      assert.throws(() => validate(schema, value, options), { name: "TypeError", message });
    }
    for (const value of [null, 5, "x", [], new Proxy([], {})]) {
      assert.deepEqual(validate(schema, value, options).issues.map(({ code, path }) => [code, path]), [["not-an-object", ["type"]]]);
    }
  }
  assert.throws(() => validate(phoneNumberSchema, () => "+1"), {
    name: "TypeError",
    message: "input.phone_number is a function, which has no JSON form",
  });
  assert.throws(() => validate(createConfigSchema, {}, { purchased: [] }), TypeError);
  // Not spread letter by letter.
  for (const schema of [createConfigSchema, updates.pin_dialin, phoneNumberSchema, roomDialinSchema]) {
    for (const [options, found] of [["x".repeat(10_000_000), "a value of type string"], [null, "null"], [5, "a value of type number"]]) {
      assert.throws(() => validate(schema, {}, options), {
        name: "TypeError",
        message: `libraryOptions must be an object, not ${found}`,
      });
    }
  }
});

test("the type of an update has to be one", () => {
  for (const type of [undefined, null, "pin", "toString", { type: "pin_dialin" }, ["pin_dialin"]]) {
    assert.throws(() => updateConfigSchema(type), {
      name: "TypeError",
      message: 'updateConfigSchema takes the type of the stored config, "pinless_dialin" or "pin_dialin"',
    });
  }
});

test("JSON Schema is that of the files, made anew each time", () => {
  for (const [schema, file] of [
    [createConfigSchema, "create-config"],
    [updates.pinless_dialin, "update-pinless-dialin"],
    [updates.pin_dialin, "update-pin-dialin"],
    [phoneNumberSchema, "phone-number"],
    [roomDialinSchema, "create-room"],
  ]) {
    const { input, output } = schema["~standard"].jsonSchema;
    for (const target of ["draft-2020-12", "draft-07"]) {
      const wanted = readJson(new URL(`${target}/${file}.json`, schemas));
      assert.deepEqual(input({ target }), wanted);
      delete input({ target }).properties?.dialin;
      assert.deepEqual(input({ target }), wanted);
      const { $schema, ...rest } = wanted;
      const body = { $schema, type: "object", properties: { properties: rest }, required: ["properties"] };
      assert.deepEqual(output({ target }), file === "create-room" ? body : wanted);
    }
    for (const target of ["openapi-3.0", "draft-04", "__proto__", undefined, ["draft-07"]]) {
      const found = Array.isArray(target) ? "an array" : target;
      assert.throws(() => input({ target }), {
        name: "Error",
        message: `dialin-config: there is no JSON Schema for the target ${found}, only for draft-07 and draft-2020-12`,
      });
    }
  }
});

// The JSON Schema files and the rules, on every shared case: the schemas find the errors that they can say, and no others.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";
import Ajv from "ajv";
import Ajv2020 from "ajv/dist/2020.js";
import { parsePhoneNumber } from "dialin-config";

const schemas = new URL("../schema/", import.meta.url);
const vectors = new URL("../../../../tests/vectors/", import.meta.url);
const readJson = (url) => JSON.parse(readFileSync(url, "utf8"));

const listed = readJson(new URL("beyond.json", schemas));
const codes = (list) => new Set(list.map(({ code }) => code));

/** Codes that no schema finds, and those that one finds here and there: in all cases but these. */
const beyond = codes(listed.filter((each) => !each.partly));
const partly = codes(listed.filter((each) => each.partly));
const beyondByName = new Set([
  "Daily's answer in an update",
  "a null character in an unknown field",
  "a U+0000 in an unknown key of a message",
  "an IPv4 address in hex",
  "an IPv4 address as one number",
  "a host that ends in a number",
  "a number that another config has",
  "a number that a config has without its plus",
  "a number that another config has in another spelling",
  "a number that another config has with 00 and a zero in brackets",
  "another config's number in an update",
  "used by a config of which nothing else is known",
  "used by a config without an id, and the own id is empty",
  "the body of a room's request",
  "the body of a room's request with more beside its properties",
  "the body of a room's request without properties",
]);

/** The file of the schema that a case is for; `undefined` for what has none. */
function schemaOf({ operation, type, options }) {
  if (operation === "create") return "create-config";
  if (operation === "update") return `update-${type.replace("_", "-")}`;
  return operation === "room" ? `${options.operation}-room` : undefined;
}

/** What a schema would see; `undefined` where the text is not JSON. */
function valueOf({ text, file, input }) {
  if (text === undefined && file === undefined) return input;
  try {
    return JSON.parse(text ?? readFileSync(new URL(file, vectors), "utf8"));
  } catch {
    return undefined;
  }
}

const files = readdirSync(vectors).filter((name) => name.endsWith(".json"));
const cases = files.flatMap((file) => readJson(new URL(file, vectors))).flatMap(linesApart);

/** Each line of NDJSON is a create of its own. */
function linesApart(each) {
  if (each.operation !== "lines") return [each];
  const texts = (each.text ?? readFileSync(new URL(each.file, vectors), "utf8")).split("\n");
  const lines = texts.map((text, index) => {
    const report = each.reports.find(({ line }) => line === index + 1) ?? { ok: true, issues: [] };
    return { ...report, name: `${each.name}, line ${index + 1}`, operation: "create", text };
  });
  return lines.filter(({ text }) => text.trim() !== "");
}

for (const [dialect, make] of [
  ["draft-2020-12", () => new Ajv2020({ strict: true, allowUnionTypes: true })],
  ["draft-07", () => new Ajv({ strict: true, allowUnionTypes: true })],
]) {
  const folder = new URL(`${dialect}/`, schemas);
  const ajv = make();
  const validators = Object.fromEntries(
    readdirSync(folder).map((file) => [file.replace(".json", ""), ajv.compile(readJson(new URL(file, folder)))]),
  );

  test(`${dialect}: schema and rules agree on every shared case`, () => {
    const seen = new Set();
    const excused = new Set();
    let count = 0;
    for (const each of cases) {
      const name = schemaOf(each);
      const value = name === undefined ? undefined : valueOf(each);
      if (value === undefined) continue;
      count += 1;
      seen.add(name);
      const errors = each.issues.filter(({ severity }) => severity === "error").map(({ code }) => code);
      assert.equal(errors.length === 0, each.ok, each.name);
      if (errors.includes("json-invalid")) {
        // JavaScript reads some of these (a bracket too deep, 1e999): a schema would judge what the rules have not seen.
        excused.add("json-invalid");
        continue;
      }
      const hidden = (code) => beyond.has(code) || (partly.has(code) && beyondByName.has(each.name));
      const expected = errors.every(hidden);
      const found = validators[name](value);
      const rules = errors.length === 0 ? "the rules let it pass" : `the rules refuse it (${errors.join()})`;
      const schema = found ? "the schema lets it pass" : `the schema refuses it (${JSON.stringify(validators[name].errors)})`;
      const mend = "teach `schema.rs` in core, or add the code to its BEYOND_SCHEMA";
      assert.equal(found, expected, `${each.name}: ${rules}, and ${schema}: ${mend}`);
      if (found) [...errors, each.name].forEach((excuse) => excused.add(excuse));
    }
    // Every excuse is used: by a case that the rules refuse for this alone.
    assert.deepEqual([...beyond, ...partly, ...beyondByName].filter((excuse) => !excused.has(excuse)), []);
    assert.deepEqual([...seen, "phone-number"].sort(), Object.keys(validators).sort());
    assert.ok(count >= 330, `only ${count} cases were read`);
  });

  test(`${dialect}: phone numbers`, () => {
    const texts = cases.flatMap((each) => [each.input?.phone_number, each.input?.config?.phone_number]);
    const counts = { both: 0, neither: 0 };
    for (const text of [...texts, "+1\n", "", null, 12095038039].filter((each) => each !== undefined)) {
      const issues = typeof text === "string" ? parsePhoneNumber(text).issues.map(({ code }) => code) : ["no-text"];
      const expected = !issues.includes("phone-number-not-e164") && !issues.includes("no-text");
      assert.equal(validators["phone-number"](text), expected, String(text));
      counts[expected ? "both" : "neither"] += 1;
    }
    assert.ok(counts.both > 100 && counts.neither > 30, JSON.stringify(counts));
  });
}

// The README's examples answer what their comments say.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import * as client from "dialin-config/client";
import * as slim from "dialin-config/slim";
import { memory, number, over } from "../testing/memory.mjs";

const readme = readFileSync(new URL("../README.md", import.meta.url), "utf8");

/** Every example of an entry, without its import. */
function examples(entry) {
  const block = new RegExp(`\`\`\`js\nimport {[^}]+} from "${entry}";\n(.+?)\`\`\``, "gs");
  return [...readme.matchAll(block)].map(([, code]) => code);
}

/** What the examples have from elsewhere. */
const given = {
  bytes: readFileSync(new URL("../../../../tests/vectors/hold-music/sixty-seconds.mp3", import.meta.url)),
};

/** Runs an example and gives what its expressions are, beside what the comments behind them say. */
async function run(entry, code) {
  // `expression; // what it is`, the comment on the same line or the next.
  const claims = [...code.matchAll(/^(?!const )(?:if .+? )?(.+?);\s*\/\/ (.+)$/gm)];
  const found = claims.map(([, expression]) => expression);
  const said = claims.map(([, , value]) => `(${value})`);
  const names = { ...given, ...(await import(entry)) };
  const example = new Function(...Object.keys(names), `${code}\nreturn [[${found}], [${said}]];`);
  return example(...Object.values(names));
}

for (const [entry, claims] of [
  ["dialin-config", [7, 5, 5, 6, 7, 4, 4, 6]],
  ["dialin-config/phone", [4]],
]) {
  test(`the examples of ${entry}`, async () => {
    const found = [];
    for (const code of examples(entry)) {
      const [is, said] = await run(entry, code);
      assert.deepEqual(is, said, code);
      found.push(is.length);
    }
    assert.deepEqual(found, claims);
  });
}

/** Runs an example that awaits, and gives what it named. */
function runAsync(code, given, named = []) {
  const AsyncFunction = Object.getPrototypeOf(async () => {}).constructor;
  return new AsyncFunction(...Object.keys(given), `${code}\nreturn { ${named} };`)(...Object.values(given));
}

test("the examples of dialin-config/client", async (t) => {
  const [made, used, ...others] = examples("dialin-config/client");
  assert.deepEqual(others, []);
  process.env.DAILY_API_KEY = "k3y";
  t.after(() => delete process.env.DAILY_API_KEY);
  for (const it of Object.values(await runAsync(made, client, ["client", "daily"]))) assert.ok(it instanceof client.DialinClient);

  const pin = { id: "old", type: "pin_dialin", config: { phone_number: number, name_prefix: "front desk" } };
  for (const [fates, stays] of [
    [{}, { type: "pinless_dialin", room_creation_api: "https://example.com/room" }],
    // The move stops, and is taken back.
    [{ POST: Array(4).fill("lost") }, { type: "pin_dialin" }],
  ]) {
    const server = memory(fates);
    server.configs.splice(0, 1, structuredClone(pin));
    await runAsync(used, { ...client, client: over(t, server) });
    const [{ type, config }, ...more] = server.configs;
    assert.deepEqual(more, []);
    assert.deepEqual({ type, ...config }, { phone_number: number, name_prefix: "front desk", sip_uri: "new@b", ...stays });
    t.mock.restoreAll();
  }
});

test("the example of dialin-config/slim", async () => {
  const [, code] = readme.match(/```js\nimport { checkCreate, init } from "dialin-config\/slim";\nimport url from .+\n\n(.+?)```/s);
  const wasm = readFileSync(new URL("../dist/dialin_checks_bg.wasm", import.meta.url));
  const fetch = async () => new Response(wasm, { headers: { "content-type": "application/wasm" } });
  await runAsync(code, { ...slim, fetch, url: "/dialin_checks_bg.wasm" });
  assert.equal(slim.checkCreate({ type: "pin_dialin", phone_number: number }).ok, true);
});

// The README's examples answer what their comments say.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

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

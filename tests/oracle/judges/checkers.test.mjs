// What `cargo xtask bench package` measures: the checkers side by side refuse the same configs.
import assert from "node:assert/strict";
import { test } from "node:test";
import * as ajv from "../bench/checkers/ajv.mjs";
import * as ours from "../bench/checkers/dialin-config.mjs";
import * as zod from "../bench/checkers/zod.mjs";
import { configs } from "../bench/configs.mjs";

const list = configs(2000);
const lines = list.map(({ config }) => JSON.stringify(config)).join("\n");

for (const [name, checker] of Object.entries({ ours, zod, ajv })) {
  test(`${name}: good ones pass, and each mistake is found`, () => {
    for (const { config, good, mistake } of list) {
      const { ok, issues } = checker.check(config);
      assert.equal(ok, good, `${mistake ?? "good"}: ${JSON.stringify({ config, issues })}`);
    }
  });

  test(`${name}: lines`, () => {
    const { lines: count, ok, failed } = checker.checkLines(lines);
    assert.deepEqual({ count, ok, failed }, { count: 2000, ok: 1500, failed: 500 });
  });
}

// All tests, in one browser.
import { after, before, describe } from "node:test";
import { start } from "./browsers.mjs";
import { editorTests } from "./editor.mjs";
import { packageTests } from "./package.mjs";

/** @param {"webkit" | "firefox"} engine */
export function everything(engine) {
  describe(engine, () => {
    let browser;
    before(async () => {
      browser = await start(engine);
    });
    after(() => browser?.stop());
    packageTests(engine, () => browser.driver);
    editorTests(engine, () => browser.driver);
  });
}

// Bundled, in Chromium: a page and a worker, with no more rights than they need.
import assert from "node:assert/strict";
import { join } from "node:path";
import { after, before, test } from "node:test";
import * as vite from "vite";
import { bundlers } from "./support/bundlers.mjs";
import { launch } from "./support/chromium.mjs";
import { expected } from "./support/expected.mjs";
import { project } from "./support/project.mjs";
import { ALLOWED, FORBIDDEN, serve } from "./support/server.mjs";

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

/** Opens a page and waits for what page.js has to say. */
async function open(url) {
  const page = await browser.newPage();
  try {
    await page.goto(url);
    return await page.evaluate(() => globalThis.asked);
  } finally {
    await page.close();
  }
}

for (const [name, bundle] of Object.entries(bundlers)) {
  test(`a page and a worker, built by ${name}, under a strict Content-Security-Policy`, async (t) => {
    const path = project(name);
    await bundle(path);
    const files = join(path, "dist");
    const allowed = await serve(t, files, ALLOWED);
    assert.deepEqual(await open(allowed), { page: expected, worker: expected });
    // Does the policy hold at all? It does: without that word, nothing is compiled.
    const forbidden = await serve(t, files, FORBIDDEN);
    assert.match((await open(forbidden)).error, /^CompileError: .+Content Security Policy/);
  });
}

test("a page and a worker, from Vite's development server", async (t) => {
  const server = await vite.createServer({
    root: project("vite-dev"),
    configFile: false,
    logLevel: "warn",
    server: { host: "127.0.0.1", port: 0, proxy: { "/v1": await serve(t) } },
  });
  t.after(() => server.close());
  await server.listen();
  assert.deepEqual(await open(server.resolvedUrls.local[0]), { page: expected, worker: expected });
});

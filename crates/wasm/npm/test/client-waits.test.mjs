// Retries, their waits, and aborts in them. No timer runs.
import assert from "node:assert/strict";
import { getEventListeners } from "node:events";
import { test } from "node:test";
import { DialinApiError, DialinClient, DialinMoveError, DialinNetworkError } from "dialin-config/client";
import { SECRET, number } from "../testing/memory.mjs";
import { BASE, all, config, lost, page, refused, reply, scripted } from "../testing/scripted.mjs";

test("a read is tried again, later each time and not before Retry-After", async (t) => {
  const now = 1_795_219_200_000;
  t.mock.method(Date, "now", () => now);
  const at = (seconds) => new Date(now + seconds * 1000).toUTCString();
  for (const [failures, expected] of [
    [[refused(429), refused(500), lost], [375, 750, 1500]],
    [[refused(503, "server-error", { "retry-after": "7" }), refused(502)], [7000, 750]],
    [[refused(429, "rate-limit-error", { "retry-after": at(9) })], [9000]],
    [[refused(429, "rate-limit-error", { "retry-after": "0" })], [375]],
    [[reply("a page", 504)], [375]],
  ]) {
    const progress = [];
    const { client, lines, waits } = scripted(t, [...failures, reply(config({}))], {
      onProgress: (event) => progress.push(event),
    });
    assert.deepEqual(await client.get("a"), config({}));
    assert.deepEqual(waits, expected);
    assert.equal(lines.length, failures.length + 1);
    assert.deepEqual(
      progress.map(({ type, ms, attempt }) => [type, ms, attempt]),
      expected.map((ms, place) => ["wait", ms, place + 1]),
    );
    assert.ok(progress.every(({ error }) => error instanceof DialinApiError || error instanceof DialinNetworkError));
    t.mock.restoreAll();
    t.mock.method(Date, "now", () => now);
  }
});

test("it gives up after its retries, and at once where trying again is no use", async (t) => {
  for (const [answers, options, requests, message] of [
    [[refused(429), refused(429), refused(429), refused(429)], {}, 4, "429 some-error"],
    [[refused(500)], { retries: 0 }, 1, "500 some-error"],
    [[lost, lost], { retries: 1 }, 2, `no answer from ${BASE}: fetch failed`],
    [[refused(400)], {}, 1, "400 some-error"],
    [[refused(501)], {}, 1, "501 some-error"],
    [[refused(429, "some-error", { "retry-after": "301" })], {}, 1, "429 some-error"],
    [[refused(400), refused(400)], { bulk: true, retries: 1 }, 2, "400 some-error"],
  ]) {
    const { client, lines } = scripted(t, answers, options);
    await assert.rejects(client.get("a"), { message });
    assert.equal(lines.length, requests, message);
    t.mock.restoreAll();
  }
});

test("a call has its own retries and its own limit", async (t) => {
  const { client, waits } = scripted(t, [refused(429), refused(429), reply(config({}))], { retries: 0 });
  assert.deepEqual(await client.get("a", { retries: 2 }), config({}));
  assert.deepEqual(waits, [375, 750]);
  const limits = [];
  t.mock.restoreAll();
  t.mock.method(globalThis, "setTimeout", (_, ms) => void limits.push(ms));
  const fetch = async () => Response.json(config({}));
  const other = new DialinClient({ baseUrl: BASE, fetch, timeout: 500 });
  await other.get("a");
  await other.get("a", { timeout: 700 });
  await other.get("a", { timeout: Infinity });
  await other.get("a", { timeout: 2 ** 40 });
  assert.deepEqual(limits, [500, 700]);
});

test("an abort ends a wait, a look and a list", async () => {
  const reason = new Error("the user left");
  for (const [answers, call] of [
    [[refused(429)], (client, options) => client.get("a", options)],
    [[lost], (client, options) => client.create({ type: "pin_dialin", phone_number: number }, options)],
    [[page(config({}))], (client, options) => all(client.listAll({ limit: 1 }, options))],
  ]) {
    const controller = new AbortController();
    const left = [...answers];
    const started = Date.now();
    const fetch = async () => {
      const next = left.shift();
      // Abort once what was prepared is over: in the wait that follows, or in the next request.
      if (left.length === 0) setTimeout(() => controller.abort(reason), 10);
      if (next === undefined) return new Promise(() => {});
      if (typeof next === "function") return next();
      return Response.json(next[1], { status: next[0] });
    };
    const client = new DialinClient({ baseUrl: BASE, fetch });
    await assert.rejects(call(client, { signal: controller.signal }), reason);
    assert.ok(Date.now() - started < 5000);
  }
});

test("it is tried again when the wait is over, not before", async (t) => {
  const over = [];
  t.mock.method(globalThis, "setTimeout", (done, ms) => void (ms !== 30_000 && over.push(done)));
  const turn = () => new Promise((resolve) => setImmediate(resolve));
  let asked = 0;
  const fetch = async () => {
    asked += 1;
    return asked === 1 ? Response.json({ error: "some-error" }, { status: 429 }) : Response.json(config({}));
  };
  const answer = new DialinClient({ baseUrl: BASE, fetch }).get("a");
  while (over.length === 0) await turn();
  for (let turns = 0; turns < 20; turns += 1) await turn();
  assert.equal(asked, 1);
  over[0]();
  assert.deepEqual(await answer, config({}));
});

test("a callback is waited for before the wait begins", async (t) => {
  const steps = [];
  const onProgress = async ({ type }) => {
    await new Promise((resolve) => setImmediate(resolve));
    steps.push(type);
  };
  const { client, waits } = scripted(t, [refused(429), reply(config({}))], {
    onProgress: async (event) => {
      await onProgress(event);
      assert.deepEqual(waits, []);
    },
  });
  await client.get("a");
  assert.deepEqual([steps, waits], [["wait"], [375]]);
});

test("a call leaves nothing on the signal it was given", async (t) => {
  const { signal } = new AbortController();
  const { client } = scripted(t, [refused(429), reply(config({})), page(config({}))]);
  await client.get("a", { signal });
  await all(client.listAll({}, { signal }));
  assert.deepEqual(getEventListeners(signal, "abort"), []);
});

test("a wait that is aborted leaves no timer behind", async (t) => {
  const { setTimeout: set, clearTimeout: clear } = globalThis;
  const begun = [];
  const left = new Set();
  t.mock.method(globalThis, "setTimeout", (done, ms) => {
    const timer = set(done, ms).unref();
    begun.push(ms);
    left.add(timer);
    return timer;
  });
  t.mock.method(globalThis, "clearTimeout", (timer) => {
    left.delete(timer);
    clear(timer);
  });
  const controller = new AbortController();
  const reason = new Error("the user left");
  const fetch = async () => Response.json({ error: "x" }, { status: 429, headers: { "retry-after": "20" } });
  const onProgress = () => void setImmediate(() => controller.abort(reason));
  const client = new DialinClient({ baseUrl: BASE, fetch, onProgress });
  await assert.rejects(client.get("a", { signal: controller.signal }), reason);
  assert.deepEqual([begun, left.size], [[30_000, 20_000], 0]);
});

test("what follows the last refusal waits as long as the server asked", async (t) => {
  const tired = refused(429, "rate-limit-error", { "retry-after": "20" });
  const list = "GET ?phone_numbers=12095038039";
  const stored = (id) => reply(config({ phone_number: number, hmac: SECRET }, id));
  // The way back of a move.
  const progress = [];
  const onProgress = ({ type, attempt }) => progress.push([type, attempt]);
  const back = scripted(t, [stored("a"), reply({ status: "ok" }), tired, stored("again")], { retries: 0, onProgress });
  await assert.rejects(back.client.move("a", { type: "pin_dialin" }), (error) => {
    assert.ok(error instanceof DialinMoveError);
    assert.deepEqual([error.undone, error.config.id], [true, "again"]);
    return true;
  });
  assert.deepEqual(back.lines, ["GET /a", "DELETE /a", "POST ", "POST "]);
  assert.deepEqual(progress.filter(([type]) => type === "wait"), [["wait", 0]]);
  // A look.
  const looked = scripted(t, [lost, page(), tired, page()], { retries: 1 });
  await assert.rejects(looked.client.create({ type: "pin_dialin", phone_number: number }), { status: 429 });
  assert.deepEqual(looked.lines, ["POST ", list, "POST ", list]);
  for (const { waits } of [back, looked]) assert.ok(waits.at(-1) > 19_000 && waits.at(-1) <= 20_000, waits);
  // A refusal for good, and one that asks for longer than anybody waits, hold up nothing.
  for (const refusal of [refused(400), refused(429, "rate-limit-error", { "retry-after": "301" })]) {
    const { client, waits } = scripted(t, [stored("a"), reply({ status: "ok" }), refusal, stored("again")], { retries: 0 });
    await assert.rejects(client.move("a", { type: "pin_dialin" }), DialinMoveError);
    assert.deepEqual(waits, []);
  }
});

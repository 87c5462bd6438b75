// Updates, writes that are looked for, retries and their waits. No timer runs.
import assert from "node:assert/strict";
import { getEventListeners } from "node:events";
import { test } from "node:test";
import { isDeepStrictEqual } from "node:util";
import { DialinApiError, DialinClient, DialinMoveError, DialinNetworkError, DialinUpdateError } from "dialin-config/client";
import { BASE, all, config, lost, page, refused, reply, scripted } from "../testing/scripted.mjs";

const SECRET = "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=";
const number = "+12095038039";

test("an update reads, merges, writes the whole, reads again", async (t) => {
  const hold_music_url = "https://example.com/hold.mp3";
  const before = { phone_number: number, name_prefix: "Support", hmac: SECRET, sip_uri: "a@b", hold_music_url };
  const after = { phone_number: number, name_prefix: "Sales", hmac: SECRET, sip_uri: "a@b" };
  const changes = { name_prefix: "Sales", hold_music_url: null, hmac: null, type: "pinless_dialin" };
  const { client, lines, bodies } = scripted(t, [reply(config(before)), reply({ id: "a" }), reply(config(after))]);
  assert.deepEqual(await client.update("a", changes), config(after));
  assert.deepEqual(lines, ["GET /a", "PUT /a", "GET /a"]);
  assert.deepEqual(bodies, [{ phone_number: number, name_prefix: "Sales", hmac: SECRET, hold_music_url: null }]);

  const other = scripted(t, [reply(config(before))]);
  await assert.rejects(other.client.update("a", { type: "pin_dialin" }), {
    name: "TypeError",
    message: "`type` cannot be changed by an update: move the config",
  });
  assert.deepEqual(other.lines, ["GET /a"]);
});

test("an update does not round what it was not asked to change", async () => {
  const account = '"account":9007199254740993,"share":1.0,"small":1e-9';
  const half = String.raw`"note":"\ud800"`;
  const bodies = [];
  let fields = `"phone_number":"${number}",${account},${half}`;
  const fetch = async (_, { method, body }) => {
    if (method === "PUT") {
      bodies.push(body);
      // A server that writes numbers in its own way.
      fields = body.slice(1, -1).replace("1.0", "1");
    }
    return new Response(`{"id":"a","type":"pin_dialin","config":{${fields}}}`);
  };
  const client = new DialinClient({ baseUrl: BASE, fetch });
  await client.update("a", { name_prefix: "Front" });
  assert.deepEqual(bodies, [
    `{"account":9007199254740993,"name_prefix":"Front","note":"\ufffd","phone_number":"${number}","share":1.0,"small":1e-9}`,
  ]);
});

test("an update keeps what somebody else changes while it waits", async (t) => {
  const stored = (fields) => reply(config({ phone_number: number, hmac: SECRET, ...fields }));
  const body = (fields) => ({ phone_number: number, hmac: SECRET, ...fields });
  const lines = ["GET /a", "PUT /a", "GET /a", "PUT /a", "GET /a"];
  for (const failure of [refused(429, "rate-limit-error", { "retry-after": "240" }), refused(503), refused(500), lost]) {
    const renewed = stored({ hmac: "bmV3", name_prefix: "Sales" });
    const run = scripted(t, [stored({}), failure, stored({ hmac: "bmV3" }), renewed, renewed]);
    assert.deepEqual(await run.client.update("a", { name_prefix: "Sales" }), renewed[1]);
    assert.deepEqual(run.lines, lines);
    const sent = body({ name_prefix: "Sales" });
    assert.deepEqual(run.bodies, [sent, { ...sent, hmac: "bmV3" }]);
    t.mock.restoreAll();
  }
  // It had arrived; whether the server has changed the secret or somebody else, it is not what was sent.
  const rotated = stored({ hmac: "bmV3", name_prefix: "Sales" });
  const run = scripted(t, [stored({}), lost, rotated, rotated]);
  await assert.rejects(run.client.update("a", { name_prefix: "Sales", hmac: null }), { fields: ["hmac"] });
  assert.deepEqual(run.lines, ["GET /a", "PUT /a", "GET /a", "GET /a"]);
  t.mock.restoreAll();
  // What was tried too often says so, and what kept it from looking.
  const failing = scripted(t, [stored({}), refused(429), refused(403)]);
  await assert.rejects(failing.client.update("a", { name_prefix: "Sales" }), (error) => {
    assert.deepEqual([error.message, error.cause.message], ["429 some-error", "403 some-error"]);
    return true;
  });
  t.mock.restoreAll();
  const often = scripted(t, [stored({}), refused(429), stored({}), refused(429)], { retries: 1 });
  await assert.rejects(often.client.update("a", { name_prefix: "Sales" }), { message: "429 some-error" });
});

test("a stored secret with half of a surrogate pair is read and written", async () => {
  let fields = String.raw`"hmac":"abcd\ud83d"`;
  const fetch = async (_, { method, body }) => {
    if (method === "PUT") fields = body.slice(1, -1);
    return new Response(`{"id":"a","type":"pinless_dialin","config":{${fields}}}`);
  };
  const client = new DialinClient({ baseUrl: BASE, fetch });
  assert.equal((await client.update("a", { name_prefix: "Front" })).config.name_prefix, "Front");
});

test("a server that repeats the secret that is being replaced is not repeated", async (t) => {
  const { client } = scripted(t, [
    reply(config({ hmac: SECRET })),
    reply({ error: "x", info: `cannot replace ${SECRET}`, issues: [{ [SECRET]: 1 }] }, 400),
  ]);
  await assert.rejects(client.update("a", { hmac: "bmV3" }), { info: "cannot replace …", issues: [{ "…": 1 }] });
});

test("a create that is answered yes without a config is looked for", async (t) => {
  const body = { type: "pin_dialin", phone_number: number };
  const made = { id: "made", type: "pin_dialin", config: { phone_number: number } };
  for (const answer of [[204, ""], reply("<html>"), reply([])]) {
    const { client, lines, left } = scripted(t, [answer, page(made)]);
    assert.deepEqual(await client.create(body), made);
    assert.deepEqual(lines, ["POST ", "GET ?phone_numbers=12095038039"]);
    assert.deepEqual(left, []);
    t.mock.restoreAll();
  }
});

test("an update that is not stored as it was sent is an error, without the values", async (t) => {
  const renewed = config({ phone_number: number, hmac: "bmV3", name_prefix: "Support" });
  const { client } = scripted(t, [
    reply(config({ phone_number: number, hmac: SECRET, name_prefix: "Support" })),
    reply({ id: "a" }),
    reply(renewed),
  ]);
  await assert.rejects(client.update("a", { name_prefix: "Sales" }), (error) => {
    assert.ok(error instanceof DialinUpdateError);
    assert.equal(error.name, "DialinUpdateError");
    assert.equal(
      error.message,
      "the config a was updated, but is not stored as it was sent: hmac, name_prefix",
    );
    assert.deepEqual(error.fields, ["hmac", "name_prefix"]);
    assert.deepEqual(error.config, renewed);
    assert.doesNotMatch(JSON.stringify({ ...error }), /bmV3|MDEy/);
    return true;
  });
});

test("a server that merges gets the changes as they are", async (t) => {
  const stored = config({ name_prefix: "Sales" });
  const { client, lines, bodies } = scripted(t, [reply(stored)], { serverMerges: true });
  assert.deepEqual(await client.update("a", { name_prefix: "Sales", hmac: null }), stored);
  assert.deepEqual([lines, bodies], [["PUT /a"], [{ name_prefix: "Sales", hmac: null }]]);
});

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

test("a create without an answer is looked for by its whole number before it is sent again", async (t) => {
  const body = { type: "pin_dialin", phone_number: number, name_prefix: "a" };
  const made = config({ phone_number: number, name_prefix: "a", sip_uri: null }, "b", "pin_dialin");
  const longer = config({ phone_number: `${number}1`, name_prefix: "a" }, "c", "pin_dialin");
  const taken = config({ phone_number: number }, "d", "pinless_dialin");
  const look = "GET ?phone_numbers=12095038039";
  for (const [answers, expected, lines] of [
    // It had happened.
    [[lost, page(longer, made)], made, ["POST ", look]],
    [[refused(502), page(made)], made, ["POST ", look]],
    // It had not.
    [[lost, page(longer), reply(made)], made, ["POST ", look, "POST "]],
    [[refused(500), page(), refused(500), page(made)], made, ["POST ", look, "POST ", look]],
    // It was refused without having been done: no look.
    [[refused(429), reply(made)], made, ["POST ", "POST "]],
    [[refused(503), reply(made)], made, ["POST ", "POST "]],
    // Another config has the number, or nobody can tell.
    [[lost, page(taken)], `no answer from ${BASE}: fetch failed`, ["POST ", look]],
    [[lost, refused(401)], `no answer from ${BASE}: fetch failed`, ["POST ", look]],
    // Somebody else's, with a field that was not sent.
    [
      [lost, page(config({ phone_number: number, name_prefix: "a", ivr_greeting: {} }, "e", "pin_dialin"))],
      `no answer from ${BASE}: fetch failed`,
      ["POST ", look],
    ],
    // It arrived after the look, so that the second one is refused.
    [[lost, page(), refused(400), page(made)], made, ["POST ", look, "POST ", look]],
    [[lost, page(), refused(400), page()], "400 some-error", ["POST ", look, "POST ", look]],
    [[lost, page(), refused(400), refused(403)], `no answer from ${BASE}: fetch failed`, ["POST ", look, "POST ", look]],
    // A proxy's page, whatever its status says; and this API's refusal.
    [[reply("a page", 403), page(made)], made, ["POST ", look]],
    [[reply("a page", 302), page(made)], made, ["POST ", look]],
    [[refused(403)], "403 some-error", ["POST "]],
  ]) {
    const run = scripted(t, answers);
    if (typeof expected === "string") await assert.rejects(run.client.create(body), { message: expected });
    else assert.deepEqual(await run.client.create(body), expected);
    assert.deepEqual(run.lines, lines);
    assert.deepEqual(run.left, []);
    t.mock.restoreAll();
  }
  // The first one may still arrive.
  const doubtful = scripted(t, [lost, page(), refused(400), page()]);
  await assert.rejects(doubtful.client.create(body), (error) => {
    assert.ok(error instanceof DialinApiError && error.cause instanceof DialinNetworkError);
    assert.deepEqual(Object.keys(error).includes("cause"), false);
    return true;
  });
  t.mock.restoreAll();
  const sipOnly = scripted(t, [lost]);
  await assert.rejects(sipOnly.client.create({ type: "pinless_dialin" }), DialinNetworkError);
  assert.deepEqual(sipOnly.lines, ["POST "]);
});

test("an update and a deletion without an answer are looked for", async (t) => {
  const stored = config({ name_prefix: "Sales", hmac: SECRET });
  const old = config({ name_prefix: "Support", hmac: SECRET });
  for (const [answers, lines] of [
    [[lost, reply(stored)], ["PUT /a", "GET /a"]],
    [[lost, reply(old), reply(stored)], ["PUT /a", "GET /a", "PUT /a"]],
  ]) {
    const run = scripted(t, answers, { serverMerges: true });
    const changes = { name_prefix: "Sales", hmac: null };
    assert.deepEqual(await run.client.update("a", changes), stored);
    // The changes alone, each time: its merge is newer than ours.
    assert.ok(run.bodies.every((body) => isDeepStrictEqual(body, changes)));
    assert.deepEqual(run.lines, lines);
    t.mock.restoreAll();
  }
  for (const [answers, lines] of [
    [[lost, refused(404)], ["DELETE /a", "GET /a"]],
    [[refused(500), refused(400, "not-found")], ["DELETE /a", "GET /a"]],
    [[lost, reply(old), reply(null, 204)], ["DELETE /a", "GET /a", "DELETE /a"]],
  ]) {
    const run = scripted(t, answers);
    assert.equal(await run.client.delete("a"), undefined);
    assert.deepEqual(run.lines, lines);
    t.mock.restoreAll();
  }
  for (const [answers, lines] of [
    // It arrived after the look.
    [[lost, reply(old), refused(404, "not-found"), refused(404, "not-found")], ["DELETE /a", "GET /a", "DELETE /a", "GET /a"]],
    [[reply({ error: "some-error" }), refused(404)], ["DELETE /a", "GET /a"]],
  ]) {
    const run = scripted(t, answers);
    assert.equal(await run.client.delete("a"), undefined);
    assert.deepEqual(run.lines, lines);
    t.mock.restoreAll();
  }
  // What the look says is not what became of the deletion. A 400 may be about the pace.
  for (const answer of [refused(403), reply("a page", 404), refused(400, "invalid-request-error")]) {
    const run = scripted(t, [lost, answer]);
    await assert.rejects(run.client.delete("a"), (error) => {
      assert.equal(error.message, `no answer from ${BASE}: fetch failed`);
      assert.ok(error.cause instanceof DialinApiError);
      return true;
    });
    t.mock.restoreAll();
  }
  const run = scripted(t, [reply(old), reply(stored), refused(403)]);
  await assert.rejects(run.client.update("a", { name_prefix: "Sales" }), (error) => {
    assert.ok(error instanceof DialinNetworkError && error.cause instanceof DialinApiError);
    assert.equal(error.message, "the config a was written, reading it back failed: 403 some-error");
    return true;
  });
});

test("two updates of one config do not undo each other", async () => {
  const stored = config({ name_prefix: "Support" });
  const turn = () => new Promise((resolve) => setImmediate(resolve));
  const fetch = async (_, { method, body }) => {
    await turn();
    if (method === "PUT") stored.config = JSON.parse(body);
    return Response.json(stored);
  };
  const client = new DialinClient({ baseUrl: BASE, fetch, retries: 0 });
  await Promise.all([client.update("a", { name_prefix: "Sales" }), client.update("a", { hold_music_url: "h" })]);
  assert.deepEqual(stored.config, { name_prefix: "Sales", hold_music_url: "h" });
  // One that fails keeps no other from its turn.
  const failing = client.update("a", { type: "pin_dialin" });
  const next = client.update("a", { name_prefix: "Front" });
  await assert.rejects(failing, TypeError);
  assert.equal((await next).config.name_prefix, "Front");
});

test("an abort is heard while an update waits for another, and lets nobody overtake", async () => {
  const reason = new Error("the user left");
  const stored = config({});
  const lines = [];
  let answer;
  const held = new Promise((resolve) => (answer = resolve));
  const fetch = async (_, { method, body }) => {
    lines.push(method);
    if (lines.length === 1) await held;
    if (method === "PUT") stored.config = JSON.parse(body);
    return Response.json(stored);
  };
  const client = new DialinClient({ baseUrl: BASE, fetch, retries: 0 });
  const controller = new AbortController();
  const update = (changes, options) => client.update("a", changes, options);
  const first = update({ name_prefix: "Sales" });
  const second = update({ name_prefix: "Front" }, { signal: controller.signal });
  const aborted = update({ name_prefix: "Back" }, { signal: AbortSignal.abort(reason) });
  controller.abort(reason);
  await assert.rejects(second, reason);
  await assert.rejects(aborted, reason);
  // The first is still under way: who comes now waits for it all the same.
  const last = update({ hold_music_url: "h" });
  await new Promise((resolve) => setImmediate(resolve));
  assert.deepEqual(lines, ["GET"]);
  answer();
  await Promise.all([first, last]);
  assert.deepEqual(lines, ["GET", "PUT", "GET", "GET", "PUT", "GET"]);
  assert.deepEqual(stored.config, { name_prefix: "Sales", hold_music_url: "h" });
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

test("an abort in the look after a lost write rejects with the signal's reason", async (t) => {
  const reason = new Error("the user left");
  const controller = new AbortController();
  const hang = () => {
    controller.abort(reason);
    return new Promise(() => {});
  };
  const { signal } = controller;
  const body = { type: "pin_dialin", phone_number: number };
  const looking = scripted(t, [lost, hang]);
  await assert.rejects(looking.client.create(body, { signal }), (thrown) => thrown === reason);
  assert.deepEqual(looking.lines, ["POST ", "GET ?phone_numbers=12095038039"]);
});

test("an abort while an update is read back rejects with the signal's reason", async (t) => {
  const reason = new Error("the user left");
  const controller = new AbortController();
  const hang = () => {
    controller.abort(reason);
    return new Promise(() => {});
  };
  const { client, lines } = scripted(t, [reply(config({})), reply({ id: "a" }), hang]);
  const update = client.update("a", { name_prefix: "Sales" }, { signal: controller.signal });
  await assert.rejects(update, (thrown) => thrown === reason);
  assert.deepEqual(lines, ["GET /a", "PUT /a", "GET /a"]);
});

test("an update that is written and then not answered says that it was written", async (t) => {
  const { client } = scripted(t, [reply(config({})), reply({ id: "a" }), lost], { retries: 0 });
  await assert.rejects(client.update("a", { name_prefix: "Sales" }), (error) => {
    assert.ok(error instanceof DialinNetworkError && error.cause instanceof DialinNetworkError);
    const said = `no answer from ${BASE}: fetch failed`;
    assert.equal(error.message, `the config a was written, reading it back failed: ${said}`);
    return true;
  });
});

test("an update of a config whose server writes characters as escapes keeps them", async () => {
  let fields = String.raw`"name_prefix":"Empfang \ud83d\udcde \u00e9 \\ud83d","phone_number":"+12095038039"`;
  const bodies = [];
  const fetch = async (_, { method, body }) => {
    if (method === "PUT") {
      bodies.push(JSON.parse(body));
      fields = body.slice(1, -1);
    }
    return new Response(`{"id":"a","type":"pinless_dialin","config":{${fields}}}`);
  };
  await new DialinClient({ baseUrl: BASE, fetch }).update("a", { hold_music_url: "h" });
  assert.deepEqual(bodies, [{ name_prefix: "Empfang \u{1f4de} \u00e9 \\ud83d", phone_number: number, hold_music_url: "h" }]);
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

test("who comes while the second of two updates is under way waits for it", async () => {
  const stored = config({});
  const lines = [];
  const held = [];
  const fetch = async (_, { method, body }) => {
    lines.push(method);
    if (method === "PUT") {
      await new Promise((resolve) => held.push(resolve));
      stored.config = JSON.parse(body);
    }
    return Response.json(stored);
  };
  const turns = async () => {
    for (let turns = 0; turns < 20; turns += 1) await new Promise((resolve) => setImmediate(resolve));
  };
  const client = new DialinClient({ baseUrl: BASE, fetch, retries: 0 });
  const first = client.update("a", { name_prefix: "Sales" });
  const second = client.update("a", { hold_music_url: "h" });
  await turns();
  held[0]();
  await first;
  await turns();
  const third = client.update("a", { room_creation_api: "r" });
  await turns();
  assert.deepEqual(lines, ["GET", "PUT", "GET", "GET", "PUT"]);
  held[1]();
  await second;
  await turns();
  held[2]();
  await third;
  assert.deepEqual(stored.config, { name_prefix: "Sales", hold_music_url: "h", room_creation_api: "r" });
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

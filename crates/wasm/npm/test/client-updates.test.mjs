// Updates: what they read, merge, send and compare, and how they wait for each other. No timer runs.
import assert from "node:assert/strict";
import { test } from "node:test";
import { DialinClient, DialinNetworkError, DialinUpdateError } from "dialin-config/client";
import { SECRET, number } from "../testing/memory.mjs";
import { BASE, config, lost, refused, reply, scripted } from "../testing/scripted.mjs";

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

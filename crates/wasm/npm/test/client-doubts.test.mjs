// Writes without an answer: what is looked for before they are sent again. No timer runs.
import assert from "node:assert/strict";
import { test } from "node:test";
import { isDeepStrictEqual } from "node:util";
import { DialinApiError, DialinNetworkError } from "dialin-config/client";
import { SECRET, number } from "../testing/memory.mjs";
import { BASE, config, lost, page, refused, reply, scripted } from "../testing/scripted.mjs";

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
    // The first one may still arrive.
    assert.equal(error.leavesOpen, true);
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

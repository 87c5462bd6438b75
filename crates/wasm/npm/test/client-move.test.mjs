// Moves to the other type: done, refused, taken back, and among what others do.
import assert from "node:assert/strict";
import { test } from "node:test";
import { inspect } from "node:util";
import { DialinApiError, DialinMoveError } from "dialin-config/client";
import { SECRET, number, old, made, again, changes, memory, over, silent } from "../testing/memory.mjs";

test("a move deletes and creates, names what it drops, and can be taken back", async (t) => {
  const server = memory();
  const steps = [];
  const client = over(t, server, { onProgress: ({ step, undoing }) => steps.push([step, undoing]) });
  const { journal, ...result } = await client.move("old", changes);
  assert.deepEqual(result, {
    config: made("made-1"),
    dropped: ["hmac", "room_creation_api"],
    undone: false,
    unsettled: false,
    issues: [],
  });
  assert.deepEqual(server.lines, ["GET old", "DELETE old", "POST"]);
  assert.deepEqual(steps, [["delete", false], ["create", false]]);
  assert.deepEqual(server.configs, [made("made-1")]);

  const undone = await client.undoMove(journal);
  assert.deepEqual([undone.config, undone.undone], [again("made-2"), true]);
  assert.deepEqual(server.configs, [again("made-2")]);
  // And forth again.
  assert.deepEqual((await client.resumeMove(undone.journal)).config, again("made-2"));
});

test("what was undone before its deletion can have arrived is unsettled", async (t) => {
  const client = over(t, memory({ DELETE: ["lost"] }), { retries: 0 });
  const error = await client.move("old", changes).catch((error) => error);
  const { config, undone, unsettled } = await client.undoMove(error.journal);
  assert.deepEqual([config, undone, unsettled], [old, true, true]);
});

test("nothing is deleted for a config that would be refused", async (t) => {
  const server = memory();
  const client = over(t, server);
  await assert.rejects(client.move("old", { type: "pin_dialin", phone_number: null }), (error) => {
    assert.ok(error instanceof DialinMoveError);
    assert.equal(error.message, "the config old was not moved: what would be made is not right");
    assert.deepEqual(error.issues.map(({ code }) => code), ["phone-number-required"]);
    assert.deepEqual([error.undone, error.config, error.journal], [true, old, undefined]);
    silent(error);
    return true;
  });
  for (const [given, message] of [
    [{ type: "pinless_dialin" }, "the config is a pinless_dialin config already: update it"],
    [{}, "`type` has to say the type to move to, `pinless_dialin` or `pin_dialin`"],
    [undefined, "move takes one object, not undefined"],
    [{ type: "pin_dialin", hmac: 1n }, "changes.hmac is a bigint, which has no JSON form"],
  ]) {
    await assert.rejects(client.move("old", given), { name: "TypeError", message });
  }
  await assert.rejects(client.move("old", changes, { check: { ids: 1n } }), {
    name: "TypeError",
    message: "check.ids is a bigint, which has no JSON form",
  });
  const wrongOptions = { check: { ids: [] } };
  const message = /unknown field `ids`/;
  await assert.rejects(client.move("old", changes, wrongOptions), { name: "TypeError", message });
  // A mistake in the call itself is said before anything is sent: only the first two needed the config.
  assert.deepEqual(server.lines, ["GET old", "GET old"]);
  // What a check may be told.
  const purchased = { check: { purchasedNumbers: ["+12268078039"] } };
  await assert.rejects(client.move("old", changes, purchased), { name: "DialinMoveError" });
});

test("a refused step is taken back", async (t) => {
  for (const [fates, message, lines, config] of [
    [{ DELETE: [403] }, "403 some-error; it is there as before, as old", ["GET old", "DELETE old"], old],
    [
      { POST: [400] },
      "400 some-error; it is there as before, as made-1",
      ["GET old", "DELETE old", "POST", "POST"],
      again("made-1"),
    ],
    [
      { POST: [400, "answer lost"] },
      "400 some-error; it is there as before, as made-1",
      ["GET old", "DELETE old", "POST", "POST", "GET list"],
      again("made-1"),
    ],
  ]) {
    const server = memory(fates);
    await assert.rejects(over(t, server).move("old", changes), (error) => {
      assert.ok(error instanceof DialinMoveError && error.cause instanceof DialinApiError);
      assert.equal(error.message, `the config was not moved: ${message}`);
      assert.deepEqual([error.undone, error.config, error.journal], [true, config, undefined]);
      silent(error);
      return true;
    });
    assert.deepEqual(server.lines, lines);
    assert.deepEqual(server.configs, [config]);
    t.mock.restoreAll();
  }
});

test("an answer that got lost is looked for", async (t) => {
  for (const [fates, lines] of [
    [{ DELETE: ["lost"] }, ["GET old", "DELETE old", "GET old", "DELETE old", "POST"]],
    [{ DELETE: ["answer lost"] }, ["GET old", "DELETE old", "GET old", "POST"]],
    [{ DELETE: [500] }, ["GET old", "DELETE old", "GET old", "DELETE old", "POST"]],
    [{ POST: ["lost"] }, ["GET old", "DELETE old", "POST", "GET list", "POST"]],
    [{ POST: ["answer lost"] }, ["GET old", "DELETE old", "POST", "GET list"]],
    [{ POST: [429, 503] }, ["GET old", "DELETE old", "POST", "POST", "POST"]],
    [{ DELETE: ["answer lost"], GET: [undefined, 500] }, ["GET old", "DELETE old", "GET old", "GET old", "POST"]],
    // Which may come late, after the look.
    [{ DELETE: ["late"] }, ["GET old", "DELETE old", "GET old", "DELETE old", "POST"]],
    [{ POST: ["late"] }, ["GET old", "DELETE old", "POST", "GET list", "POST", "GET list"]],
  ]) {
    const server = memory(fates);
    const { config } = await over(t, server).move("old", changes);
    assert.deepEqual(server.lines, lines);
    assert.deepEqual(server.configs, [config]);
    assert.deepEqual(config, made("made-1"));
    t.mock.restoreAll();
  }
});

test("an answer that says yes in words that nobody can read is looked for", async (t) => {
  const unreadable = () => new Response("<html>OK</html>");
  for (const method of ["DELETE", "POST"]) {
    const server = memory({ [method]: [unreadable] });
    const { config, undone } = await over(t, server).move("old", changes);
    assert.deepEqual([undone, config.id, server.configs.map(({ id }) => id)], [false, "made-1", ["made-1"]]);
    t.mock.restoreAll();
  }
});

test("a server that repeats the old secret and the key in a move is not repeated", async (t) => {
  const said = () => Response.json({ error: "invalid-request-error", info: `${SECRET} t0ken` }, { status: 403 });
  for (const fates of [{ DELETE: [said] }, { POST: [said] }, { POST: ["lost"], GET: [undefined, said, said] }]) {
    const server = memory(fates);
    const error = await over(t, server, { token: "t0ken", retries: 1 })
      .move("old", changes)
      .catch((error) => error);
    assert.ok(error instanceof DialinMoveError, inspect(error));
    const { journal, ...shown } = error;
    assert.doesNotMatch(`${error.message}${inspect(error.cause)}${JSON.stringify({ ...shown, config: undefined })}`, /MDEy|t0ken/);
    t.mock.restoreAll();
  }
});

test("what would need a number that another config has is not begun", async (t) => {
  const other = { ...changes, phone_number: "+12268078039" };
  const stranger = (phone_number) => ({ id: "stranger", type: "pin_dialin", config: { phone_number } });
  const there = memory();
  there.configs.push(stranger("+12268078039"));
  await assert.rejects(over(t, there).move("old", other), {
    message: "the config was not moved: another config has the number; it is there as before, as old",
    undone: true,
  });
  assert.deepEqual(there.lines, ["GET old", "GET list"]);
  t.mock.restoreAll();

  // And the other way: its old number was taken since.
  const server = memory();
  const client = over(t, server);
  const { journal, config } = await client.move("old", other);
  server.configs.push(stranger(number));
  const message = "the move was not undone: another config has the number; its journal says how to go on";
  await assert.rejects(client.undoMove(journal), { message, undone: false });
  assert.deepEqual(server.configs, [config, stranger(number)]);
  // Just in that moment: what was deleted is made again.
  server.configs.pop();
  const barred = memory({ POST: [400] });
  barred.configs.splice(0, 1, ...server.configs);
  await assert.rejects(over(t, barred).undoMove(journal), (error) => {
    assert.equal(
      error.message,
      "the move was not undone: 400 some-error; the config is there as it was moved, as made-1",
    );
    assert.deepEqual([error.undone, JSON.parse(error.journal).undoing], [false, false]);
    return true;
  });
  assert.deepEqual(barred.configs.map(({ type }) => type), ["pin_dialin"]);
});

test("a config that somebody changes, deletes or moves meanwhile", async (t) => {
  // Changed, which the look after a lost deletion sees.
  const changed = memory();
  const renaming = async (url, init) => {
    if (init.method !== "DELETE" || changed.configs[0].config.name_prefix !== undefined) return changed.fetch(url, init);
    changed.configs[0].config.name_prefix = "Sales";
    throw new TypeError("fetch failed");
  };
  await assert.rejects(over(t, { fetch: renaming }).move("old", changes), (error) => {
    assert.match(error.message, /^the config was not moved: it has been changed since; it is there as before, as old; /);
    assert.equal(error.config.config.name_prefix, "Sales");
    return true;
  });
  assert.deepEqual(changed.lines, ["GET old", "GET old"]);
  t.mock.restoreAll();

  // Deleted just before: nothing is made, and the journal would.
  const server = memory();
  const deleting = (url, init) => {
    if (init.method === "DELETE") server.configs.pop();
    return server.fetch(url, init);
  };
  const error = await over(t, { fetch: deleting }).move("old", changes).catch((error) => error);
  assert.equal(error.message, "the move stopped: 404 not-found; its journal says how to go on");
  assert.deepEqual([error.undone, error.cause.notFound, server.configs], [false, true, []]);
  assert.deepEqual(server.lines, ["GET old", "DELETE old", "GET old"]);
  assert.equal((await over(t, server).resumeMove(error.journal)).config.id, "made-1");
  t.mock.restoreAll();

  // Changed, and moved twice, all at once by one client.
  const both = memory();
  const client = over(t, both);
  const [, move, second] = await Promise.allSettled([
    client.update("old", { name_prefix: "Sales" }),
    client.move("old", changes),
    client.move("old", { ...changes, phone_number: "+12268078039" }),
  ]);
  assert.deepEqual([move.value.config.id, move.value.config.config.name_prefix], ["made-1", "Sales"]);
  assert.equal(second.reason.message, "404 not-found");
  assert.deepEqual(both.configs, [move.value.config]);
});

test("a journal that is taken up twice at once leads to one config", async (t) => {
  // Without a number nothing would keep the second one from being made.
  const numberless = { type: "pinless_dialin", phone_number: null, room_creation_api: "https://example.com/room" };
  const stopped = async () => {
    const server = memory();
    server.configs[0] = { id: "old", type: "pin_dialin", config: { phone_number: number } };
    const onProgress = ({ step }) => {
      if (step === "create") throw new Error("stop");
    };
    const error = await over(t, server).move("old", numberless, { onProgress }).catch((error) => error);
    return { server, client: over(t, server), journal: error.journal };
  };
  for (const [one, other] of [["resumeMove", "resumeMove"], ["undoMove", "undoMove"], ["resumeMove", "undoMove"]]) {
    const { server, client, journal } = await stopped();
    const results = await Promise.all([client[one](journal), client[other](journal)]);
    assert.equal(server.configs.length, 1, `${one}, ${other}`);
    assert.deepEqual(results[1].config, server.configs[0]);
    t.mock.restoreAll();
  }
  // And an update of what is being taken back waits, for it would be lost.
  const { server, client, journal } = await stopped();
  const done = await client.resumeMove(journal);
  const [, late] = await Promise.allSettled([client.undoMove(done.journal), client.update(done.config.id, { name_prefix: "Sales" })]);
  assert.equal(late.reason.status, 404);
  assert.deepEqual(server.configs.map(({ type }) => type), ["pin_dialin"]);
});

test("a list that is refused stops a move, and does not turn it around", async (t) => {
  const server = memory({ POST: ["lost"], GET: [undefined, 404] });
  const error = await over(t, server).move("old", changes).catch((error) => error);
  assert.equal(error.message, "the move stopped: 404 some-error; its journal says how to go on");
  assert.deepEqual(server.lines, ["GET old", "DELETE old", "POST", "GET list"]);
  assert.equal((await over(t, server).resumeMove(error.journal)).config.id, "made-1");
});

test("a move is tried again as often as it is told, later each time", async (t) => {
  for (const [retries, attempts] of [
    [0, []],
    [2, [1, 2]],
    [5, [1, 2, 3, 4, 5]],
  ]) {
    const server = memory({ DELETE: Array(9).fill(500) });
    const found = [];
    const onProgress = ({ type, attempt }) => type === "wait" && found.push(attempt);
    await assert.rejects(over(t, server, { retries, onProgress }).move("old", changes), { undone: false });
    assert.deepEqual(found, attempts);
    assert.equal(server.lines.filter((line) => line === "DELETE old").length, retries + 1);
    t.mock.restoreAll();
  }
});

test("each step of a move is tried as often as it is told", async (t) => {
  const server = memory({ DELETE: [429, 429], POST: [429, 429] });
  const { config } = await over(t, server, { retries: 2 }).move("old", changes);
  assert.deepEqual(config, made("made-1"));
  assert.equal(server.lines.length, 7);
});

test("what a move was refused for stays the cause when the way back stops", async (t) => {
  const server = memory({ POST: [400, "lost"] });
  const error = await over(t, server, { retries: 0 }).move("old", changes).catch((error) => error);
  assert.match(error.message, /^the move was not undone: no answer from /);
  assert.ok(error.cause instanceof DialinApiError);
  assert.equal(error.cause.status, 400);
});

test("the issues of a refusal go along with the error of a move", async (t) => {
  const issue = { code: "x", severity: "error", path: [], message: "taken", params: {}, source: "policy" };
  // The first request of that method does not get to the server.
  const refusing = (server, refused) => {
    let isOver = false;
    const fetch = async (url, init) => {
      if (isOver || init.method !== refused) return server.fetch(url, init);
      isOver = true;
      return Response.json({ error: "invalid-request-error", issues: [issue] }, { status: 403 });
    };
    return over(t, { fetch });
  };
  const server = memory();
  await assert.rejects(refusing(server, "DELETE").move("old", changes), (error) => {
    assert.equal(error.message, "the config was not moved: 403 invalid-request-error; it is there as before, as old");
    assert.deepEqual([error.undone, error.issues, error.cause.status], [true, [issue], 403]);
    return true;
  });
  assert.deepEqual(server.configs, [old]);
  t.mock.restoreAll();

  const { journal } = await over(t, server).move("old", changes);
  t.mock.restoreAll();
  await assert.rejects(refusing(server, "POST").undoMove(journal), (error) => {
    assert.match(error.message, /^the move was not undone: 403 invalid-request-error; the config is there as it was moved, /);
    assert.deepEqual([error.undone, error.issues, error.cause.status], [false, [issue], 403]);
    return true;
  });
  assert.deepEqual(server.configs.map(({ type }) => type), ["pin_dialin"]);
});

test("the way back has its own tries", async (t) => {
  const server = memory({ POST: [429, 429, 400, 429, 429] });
  await assert.rejects(over(t, server, { retries: 2 }).move("old", changes), { undone: true });
  assert.deepEqual(server.configs, [again("made-1")]);
});

test("in bulk a 400 to a look does not say that the config is gone", async (t) => {
  const server = memory({ DELETE: ["lost"], GET: [undefined, 400, 400] });
  const error = await over(t, server, { bulk: true, retries: 1 }).move("old", changes).catch((error) => error);
  assert.ok(error instanceof DialinMoveError);
  assert.deepEqual(server.lines, ["GET old", "DELETE old", "GET old", "GET old"]);
  assert.deepEqual(server.configs, [old]);
});

// Moves to the other type: refused, interrupted, aborted and undone, each at every step.
import assert from "node:assert/strict";
import { test } from "node:test";
import { inspect } from "node:util";
import { DialinApiError, DialinClient, DialinMoveError, DialinNetworkError } from "dialin-config/client";

const SECRET = "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=";
const number = "+12095038039";
const old = {
  id: "old",
  type: "pinless_dialin",
  config: { phone_number: number, room_creation_api: "https://example.com/room", hmac: SECRET, sip_uri: "a@b" },
};
const made = (id) => ({
  id,
  type: "pin_dialin",
  config: { phone_number: number, ivr_greeting: { message: "Hi." }, sip_uri: "new@b" },
});
const again = (id) => ({ ...old, id, config: { ...old.config, sip_uri: "new@b" } });
const changes = { type: "pin_dialin", ivr_greeting: { message: "Hi." } };

/** A server in memory, as `fetch`. `fates` say by method what happens to its requests instead of the usual. */
function memory(fates = {}) {
  const configs = [structuredClone(old)];
  const lines = [];
  const late = [];
  let count = 0;
  const answer = (method, id, body) => {
    if (method === "DELETE") {
      const place = configs.findIndex((config) => config.id === id);
      if (place < 0) return [404, { error: "not-found" }];
      configs.splice(place, 1);
      return [200, { status: "ok" }];
    }
    if (method === "POST") {
      const { type, ...config } = JSON.parse(body);
      if (configs.some((other) => other.config.phone_number === config.phone_number)) return [400, { error: "in-use" }];
      configs.push({ id: `made-${(count += 1)}`, type, config: { ...config, sip_uri: "new@b" } });
      return [200, configs.at(-1)];
    }
    if (id === undefined) return [200, { total_count: configs.length, data: configs }];
    const found = configs.find((config) => config.id === id);
    if (method === "PUT" && found) Object.assign(found.config, JSON.parse(body));
    return found ? [200, found] : [404, { error: "not-found" }];
  };
  const fetch = async (url, { method, body }) => {
    const { pathname, search } = new URL(url);
    const id = pathname.split("/")[3];
    lines.push(search ? `${method} list` : `${method} ${id ?? ""}`.trim());
    const fate = fates[method]?.shift();
    if (fate === "lost") throw new TypeError("fetch failed");
    if (fate === "late") {
      late.push([method, id, body]);
      throw new TypeError("fetch failed");
    }
    if (typeof fate === "number") return Response.json({ error: "some-error" }, { status: fate });
    const [status, reply] = structuredClone(answer(method, id, body));
    // What was late arrives after the next request.
    for (const write of late.splice(0)) answer(...write);
    if (fate === "answer lost") throw new TypeError("fetch failed");
    if (typeof fate === "function") return fate(Response.json(reply, { status }));
    return Response.json(reply, { status });
  };
  return { fetch, configs, lines };
}

/** A client over it that does not wait. */
function over(t, server, options) {
  const { setTimeout: real } = globalThis;
  const now = (done, ms) => (ms === 30_000 ? real(() => {}, 0) : void queueMicrotask(done));
  t.mock.method(globalThis, "setTimeout", now);
  return new DialinClient({ baseUrl: "https://dialin.example.org", fetch: server.fetch, ...options });
}

/** What an error shows to a log. */
function silent(error) {
  assert.doesNotMatch(`${inspect(error, { depth: 9 })}${JSON.stringify(error)}${error.stack}`, /MDEy/);
}

test("a move deletes and creates, names what it drops, and can be taken back", async (t) => {
  const server = memory();
  const steps = [];
  const client = over(t, server, { onProgress: ({ step, undoing }) => steps.push([step, undoing]) });
  const { journal, ...result } = await client.move("old", changes);
  assert.deepEqual(result, {
    config: made("made-1"),
    dropped: ["hmac", "room_creation_api"],
    undone: false,
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
  const wrongOptions = { check: { ids: [] } };
  const message = /unknown field `ids`/;
  await assert.rejects(client.move("old", changes, wrongOptions), { name: "TypeError", message });
  assert.ok(server.lines.every((line) => line === "GET old"), server.lines);
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

test("a move that stops leaves a journal, with which another client finishes or undoes it", async (t) => {
  for (const [fates, options, before] of [
    [{ DELETE: ["lost"] }, { retries: 0 }, [old]],
    [{ DELETE: ["answer lost"] }, { retries: 0 }, []],
    [{ POST: ["lost"] }, { retries: 0 }, []],
    [{ POST: ["answer lost"] }, { retries: 0 }, [made("made-1")]],
    [{ POST: ["lost"], GET: [undefined, "lost", "lost"] }, { retries: 1 }, []],
    [{ DELETE: Array(9).fill("lost") }, {}, [old]],
    // The way back is refused, too.
    [{ POST: [400, 400] }, {}, []],
  ]) {
    for (const way of ["resumeMove", "undoMove"]) {
      const server = memory(structuredClone(fates));
      let journal;
      await assert.rejects(over(t, server, options).move("old", changes), (error) => {
        assert.ok(error instanceof DialinMoveError);
        assert.match(error.message, /^(the move stopped|the move was not undone): .+; its journal says how to go on$/);
        assert.ok(error.cause instanceof DialinNetworkError || error.cause instanceof DialinApiError);
        assert.deepEqual([error.undone, error.config, error.issues], [false, undefined, []]);
        silent(error);
        ({ journal } = error);
        return true;
      });
      assert.deepEqual(server.configs, before);
      const undoing = JSON.parse(journal).undoing;
      const healthy = memory();
      healthy.configs.splice(0, 1, ...server.configs);
      const { config, undone } = await over(t, healthy)[way](journal);
      assert.deepEqual(healthy.configs, [config]);
      assert.equal(undone, undoing || way === "undoMove");
      assert.equal(config.type, undone ? "pinless_dialin" : "pin_dialin");
      if (undone) assert.equal(config.config.hmac, SECRET);
      t.mock.restoreAll();
    }
  }
  const client = over(t, memory());
  for (const journal of ["", "{}", "null", 5, undefined]) {
    for (const way of ["resumeMove", "undoMove"]) {
      const message = "journal is not the journal of a move";
      await assert.rejects(client[way](journal), { name: "TypeError", message });
    }
  }
});

test("an abort at any point leaves a journal that leads back", async (t) => {
  const reason = new Error("the user left");
  const plain = new DialinClient({ baseUrl: "https://dialin.example.org", fetch: memory().fetch });
  await assert.rejects(plain.move("old", changes, { signal: AbortSignal.abort(reason) }), reason);
  for (const [method, done] of [["DELETE", true], ["DELETE", false], ["POST", true], ["POST", false]]) {
    const controller = new AbortController();
    const hang = () => {
      controller.abort(reason);
      return new Promise(() => {});
    };
    const server = memory(done ? { [method]: [hang] } : {});
    const fetch = (url, init) => (!done && init.method === method ? hang() : server.fetch(url, init));
    const client = over(t, { fetch });
    let journal;
    await assert.rejects(client.move("old", changes, { signal: controller.signal }), (error) => {
      assert.ok(error instanceof DialinMoveError);
      assert.deepEqual([error.cause, error.undone], [reason, false]);
      ({ journal } = error);
      return true;
    });
    const { config } = await over(t, server).undoMove(journal);
    assert.deepEqual(server.configs, [config]);
    assert.equal(config.type, "pinless_dialin");
    assert.equal(config.config.hmac, SECRET);
    t.mock.restoreAll();
  }
});

test("who keeps the journal of each step can go on after the process is gone", async (t) => {
  for (const [method, isDone, left, resumed] of [
    ["DELETE", false, [old], ["GET old", "DELETE old", "POST"]],
    ["DELETE", true, [], ["GET old", "POST"]],
    ["POST", false, [], ["GET list", "POST"]],
    ["POST", true, [made("made-1")], ["GET list"]],
  ]) {
    const server = memory();
    let kept;
    const onProgress = ({ journal }) => (kept = journal);
    // The process ends with this request: before it arrived, or after. Nobody hears the answer.
    await new Promise((end) => {
      const fetch = async (url, init) => {
        if (init.method !== method) return server.fetch(url, init);
        if (isDone) await server.fetch(url, init);
        end();
        return new Promise(() => {});
      };
      void over(t, { fetch }, { onProgress }).move("old", changes);
    });
    assert.deepEqual(server.configs, left);
    server.lines.length = 0;
    const { config } = await over(t, server).resumeMove(kept);
    assert.deepEqual([config, server.configs, server.lines], [made("made-1"), [config], resumed]);
    t.mock.restoreAll();
  }
});

test("an undone move is looked at again, since its deletion may arrive late", async (t) => {
  const server = memory();
  const controller = new AbortController();
  let arrive;
  const fetch = (url, init) => {
    if (init.method !== "DELETE" || arrive !== undefined) return server.fetch(url, init);
    arrive = () => server.fetch(url, init);
    controller.abort();
    return new Promise(() => {});
  };
  const client = over(t, { fetch });
  const { journal } = await client.move("old", changes, { signal: controller.signal }).catch((error) => error);
  const undone = await client.undoMove(journal);
  assert.deepEqual([undone.undone, undone.config, server.configs], [true, old, [old]]);
  await arrive();
  assert.deepEqual(server.configs, []);
  const again = await client.undoMove(undone.journal);
  assert.deepEqual([again.undone, again.config, server.configs], [true, { ...old, id: "made-1", config: { ...old.config, sip_uri: "new@b" } }, [again.config]]);
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

test("an undone move has a journal as long as something may still arrive", async (t) => {
  const there = (server, error) => {
    assert.match(error.message, /; it is there as before, as \S+; what was not answered may still arrive: hand the journal to undoMove later$/);
    assert.equal(error.undone, true);
    assert.deepEqual(server.configs, [error.config]);
    silent(error);
    return error;
  };
  // The first create arrives when all is as before.
  const other = { ...changes, phone_number: "+12268078039" };
  const server = memory();
  let arrive;
  const fetch = async (url, init) => {
    if (init.method !== "POST" || JSON.parse(init.body).type !== "pin_dialin") return server.fetch(url, init);
    if (arrive !== undefined) return Response.json({ error: "some-error" }, { status: 403 });
    arrive = () => server.fetch(url, init);
    throw new TypeError("fetch failed");
  };
  const { journal } = there(server, await over(t, { fetch }).move("old", other).catch((error) => error));
  await arrive();
  assert.equal(server.configs.length, 2);
  const { config, undone } = await over(t, server).undoMove(journal);
  assert.deepEqual([undone, server.configs], [true, [config]]);
  t.mock.restoreAll();

  // The first deletion does.
  const late = memory({ DELETE: ["lost", 403] });
  const error = there(late, await over(t, late).move("old", changes).catch((error) => error));
  late.configs.pop();
  const again = await over(t, late).undoMove(error.journal);
  assert.deepEqual([again.undone, late.configs], [true, [again.config]]);
  assert.equal(again.config.config.hmac, SECRET);
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
    assert.match(error.message, /^the config was not moved: somebody has changed it since; it is there as before, as old; /);
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

test("a journal is kept before the step begins, or it does not begin", async (t) => {
  const server = memory();
  const kept = [];
  const keep = async ({ step }) => {
    await new Promise((resolve) => setImmediate(resolve));
    kept.push(`${step} after ${server.lines.length}`);
    if (step === "create") throw new Error("the disk is full");
  };
  await assert.rejects(over(t, server, { onProgress: keep }).move("old", changes), {
    message: "the move stopped: the disk is full; its journal says how to go on",
  });
  assert.deepEqual(kept, ["delete after 1", "create after 2"]);
  assert.deepEqual(server.lines, ["GET old", "DELETE old"]);
  const text = () => {
    throw "over";
  };
  await assert.rejects(over(t, memory(), { onProgress: text }).move("old", changes), {
    message: "the move stopped: a callback threw; its journal says how to go on",
  });
});

test("a callback that throws stops the move, not its journal", async (t) => {
  const server = memory();
  const broken = new Error("the callback broke");
  const onProgress = ({ step }) => {
    if (step === "create") throw broken;
  };
  let journal;
  await assert.rejects(over(t, server, { onProgress }).move("old", changes), (error) => {
    assert.equal(error.cause, broken);
    ({ journal } = error);
    return true;
  });
  assert.deepEqual((await over(t, server).resumeMove(journal)).config, made("made-1"));
});

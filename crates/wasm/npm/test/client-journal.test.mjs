// The journals of moves that stopped, aborted or lost an answer: each leads on or back.
import assert from "node:assert/strict";
import { test } from "node:test";
import { DialinApiError, DialinClient, DialinMoveError, DialinNetworkError } from "dialin-config/client";
import { SECRET, old, made, again, changes, memory, over, silent } from "../testing/memory.mjs";

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
    // Its text, not what is in it.
    await assert.rejects(over(t, server).undoMove(JSON.parse(journal)), TypeError);
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

test("an undone move has a journal as long as something may still arrive", async (t) => {
  const there = (server, error) => {
    assert.match(error.message, /; it is there as before, as \S+; an unanswered request may still arrive: pass the journal to undoMove later$/);
    assert.equal(error.undone, true);
    assert.equal(error.cause.status, 403);
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

test("the journal of a move that was used before still says what is there", async (t) => {
  const server = memory();
  const client = over(t, server);
  const { journal } = await client.move("old", changes);
  const first = await client.undoMove(journal);
  assert.deepEqual([first.undone, first.unsettled], [true, false]);
  const before = structuredClone(server.configs);
  // A crash before the journal of the undoing was stored.
  for (let times = 0; times < 2; times += 1) {
    const { config, undone, unsettled } = await client.undoMove(journal);
    assert.deepEqual([config, undone, unsettled], [first.config, true, false]);
  }
  await assert.rejects(client.resumeMove(journal), (error) => {
    assert.match(error.message, /^the config was not moved: 400 .*; it is there as before, as /);
    assert.deepEqual([error.undone, error.config], [true, first.config]);
    return true;
  });
  assert.deepEqual(server.configs, before);
  // Somebody has changed it since, so that it is not as it was.
  await client.update(first.config.id, { name_prefix: "Sales" });
  await assert.rejects(client.undoMove(journal), { undone: false });
  const message = /^the move was not resumed: 400 .*; nor was it undone: 400 .*; its journal says how to go on$/;
  await assert.rejects(client.resumeMove(journal), { undone: false, message });
  assert.equal(server.configs.length, 1);
});

// Lists of more than one page. No timer runs.
import assert from "node:assert/strict";
import { test } from "node:test";
import { DialinClient } from "dialin-config/client";
import { BASE, all, config, page, refused, reply, scripted } from "../testing/scripted.mjs";

const number = "+12095038039";

test("listAll walks the pages, each config once, and ends", async (t) => {
  const ids = (...names) => ({ total_count: 9, data: names.map((id) => ({ id })) });
  const progress = [];
  const { client, lines } = scripted(t, [reply(ids("a", "b")), reply(ids("b", "c")), reply(ids("c"))], {
    onProgress: (event) => progress.push(event),
  });
  const found = await all(client.listAll({ limit: 2, phone_number: "+1" }));
  assert.deepEqual(
    found.map(({ id }) => id),
    ["a", "b", "c"],
  );
  assert.deepEqual(lines, [
    "GET ?limit=2&phone_number=%2B1",
    "GET ?limit=2&phone_number=%2B1&starting_after=b",
    "GET ?limit=2&phone_number=%2B1&starting_after=c",
  ]);
  assert.deepEqual(progress, [2, 3, 3].map((count) => ({ type: "page", count })));
});

test("half of a surrogate pair in one config takes no list away", async () => {
  const name = String.raw`\ud800 \\ud800 \ud83d\udcde \udcde`;
  const text = `{"total_count":2,"data":[{"id":"a","config":{"name_prefix":"${name}"}},{"id":"b"}]}`;
  const whole = JSON.parse(text);
  const fetch = async () => new Response(text);
  const client = new DialinClient({ baseUrl: BASE, fetch });
  assert.deepEqual(await client.list(), whole);
  assert.deepEqual(await all(client.listAll()), whole.data);
  assert.equal(whole.data[0].config.name_prefix, "\ud800 \\ud800 \u{1f4de} \udcde");
});

test("a page is there before the rows of the one before are handed out, and no further one", async (t) => {
  const rows = (...ids) => reply({ data: ids.map((id) => ({ id })), total_count: 9 });
  const { client, lines } = scripted(t, [rows("a", "b"), rows("c", "d")]);
  for await (const { id } of client.listAll()) {
    assert.deepEqual(lines, ["GET ", "GET ?starting_after=b"]);
    if (id === "b") break;
  }
  assert.deepEqual(lines, ["GET ", "GET ?starting_after=b"]);
  t.mock.restoreAll();
  // What failed meanwhile comes after the rows that are there.
  const failing = scripted(t, [rows("a", "b"), refused(403)]);
  const found = [];
  await assert.rejects(
    async () => {
      for await (const { id } of failing.client.listAll()) found.push(id);
    },
    { message: "403 some-error" },
  );
  assert.deepEqual(found, ["a", "b"]);
});

test("a list whose rows are deleted while it is read has the others all the same", async (t) => {
  const left = new Set(Array.from({ length: 9 }, (_, place) => `c${place}`));
  const fetch = async (url) => {
    const after = new URL(url).searchParams.get("starting_after");
    const ids = [...left];
    if (after !== null && !left.has(after)) return Response.json({ error: "invalid-request-error" }, { status: 400 });
    const data = ids.slice(ids.indexOf(after) + 1, ids.indexOf(after) + 3).map((id) => ({ id }));
    return Response.json({ total_count: ids.length, data });
  };
  const client = new DialinClient({ baseUrl: BASE, fetch });
  const all = [...left];
  const found = [];
  for await (const { id } of client.listAll({ limit: 2 })) {
    found.push(id);
    left.delete(id);
    // Somebody else deletes the row at which the next page would begin.
    if (id === "c2") left.delete("c5");
  }
  assert.deepEqual(found, all);
});

test("a list ends with the rows that are left, however small the pages of the server are", async () => {
  let left = ["a", "b", "c", "d"];
  const fetch = async (url) => {
    const after = new URL(url).searchParams.get("starting_after");
    const data = left.slice(left.indexOf(after) + 1).slice(0, 1);
    return Response.json({ total_count: left.length, data: data.map((id) => ({ id })) });
  };
  const client = new DialinClient({ baseUrl: BASE, fetch });
  const found = [];
  for await (const { id } of client.listAll()) {
    found.push(id);
    left = left.filter((other) => other !== id);
  }
  assert.deepEqual(found, ["a", "b", "c", "d"]);
});

test("a list that begins anew counts its rows anew, where pages are smaller than they could be", async () => {
  let ids = ["a", "b", "c", "d", "e"];
  const fetch = async (url) => {
    const after = new URL(url).searchParams.get("starting_after");
    if (after === "c" && ids.includes("c")) ids = ["n1", "n2", "n3", "d", "e"];
    if (after !== null && !ids.includes(after)) return Response.json({ error: "not-found" }, { status: 404 });
    const data = ids.slice(ids.indexOf(after) + 1).slice(0, 3);
    return Response.json({ total_count: ids.length, data: data.map((id) => ({ id })) });
  };
  const found = await all(new DialinClient({ baseUrl: BASE, fetch }).listAll());
  assert.deepEqual(found.map(({ id }) => id), ["a", "b", "c", "n1", "n2", "n3", "d", "e"]);
});

test("an abort ends a list between two rows of one page", async () => {
  const fetch = async () => Response.json({ total_count: 3, data: [{ id: "a" }, { id: "b" }, { id: "c" }] });
  const controller = new AbortController();
  const reason = new Error("the user left");
  const found = [];
  const list = new DialinClient({ baseUrl: BASE, fetch }).listAll({}, { signal: controller.signal });
  await assert.rejects(async () => {
    for await (const { id } of list) {
      found.push(id);
      if (id === "b") controller.abort(reason);
    }
  }, reason);
  assert.deepEqual(found, ["a", "b"]);
});

test("rows that come twice are counted once", async (t) => {
  const rows = (from) => Array.from({ length: 60 }, (_, place) => ({ id: `c${from + (place >> 1)}` }));
  const pages = Array.from({ length: 9 }, (_, place) => reply({ total_count: 250, data: rows(place * 30) }));
  const { client } = scripted(t, pages);
  assert.equal((await all(client.listAll())).length, 270);
});

test("purchased numbers go by their pagination_id", async (t) => {
  const rows = Array.from({ length: 50 }, (_, place) => ({ id: `n${place}`, pagination_id: 90 - place, number }));
  const last = [null, { pagination_id: 3 }, { id: 5, pagination_id: 2, number, created_date: 1706954400 }];
  // Ids that JavaScript writes in another way.
  const odd = '{"id":2.0,"pagination_id":1},{"id":1e3},{"id":12345678901234567890}';
  const text = `{"data":[${last.map((row) => JSON.stringify(row)).join()},${odd}]}`;
  const { client, lines } = scripted(t, [reply({ data: rows }), () => Promise.resolve(new Response(text))]);
  const numbers = await client.purchasedNumbers();
  assert.deepEqual(numbers, [...rows, last[2], { id: 2, pagination_id: 1 }, { id: 1000 }, { id: 12345678901234567890 }]);
  assert.deepEqual(lines, [
    "GET /purchased-phone-numbers?limit=50",
    "GET /purchased-phone-numbers?limit=50&starting_after=41",
  ]);
});

test("the callback of a page is over before its rows are handed out", async (t) => {
  const steps = [];
  const onProgress = async ({ count }) => {
    await new Promise((resolve) => setImmediate(resolve));
    steps.push(count);
  };
  const { client } = scripted(t, [page({ id: "a" }, { id: "b" })], { onProgress });
  for await (const { id } of client.listAll()) steps.push(id);
  assert.deepEqual(steps, [2, "a", "b"]);
  t.mock.restoreAll();
  const full = new Error("the disk is full");
  const failing = scripted(t, [page({ id: "a" })], { onProgress: () => Promise.reject(full) });
  await assert.rejects(failing.client.listAll().next(), full);
});

test("pages of numbers without ids lead on, and not without end", async (t) => {
  const nameless = Array.from({ length: 50 }, (_, place) => ({ pagination_id: 90 - place }));
  const last = { id: "n", pagination_id: 40 };
  const { client, lines } = scripted(t, [reply({ data: nameless }), reply({ total_count: 52, data: [{ pagination_id: 41 }, last] })]);
  assert.deepEqual(await client.purchasedNumbers(), [last]);
  assert.equal(lines.length, 2);
  let asked = 0;
  const fetch = async () => {
    assert.ok((asked += 1) < 9, "it asks without end");
    return Response.json({ data: nameless });
  };
  assert.deepEqual(await new DialinClient({ baseUrl: BASE, fetch }).purchasedNumbers(), []);
});

test("a list that may begin anew does so once, not without end", async () => {
  const lines = [];
  const fetch = async (url) => {
    const { search } = new URL(url);
    lines.push(search);
    assert.ok(lines.length < 19, "it asks without end");
    if (search !== "") return Response.json({ error: "invalid-request-error" }, { status: 400 });
    return Response.json({ total_count: 9, data: [{ id: "a" }, { id: "b" }] });
  };
  const client = new DialinClient({ baseUrl: BASE, fetch });
  const found = [];
  await assert.rejects(
    async () => {
      for await (const { id } of client.listAll()) found.push(id);
    },
    { status: 400 },
  );
  assert.deepEqual(found, ["a", "b"]);
  const refusedOnes = ["?starting_after=b", "?starting_after=a"];
  assert.deepEqual(lines, ["", ...refusedOnes, "", ...refusedOnes]);
});

test("rows are handed out once the next page has been answered, however slow the server is", async () => {
  const left = ["a", "b", "c", "d", "e", "f", "g"];
  let refused = 0;
  const fetch = async (url) => {
    const after = new URL(url).searchParams.get("starting_after");
    for (let turns = 0; turns < 5; turns += 1) await new Promise((resolve) => setImmediate(resolve));
    if (after !== null && !left.includes(after)) refused += 1;
    const data = left.slice(left.indexOf(after) + 1, left.indexOf(after) + 3).map((id) => ({ id }));
    return Response.json({ total_count: left.length, data });
  };
  const all = [...left];
  const found = [];
  for await (const { id } of new DialinClient({ baseUrl: BASE, fetch }).listAll({ limit: 2 })) {
    found.push(id);
    left.splice(left.indexOf(id), 1);
  }
  assert.deepEqual([found, refused], [all, 0]);
});

test("a list that begins anew goes on behind pages on which nothing is new", async () => {
  let left = ["a", "b", "c", "d", "e"];
  const fetch = async (url) => {
    const after = new URL(url).searchParams.get("starting_after");
    // Somebody else deletes it, once.
    if (after === "d") left = left.filter((id) => id !== "d");
    if (after !== null && !left.includes(after)) return Response.json({ error: "invalid-request-error" }, { status: 400 });
    const data = left.slice(left.indexOf(after) + 1).slice(0, 2).map((id) => ({ id }));
    return Response.json({ total_count: left.length, data });
  };
  const found = await all(new DialinClient({ baseUrl: BASE, fetch }).listAll({ limit: 2 }));
  assert.deepEqual(found.map(({ id }) => id), ["a", "b", "c", "d", "e"]);
});

test("a list whose first page is refused is not asked for twice", async (t) => {
  const { client, lines } = scripted(t, [refused(400)]);
  await assert.rejects(client.listAll().next(), { status: 400 });
  assert.deepEqual(lines, ["GET "]);
});

test("a list ends with a page on which nothing is new", async (t) => {
  const rows = (...data) => reply({ total_count: 9, data });
  const { client, lines } = scripted(t, [rows({ id: "a" }, { id: "b" }), rows({ id: "b" }, { id: "a" })]);
  assert.deepEqual(await all(client.listAll()), [{ id: "a" }, { id: "b" }]);
  assert.deepEqual(lines, ["GET ", "GET ?starting_after=b"]);
});

/** A server that keeps configs, the newest first, refuses the cursor of one that is gone, and makes a new id for each. */
function keeping(names, { onList = () => {}, refuses = () => false } = {}) {
  const configs = names.map((id, place) => config({ phone_number: `+1209503${8000 + place}` }, id, "pin_dialin"));
  const lists = [];
  let last = 0;
  const refuse = (status) => Response.json({ error: "invalid-request-error" }, { status });
  const fetch = async (url, { method, body }) => {
    const { pathname, searchParams } = new URL(url);
    const id = pathname.split("/domain-dialin-config/")[1];
    const place = configs.findIndex((other) => other.id === id);
    if (method === "POST") {
      const { type, ...fields } = JSON.parse(body);
      if (refuses(type) || configs.some((other) => other.config.phone_number === fields.phone_number)) return refuse(400);
      configs.unshift(config(fields, `n${(last += 1)}`, type));
      return Response.json(configs[0]);
    }
    if (id !== undefined && place < 0) return refuse(404);
    if (method === "DELETE") return Response.json({ status: "ok" }, { status: configs.splice(place, 1).length > 0 ? 200 : 404 });
    if (id !== undefined) return Response.json(configs[place]);
    lists.push(searchParams.toString());
    assert.ok(lists.length < 400, "it asks without end");
    onList(searchParams, configs);
    const [limit, after, before] = ["limit", "starting_after", "ending_before"].map((name) => searchParams.get(name));
    const number = searchParams.get("phone_numbers");
    const rows = configs.filter((other) => number === null || other.config.phone_number.includes(number));
    const edge = (name) => rows.findIndex((other) => other.id === name);
    if ((after !== null && edge(after) < 0) || (before !== null && before !== "OLDEST" && edge(before) < 0)) return refuse(400);
    const size = Number(limit ?? 100);
    const end = before === "OLDEST" ? rows.length : edge(before);
    const data = before === null ? rows.slice(edge(after) + 1).slice(0, size) : rows.slice(Math.max(0, end - size), end);
    return Response.json({ total_count: rows.length, data });
  };
  return { client: new DialinClient({ baseUrl: BASE, fetch }), configs, lists };
}

/** Somebody else deletes it. */
const forget = (configs, id) => {
  const place = configs.findIndex((other) => other.id === id);
  return place >= 0 && configs.splice(place, 1).length > 0;
};
const named = (count) => Array.from({ length: count }, (_, place) => `c${place}`);

const other = (type) => (type === "pin_dialin" ? "pinless_dialin" : "pin_dialin");

test("a loop that moves what it is given moves each config once, whatever others delete meanwhile", async () => {
  const names = named(23);
  const { client, configs } = keeping(names);
  const found = [];
  for await (const { id, type } of client.listAll({ limit: 10 })) {
    found.push(id);
    // The page was there, so it is given all the same.
    if (id === "c19") await assert.rejects(client.move(id, { type: other(type) }), { notFound: true });
    else await client.move(id, { type: other(type) });
    // The last one of the page that is there already: the cursor of the next one.
    if (id === "c5") forget(configs, "c19");
  }
  assert.deepEqual(found, names);
  assert.deepEqual(new Set(configs.map(({ type }) => type)), new Set(["pinless_dialin"]));
});

test("what a loop moves or makes again does not come once more where the list begins anew", async () => {
  for (const again of ["move", "create"]) {
    const names = named(9);
    const onList = (query, configs) => {
      // All that it could go back to is gone.
      if (query.get("starting_after") === "c3") for (const id of ["c0", "c1", "c2", "c3"]) forget(configs, id);
    };
    const { client, configs, lists } = keeping(names, { onList });
    const found = [];
    for await (const { id, type, config: fields } of client.listAll({ limit: 2 })) {
      found.push(id);
      if (["c2", "c3"].includes(id)) continue;
      if (again === "move") await client.move(id, { type: other(type) });
      else await client.delete(id).then(() => client.create({ ...fields, type }));
    }
    assert.deepEqual(found, names, again);
    assert.ok(lists.lastIndexOf("limit=2") > 0, "it did not begin anew");
    assert.equal(configs.length, 7);
  }
});

test("a loop that moves what it is given ends, also where the list goes towards the newer ones", async () => {
  const names = named(8);
  const { client, configs } = keeping(names);
  const found = [];
  for await (const { id, type } of client.listAll({ ending_before: "OLDEST", limit: 3 })) {
    found.push(id);
    const { journal } = await client.move(id, { type: other(type) });
    // Back, and forth again: all of them are its own.
    if (id === "c2") await client.resumeMove((await client.undoMove(journal)).journal);
    assert.ok(found.length < 99, "it does not end");
  }
  assert.deepEqual(found.toSorted(), names);
  // It is about the time of the list only.
  assert.equal((await all(client.listAll())).length, configs.length);
});

test("what a refused move has made again does not come once more", async () => {
  const names = named(4);
  const { client } = keeping(names, { refuses: (type) => type === "pinless_dialin" });
  const found = [];
  for await (const { id } of client.listAll({ ending_before: "OLDEST", limit: 2 })) {
    found.push(id);
    assert.ok(found.length < 99, "it does not end");
    await assert.rejects(client.move(id, { type: "pinless_dialin" }), { undone: true });
  }
  assert.deepEqual(found.toSorted(), names);
});

test("a config whose move did not begin stays in the list", async () => {
  const { client } = keeping(["a", "b"]);
  const found = [];
  for await (const { id } of client.listAll({ limit: 1 })) {
    found.push(id);
    if (id !== "a") continue;
    // The journal is that of another process: it was made before, and is used now.
    let journal;
    await assert.rejects(
      client.move("b", { type: "pinless_dialin" }, { onProgress: (event) => ((journal = event.journal), Promise.reject(new Error("no"))) }),
    );
    assert.equal((await client.undoMove(journal)).config.id, "b");
  }
  assert.deepEqual(found, ["a", "b"]);
});

test("where the config that leads on is gone, a list goes on from one before, as often as it has to", async () => {
  const names = named(60);
  for (const [limit, expected] of [[1, 12], [3, 5], [10, 3]]) {
    let others = 0;
    const onList = (query, configs) => {
      const cursor = query.get("starting_after");
      if (cursor !== null && others < 12 && Number(cursor.slice(1)) % 4 === 1 && forget(configs, cursor)) others += 1;
    };
    const { client, lists } = keeping(names, { onList });
    const found = await all(client.listAll({ limit }));
    assert.deepEqual(found.map(({ id }) => id), names, `${limit}`);
    assert.equal(others, expected);
    assert.ok(!lists.slice(1).includes(`limit=${limit}`), "it begins anew");
  }
});

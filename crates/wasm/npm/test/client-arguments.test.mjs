// What the client does not take: it says so before anything is sent.
import assert from "node:assert/strict";
import { test } from "node:test";
import { DialinClient } from "dialin-config/client";

const fetch = () => assert.fail("a request left");
const client = (options) => new DialinClient({ baseUrl: "https://dialin.example.org/v1", fetch, ...options });

test("a token no header can carry is refused without being repeated", () => {
  const message = "token is not a string of visible ASCII characters, so no HTTP header can carry it";
  for (const token of ["", "a b", "a\nb", "gehe\u0131m", 5, null]) {
    assert.throws(() => client({ token }), { name: "TypeError", message });
  }
});

test("options that are not as described", async () => {
  const timeout = "timeout must be a number of milliseconds above 0, or Infinity";
  const retries = "retries must be a whole number from 0 to 100";
  for (const [options, message] of [
    [{ timeout: 0 }, timeout],
    [{ timeout: "5" }, timeout],
    [{ timeout: Number.NaN }, timeout],
    [{ retries: -1 }, retries],
    [{ retries: 1.5 }, retries],
    [{ retries: Infinity }, retries],
    [{ retries: 101 }, retries],
    [{ fetch: "fetch" }, "fetch must be a function, not a value of type string"],
    [{ onProgress: null }, "onProgress must be a function, not null"],
    [{ bulk: 1 }, "bulk must be true or false, not a value of type number"],
    [{ serverMerges: "no" }, "serverMerges must be true or false, not a value of type string"],
    [{ retry: 3 }, "DialinClient: there is no option `retry`"],
    [{ headers: { "a b": "s3cret" } }, "headers are not what fetch takes"],
    [{ headers: { a: "s3cret\n" + "x" } }, "headers are not what fetch takes"],
  ]) {
    assert.throws(() => client(options), { name: "TypeError", message }, message);
  }
  for (const options of [{ retries: 0 }, { retries: 100 }, { timeout: Infinity }, { bulk: undefined }]) client(options);
  const message = "DialinClient takes one object, not undefined";
  assert.throws(() => new DialinClient(), { name: "TypeError", message });
  for (const [options, message] of [
    [null, "options are an object, not null"],
    [{ signal: {} }, "signal is not an AbortSignal"],
    [{ signal: null }, "signal is not an AbortSignal"],
    [{ timeout: -1 }, timeout],
    [{ retries: "3" }, retries],
    [{ onProgress: 5 }, "onProgress must be a function, not a value of type number"],
    [{ bulk: "yes" }, "bulk must be true or false, not a value of type string"],
    [{ token: "s3cret" }, "options: there is no option `token`"],
  ]) {
    for (const call of [
      (api) => api.list({}, options),
      (api) => api.listAll({}, options).next(),
      (api) => api.get("a", options),
      (api) => api.create({}, options),
      (api) => api.update("a", {}, options),
      (api) => api.delete("a", options),
      (api) => api.move("a", { type: "pin_dialin" }, options),
      (api) => api.purchasedNumbers(options),
    ]) {
      await assert.rejects(call(client()), { name: "TypeError", message });
    }
  }
});

test("arguments without a JSON form never leave", async () => {
  await assert.rejects(client().create({ type: () => 1 }), {
    name: "TypeError",
    message: "body.type is a function, which has no JSON form",
  });
  await assert.rejects(client().update("a", undefined), {
    name: "TypeError",
    message: "changes is undefined, which has no JSON form",
  });
  for (const body of [null, [], "x", 5]) {
    await assert.rejects(client().create(body), { name: "TypeError", message: "body is not an object" });
    await assert.rejects(client().update("a", body), { name: "TypeError", message: "changes is not an object" });
  }
  const half = { type: "pin_dialin", name_prefix: "\ud800" };
  for (const [call, name] of [
    [() => client().create(half), "body"],
    [() => client().update("a", half), "changes"],
    [() => client().move("a", half), "changes"],
    [() => client().list({ name_prefix: "\ud800" }), "query"],
  ]) {
    const message = `${name} holds half of a surrogate pair, which is not a character`;
    await assert.rejects(call(), { name: "TypeError", message });
  }
  await assert.rejects(client().list({ limit: 1n }), {
    name: "TypeError",
    message: "query.limit is a bigint, which has no JSON form",
  });
  await assert.rejects(client().list({ type: {} }), {
    name: "TypeError",
    message: "query.type is neither a string nor a number",
  });
  await assert.rejects(client().list("limit=5"), { name: "TypeError", message: "query is not an object" });
  await assert.rejects(client().list({ limit: 0 }), {
    name: "TypeError",
    message: "query.limit must be a whole number from 1 to 100",
  });
  await assert.rejects(client().listAll({ phoneNumber: "+1" }).next(), {
    name: "TypeError",
    message:
      "query has no parameter `phoneNumber`; there are limit, starting_after, ending_before, type, " +
      "phone_number, phone_numbers, sip_username, name_prefix",
  });
  for (const query of [{ phone_number: " " }, { phone_numbers: [" "] }, { phone_numbers: "," }, { name_prefix: "\t" }]) {
    const message = `query.${Object.keys(query)[0]} is empty, or a part of it: leave it out to list all`;
    await assert.rejects(client().list(query), { name: "TypeError", message });
    await assert.rejects(client().listAll(query).next(), { name: "TypeError", message });
  }
  await assert.rejects(client().list({ phone_numbers: [] }), {
    name: "TypeError",
    message: "query.phone_numbers is empty, or a part of it: leave it out to list all",
  });
});

/** Runs with properties that all objects inherit, as other code may let strangers set them. */
async function polluted(properties, run) {
  Object.assign(Object.prototype, properties);
  try {
    return await run();
  } finally {
    for (const key of Object.keys(properties)) delete Object.prototype[key];
  }
}

test("what all objects inherit is no option", async () => {
  const sent = [];
  const fetch = async (url, { method, headers }) => {
    sent.push(`${url} ${[...headers].map((header) => header.join(": "))}`);
    return Response.json(method === "GET" ? { id: "a", type: "pin_dialin", config: { phone_number: "+12095038039" } } : { id: "b" });
  };
  const evil = { headers: { "x-evil": "1" }, token: "evil", serverMerges: 5, bulk: 5, timeout: -1, retries: -1, onProgress: 5, check: 5, pause: 5 };
  await polluted({ ...evil, baseUrl: "https://evil.example/v1" }, async () => {
    assert.throws(() => new DialinClient({ fetch }), { name: "TypeError", message: "baseUrl is not an http(s) URL" });
    const its = new DialinClient({ baseUrl: "https://dialin.example.org/v1", fetch });
    for (const options of [undefined, {}, { timeout: 5000 }]) {
      await its.get("a", options);
      await its.move("a", { type: "pinless_dialin" }, options);
    }
  });
  assert.ok(sent.length > 6 && sent.every((line) => !/evil/.test(line)), sent.join("\n"));
});

test("an option may come from a class", async () => {
  const fetch = async () => assert.fail("the other one is sent with");
  const sent = [];
  class Base {
    #url = "https://dialin.example.org/v1";
    get baseUrl() {
      return this.#url;
    }
    fetch = async (url) => {
      sent.push(url);
      return Response.json({ id: "a" });
    };
  }
  class Options extends Base {}
  Object.prototype.baseUrl = "https://evil.example/v1";
  Object.prototype.fetch = fetch;
  try {
    await new DialinClient(new Options()).get("a");
    const controller = new AbortController();
    controller.abort(new Error("stopped"));
    class Call {
      get signal() {
        return controller.signal;
      }
    }
    await assert.rejects(new DialinClient(new Options()).get("a", new Call()), { message: "stopped" });
  } finally {
    delete Object.prototype.baseUrl;
    delete Object.prototype.fetch;
  }
  assert.deepEqual(sent, ["https://dialin.example.org/v1/domain-dialin-config/a"]);
});

// The client against servers that behave, refuse, and misbehave; all on loopback.
import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer } from "node:http";
import { after, before, test } from "node:test";
import { inspect } from "node:util";
import { runInNewContext } from "node:vm";
import { DialinApiError, DialinClient, DialinNetworkError, DialinTimeoutError } from "dialin-config/client";

const stored = {
  id: "a",
  type: "pin_dialin",
  config: { phone_number: "+12095038039", name_prefix: "Empfang \u{1f4de}" },
};

let server;
let origin;
/** What arrived, newest last. */
let seen = [];
/** What the next request is answered with: a status and a body, or a function that takes the response. */
let answer = [200, stored];

before(async () => {
  server = createServer(async (request, response) => {
    const chunks = (await Array.fromAsync?.(request)) ?? (await request.toArray());
    seen.push({
      line: `${request.method} ${request.url}`,
      authorization: request.headers.authorization,
      type: request.headers["content-type"],
      body: Buffer.concat(chunks).toString(),
    });
    if (typeof answer === "function") return answer(response);
    const [status, body] = answer;
    response.statusCode = status;
    response.end(typeof body === "string" ? body : JSON.stringify(body));
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  origin = `http://127.0.0.1:${server.address().port}`;
});

after(() => {
  server.close();
  server.closeAllConnections();
});

/** One request a call: what takes more is tested in the files beside. */
const client = (options) => new DialinClient({ baseUrl: `${origin}/v1`, retries: 0, serverMerges: true, ...options });

/** What the server saw of one call. */
async function request(call, reply = [200, stored]) {
  seen = [];
  answer = reply;
  const result = await call;
  assert.equal(seen.length, 1);
  return { ...seen[0], result };
}

test("the five calls are Daily's", async () => {
  const body = { type: "pin_dialin", name_prefix: "Empfang \u{1f4de}", hmac: undefined };
  const text = '{"name_prefix":"Empfang \u{1f4de}","type":"pin_dialin"}';
  const page = { total_count: 1, data: [stored] };
  const api = client({ token: "t0ken" });
  for (const [call, reply, line, sent, result] of [
    [() => api.list(), [200, page], "GET /v1/domain-dialin-config", "", page],
    [() => api.get("a"), [200, stored], "GET /v1/domain-dialin-config/a", "", stored],
    [() => api.create({ ...body, sip_uri: "x@y", id: "q" }), [200, stored], "POST /v1/domain-dialin-config", text, stored],
    [() => api.update("a", body), [200, stored], "PUT /v1/domain-dialin-config/a", text, stored],
    [() => api.delete("a"), [200, { status: "ok" }], "DELETE /v1/domain-dialin-config/a", "", undefined],
    [() => api.delete("a"), [204, ""], "DELETE /v1/domain-dialin-config/a", "", undefined],
  ]) {
    const got = await request(call(), reply);
    assert.equal(got.line, line);
    assert.equal(got.body, sent);
    assert.equal(got.authorization, "Bearer t0ken");
    assert.equal(got.type, sent === "" ? undefined : "application/json");
    assert.deepEqual(got.result, result);
  }
});

test("a query reaches the server as it was meant", async () => {
  const page = [200, { total_count: 0, data: [] }];
  for (const [query, expected] of [
    [{ type: "pin_dialin", limit: 5, starting_after: undefined }, "?limit=5&type=pin_dialin"],
    [{ phone_number: "+1209" }, "?phone_number=%2B1209"],
    [{ phone_numbers: ["+1209", "+1226"] }, "?phone_numbers=%2B1209%2C%2B1226"],
    [{ name_prefix: "a&b=c d" }, "?name_prefix=a%26b%3Dc%20d"],
    [{ starting_after: "x", ending_before: null }, "?starting_after=x"],
    [{}, ""],
  ]) {
    const { line } = await request(client().list(query), page);
    assert.equal(line, `GET /v1/domain-dialin-config${expected}`);
  }
});

test("an id is one step of the path, whatever is in it", async () => {
  const { line } = await request(client().get("../a/b?c#d é"));
  assert.equal(line, "GET /v1/domain-dialin-config/..%2Fa%2Fb%3Fc%23d%20%C3%A9");
  seen = [];
  for (const id of ["", ".", "..", "\ud800", undefined, 5, null]) {
    for (const call of [() => client().get(id), () => client().update(id, {}), () => client().delete(id)]) {
      await assert.rejects(call, { name: "TypeError", message: "id is not the id of a config" });
    }
  }
  assert.deepEqual(seen, []);
});

test("where the API is", async () => {
  for (const [baseUrl, line] of [
    [origin, "GET /v1/domain-dialin-config/a"],
    [`${origin}/`, "GET /v1/domain-dialin-config/a"],
    [`${origin}//`, "GET /v1/domain-dialin-config/a"],
    [`${origin}/v1/`, "GET /v1/domain-dialin-config/a"],
    [new URL(`${origin}/daily/v1`), "GET /daily/v1/domain-dialin-config/a"],
  ]) {
    assert.equal((await request(client({ baseUrl }).get("a"))).line, line);
  }
  for (const [baseUrl, message] of [
    [undefined, "baseUrl is not an http(s) URL"],
    ["", "baseUrl is not an http(s) URL"],
    ["//", "baseUrl is not an http(s) URL"],
    ["/v1?token=hunter2", "baseUrl has a query or a fragment: the client adds its own path"],
    ["ftp://127.0.0.1", "baseUrl is not an http(s) URL"],
    ["http://user:hunter2@127.0.0.1/v1", "baseUrl holds a user name or password: pass a token instead"],
    [`${origin}/v1?token=hunter2`, "baseUrl has a query or a fragment: the client adds its own path"],
  ]) {
    assert.throws(() => client({ baseUrl }), { name: "TypeError", message });
  }
});

test("a relative address is completed when a call is made, by the page there is then", async () => {
  const here = client({ baseUrl: "/v1" });
  const message = "baseUrl is relative, and there is no page here to complete it: give an absolute http(s) URL";
  await assert.rejects(here.get("a"), { name: "TypeError", message });
  const { host } = new URL(origin);
  for (const [page, line] of [
    [{ location: { href: `${origin}/admin/`, protocol: "http:" } }, "GET /v1/domain-dialin-config/a"],
    [{ location: { href: `blob:${origin}/1-2`, protocol: "blob:", origin } }, "GET /v1/domain-dialin-config/a"],
    [{ document: { baseURI: `http://${host}/x/` } }, "GET /v1/domain-dialin-config/a"],
  ]) {
    Object.assign(globalThis, page);
    try {
      assert.equal((await request(here.get("a"))).line, line);
    } finally {
      for (const name of Object.keys(page)) delete globalThis[name];
    }
  }
});

test("a refusal says what the server said", async () => {
  const issues = [
    {
      code: "type-missing",
      severity: "error",
      path: ["type"],
      message: "`type` is missing",
      params: {},
      source: "seed",
    },
  ];
  for (const [status, body, expected] of [
    [
      400,
      { error: "invalid-request-error", info: "no", issues },
      { status: 400, error: "invalid-request-error", info: "no", issues, message: "400 invalid-request-error: no" },
    ],
    [
      401,
      { error: "authentication-error" },
      { status: 401, error: "authentication-error", info: undefined, issues: [], message: "401 authentication-error" },
    ],
    [404, { error: "not-found", info: 5 }, { status: 404, error: "not-found", info: undefined, notFound: true, leavesOpen: false }],
    [400, { error: "not-found" }, { status: 400, error: "not-found", issues: [], notFound: true }],
    [
      422,
      { errors: ["too long", { message: "no such number" }], status: 422 },
      { status: 422, error: "unprocessable-content", info: "too long; no such number", notFound: false },
    ],
    [502, "<html>Bad Gateway</html>", { status: 502, error: "unexpected-response", issues: [], leavesOpen: false }],
    [500, "", { status: 500, error: "unexpected-response", issues: [] }],
    // A 200 that is not JSON: a login page, say.
    [200, "<html>Sign in</html>", { status: 200, error: "unexpected-response", issues: [] }],
    [200, '{"id":"a"', { status: 200, error: "unexpected-response", issues: [], leavesOpen: false }],
    [501, { error: "not-implemented" }, { status: 501, error: "not-implemented", leavesOpen: false }],
    // JSON, but no config.
    [200, [], { status: 200, error: "unexpected-response", issues: [] }],
  ]) {
    answer = [status, body];
    await assert.rejects(client().get("a"), (error) => {
      assert.ok(error instanceof DialinApiError && error instanceof Error);
      assert.equal(error.name, "DialinApiError");
      for (const [key, value] of Object.entries(expected)) assert.deepEqual(error[key], value, key);
      return true;
    });
  }
});

test("only a write leaves open whether it has happened", async () => {
  for (const [status, open] of [[200, true], [401, true], [429, false], [502, true]]) {
    answer = [status, "<html>"];
    const its = (one) => one.then(() => assert.fail(), (error) => error.leavesOpen);
    const { get, list, create } = { get: client().get("a"), list: client().list(), create: client().create({ type: "pinless_dialin" }) };
    assert.deepEqual(await Promise.all([its(get), its(list), its(create)]), [false, false, open], `${status}`);
  }
});

test("no answer is another error than a refusal, and names no secret", async () => {
  answer = (response) => response.destroy();
  const closed = createServer().listen(0, "127.0.0.1");
  await once(closed, "listening");
  const nobody = `http://127.0.0.1:${closed.address().port}`;
  closed.close();
  await once(closed, "close");
  for (const baseUrl of [`${origin}/v1`, `${nobody}/v1`]) {
    await assert.rejects(client({ baseUrl, token: "t0ken" }).create({ hmac: "s3cret" }), (error) => {
      assert.ok(error instanceof DialinNetworkError && !(error instanceof DialinApiError));
      assert.match(error.message, new RegExp(`^no answer from ${baseUrl}: .+`));
      assert.doesNotMatch(error.message, /t0ken|s3cret/);
      return true;
    });
  }
  // Half an answer is none.
  answer = (response) => {
    response.writeHead(200, { "content-length": "100" });
    response.write('{"id":', () => response.destroy());
  };
  await assert.rejects(client().get("a"), DialinNetworkError);
});

test("a server that repeats a secret is not repeated", async () => {
  answer = [400, { error: "invalid-request-error", info: "t0ken may not set hmac s3cret" }];
  for (const call of [(api) => api.create({ hmac: "s3cret" }), (api) => api.update("a", { hmac: "s3cret" })]) {
    await assert.rejects(call(client({ token: "t0ken" })), {
      message: "400 invalid-request-error: … may not set hmac …",
      info: "… may not set hmac …",
    });
  }
  const secret = "9jyatvPWQfBymCGDOYPYKF/TRZXR+08Gj4bvPF78pH0=";
  const issues = [{ code: "x", message: `t0ken ${secret}`, params: { list: [encodeURIComponent(secret)] } }];
  answer = [400, { error: "invalid-request-error", info: "no", issues }];
  await assert.rejects(client({ token: "t0ken" }).create({ hmac: secret }), {
    issues: [{ code: "x", message: "… …", params: { list: ["…"] } }],
  });
  await assert.rejects(client({ token: "t0ken" }).create({ type: "pin_dialin", config: { hmac: secret } }), {
    issues: [{ code: "x", message: "… …", params: { list: ["…"] } }],
  });
  // A code is what callers match on.
  await assert.rejects(client({ token: "error" }).create({ hmac: "request" }), { error: "invalid-request-error" });
  const fetch = () => {
    throw new Error("with t0ken");
  };
  await assert.rejects(client({ token: "t0ken", fetch, retries: 0 }).get("a"), {
    message: `no answer from ${origin}/v1: with …`,
  });
});

test("what fetch throws shows no secret to a log, and still says what it was", async () => {
  const secret = "9jyatvPWQfBymCGDOYPYKF/TRZXR+08Gj4bvPF78pH0=";
  const fetch = (_, { headers, body }) => {
    const text = `${headers.get("authorization")} ${body}`;
    const cause = Object.assign(new Error(`inside ${text}`), { code: "ECONNREFUSED", body });
    throw Object.assign(new TypeError(`no answer to ${text}`, { cause }), { request: { body, headers: text } });
  };
  for (const [options, name] of [
    [{ token: "t0ken" }, "token"],
    [{ headers: { Authorization: "Bearer t0ken" } }, "header"],
    // One begins like the other.
    [{ token: "9jyatvPW", headers: { "x-api-key": "t0ken" } }, "prefix"],
  ]) {
    await assert.rejects(client({ fetch, retries: 0, ...options }).create({ type: "pinless_dialin", hmac: secret }), (error) => {
      assert.doesNotMatch(inspect(error, { depth: 9, showHidden: true }), /t0ken|9jya|TRZXR/, name);
      const { cause } = error;
      assert.deepEqual([cause.name, cause.cause.code], ["TypeError", "ECONNREFUSED"]);
      assert.equal(cause.stack, `TypeError: ${cause.message}`);
      return true;
    });
  }
  // A question after the secret was sent hides it, too.
  const echo = async (_, { method }) => {
    if (method === "POST") throw new TypeError("fetch failed");
    return Response.json({ error: "x", info: `${secret} ${secret.replace("/", "\\/")}` }, { status: 400 });
  };
  const body = { type: "pinless_dialin", phone_number: "+12095038039", hmac: secret };
  await assert.rejects(client({ fetch: echo, retries: 1 }).create(body), (error) => {
    assert.equal(error.cause.info, "… …");
    return true;
  });
});

test("a redirect is not followed", async () => {
  for (const status of [301, 302, 303, 307, 308]) {
    answer = (response) => response.writeHead(status, { location: `${origin}/v1/elsewhere` }).end("moved");
    for (const call of [
      (api) => api.get("a"),
      (api) => api.create({ type: "pin_dialin" }),
      (api) => api.update("a", {}),
      (api) => api.delete("a"),
    ]) {
      seen = [];
      await assert.rejects(call(client({ serverMerges: true, retries: 0 })), {
        status,
        error: "unexpected-response",
        info: "the server answers with a redirect, which this API never does: is the address right?",
      });
      assert.equal(seen.length, 1);
    }
  }
});

test("a page of a proxy is no answer to a delete", async () => {
  answer = (response) => response.writeHead(200).end("<html>Sign in</html>");
  await assert.rejects(client({ retries: 0 }).delete("a"), { status: 200, error: "unexpected-response" });
});

test("of one config, a 400 without a reason is that it is not there", async () => {
  answer = [400, { error: "invalid-request-error", info: "not found" }];
  await assert.rejects(client().get("a"), { status: 400, notFound: true });
  await assert.rejects(client().delete("a"), { status: 400, notFound: true });
  await assert.rejects(client({ bulk: true, retries: 0 }).get("a"), { status: 400, notFound: false });
  await assert.rejects(client().create({}), { status: 400, notFound: false });
});

test("a 404 says that a config is not there only where one was asked for", async () => {
  answer = [404, { error: "not-found", info: "this path does not exist" }];
  const call = client({ bulk: true });
  for (const ask of [() => call.get("a"), () => call.delete("a"), () => call.update("a", {})]) {
    await assert.rejects(ask, { status: 404, notFound: true });
  }
  for (const ask of [() => call.list(), () => call.listAll().next(), () => call.create({}), () => call.purchasedNumbers()]) {
    await assert.rejects(ask, { status: 404, notFound: false });
  }
});

test("no answer in time is an error of its own", async () => {
  for (const late of [() => {}, (response) => response.write('{"id":')]) {
    answer = late;
    await assert.rejects(client({ timeout: 50 }).get("a"), (error) => {
      assert.ok(error instanceof DialinTimeoutError && error instanceof DialinNetworkError);
      assert.equal(error.name, "DialinTimeoutError");
      assert.equal(error.message, `no answer from ${origin}/v1 in 50 ms`);
      return true;
    });
  }
});

test("an abort rejects with the signal's reason, wherever the request is", async () => {
  const reason = new Error("the user left");
  const gone = AbortSignal.abort(reason);
  seen = [];
  await assert.rejects(client().get("a", { signal: gone }), reason);
  assert.deepEqual(seen, []);
  for (const held of [() => {}, (response) => response.write('{"id":')]) {
    const controller = new AbortController();
    answer = (response) => {
      held(response);
      setTimeout(() => controller.abort(reason), 20);
    };
    await assert.rejects(client().create({}, { signal: controller.signal }), reason);
  }
  // A signal of another realm.
  const foreign = runInNewContext("new (class AbortSignal { aborted = true; reason = 'over' })()");
  await assert.rejects(client().get("a", { signal: foreign }), (thrown) => thrown === "over");
  // The usual reason.
  const controller = new AbortController();
  answer = () => controller.abort();
  await assert.rejects(client().get("a", { signal: controller.signal }), { name: "AbortError" });
});

test("its own fetch and headers", async () => {
  const calls = [];
  const own = function (url, init) {
    // As a method of something, a browser's fetch would refuse.
    assert.equal(this, undefined);
    calls.push([url, init.method, Object.fromEntries(init.headers), init.body]);
    return Promise.resolve(Response.json(stored));
  };
  const api = client({ fetch: own, headers: { "X-Team": "voice", accept: "text/html" }, token: "t0ken" });
  await api.get("a");
  await api.create({ type: "pin_dialin" });
  const headers = { accept: "application/json", authorization: "Bearer t0ken", "x-team": "voice" };
  assert.deepEqual(calls, [
    [`${origin}/v1/domain-dialin-config/a`, "GET", headers, undefined],
    [
      `${origin}/v1/domain-dialin-config`,
      "POST",
      { ...headers, "content-type": "application/json" },
      '{"type":"pin_dialin"}',
    ],
  ]);
  // One that does not know signals.
  const deaf = client({ fetch: () => new Promise(() => {}), timeout: 20 });
  await assert.rejects(deaf.get("a"), DialinTimeoutError);
  await assert.rejects(client({ fetch: () => { throw 5; } }).get("a"), {
    name: "DialinNetworkError",
    message: `no answer from ${origin}/v1: unknown`,
  });
  // The number that a DOMException has for a code is none of Node's codes.
  const gone = client({ fetch: () => Promise.reject(new DOMException("gone", "AbortError")) });
  await assert.rejects(gone.get("a"), ({ cause }) => cause.name === "AbortError" && !("code" in cause));
});

test("many calls at once do not mix", async () => {
  answer = (response) => {
    const id = response.req.url.split("/").at(-1);
    setTimeout(() => response.end(JSON.stringify({ id })), Math.random() * 20);
  };
  const api = client();
  const found = await Promise.all(Array.from({ length: 100 }, (_, index) => api.get(`id-${index}`)));
  assert.deepEqual(
    found,
    found.map((_, index) => ({ id: `id-${index}` })),
  );
});

test("a request that nobody waits for any more is ended", async () => {
  let ended;
  const fetch = (_, { signal }) => {
    ended = signal;
    return new Promise(() => {});
  };
  await assert.rejects(client({ fetch, timeout: 20 }).get("a"), DialinTimeoutError);
  assert.equal(ended.aborted, true);
  const reason = new Error("the user left");
  const controller = new AbortController();
  const call = client({ fetch }).get("a", { signal: controller.signal });
  assert.equal(ended.aborted, false);
  controller.abort(reason);
  await assert.rejects(call, reason);
  assert.equal(ended.reason, reason);
});

test("what is no credential stays readable in an error", async () => {
  const fetch = () => Promise.reject(new TypeError("fetch failed"));
  await assert.rejects(client({ fetch, headers: { "x-team": "fetch" } }).get("a"), {
    message: `no answer from ${origin}/v1: fetch failed`,
  });
});

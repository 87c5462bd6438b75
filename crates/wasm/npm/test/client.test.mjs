// The client against servers that behave, refuse, and misbehave; all on loopback.
import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer } from "node:http";
import { after, before, test } from "node:test";
import { DialinApiError, DialinClient, DialinNetworkError } from "dialin-config/client";

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

const client = (options) => new DialinClient({ baseUrl: `${origin}/v1`, ...options });

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
  const text = JSON.stringify(body);
  const page = { total_count: 1, data: [stored] };
  const api = client({ token: "t0ken" });
  for (const [call, reply, line, sent, result] of [
    [() => api.list(), [200, page], "GET /v1/domain-dialin-config", "", page],
    [() => api.get("a"), [200, stored], "GET /v1/domain-dialin-config/a", "", stored],
    [() => api.create(body), [200, stored], "POST /v1/domain-dialin-config", text, stored],
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
    [{ limit: 5, type: "pin_dialin", starting_after: undefined }, "?limit=5&type=pin_dialin"],
    [{ phone_number: "+1209" }, "?phone_number=%2B1209"],
    [{ phone_numbers: ["+1209", "+1226"] }, "?phone_numbers=%2B1209%2C%2B1226"],
    [{ name_prefix: "a&b=c d" }, "?name_prefix=a%26b%3Dc+d"],
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
  for (const id of ["", ".", "..", undefined, 5, null]) {
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
    [`${origin}/v1/`, "GET /v1/domain-dialin-config/a"],
    [new URL(`${origin}/daily/v1`), "GET /daily/v1/domain-dialin-config/a"],
  ]) {
    assert.equal((await request(client({ baseUrl }).get("a"))).line, line);
  }
  for (const [baseUrl, message] of [
    [undefined, "baseUrl is not an absolute http(s) URL"],
    ["", "baseUrl is not an absolute http(s) URL"],
    ["/v1", "baseUrl is not an absolute http(s) URL"],
    ["ftp://127.0.0.1", "baseUrl is not an http(s) URL"],
    ["http://user:hunter2@127.0.0.1/v1", "baseUrl holds a user name or password: pass a token instead"],
    [`${origin}/v1?token=hunter2`, "baseUrl has a query or a fragment: the client adds its own path"],
  ]) {
    assert.throws(() => client({ baseUrl }), { name: "TypeError", message });
  }
});

test("a token no header can carry is refused without being repeated", () => {
  const message = "token is not text of visible ASCII characters, so no HTTP header can carry it";
  for (const token of ["", "a b", "a\nb", "gehe\u0131m", 5, null]) {
    assert.throws(() => client({ token }), { name: "TypeError", message });
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
    [404, { error: "not-found", info: 5 }, { status: 404, error: "not-found", info: undefined, issues: [] }],
    [502, "<html>Bad Gateway</html>", { status: 502, error: "unexpected-response", issues: [] }],
    [500, "", { status: 500, error: "unexpected-response", issues: [] }],
    // A 200 that is not JSON: a login page, say.
    [200, "<html>Sign in</html>", { status: 200, error: "unexpected-response", issues: [] }],
    [200, '{"id":"a"', { status: 200, error: "unexpected-response", issues: [] }],
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

test("arguments without a JSON form never leave", async () => {
  seen = [];
  await assert.rejects(client().create({ type: () => 1 }), {
    name: "TypeError",
    message: "body.type is a function, which has no JSON form",
  });
  await assert.rejects(client().update("a", undefined), {
    name: "TypeError",
    message: "body is undefined, which has no JSON form",
  });
  await assert.rejects(client().list({ limit: 1n }), {
    name: "TypeError",
    message: "query.limit is a bigint, which has no JSON form",
  });
  await assert.rejects(client().list({ type: {} }), {
    name: "TypeError",
    message: "query.type is neither text nor a number nor a list of these",
  });
  await assert.rejects(client().list("limit=5"), { name: "TypeError", message: "query is not an object" });
  assert.deepEqual(seen, []);
});

test("many calls at once do not mix", async () => {
  answer = (response) => setTimeout(() => response.end(JSON.stringify({ path: response.req.url })), Math.random() * 20);
  const api = client();
  const paths = await Promise.all(Array.from({ length: 100 }, (_, index) => api.get(`id-${index}`)));
  assert.deepEqual(
    paths,
    paths.map((_, index) => ({ path: `/v1/domain-dialin-config/id-${index}` })),
  );
});

// Frameworks that hand a webhook's raw body over: the receivers of the README, called as Daily calls them.
import assert from "node:assert/strict";
import { test } from "node:test";
import { signWebhook, verifyWebhook } from "dialin-config";
import fastify from "fastify";
import { app } from "./webhook-express.mjs";
import { POST } from "./webhook-request.mjs";

const secret = "9jyatvPWQfBymCGDOYPYKF/TRZXR+08Gj4bvPF78pH0=";
process.env.DIALIN_WEBHOOK_SECRET = secret;

// As Python writes it, with bytes beyond ASCII: whoever parses it first and writes it again has another body.
const BODY = '{"To": "+12095038039", "From": "+18058700061", "name": "Zoë \\u0026 Co."}\n';
const CALL = { From: "+18058700061", To: "+12095038039" };

function signed(body, key = secret) {
  const timestamp = String(Math.floor(Date.now() / 1000));
  const signature = signWebhook({ secret: key, timestamp, body });
  const headers = { "X-Pinless-Signature": signature, "X-Pinless-Timestamp": timestamp, "Content-Type": "application/json" };
  return { method: "POST", headers, body };
}

/** What a receiver answers to a call of Daily's, to one with another secret, and to one without a body. */
async function answers(receive) {
  const right = await receive(signed(BODY));
  assert.equal(right.status, 200);
  const other = await receive(signed(BODY, "AAAA"));
  const empty = await receive({ method: "POST" });
  return [await right.json(), other.status, empty.status];
}

test("Express", async (t) => {
  const warnings = t.mock.method(console, "warn", () => {});
  const server = app.listen(0, "127.0.0.1");
  t.after(() => server.close());
  await new Promise((listening) => server.once("listening", listening));
  const url = `http://127.0.0.1:${server.address().port}/room`;
  assert.deepEqual(await answers((call) => fetch(url, call)), [CALL, 401, 401]);
  const [mismatch, unsigned] = warnings.mock.calls.map(({ arguments: [text] }) => text);
  assert.match(mismatch, /^the signature does not match .+; refuse the call/);
  assert.match(unsigned, /^the call is not signed; refuse it/);
});

test("whatever has a Request", async () => {
  const receive = (call) => POST(new Request("https://example.com/room", call));
  assert.deepEqual(await answers(receive), [CALL, 401, 401]);
});

test("Fastify, with its own parsers taken out", async () => {
  const server = fastify();
  server.removeAllContentTypeParsers();
  server.addContentTypeParser("*", { parseAs: "buffer" }, (_, body, done) => done(null, body));
  server.post("/room", ({ headers, body }, reply) => {
    const call = { signature: headers["x-pinless-signature"], timestamp: headers["x-pinless-timestamp"] };
    const { ok } = verifyWebhook({ secret, ...call, body: body ?? "", now: Date.now() / 1000 });
    return ok ? JSON.parse(body) : reply.code(401).send();
  });
  const receive = async ({ method, headers, body }) => {
    const { statusCode, payload } = await server.inject({ method, url: "/room", headers, payload: body });
    return new Response(payload, { status: statusCode });
  };
  const [{ From, To }, ...refused] = await answers(receive);
  assert.deepEqual([{ From, To }, ...refused], [CALL, 401, 401]);
});

test("AWS Lambda, whose body may be base64", () => {
  const { headers, body } = signed(BODY);
  const call = { secret, signature: headers["X-Pinless-Signature"], timestamp: headers["X-Pinless-Timestamp"], now: Date.now() / 1000 };
  const event = { body: Buffer.from(body).toString("base64"), isBase64Encoded: true };
  const raw = Buffer.from(event.body, event.isBase64Encoded ? "base64" : "utf8");
  assert.equal(verifyWebhook({ ...call, body: raw }).ok, true);
  // Who forgets it is told so.
  const [{ params, help }] = verifyWebhook({ ...call, body: event.body }).issues;
  assert.equal(params.mistake, "body-changed");
  assert.match(help, /decode a body that comes as base64$/);
});

// A client whose server says what a test has written down.
import assert from "node:assert/strict";
import { DialinClient } from "dialin-config/client";

export const BASE = "https://dialin.example.org/v1";
const CONFIGS = "/domain-dialin-config";
export const config = (fields, id = "a", type = "pinless_dialin") => ({ id, type, config: fields });

/** What `fetch` is to do instead of answering. */
export const lost = () => Promise.reject(new TypeError("fetch failed"));
export const reply = (body, status = 200, headers = {}) => [status, body, headers];
export const page = (...data) => reply({ total_count: data.length, data });
export const refused = (status, error = "some-error", headers = {}) => reply({ error }, status, headers);

const { setTimeout: real } = globalThis;

/** Those of a test: Node.js takes them back in the order in which they were made, and so leaves the first one of two there. */
const mocks = new WeakMap();

/** Puts something in the place of a method until the test is over, or until it is replaced again. */
export function replace(t, object, name, method) {
  const own = mocks.get(t) ?? new Map();
  own.get(name)?.mock.restore();
  mocks.set(t, own.set(name, t.mock.method(object, name, method)));
}

/**
 * A client whose requests get these answers, one after the other, and whose waits are over at once.
 *
 * @returns {{client: DialinClient, lines: string[], bodies: unknown[], waits: number[], left: unknown[]}} what was sent,
 *   the waits in ms, and the answers nobody asked for
 */
export function scripted(t, answers, options) {
  const lines = [];
  const bodies = [];
  const waits = [];
  const left = [...answers];
  replace(t, globalThis, "setTimeout", (done, ms) => {
    // The limit of a request is no wait.
    if (ms !== 30_000) {
      waits.push(ms);
      queueMicrotask(done);
      return undefined;
    }
    return real(() => {}, 0);
  });
  replace(t, Math, "random", () => 0.5);
  const fetch = async (url, { method, body }) => {
    lines.push(`${method} ${url.replace(BASE, "").replace(CONFIGS, "")}`);
    if (body !== undefined) bodies.push(JSON.parse(body));
    assert.ok(left.length > 0, `no answer is left for ${lines.at(-1)}`);
    const next = left.shift();
    if (typeof next === "function") return next();
    const [status, answer, headers] = next;
    return new Response(status === 204 ? null : JSON.stringify(answer), { status, headers });
  };
  return { client: new DialinClient({ baseUrl: BASE, fetch, ...options }), lines, bodies, waits, left };
}

/** What an iterator gives, to its end. */
export const all = async (iterator) => {
  const items = [];
  for await (const item of iterator) items.push(item);
  return items;
};

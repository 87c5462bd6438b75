// A server in memory, and a config to move on it.
import assert from "node:assert/strict";
import { inspect } from "node:util";
import { DialinClient } from "dialin-config/client";
import { replace } from "./scripted.mjs";

const { setTimeout: real } = globalThis;

export const SECRET = "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=";
export const number = "+12095038039";
export const old = {
  id: "old",
  type: "pinless_dialin",
  config: { phone_number: number, room_creation_api: "https://example.com/room", hmac: SECRET, sip_uri: "a@b" },
};
export const made = (id) => ({
  id,
  type: "pin_dialin",
  config: { phone_number: number, ivr_greeting: { message: "Hi." }, sip_uri: "new@b" },
});
export const again = (id) => ({ ...old, id, config: { ...old.config, sip_uri: "new@b" } });
export const changes = { type: "pin_dialin", ivr_greeting: { message: "Hi." } };

/** A server in memory, as `fetch`. `fates` say by method what happens to its requests instead of the usual. */
export function memory(fates = {}) {
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
      const { phone_number } = config;
      const isTaken = phone_number !== undefined && configs.some((other) => other.config.phone_number === phone_number);
      if (isTaken) return [400, { error: "in-use" }];
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
export function over(t, server, options) {
  const now = (done, ms) => (ms === 30_000 ? real(() => {}, 0) : void queueMicrotask(done));
  replace(t, globalThis, "setTimeout", now);
  return new DialinClient({ baseUrl: "https://dialin.example.org", fetch: server.fetch, ...options });
}

/** What an error shows to a log. */
export function silent(error) {
  assert.doesNotMatch(`${inspect(error, { depth: 9 })}${JSON.stringify(error)}${error.stack}`, /MDEy/);
}

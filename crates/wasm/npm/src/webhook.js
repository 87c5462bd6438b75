import { nameOf, readArguments, readText } from "./arguments.js";

/** The functions of signed webhook calls over an instance. */
export function makeWebhook(instance) {
  return {
    signWebhook(call) {
      const { secret, timestamp, body } = readArguments(call, "signWebhook");
      return instance.ask("signWebhook", [
        readText(secret, "secret"),
        readText(timestamp, "timestamp"),
        readBody(body),
      ]);
    },
    verifyWebhook(call) {
      const { secret, signature, timestamp, body, now, tolerance } = readArguments(call, "verifyWebhook");
      const parts = [
        readText(secret, "secret"),
        readHeader(signature, "signature"),
        readHeader(timestamp, "timestamp"),
        readBody(body),
      ];
      // No number at all is the default.
      const within = tolerance === undefined ? Number.NaN : readSeconds(tolerance, "tolerance");
      return JSON.parse(instance.ask("verifyWebhook", parts, readSeconds(now, "now"), within));
    },
  };
}

/** A header that did not come is `undefined` in Node's headers and `null` in `Headers.get`. */
function readHeader(value, name) {
  return value === undefined || value === null ? undefined : readText(value, name);
}

/** Bytes as they are; a string stands for the UTF-8 it was sent in. */
function readBody(body) {
  if (typeof body === "string") return body;
  // By its tag, because a Uint8Array of another realm (a test runner's, a frame's) is no instance of this one's.
  if (!ArrayBuffer.isView(body) || body[Symbol.toStringTag] !== "Uint8Array") {
    throw new TypeError(`body has to be the raw body, a string or a Uint8Array, not ${nameOf(body)}`);
  }
  // A view of its own: that throws if the bytes were transferred away, where the caller's would seem to be empty.
  return new Uint8Array(body.buffer, body.byteOffset, body.byteLength);
}

/** Whole seconds, so that `Date.now() / 1000` will do. */
function readSeconds(value, name) {
  if (typeof value === "number" && Number.isFinite(value)) return Math.floor(value);
  const found = typeof value === "number" ? value : nameOf(value);
  throw new TypeError(`${name} has to be a number of seconds, not ${found}`);
}

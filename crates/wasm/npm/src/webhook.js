import { nameOf, readArguments, readText } from "./arguments.js";

/** The functions of signed webhook calls; {@link makeFunctions} says what they are made from. */
export function makeWebhook({ glue, run, memory }) {
  return {
    signWebhook(call) {
      const { secret, timestamp, body } = readArguments(call, "signWebhook");
      readText(secret, "secret");
      readText(timestamp, "timestamp");
      const put = bodyWriter(body, memory);
      return run(() => {
        const secretBytes = memory.putText(secret, 0);
        const timestampBytes = memory.putText(timestamp, secretBytes);
        const bodyBytes = put(secretBytes + timestampBytes);
        return glue.signWebhook(secretBytes, timestampBytes, bodyBytes);
      });
    },
    verifyWebhook(call) {
      const given = readArguments(call, "verifyWebhook");
      const secret = readText(given.secret, "secret");
      const signature = readHeader(given.signature, "signature");
      const timestamp = readHeader(given.timestamp, "timestamp");
      const put = bodyWriter(given.body, memory);
      const now = readSeconds(given.now, "now");
      const tolerance = given.tolerance === undefined ? undefined : readSeconds(given.tolerance, "tolerance");
      return run(() => {
        let end = 0;
        const putNext = (text) => {
          const bytes = memory.putText(text, end);
          end += bytes;
          return bytes;
        };
        const secretBytes = putNext(secret);
        const signatureBytes = signature === undefined ? undefined : putNext(signature);
        const timestampBytes = timestamp === undefined ? undefined : putNext(timestamp);
        const bodyBytes = put(end);
        return JSON.parse(
          glue.verifyWebhook(secretBytes, signatureBytes, timestampBytes, bodyBytes, now, tolerance),
        );
      });
    },
  };
}

/** A header that did not come is `undefined` in Node's headers and `null` in `Headers.get`. */
function readHeader(value, name) {
  return value === undefined || value === null ? undefined : readText(value, name);
}

/** What writes the body into the buffer: bytes as they are, a string as the UTF-8 it was sent in. */
function bodyWriter(body, memory) {
  if (typeof body === "string") return (offset) => memory.putText(body, offset);
  // By its tag, because a Uint8Array of another realm (a test runner's, a frame's) is no instance of this one's.
  if (!ArrayBuffer.isView(body) || body[Symbol.toStringTag] !== "Uint8Array") {
    throw new TypeError(`body has to be the raw body, a string or a Uint8Array, not ${nameOf(body)}`);
  }
  // A view of its own: that throws if the bytes were transferred away, where the caller's would seem to be empty.
  const bytes = new Uint8Array(body.buffer, body.byteOffset, body.byteLength);
  return (offset) => memory.putBytes(bytes, offset);
}

/** Whole seconds, so that `Date.now() / 1000` will do. */
function readSeconds(value, name) {
  if (typeof value !== "number" || !Number.isFinite(value)) {
    throw new TypeError(`${name} has to be a number of seconds, not ${typeof value === "number" ? value : nameOf(value)}`);
  }
  return Math.floor(value);
}

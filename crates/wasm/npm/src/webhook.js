import { readArguments, readBytes, readSeconds, readText } from "./arguments.js";

/** The functions of signed webhook calls over an instance. */
export function makeWebhook(instance) {
  return {
    signWebhook(call) {
      const { secret, timestamp, body } = readArguments(call, "signWebhook", ["secret", "timestamp", "body"]);
      return instance.ask("signWebhook", [
        readText(secret, "secret"),
        readText(timestamp, "timestamp"),
        readBody(body),
      ]);
    },
    verifyWebhook(call) {
      const known = ["secret", "signature", "timestamp", "body", "now", "tolerance"];
      const { secret, signature, timestamp, body, now, tolerance } = readArguments(call, "verifyWebhook", known);
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

/**
 * A header that did not come is `undefined` in Node's headers and `null` in `Headers.get`. One that came twice may be an array,
 * which HTTP reads as one text.
 */
function readHeader(value, name) {
  if (value === undefined || value === null) return undefined;
  const isList = Array.isArray(value) && value.every((each) => typeof each === "string");
  return readText(isList ? value.join(", ") : value, name);
}

/** Bytes as they are; a string stands for the UTF-8 it was sent in. */
function readBody(body) {
  if (typeof body === "string") return body;
  return readBytes(body, "body must be the raw body, a string, a Uint8Array or an ArrayBuffer");
}

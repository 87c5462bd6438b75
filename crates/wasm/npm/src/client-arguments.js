/** Reading what the client is given. No error here repeats an address or a token. */

import { readable } from "./client-transport.js";
import { jsonText, nameOf, pick, wellFormed } from "./shared-by-entries.js";

/** The longest time that timers know, 24.8 days. */
const LONGEST = 2 ** 31 - 1;

/** Any page, to see whether an address could belong to one. */
const SOME_PAGE = "https://example.org";

/**
 * What answers where the API begins. In a page or a worker that may be a relative address such as "/v1"; it is completed when a call is
 * made, because a framework that renders pages on a server makes clients there, too, and asks nothing with them.
 *
 * @returns {() => string}
 */
export function readBaseUrl(baseUrl) {
  const isReadable = (typeof baseUrl === "string" && baseUrl !== "") || baseUrl instanceof URL;
  if (!isReadable || !URL.canParse(baseUrl, SOME_PAGE)) throw new TypeError("baseUrl is not an http(s) URL");
  const address = addressOf(new URL(baseUrl, SOME_PAGE));
  if (URL.canParse(baseUrl)) return () => address;
  return () => {
    const here = page();
    if (URL.canParse(baseUrl, here)) return addressOf(new URL(baseUrl, here));
    throw new TypeError("baseUrl is relative, and there is no page here to complete it: give an absolute http(s) URL");
  };
}

function page() {
  const { document, location } = globalThis;
  // A worker that was made out of a blob has the origin of its page.
  return document?.baseURI ?? (location?.protocol === "blob:" ? location.origin : location?.href);
}

function addressOf(url) {
  if (url.protocol !== "http:" && url.protocol !== "https:") throw new TypeError("baseUrl is not an http(s) URL");
  if (url.username || url.password) throw new TypeError("baseUrl holds a user name or password: pass a token instead");
  if (url.search || url.hash) throw new TypeError("baseUrl has a query or a fragment: the client adds its own path");
  // Every path of this API begins with /v1, so an address without any path can only be the server's own.
  return `${url.origin}${url.pathname.replace(/\/+$/, "") || "/v1"}`;
}

export function readToken(token) {
  if (token === undefined) return undefined;
  // Checked here because a browser would repeat it in its own error.
  if (typeof token !== "string" || !/^[\x21-\x7e]+$/.test(token)) {
    throw new TypeError("token is not a string of visible ASCII characters, so no HTTP header can carry it");
  }
  return token;
}

export function readHeaders(headers) {
  try {
    return new Headers(headers);
  } catch {
    // Without the cause: a header may be a secret, and engines repeat it.
    throw new TypeError("headers are not what fetch takes");
  }
}

/** The headers that are credentials, by their names: what no error may repeat, the key of `Bearer …` without its scheme, too. */
export function credentialsIn(headers) {
  const secrets = [];
  for (const [name, value] of headers) {
    if (/auth|cookie|key|secret|token/.test(name)) secrets.push(value, value.slice(value.indexOf(" ") + 1));
  }
  return secrets;
}

/** Milliseconds; infinity is no limit. */
export function readTimeout(timeout) {
  if (typeof timeout !== "number" || !(timeout > 0)) {
    throw new TypeError("timeout must be a number of milliseconds above 0, or Infinity");
  }
  return timeout > LONGEST ? Infinity : timeout;
}

export function readRetries(retries) {
  if (!Number.isInteger(retries) || retries < 0 || retries > 100) {
    throw new TypeError("retries must be a whole number from 0 to 100");
  }
  return retries;
}

export function readFunction(value, name) {
  if (value !== undefined && typeof value !== "function") {
    throw new TypeError(`${name} must be a function, not ${nameOf(value)}`);
  }
  return value;
}

export function readFlag(value, name) {
  if (value !== undefined && typeof value !== "boolean") {
    throw new TypeError(`${name} must be true or false, not ${nameOf(value)}`);
  }
  return value === true;
}

/** Refuses what is not known. A misspelt option would be followed by nobody. */
export function refuseOthers(given, known, name) {
  for (const key of Object.keys(given)) {
    if (!known.includes(key) && given[key] !== undefined) throw new TypeError(`${name}: there is no option \`${key}\``);
  }
}

/** What one call may be told, and a client for all of its calls. */
export const SETTINGS = ["timeout", "retries", "bulk", "onProgress"];

/** What one call may be told: its own settings, and the signal that stops it. `own` are options of this call alone. */
export function readCall(given, settings, own = []) {
  // Inherits nothing: what is not there is asked for, too.
  const call = {
    __proto__: null,
    ...settings,
    baseUrl: settings.baseUrl(),
    // What no error of this call may repeat.
    secrets: new Set(),
  };
  if (given === undefined) return call;
  if (typeof given !== "object" || given === null) throw new TypeError(`options are an object, not ${nameOf(given)}`);
  const known = ["signal", ...SETTINGS, ...own];
  refuseOthers(given, known, "options");
  const read = pick(given, known);
  const { signal, timeout = settings.timeout, retries = settings.retries } = read;
  const { bulk = settings.bulk, onProgress = settings.onProgress } = read;
  // By what it has: one of another realm (a test runner's, a frame's) is no instance of this one's class.
  if (signal !== undefined && typeof signal?.aborted !== "boolean") throw new TypeError("signal is not an AbortSignal");
  return Object.assign(call, read, {
    signal,
    timeout: readTimeout(timeout),
    retries: readRetries(retries),
    bulk: readFlag(bulk, "bulk"),
    onProgress: readFunction(onProgress, "onProgress"),
  });
}

/** An argument as JSON text that is text: nobody can read half of a surrogate pair again. */
export function textOf(value, name) {
  const text = jsonText(value, name);
  if (readable(text) !== text) throw new TypeError(`${name} holds half of a surrogate pair, which is not a character`);
  return text;
}

export function idText(id) {
  // A lone surrogate has no UTF-8 form.
  if (typeof id !== "string" || wellFormed(id) !== id) throw new TypeError("id is not the id of a config");
  return id;
}

export function journalText(journal) {
  if (typeof journal !== "string") throw new TypeError("journal is not the journal of a move");
  return journal;
}

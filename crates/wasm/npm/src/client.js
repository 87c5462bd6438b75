import { decode } from "./base64.js";
import { makeClientInstance } from "./client-instance.js";
import * as glue from "./dialin_client.js";
import { base64 } from "./dialin_client_inline.js";
import { jsonText } from "./json-text.js";

const run = /* @__PURE__ */ makeClientInstance(glue, () => new WebAssembly.Module(decode(base64)));

export class DialinApiError extends Error {
  constructor({ status, error, info, issues }) {
    super(`${status} ${error}${info === undefined ? "" : `: ${info}`}`);
    this.name = "DialinApiError";
    this.status = status;
    this.error = error;
    this.info = info;
    this.issues = issues;
  }
}

export class DialinNetworkError extends Error {
  constructor(message) {
    super(message);
    this.name = "DialinNetworkError";
  }
}

export class DialinClient {
  #baseUrl;
  #token;

  constructor({ baseUrl, token }) {
    this.#baseUrl = readBaseUrl(baseUrl);
    this.#token = readToken(token);
  }

  async list(query = {}) {
    return JSON.parse(await this.#call(glue.list, jsonText(query, "query")));
  }

  async get(id) {
    return JSON.parse(await this.#call(glue.get, segment(id)));
  }

  async create(body) {
    return JSON.parse(await this.#call(glue.create, jsonText(body, "body")));
  }

  async update(id, body) {
    return JSON.parse(await this.#call(glue.update, segment(id), jsonText(body, "body")));
  }

  async delete(id) {
    await this.#call(glue.deleteConfig, segment(id));
  }

  async #call(method, ...texts) {
    try {
      return await run(() => method(this.#baseUrl, this.#token, ...texts));
    } catch (rejection) {
      if (typeof rejection !== "string") throw rejection;
      const failure = JSON.parse(rejection);
      if (failure.kind === "api") throw new DialinApiError(failure);
      throw new DialinNetworkError(`no answer from ${this.#baseUrl}: ${failure.message}`);
    }
  }
}

function readBaseUrl(baseUrl) {
  // In a page or a worker a relative address such as "/v1" is fine; elsewhere there is nothing to resolve it against.
  const here = globalThis.document?.baseURI ?? globalThis.location?.href;
  // Its text is not repeated in an error: it may hold a password.
  const readable = (typeof baseUrl === "string" && baseUrl !== "") || baseUrl instanceof URL;
  if (!readable || !URL.canParse(baseUrl, here)) throw new TypeError("baseUrl is not an absolute http(s) URL");
  const url = new URL(baseUrl, here);
  if (url.protocol !== "http:" && url.protocol !== "https:") throw new TypeError("baseUrl is not an http(s) URL");
  if (url.username || url.password) throw new TypeError("baseUrl holds a user name or password: pass a token instead");
  if (url.search || url.hash) throw new TypeError("baseUrl has a query or a fragment: the client adds its own path");
  // Every path of this API begins with /v1, so an address without any path can only be the server's own.
  return `${url.origin}${url.pathname === "/" ? "/v1" : url.pathname}`;
}

function readToken(token) {
  if (token === undefined) return undefined;
  // Checked here because a browser would repeat it in its own error.
  if (typeof token !== "string" || !/^[\x21-\x7e]+$/.test(token)) {
    throw new TypeError("token is not text of visible ASCII characters, so no HTTP header can carry it");
  }
  return token;
}

/** An id as one step of a path. */
function segment(id) {
  if (typeof id !== "string" || id === "" || id === "." || id === "..") {
    throw new TypeError("id is not the id of a config");
  }
  return encodeURIComponent(id);
}

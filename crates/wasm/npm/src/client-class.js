/** The client over an instance. What a call means is in core; here is what needs a network, and the order of calls. */

import {
  SETTINGS,
  credentialsIn,
  idText,
  journalText,
  readBaseUrl,
  readCall,
  readFlag,
  readFunction,
  readHeaders,
  readRetries,
  readTimeout,
  readToken,
  refuseOthers,
  textOf,
} from "./client-arguments.js";
import { DialinApiError, DialinMoveError, DialinNetworkError, DialinUpdateError } from "./client-errors.js";
import { walk } from "./client-moves.js";
import { noteMade, pages } from "./client-pages.js";
import { isOfServer, read, write } from "./client-requests.js";
import { keepSecret, readable, unlessAborted } from "./client-transport.js";
import { readArguments } from "./shared-by-entries.js";

/** How long one request may take, in milliseconds, and how often it is tried again, if nobody says. */
const TIMEOUT = 30_000;
const RETRIES = 3;

/** @param {{ask(name: string, parts: string[]): string}} instance */
export function makeClient(instance) {
  /** Asks core. Texts go as they are, anything else as JSON. */
  const api = (name, ...parts) => {
    const [first = "", second = ""] = parts.map((part) => (typeof part === "string" ? part : JSON.stringify(part)));
    return JSON.parse(instance.ask("api", [name, first, second]));
  };

  return class DialinClient {
    #server;
    #settings;
    #serverMerges;
    /** When the updates and moves of each config are over: two at once would each go by what the other one changes. */
    #changes = new Map();

    constructor(options) {
      const known = ["baseUrl", "token", "fetch", "headers", "serverMerges", ...SETTINGS];
      const read = readArguments(options, "DialinClient", known);
      const { baseUrl, token, fetch, headers: given, serverMerges } = read;
      const { timeout = TIMEOUT, retries = RETRIES, bulk, onProgress } = read;
      refuseOthers(options, known, "DialinClient");
      const headers = readHeaders(given);
      this.#server = {
        api,
        token: readToken(token),
        headers,
        secrets: [...(token === undefined ? [] : [token]), ...credentialsIn(headers)],
        fetch: readFunction(fetch, "fetch"),
        lastMade: {},
      };
      this.#settings = {
        baseUrl: readBaseUrl(baseUrl),
        timeout: readTimeout(timeout),
        retries: readRetries(retries),
        bulk: readFlag(bulk, "bulk"),
        onProgress: readFunction(onProgress, "onProgress"),
      };
      this.#serverMerges = readFlag(serverMerges, "serverMerges");
    }

    async list(query = {}, options) {
      const call = readCall(options, this.#settings);
      return JSON.parse(await read(this.#server, api("list", textOf(query, "query")), "page", call));
    }

    async *listAll(query = {}, options) {
      const call = readCall(options, this.#settings);
      for await (const { rows } of pages(this.#server, api("configs", textOf(query, "query")), "page", call)) {
        for (const row of rows) {
          // The next page is there already, so no request hears it.
          if (call.signal?.aborted) throw call.signal.reason;
          yield row;
        }
      }
    }

    async get(id, options) {
      return JSON.parse(await this.#get(id, readCall(options, this.#settings)));
    }

    async create(body, options) {
      const call = readCall(options, this.#settings);
      const request = api("create", textOf(body, "body"));
      const { body: text } = request;
      keepSecret(call, text);
      const look = async () => {
        const start = api("look", text);
        // Without a number nothing tells it from others.
        if (start === null) return undefined;
        for await (const { page } of pages(this.#server, start, "page", call)) {
          const { seen, config } = api("seen", text, readable(page));
          if (seen === "there") return JSON.stringify(config);
          if (seen === "number-taken") return undefined;
        }
        return null;
      };
      const made = JSON.parse(await write(this.#server, request, { kind: "made" }, look, call));
      noteMade(this.#server, made.id);
      return made;
    }

    async update(id, changes, options) {
      const call = readCall(options, this.#settings);
      const given = textOf(changes, "changes");
      const request = api("update", idText(id), given);
      keepSecret(call, given);
      return JSON.parse(await this.#inTurn([id], call, () => this.#update(id, given, request, call)));
    }

    /** After what is under way for those configs. */
    #inTurn(ids, call, work) {
      const before = Promise.all(ids.map((id) => this.#changes.get(id)));
      const turn = async () => {
        await unlessAborted(before, call.signal);
        return work();
      };
      const working = turn();
      // This one may be aborted long before the one it waited for is over, and the next has to wait for both.
      const over = Promise.allSettled([before, working]).then(() => {
        for (const id of ids) if (this.#changes.get(id) === over) this.#changes.delete(id);
      });
      for (const id of ids) this.#changes.set(id, over);
      return working;
    }

    async #update(id, given, request, call) {
      const sent = { ...request };
      const merge = async () => {
        const stored = await this.#get(id, call);
        const body = api("whole", readable(stored), given);
        keepSecret(call, stored, body);
        return { stored, body };
      };
      const look = async () => {
        const { stored, body } = await merge();
        if (api("differences", body, readable(stored)).length === 0) return stored;
        // What somebody else has changed since stays as it is.
        if (!this.#serverMerges) sent.body = body;
        return null;
      };
      if (this.#serverMerges) return write(this.#server, sent, { kind: "config" }, look, call);
      sent.body = (await merge()).body;
      await write(this.#server, sent, { kind: "config", anew: true }, look, call);
      let stored;
      try {
        stored = await this.#get(id, call);
      } catch (error) {
        if (!isOfServer(error)) throw error;
        const message = `the config ${id} was written, reading it back failed: ${error.message}`;
        throw new DialinNetworkError(message, { cause: error });
      }
      const fields = api("differences", sent.body, readable(stored));
      if (fields.length > 0) throw new DialinUpdateError(JSON.parse(stored), fields);
      return stored;
    }

    async delete(id, options) {
      const call = readCall(options, this.#settings);
      const look = async () => {
        try {
          // As what is not certain to be about the id: a 400 may be about the pace of requests, too.
          await read(this.#server, api("get", id), "config", call);
          return null;
        } catch (error) {
          if (error instanceof DialinApiError && error.notFound) return "";
          throw error;
        }
      };
      await write(this.#server, api("delete", idText(id)), { kind: "nothing" }, look, call);
    }

    async move(id, changes, options) {
      const call = readCall(options, this.#settings, ["check"]);
      readArguments(changes, "move", []);
      const given = textOf(changes, "changes");
      const { type: to, ...rest } = JSON.parse(given);
      const check = call.check === undefined ? undefined : JSON.parse(textOf(call.check, "check"));
      const about = { to, changes: rest, check };
      // A mistake in the call is said before anything is sent.
      api("move-about", about);
      return this.#inTurn([id], call, () => this.#move(id, about, call));
    }

    async #move(id, about, call) {
      const stored = await this.#get(id, call);
      const start = api("move", readable(stored), about);
      if (start.refused !== undefined) {
        const message = `the config ${id} was not moved: what would be made is not right`;
        throw new DialinMoveError(message, { issues: start.refused, config: JSON.parse(stored) });
      }
      return { ...(await walk(this.#server, start, call)), issues: start.issues };
    }

    async resumeMove(journal, options) {
      return this.#goOn("resume", journal, options);
    }

    async undoMove(journal, options) {
      return this.#goOn("undo", journal, options);
    }

    #goOn(how, journal, options) {
      const call = readCall(options, this.#settings);
      const start = api(how, journalText(journal));
      return this.#inTurn(start.ids, call, () => walk(this.#server, start, call, how === "resume"));
    }

    async purchasedNumbers(options) {
      const call = readCall(options, this.#settings);
      const numbers = [];
      for await (const { rows } of pages(this.#server, api("numbers"), "numbers", call)) numbers.push(...rows);
      return numbers;
    }

    #get(id, call) {
      return read(this.#server, api("get", idText(id)), "one", call);
    }
  };
}

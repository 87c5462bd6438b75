/** The client over an instance. What a call means is in core; here is what needs a network, and the order of calls. */

import {
  readBaseUrl,
  readCall,
  readFunction,
  readHeaders,
  readRetries,
  readTimeout,
  readToken,
} from "./client-arguments.js";
import { DialinApiError, DialinMoveError, DialinNetworkError, DialinUpdateError } from "./client-errors.js";
import { readable, send } from "./client-transport.js";
import { jsonText, readArguments } from "./shared-by-entries.js";

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

    constructor(options) {
      const { baseUrl, token, fetch, headers, timeout = TIMEOUT, retries = RETRIES, bulk, onProgress, serverMerges } =
        readArguments(options, "DialinClient");
      this.#server = {
        api,
        baseUrl: readBaseUrl(baseUrl),
        token: readToken(token),
        headers: readHeaders(headers),
        fetch: readFunction(fetch, "fetch"),
      };
      this.#settings = {
        timeout: readTimeout(timeout),
        retries: readRetries(retries),
        bulk: bulk === true,
        onProgress: readFunction(onProgress, "onProgress"),
      };
      this.#serverMerges = serverMerges === true;
    }

    async list(query = {}, options) {
      const call = readCall(options, this.#settings);
      return JSON.parse(await this.#read(api("list", textOf(query, "query")), "page", call));
    }

    async *listAll(query = {}, options) {
      const call = readCall(options, this.#settings);
      for await (const { rows } of this.#pages(api("configs", textOf(query, "query")), "page", call)) yield* rows;
    }

    async get(id, options) {
      return JSON.parse(await this.#get(id, readCall(options, this.#settings)));
    }

    async create(body, options) {
      const call = readCall(options, this.#settings);
      const request = api("create", textOf(body, "body"));
      const { body: text } = request;
      const look = async () => {
        const start = api("look", text);
        // Without a number nothing tells it from others.
        if (start === null) return undefined;
        for await (const { page } of this.#pages(start, "page", call)) {
          const { seen, config } = api("seen", text, readable(page));
          if (seen === "there") return JSON.stringify(config);
          if (seen === "number-taken") return undefined;
        }
        return null;
      };
      return JSON.parse(await this.#write(request, { kind: "config", secrets: secretsIn(text) }, look, call));
    }

    async update(id, changes, options) {
      const call = readCall(options, this.#settings);
      const given = textOf(changes, "changes");
      const request = api("update", idText(id), given);
      if (this.#serverMerges) return JSON.parse(await this.#put(request, id, secretsIn(request.body), call));
      const before = await this.#get(id, call);
      const body = api("whole", readable(before), given);
      await this.#put({ ...request, body }, id, secretsIn(before, body), call);
      const stored = await this.#get(id, call);
      const fields = api("differences", body, readable(stored));
      if (fields.length > 0) throw new DialinUpdateError(JSON.parse(stored), fields);
      return JSON.parse(stored);
    }

    async delete(id, options) {
      const call = readCall(options, this.#settings);
      const look = async () => {
        try {
          await this.#get(id, call);
          return null;
        } catch (error) {
          if (error instanceof DialinApiError && error.notFound) return "";
          throw error;
        }
      };
      await this.#write(api("delete", idText(id)), { kind: "nothing" }, look, call);
    }

    async move(id, changes, options) {
      const call = readCall(options, this.#settings);
      const { type: to, ...rest } = JSON.parse(textOf(readArguments(changes, "move"), "changes"));
      const check = options?.check === undefined ? undefined : JSON.parse(textOf(options.check, "check"));
      const stored = await this.#get(id, call);
      const start = api("move", readable(stored), { to, changes: rest, check });
      if (start.refused !== undefined) {
        const message = `the config ${id} was not moved: what would be made is not right`;
        throw new DialinMoveError(message, { issues: start.refused, config: JSON.parse(stored) });
      }
      return { ...(await this.#walk(start, call)), issues: start.issues };
    }

    async resumeMove(journal, options) {
      return this.#walk(api("resume", journalText(journal)), readCall(options, this.#settings));
    }

    async undoMove(journal, options) {
      return this.#walk(api("undo", journalText(journal)), readCall(options, this.#settings));
    }

    async purchasedNumbers(options) {
      const call = readCall(options, this.#settings);
      const numbers = [];
      for await (const { rows } of this.#pages(api("numbers"), "numbers", call)) numbers.push(...rows);
      return numbers;
    }

    #get(id, call) {
      return this.#read(api("get", idText(id)), "one", call);
    }

    #put(request, id, secrets, call) {
      const { body } = request;
      const look = async () => {
        const stored = await this.#get(id, call);
        return api("differences", body, readable(stored)).length === 0 ? stored : null;
      };
      return this.#write(request, { kind: "config", secrets }, look, call);
    }

    async #read(request, kind, call) {
      const { error, text } = await send(this.#server, request, { kind }, call);
      if (error !== undefined) throw error;
      return text;
    }

    /**
     * Sends a write. Where it may have happened without an answer, `look` answers the text it would have been answered
     * with, null if it did not happen, and undefined if nobody can tell.
     */
    async #write(request, about, look, call) {
      for (;;) {
        const { error, text, look: inDoubt } = await send(this.#server, request, about, call);
        if (error === undefined) return text;
        if (!inDoubt) throw error;
        const found = await look();
        if (found === undefined) throw error;
        if (found !== null) return found;
      }
    }

    /** Page after page: its text, and the rows that were on none before. */
    async *#pages(start, kind, call) {
      let { paging, request } = start;
      let count = 0;
      while (request !== null) {
        const page = await this.#read(request, kind, call);
        const next = api("page", { paging }, readable(page));
        const fresh = new Set(next.fresh);
        // A row that comes twice on one page counts once.
        const rows = JSON.parse(page).data.filter((row) => fresh.delete(String(row?.id)));
        count += rows.length;
        call.onProgress?.({ type: "page", count });
        yield { page, rows };
        ({ paging, request } = next);
      }
    }

    /** Goes through the steps of a move; when one is refused, back again. */
    async #walk(start, call) {
      let turn = start;
      let refusal;
      const stopped = (cause) => {
        const what = turn.undoing ? "the move was not undone" : "the move stopped";
        const message = `${what}: ${cause instanceof Error ? cause.message : "aborted"}; its journal says how to go on`;
        return new DialinMoveError(message, { cause: refusal ?? cause, journal: turn.journal });
      };
      while (turn.request !== null) {
        const { request, step, undoing, journal } = turn;
        let sent;
        try {
          call.onProgress?.({ type: "move", step, undoing, journal });
          const about = { kind: KINDS[step], secrets: secretsIn(journal) };
          sent = await send(this.#server, request, about, call);
        } catch (error) {
          // Aborted, with a request under way perhaps.
          turn = api("moved", { journal, status: null });
          throw stopped(error);
        }
        const { status = null, text = "", error, look } = sent;
        turn = api("moved", { journal, status }, readable(text));
        const goesOn = turn.ok && (status !== null || look);
        if (goesOn) continue;
        if (turn.ok || turn.error === null) throw stopped(error);
        // The one without secrets.
        const cause = error ?? new DialinApiError(turn.error);
        if (turn.undoing || turn.step === "look") throw stopped(cause);
        refusal = cause;
        turn = api("turn", turn.journal);
      }
      const { config, dropped, undoing, journal } = turn;
      if (refusal !== undefined) {
        const message = `the config was not moved: ${refusal.message}; it is there as before, as ${config.id}`;
        throw new DialinMoveError(message, { cause: refusal, issues: refusal.issues, config });
      }
      return { config, dropped, undone: undoing, journal };
    }
  };
}

/** How the answer to a step of a move is read. */
const KINDS = { look: "page", delete: "nothing", create: "config" };

/** The signing secrets in JSON texts, at whatever depth, which no error may repeat. */
function secretsIn(...texts) {
  const secrets = [];
  for (const text of texts) {
    JSON.parse(text, (key, value) => {
      if (key === "hmac" && typeof value === "string") secrets.push(value);
      return value;
    });
  }
  return secrets;
}

/** An argument as JSON text that is text: nobody can read half of a surrogate pair again. */
function textOf(value, name) {
  const text = jsonText(value, name);
  if (readable(text) !== text) throw new TypeError(`${name} holds half of a surrogate pair, which is no character`);
  return text;
}

function idText(id) {
  // A lone surrogate has no UTF-8 form.
  if (typeof id !== "string" || /\p{Surrogate}/u.test(id)) throw new TypeError("id is not the id of a config");
  return id;
}

function journalText(journal) {
  if (typeof journal !== "string") throw new TypeError("journal is not the journal of a move");
  return journal;
}

/** The client over an instance. What a call means is in core; here is what needs a network, and the order of calls. */

import {
  credentialsIn,
  readBaseUrl,
  readCall,
  readFlag,
  readFunction,
  readHeaders,
  readRetries,
  readTimeout,
  readToken,
  refuseOthers,
} from "./client-arguments.js";
import { DialinApiError, DialinMoveError, DialinNetworkError, DialinUpdateError } from "./client-errors.js";
import { readable, send, unlessAborted } from "./client-transport.js";
import { jsonText, readArguments, wellFormed } from "./shared-by-entries.js";

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
      const { baseUrl, token, fetch, headers: given, serverMerges, ...settings } = readArguments(options, "DialinClient");
      const { timeout = TIMEOUT, retries = RETRIES, bulk, onProgress, ...others } = settings;
      refuseOthers(others, "DialinClient");
      const headers = readHeaders(given);
      this.#server = {
        api,
        token: readToken(token),
        headers,
        secrets: [...(token === undefined ? [] : [token]), ...credentialsIn(headers)],
        fetch: readFunction(fetch, "fetch"),
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
      return JSON.parse(await this.#read(api("list", textOf(query, "query")), "page", call));
    }

    async *listAll(query = {}, options) {
      const call = readCall(options, this.#settings);
      for await (const { rows } of this.#pages(api("configs", textOf(query, "query")), "page", call)) {
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
        for await (const { page } of this.#pages(start, "page", call)) {
          const { seen, config } = api("seen", text, readable(page));
          if (seen === "there") return JSON.stringify(config);
          if (seen === "number-taken") return undefined;
        }
        return null;
      };
      return JSON.parse(await this.#write(request, { kind: "made" }, look, call));
    }

    async update(id, changes, options) {
      const call = readCall(options, this.#settings);
      const given = textOf(changes, "changes");
      const request = api("update", idText(id), given);
      keepSecret(call, given);
      return JSON.parse(await this.#inTurn(id, call, () => this.#update(id, given, request, call)));
    }

    /** After what is under way for that config. */
    #inTurn(id, call, work) {
      const before = this.#changes.get(id);
      const turn = async () => {
        await unlessAborted(before, call.signal);
        return work();
      };
      const working = turn();
      // This one may be aborted long before the one it waited for is over, and the next has to wait for both.
      const over = Promise.allSettled([before, working]).then(() => {
        if (this.#changes.get(id) === over) this.#changes.delete(id);
      });
      this.#changes.set(id, over);
      return working;
    }

    async #update(id, given, request, call) {
      const sent = { ...request };
      const read = async () => {
        const stored = await this.#get(id, call);
        const body = api("whole", readable(stored), given);
        keepSecret(call, stored, body);
        return { stored, body };
      };
      const look = async () => {
        const { stored, body } = await read();
        if (api("differences", body, readable(stored)).length === 0) return stored;
        // What somebody else has changed since stays as it is.
        if (!this.#serverMerges) sent.body = body;
        return null;
      };
      if (this.#serverMerges) return this.#write(sent, { kind: "config" }, look, call);
      sent.body = (await read()).body;
      await this.#write(sent, { kind: "config", anew: true }, look, call);
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
          await this.#read(api("get", id), "config", call);
          return null;
        } catch (error) {
          if (error instanceof DialinApiError && error.notFound) return "";
          throw error;
        }
      };
      await this.#write(api("delete", idText(id)), { kind: "nothing" }, look, call);
    }

    async move(id, changes, options) {
      const call = readCall(options, this.#settings, "check");
      const given = textOf(readArguments(changes, "move"), "changes");
      const { type: to, ...rest } = JSON.parse(given);
      const check = options?.check === undefined ? undefined : JSON.parse(textOf(options.check, "check"));
      const about = { to, changes: rest, check };
      // A mistake in the call is said before anything is sent.
      api("move-about", about);
      return this.#inTurn(id, call, () => this.#move(id, about, call));
    }

    async #move(id, about, call) {
      const stored = await this.#get(id, call);
      const start = api("move", readable(stored), about);
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

    async #read(request, kind, call) {
      const { error, text } = await send(this.#server, request, { kind }, call);
      if (error !== undefined) throw error;
      return text;
    }

    /**
     * Sends a write. Where it may have happened without an answer, `look` answers the text it would have been answered
     * with, null if it did not happen, and undefined if nobody can tell. Once one sending is in doubt, so is what the next
     * one is refused for: the first may have arrived since.
     */
    async #write(request, about, look, call) {
      let doubt;
      for (;;) {
        const { error, text, decision } = await send(this.#server, request, about, call);
        if (error === undefined) return text;
        if (decision === "look") doubt = error;
        const isLast = decision === "give-up";
        if (isLast && doubt === undefined) throw error;
        let found;
        try {
          found = await look();
        } catch (failure) {
          // What the look says is not what became of the write.
          throw isOfServer(failure) ? because(doubt ?? error, failure) : failure;
        }
        if (found === undefined) throw doubt;
        if (found !== null) return found;
        // The one that was not answered may still arrive.
        if (isLast) throw error.cause === undefined ? because(error, doubt) : error;
      }
    }

    /**
     * Page after page: its text, and the rows that were on none before. The next page is there before the rows of this one
     * are handed out: who deletes them takes its cursor away. Where somebody else does, the list begins anew, once.
     */
    async *#pages(start, kind, call) {
      const handedOut = new Set();
      // The ids of this reading of the list, and how many rows of it have none.
      let listed = new Set();
      let nameless = 0;
      const take = async ({ paging, request }) => {
        const page = await this.#read(request, kind, call);
        return { page, ...api("page", paging, readable(page)) };
      };
      let anew = false;
      let next = take(start);
      let isFirst = true;
      while (next !== undefined) {
        let taken;
        try {
          taken = await next;
        } catch (error) {
          if (isFirst || anew || !(error instanceof DialinApiError) || ![400, 404].includes(error.status)) throw error;
          anew = true;
          listed = new Set();
          nameless = 0;
          next = take(start);
          continue;
        }
        const { page, ids, paging } = taken;
        const rows = JSON.parse(page).data.filter((_, place) => ids[place] !== null && isNew(handedOut, ids[place]));
        const fresh = ids.filter((id) => id !== null && isNew(listed, id)).length;
        nameless += ids.filter((id) => id === null).length;
        // A page of old rows is the last one; but pages of numbers without ids lead on by their cursors.
        const leadsOn = fresh > 0 || kind === "numbers";
        const turn = leadsOn ? api("next", { ...paging, rows: listed.size + nameless }) : { request: null };
        next = turn.request === null ? undefined : take(turn);
        isFirst = false;
        // If it was refused, these rows come first all the same.
        await next?.catch(() => {});
        await call.onProgress?.({ type: "page", count: handedOut.size });
        yield { page, rows };
      }
    }

    /** Goes through the steps of a move; when a create is refused, back again. */
    async #walk(start, call) {
      let turn = start;
      let refusal;
      // What became of the last write, and how often that was tried again.
      let failure;
      let writing = { step: undefined };
      const stopped = (cause) => {
        const what = turn.undoing ? "the move was not undone" : "the move stopped";
        const said = cause instanceof Error ? cause.message : call.signal?.aborted ? "aborted" : "a callback threw";
        const message = `${what}: ${said}; its journal says how to go on`;
        return new DialinMoveError(message, { cause: refusal ?? cause, journal: turn.journal });
      };
      while (turn.request !== null) {
        const { request, step, kind, undoing, journal } = turn;
        const looks = step === "look";
        if (!looks && (step !== writing.step || undoing !== writing.undoing)) writing = { step, undoing, retried: 0 };
        const about = { kind, retried: looks ? 0 : writing.retried };
        keepSecret(call, journal);
        let sent;
        try {
          await call.onProgress?.({ type: "move", step, undoing, journal });
          sent = await send(this.#server, request, about, call);
        } catch (error) {
          // Aborted, with a request under way perhaps: who takes the journal up looks first.
          throw stopped(error);
        }
        const { status = null, text = "", error, decision } = sent;
        if (!looks) {
          writing.retried = about.retried;
          failure = error;
        }
        // In bulk a 400 to a look does not say that the config is gone, and no refusal of a list says anything.
        const saysNothing = looks && error !== undefined && !(kind === "one" && error.notFound);
        turn = api("moved", { journal, status: saysNothing ? null : status }, readable(text));
        const cause = turn.why === null ? (error ?? failure) : new Error(turn.why);
        if (turn.setback === null) {
          // Tried often enough.
          const isLast = error !== undefined && decision !== "look";
          if (!looks && isLast && turn.step === "look" && !turn.doubtsRefusal) throw stopped(cause);
          continue;
        }
        const staysThere = turn.undoing && turn.step === "delete";
        if (turn.setback === "unknown" || refusal !== undefined || staysThere) throw stopped(cause);
        refusal = cause;
        turn = api("turn", turn.journal);
      }
      const { config, dropped, undoing, unsettled, journal } = turn;
      if (refusal === undefined) return { config, dropped, undone: undoing, unsettled, journal };
      const { message, issues } = refusal;
      if (!undoing) {
        const said = `the move was not undone: ${message}; the config is there as it was moved, as ${config.id}`;
        throw new DialinMoveError(said, { cause: refusal, issues, journal });
      }
      const said = `the config was not moved: ${message}; it is there as before, as ${config.id}`;
      if (!unsettled) throw new DialinMoveError(said, { cause: refusal, issues, config });
      const late = `${said}; an unanswered request may still arrive: pass the journal to undoMove later`;
      throw new DialinMoveError(late, { cause: refusal, issues, config, journal });
    }
  };
}

const isOfServer = (error) => error instanceof DialinApiError || error instanceof DialinNetworkError;

/** An error with what kept us from knowing more. */
function because(error, cause) {
  return Object.defineProperty(error, "cause", { value: cause, configurable: true, writable: true });
}

/** Adds to a set; whether it was new. */
function isNew(set, key) {
  const { size } = set;
  return set.add(key).size > size;
}

/** No error of this call may repeat the signing secrets in these JSON texts, at whatever depth. */
function keepSecret(call, ...texts) {
  for (const text of texts) {
    JSON.parse(readable(text), (key, value) => {
      if (key === "hmac" && typeof value === "string") call.secrets.add(value);
      return value;
    });
  }
}

/** An argument as JSON text that is text: nobody can read half of a surrogate pair again. */
function textOf(value, name) {
  const text = jsonText(value, name);
  if (readable(text) !== text) throw new TypeError(`${name} holds half of a surrogate pair, which is not a character`);
  return text;
}

function idText(id) {
  // A lone surrogate has no UTF-8 form.
  if (typeof id !== "string" || wellFormed(id) !== id) throw new TypeError("id is not the id of a config");
  return id;
}

function journalText(journal) {
  if (typeof journal !== "string") throw new TypeError("journal is not the journal of a move");
  return journal;
}

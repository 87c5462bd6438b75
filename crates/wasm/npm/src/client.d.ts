import type { CheckOptions, ConfigType, Issue, StoredConfig } from "./types.js";

export type * from "./types.js";

/** The options of one call. */
export interface CallOptions {
  /**
   * Stops the call: it rejects with the signal's reason, a move that has begun with a {@link DialinMoveError}. A write that was
   * under way may still have happened, or be about to. One signal for more than ten calls at once makes Node.js warn of
   * its listeners, though none stays: `events.setMaxListeners(0, signal)`.
   */
  signal?: AbortSignal | undefined;
  /** How long each request may take, in milliseconds, `Infinity` for no limit. @default 30_000 */
  timeout?: number | undefined;
  /** How often a request is tried again, 0 for never. @default 3 */
  retries?: number | undefined;
  /** This call is one of very many: a 400 without issues is treated as a rate limit, as Daily's may be. */
  bulk?: boolean | undefined;
  /**
   * Called for each page of `listAll` and `purchasedNumbers`, each wait and each step of a move, for what takes long. It is awaited, and what it throws or rejects
   * with stops the call.
   */
  onProgress?: ((progress: Progress) => void | Promise<void>) | undefined;
}

/** What is going on. */
export type Progress =
  /** A page came; `count` rows so far. */
  | { type: "page"; count: number }
  /**
   * A request failed, and is tried again after `ms` milliseconds, for the `attempt`th time; 0 where what comes after it waits, such as
   * the way back of a move.
   */
  | { type: "wait"; ms: number; attempt: number; error: DialinApiError | DialinNetworkError }
  /** A step of a move begins. The journal is enough to go on from there; it also holds the config's secret. */
  | { type: "move"; step: "look" | "delete" | "create"; undoing: boolean; journal: string };

/** Where, as whom, and the options of every call that gives no others. */
export interface DialinClientOptions extends Omit<CallOptions, "signal"> {
  /**
   * Where the API begins: what comes before `/domain-dialin-config`, for example `https://dialin.example.org/v1`. An
   * address without a path gets `/v1`. In a page or a worker a relative one such as `/v1` works as well; it is completed when a call is made.
   *
   * Never give a page Daily's own address: its key would be in the browser. The browser talks to your server.
   */
  baseUrl: string | URL;
  /** Sent as `Authorization: Bearer …`. Left out where a cookie does it. */
  token?: string | undefined;
  /** Sends the requests. @default the global `fetch` */
  fetch?: typeof globalThis.fetch | undefined;
  /** Sent with every request. */
  headers?: ConstructorParameters<typeof Headers>[0] | undefined;
  /**
   * The server merges updates itself, as Dialin's does: `update` sends the changes as they are, in one request. For
   * Daily leave it out: there `update` reads, merges, writes the whole, reads again and compares.
   */
  serverMerges?: boolean | undefined;
}

/** The filters and the page of `list`; each name is a parameter of Daily's. */
export interface ListQuery {
  /** 1 to 100. */
  limit?: number | undefined;
  /** The id after which the page starts. */
  starting_after?: string | undefined;
  /** The id before which the page ends, or `OLDEST`. */
  ending_before?: string | undefined;
  type?: ConfigType | undefined;
  /** The number: a part of it is enough for `dialin serve`; Daily does not document how it compares. */
  phone_number?: string | undefined;
  /** Parts of numbers, one of which is enough. */
  phone_numbers?: string | readonly string[] | undefined;
  /** The part of `sip_uri` before the `@`: the whole of it for `dialin serve`; Daily does not document how it compares. */
  sip_username?: string | undefined;
  /** The whole name prefix, not its beginning, for `dialin serve`; Daily does not document how it compares. */
  name_prefix?: string | undefined;
}

/** One page, newest first. */
export interface ConfigPage {
  /** How many there are in all, as far as the server says. */
  total_count?: number;
  data: StoredConfig[];
}

/** A number that was bought on the domain. */
export interface PurchasedNumber {
  id: string;
  /** In E.164. */
  number?: string | null;
  name?: string | null;
  type?: string | null;
  status?: string | null;
  verified?: boolean | null;
  pagination_id?: number | string;
  /** In one of Daily's two formats. */
  created_date?: string | number | null;
}

/** What becomes of a config that moves: its new type, and fields where they are to be others. Null leaves one out. */
export interface MoveChanges {
  type: ConfigType;
  [field: string]: unknown;
}

/** How a move ended. */
export interface MoveResult {
  /** The config that is there now; if the move had not sent anything yet, as it was then. */
  config: StoredConfig;
  /** The fields that the other type does not have; where `undone`, `config` has them again. */
  dropped: string[];
  /** It is the old one: the move was undone. */
  undone: boolean;
  /** A request that was not answered may still change that: use the journal once more, later. */
  unsettled: boolean;
  /** Takes the move back, through `undoMove`. It holds the old config, its secret included. */
  journal: string;
}

/**
 * Daily's API for dial-in configs. Works in pages, workers and Node.js.
 *
 * Each call rejects with a {@link DialinApiError} if the server refused, with a {@link DialinNetworkError} if no answer
 * came (a {@link DialinTimeoutError} if none came in time), with the signal's reason if it was aborted (a move that has begun
 * with a {@link DialinMoveError}), and with a `TypeError` if an argument is not as described. What may pass (429, 5xx except
 * 501 and 505, no answer) is tried again with a growing delay, never before `Retry-After`, unless that is more than five minutes away;
 * a write that may have happened is looked for first.
 */
export class DialinClient {
  /** @throws {TypeError} an option is not as described; the error repeats no address and no token */
  constructor(options: DialinClientOptions);
  /** One page of configs. */
  list(query?: ListQuery, options?: CallOptions): Promise<ConfigPage>;
  /**
   * Every config that matches, page after page, no id twice. You may delete or move what it gave in the meantime: what this client
   * creates, by a move too, does not come. One page is read ahead, so a config may come that others have just deleted. What they create,
   * or move and so give another id, may come or not.
   */
  listAll(query?: ListQuery, options?: CallOptions): AsyncGenerator<StoredConfig, void, undefined>;
  /** One config. */
  get(id: string, options?: CallOptions): Promise<StoredConfig>;
  /** Creates a config; resolves to it as stored, with its `id` and what the server added. */
  create(body: object, options?: CallOptions): Promise<StoredConfig>;
  /**
   * Changes a config; resolves to it as it is stored now. Null clears a field, except `hmac`, which can only be replaced. What is
   * not named stays as it is, the signing secret above all: it is read and merged, and again after each wait. Updates and moves of one config wait for
   * each other, within one client.
   *
   * Rejects with a {@link DialinUpdateError} if what is stored afterwards is not what was sent.
   */
  update(id: string, changes: object, options?: CallOptions): Promise<StoredConfig>;
  /** Deletes a config. Where no answer came, only a 404, or a 400 that says so, tells that it is gone. */
  delete(id: string, options?: CallOptions): Promise<void>;
  /**
   * Moves a config to the other type: deletes it and creates it again, with another id and another SIP URI. What would
   * be created is checked first, with `check` as options. If the server still refuses it, the old one is created again.
   * Nothing is deleted if the config was changed in the meantime.
   *
   * Rejects with a {@link DialinMoveError} if it began and did not finish, or if what would be created is wrong. Where that has a `cause` that is `notFound`, the
   * config was gone before this move deleted it: another program may have deleted it, or be moving it.
   */
  move(
    id: string,
    changes: MoveChanges,
    options?: CallOptions & { check?: CheckOptions | undefined },
  ): Promise<MoveResult & { issues: Issue[] }>;
  /** Resumes a stopped move in the direction it had; for a finished one, checks that its result still stands. */
  resumeMove(journal: string, options?: CallOptions): Promise<MoveResult>;
  /**
   * Takes a move back, wherever it stopped, or after it finished. Wait until its last request can have arrived: one still on its
   * way cannot be seen.
   */
  undoMove(journal: string, options?: CallOptions): Promise<MoveResult>;
  /** Every number bought on the domain. */
  purchasedNumbers(options?: CallOptions): Promise<PurchasedNumber[]>;
}

/** The server answered with an error or something unexpected. After a write, `leavesOpen` says whether it may have happened. */
export class DialinApiError extends Error {
  private constructor();
  readonly name: "DialinApiError";
  /** The HTTP status; 0 for a redirect in a browser, which does not show it. */
  readonly status: number;
  /**
   * The stable code, such as `invalid-request-error`: match on this. `unexpected-response` where the body is not this
   * API's JSON (a page of some proxy, say), `unprocessable-content` where the server lists errors without a code.
   */
  readonly error: string;
  /** For a write: the error of an earlier attempt that got no answer and may still arrive. */
  readonly cause?: unknown;
  /** Text for a person; it may change any time. */
  readonly info: string | undefined;
  /** What a Dialin server's checks said about the body; empty from a server that sends none. */
  readonly issues: Issue[];
  /**
   * Nothing has the id that was asked for: a 404 of this API, or a 400 that says so. For `get` and `delete` also any 400 that gives no other reason
   * (not with `bulk`).
   */
  readonly notFound: boolean;
  /**
   * The write may have happened, or may still: the server failed half-way, something else answered, or an earlier attempt, the
   * `cause`, was not answered. Look before you send it again. Never after what only reads.
   */
  readonly leavesOpen: boolean;
}

/**
 * No answer came, or only part of one. A write may still have happened: look before you send it again. `cause` is what
 * kept the client from finding out, if it tried; otherwise a copy of what `fetch` threw, without secrets.
 */
export class DialinNetworkError extends Error {
  protected constructor();
  readonly name: "DialinNetworkError" | "DialinTimeoutError";
  readonly cause?: unknown;
}

/** No answer came in time. */
export class DialinTimeoutError extends DialinNetworkError {
  private constructor();
  readonly name: "DialinTimeoutError";
}

/** The update was accepted, but what is stored is not what was sent. */
export class DialinUpdateError extends Error {
  private constructor();
  readonly name: "DialinUpdateError";
  /** The fields that differ. */
  readonly fields: string[];
  /** What is stored. */
  get config(): StoredConfig;
}

/** A move that had begun did not finish, and `cause` says why; or the check before it refused it, and `issues` say why. */
export class DialinMoveError extends Error {
  private constructor();
  readonly name: "DialinMoveError";
  readonly cause?: unknown;
  /** The config is there as before (with another id if it was created again); nothing is left to do, unless there is a `journal`. */
  readonly undone: boolean;
  /** What is wrong with the config that would have been created. */
  readonly issues: Issue[];
  /** Where `undone`: the config. */
  get config(): StoredConfig | undefined;
  /**
   * If not undone: pass it to `resumeMove` or `undoMove`. If `undone`: present only if an unanswered request may still change that;
   * pass it to `undoMove` later. It holds the config, its secret included.
   */
  get journal(): string | undefined;
}

import type { ConfigType, Issue, StoredConfig } from "./types.js";

export type * from "./types.js";

/** Where and as whom. */
export interface DialinClientOptions {
  /**
   * Where the API begins: what comes before `/domain-dialin-config`, for example `https://dialin.example.org/v1`. An
   * address without a path gets `/v1`. In a page or a worker a relative one such as `/v1` will do.
   *
   * Never give a page Daily's own address: its key would be in the browser. The browser talks to your server.
   */
  baseUrl: string | URL;
  /** Sent as `Authorization: Bearer …`. Left out where a cookie does it. */
  token?: string;
}

/** What `list` may ask for; each name is a parameter of Daily's. */
export interface ListQuery {
  /** 1 to 100. */
  limit?: number;
  /** The id after which the page starts. */
  starting_after?: string;
  /** The id before which the page ends, or `OLDEST`. */
  ending_before?: string;
  type?: ConfigType;
  phone_number?: string;
  /** Parts of numbers. */
  phone_numbers?: string | readonly string[];
  sip_username?: string;
  name_prefix?: string;
}

/** One page, newest first. */
export interface ConfigPage {
  /** How many there are in all. */
  total_count: number;
  data: StoredConfig[];
}

/**
 * Daily's five calls for dial-in configs, over the global `fetch`. Works in pages, workers and Node.js.
 *
 * Each call rejects with a {@link DialinApiError} if the server refused, with a {@link DialinNetworkError} if no answer
 * came, and with a `TypeError` if an argument has no JSON form.
 */
export class DialinClient {
  /** @throws {TypeError} the address or the token is not one */
  constructor(options: DialinClientOptions);
  /** One page of configs. */
  list(query?: ListQuery): Promise<ConfigPage>;
  /** One config. */
  get(id: string): Promise<StoredConfig>;
  /** Sends a new config; answers it as stored, with its `id` and what the server added. */
  create(body: object): Promise<StoredConfig>;
  /** Sends changes to a config; answers it as it is stored now. */
  update(id: string, body: object): Promise<StoredConfig>;
  /** Deletes a config. */
  delete(id: string): Promise<void>;
}

/** The server answered, and not with what was asked for. */
export class DialinApiError extends Error {
  private constructor();
  readonly name: "DialinApiError";
  /** The HTTP status. */
  readonly status: number;
  /**
   * The stable code, such as `invalid-request-error`: match on this. `unexpected-response` where the body is not this
   * API's JSON: a page of some proxy, say.
   */
  readonly error: string;
  /** Text for a person; it may change any time. */
  readonly info: string | undefined;
  /** What a Dialin server's checks said about the body; empty from a server that sends none. */
  readonly issues: Issue[];
}

/** No answer came, or only part of one. A write may have happened all the same: look before sending it again. */
export class DialinNetworkError extends Error {
  private constructor();
  readonly name: "DialinNetworkError";
}

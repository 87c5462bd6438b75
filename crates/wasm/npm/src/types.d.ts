import type { CheckOptions, ConfigType, Issue, Message } from "./data-types.js";

export type * from "./data-types.js";

/** What a check returns. `value` is there exactly when no issue is an error. */
export type Report<T> = { ok: true; issues: Issue[]; value: T } | { ok: false; issues: Issue[]; value?: undefined };

/** What an inspection returns: `value` is there even when an issue is an error, with `null` for what is not known. */
export interface FactReport<T> {
  /** No issue is an error. */
  ok: boolean;
  issues: Issue[];
  value: T;
}

/** What a dial string is made of. */
export interface DialStringParts {
  /** In E.164. */
  phoneNumber: string;
  /** Digits. */
  pin: string;
  /** How many pauses of about two seconds come between the two: 1 to 30. If left out, as many as `greeting` takes, or 2. */
  pauses?: number | undefined;
  /**
   * What callers hear first, the `ivr_greeting` of the config or its text. Its length in seconds is an estimate, 13 letters a second
   * a sign of Chinese, Japanese or Korean counting as three: digits that are dialled into it may be lost.
   */
  greeting?: string | Message | null | undefined;
}

/** A webhook call to sign. */
export interface WebhookToSign {
  /** The `hmac` of the config, base64. */
  secret: string;
  /** The header `X-Pinless-Timestamp` as it will be sent. */
  timestamp: string;
  /** The body as it will be sent; a string is taken as UTF-8. */
  body: string | Uint8Array | ArrayBuffer;
}

/** A webhook call that was received. */
export interface WebhookCall {
  /** The `hmac` of the config, base64. */
  secret: string;
  /** The header `X-Pinless-Signature`, as Node.js, `Headers` or a framework gives it. */
  signature: string | string[] | null | undefined;
  /** The header `X-Pinless-Timestamp`, likewise. */
  timestamp: string | string[] | null | undefined;
  /** The raw body, before any parser has it; a string is taken as UTF-8. */
  body: string | Uint8Array | ArrayBuffer;
  /** The time now, in Unix seconds: `Date.now() / 1000`. Milliseconds are understood as well. */
  now: number;
  /** How far `timestamp` may be from `now`, in seconds, up to a day: 86400. @default 300 */
  tolerance?: number | undefined;
}

/** What else `checkUpdate` needs to know. */
export interface UpdateOptions extends CheckOptions {
  /** The type of the stored config: an update does not carry it. */
  type: ConfigType;
}

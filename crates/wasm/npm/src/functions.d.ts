import type {
  CheckedStored,
  CheckOptions,
  Config,
  DialString,
  DialStringFacts,
  DialStringParts,
  DialStringTexts,
  FactReport,
  Field,
  HoldMusicFacts,
  LinesReport,
  Patch,
  Report,
  RoomBody,
  RoomOptions,
  Rule,
  UpdateOptions,
  VerifiedCall,
  WebhookCall,
  WebhookToSign,
} from "./types.js";

export { isValidE164, parsePhoneNumber, versions } from "./phone-functions.js";
export type * from "./types.js";

/*
 * Every check reads its input once, in JavaScript, as JSON.stringify would. A property that is `undefined` counts as
 * absent. What has no JSON form (a function, a symbol, a bigint, a cycle, a Map or Set, NaN, an infinity, `undefined`
 * itself or as an element) is a TypeError that names its path; so are options that are not as described. A getter that
 * throws, throws. Anything else, however wrong, returns a report.
 */

/** Checks the flat body of `POST /domain-dialin-config`: `{type, phone_number, …}`. */
export function checkCreate(input: unknown, options?: CheckOptions): Report<Config>;

/** Checks the body of `PUT /domain-dialin-config/{id}`. `options.type` says the type of the stored config. */
export function checkUpdate(input: unknown, options: UpdateOptions): Report<Patch>;

/** Checks a config as a server returned it: `{id, type, config: {…}}`. Reads more leniently than the others. */
export function checkStored(input: unknown, options?: CheckOptions): Report<CheckedStored>;

/** Checks many stored configs, each by itself and all together: an array of them, or a page `{data: […]}`. */
export function checkSet(configs: unknown, options?: CheckOptions): Report<CheckedStored[]>;

/** Checks NDJSON text: each line a body to create, blank lines skipped. */
export function checkLines(text: string, options?: CheckOptions): LinesReport;

/**
 * Checks the older body `{properties: {pinless_dialin: […], pin_dialin: […]}}`, entry by entry, and says what sending
 * it would do. The value is the configs in it, each as `checkCreate` would return it.
 */
export function checkDomainProperties(body: unknown, options?: CheckOptions): Report<Config[]>;

/**
 * Writes a number, pauses and a PIN as one text that a phone dials by itself: `+12095038039,,12345678987`.
 *
 * @throws {TypeError} `phoneNumber` or `pin` is not a string, or `pauses` not a whole number
 */
export function buildDialString(parts: DialStringParts): Report<DialString>;

/**
 * Writes the same as `buildDialString` for invitations: one line for people, and lines of a vCard and of a calendar event, escaped
 * and folded. A line ends at the end of its text: put CRLF between it and the next.
 *
 * @throws {TypeError} as `buildDialString`
 */
export function dialStringTexts(parts: DialStringParts): Report<DialStringTexts>;

/**
 * Takes any dial string apart: `tel:` in front, separators in the number, `,` or `p` for a pause, `;` or `w` for a
 * wait, `%2C`, the `\,` of a calendar's text, full-width characters, a `#` and what follows it, a country after the PIN. A label
 * before the `+` and the word `PIN` are errors, but what follows them is read.
 *
 * @throws {TypeError} it is not a string
 */
export function parseDialString(text: string): FactReport<DialStringFacts>;

/**
 * Signs a webhook call as Daily does. Returns the value of the header `X-Pinless-Signature`, base64.
 *
 * @throws {TypeError} an argument is of the wrong kind, or the secret is not base64; the error does not repeat it
 */
export function signWebhook(call: WebhookToSign): string;

/**
 * Verifies a webhook call. When the signature does not match, `params.mistake` of the issue says which known mistake it is. Whether
 * the body was changed (`body-changed`) is looked into up to 4 KB.
 *
 * A call stays valid while its timestamp is within `tolerance`: to act on each one once, remember the signatures of that time.
 *
 * @throws {TypeError} an argument is of the wrong kind
 */
export function verifyWebhook(call: WebhookCall): Report<VerifiedCall>;

/**
 * Looks at the bytes of hold music, frame by frame: that they are MP3, under 10 MB and under 60 seconds, and what else they
 * hold. What headers claim is compared, never believed.
 *
 * @throws {TypeError} they are neither a Uint8Array nor an ArrayBuffer, or their buffer was transferred away
 */
export function inspectHoldMusic(bytes: Uint8Array | ArrayBuffer): FactReport<HoldMusicFacts>;

/**
 * Checks the properties of a room as far as they concern dial-in by PIN: `dialin`, `exp` and `eject_at_room_exp`. Others are kept as they
 * are, unless they look like one of these misspelt. Pass the object in the `properties` of a request; the value is the body with them in it.
 *
 * @throws {TypeError} an option is of the wrong kind
 */
export function checkRoomDialin(properties: unknown, options: RoomOptions): Report<RoomBody>;

/**
 * The PIN of a room, out of Daily's response to its request: `config.dialin_code`; `null` where there is none.
 *
 * @throws {TypeError} what is given has no JSON form, as `undefined` has none
 */
export function readDialinCode(room: unknown): string | null;

/** Every field of a config, in the order a form shows them. */
export function fieldTable(): Field[];

/** Every rule, in the order of docs/rules.md. */
export function ruleTable(): Rule[];

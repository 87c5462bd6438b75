import type {
  CheckOptions,
  Config,
  Field,
  LinesReport,
  Patch,
  Report,
  Rule,
  StoredConfig,
  UpdateOptions,
  Versions,
} from "./types.js";

export type * from "./types.js";

/*
 * Every check reads its input once, in JavaScript, as JSON.stringify would. A property that is `undefined` counts as
 * absent. What has no JSON form (a function, a symbol, a bigint, a cycle, a Map or Set, NaN, an infinity, `undefined`
 * itself or as an element) is a TypeError that names its path; so are options that are not as described. A getter that
 * throws, throws. Anything else, however wrong, is answered with a report.
 */

/** Checks the flat body of `POST /domain-dialin-config`: `{type, phone_number, …}`. */
export function checkCreate(input: unknown, options?: CheckOptions): Report<Config>;

/** Checks the body of `PUT /domain-dialin-config/{id}`. `options.type` says the type of the stored config. */
export function checkUpdate(input: unknown, options: UpdateOptions): Report<Patch>;

/** Checks a config as a server returned it: `{id, type, config: {…}}`. Reads more leniently than the others. */
export function checkStored(input: unknown, options?: CheckOptions): Report<StoredConfig>;

/** Checks many stored configs, each by itself and all together: an array of them, or a page `{data: […]}`. */
export function checkSet(configs: unknown, options?: CheckOptions): Report<StoredConfig[]>;

/** Checks NDJSON text: each line a body to create, blank lines skipped. */
export function checkLines(text: string, options?: CheckOptions): LinesReport;

/**
 * Checks the older body `{properties: {pinless_dialin: […], pin_dialin: […]}}`, entry by entry, and says what sending
 * it would do.
 */
export function checkDomainProperties(body: unknown, options?: CheckOptions): Report<unknown>;

/** Every field of a config, in the order a form shows them. */
export function fieldTable(): Field[];

/** Every rule, in the order they run. */
export function ruleTable(): Rule[];

/** What this package was made from. */
export function versions(): Versions;

/** The text is a phone number in E.164, exactly: `+` and digits, no spaces. `false` for what is no string. */
export function isValidE164(text: unknown): boolean;

import type {
  CheckOptions,
  Config,
  ConfigType,
  IssueOf,
  Patch,
  RoomBody,
  RoomOptions,
  RoomProperties,
  RuleCode,
} from "./types.js";

/**
 * An error of a check, as a form wants it: `path` is never empty; issues of the whole input are at `["type"]`. Without
 * `suggestion`: some repeat the input, secrets included, and routers send the issues of a schema on.
 */
export type SchemaIssue = {
  [Code in RuleCode]: Readonly<Omit<IssueOf<Code>, "suggestion">> & { readonly severity: "error" };
}[RuleCode];

/** What a schema returns: the checked value, or the errors. Warnings are not among them. */
export type SchemaResult<Output> =
  | { readonly value: Output; readonly issues?: undefined }
  | { readonly issues: readonly SchemaIssue[] };

/** What the schema of JSON Schema is wanted for. */
export interface JsonSchemaOptions {
  /** `draft-2020-12` or `draft-07`; any other throws. */
  readonly target: "draft-2020-12" | "draft-07" | (string & {});
  readonly libraryOptions?: Record<string, unknown> | undefined;
}

/**
 * A schema of Standard Schema v1 and Standard JSON Schema v1 (https://standardschema.dev), as forms and routers take it.
 * It validates synchronously. Options of the check go into `libraryOptions`.
 */
export interface Schema<Input, Output, Options> {
  readonly "~standard": {
    readonly version: 1;
    readonly vendor: "dialin-config";
    /** `undefined` (but for an absent property) and `NaN` count as null, at any depth. @throws {TypeError} the value has no JSON form: a function, a cycle, a Map, … */
    readonly validate: (
      value: unknown,
      options?: { readonly libraryOptions?: (Options & Record<string, unknown>) | undefined },
    ) => SchemaResult<Output>;
    readonly jsonSchema: {
      readonly input: (options: JsonSchemaOptions) => Record<string, unknown>;
      readonly output: (options: JsonSchemaOptions) => Record<string, unknown>;
    };
    readonly types?: { readonly input: Input; readonly output: Output } | undefined;
  };
}

/**
 * The fields that are known. Forms take the names of their fields from a schema's input: where any key is allowed, every name would
 * be one, and every value `unknown`. Other fields that are sent are still kept.
 */
export type Known<Value> = Value extends readonly (infer Item)[]
  ? Known<Item>[]
  : Value extends object
    ? { [Key in keyof Value as string extends Key ? never : number extends Key ? never : Key]: Known<Value[Key]> }
    : Value;

/** A config in a form: `defaultValues: { … } as ConfigInput`. */
export type ConfigInput = Known<Config>;

/** The body of `POST /domain-dialin-config`, as `checkCreate` checks it. */
export const createConfigSchema: Schema<ConfigInput, Config, CheckOptions>;

/** The body of `PUT /domain-dialin-config/{id}` of a config of this type, as `checkUpdate` checks it. */
export function updateConfigSchema(type: ConfigType): Schema<Known<Patch>, Patch, CheckOptions>;

/** One phone number in E.164 that its numbering plan can have. */
export const phoneNumberSchema: Schema<string, string, CheckOptions>;

/**
 * The properties of a room that is created now, as `checkRoomDialin` checks them. `libraryOptions` may give another `operation`,
 * another `now`, `configs` and `purchasedNumbers`. The value is the body of the request.
 */
export const roomDialinSchema: Schema<Known<RoomProperties>, RoomBody, Partial<RoomOptions>>;

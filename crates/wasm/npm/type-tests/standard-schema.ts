// Compiled, never run: the schemas are those of @standard-schema/spec, by its own types.
import type { StandardJSONSchemaV1, StandardSchemaV1 } from "@standard-schema/spec";
import {
  type CheckOptions,
  type Config,
  type ConfigInput,
  type Known,
  type Patch,
  type RoomBody,
  type RoomProperties,
  createConfigSchema,
  phoneNumberSchema,
  roomDialinSchema,
  updateConfigSchema,
} from "dialin-config";

createConfigSchema satisfies StandardSchemaV1<ConfigInput, Config> & StandardJSONSchemaV1<ConfigInput, Config>;
const update = updateConfigSchema("pin_dialin");
update satisfies StandardSchemaV1<Known<Patch>, Patch> & StandardJSONSchemaV1<Known<Patch>, Patch>;
phoneNumberSchema satisfies StandardSchemaV1<string, string> & StandardJSONSchemaV1<string, string>;
roomDialinSchema satisfies StandardSchemaV1<Known<RoomProperties>, RoomBody>;
roomDialinSchema satisfies StandardJSONSchemaV1<Known<RoomProperties>, RoomBody>;

// As a library sees them that knows nothing of us.
type Exactly<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
true satisfies Exactly<StandardSchemaV1.InferInput<typeof createConfigSchema>, ConfigInput>;
true satisfies Exactly<StandardSchemaV1.InferOutput<typeof createConfigSchema>, Config>;
true satisfies Exactly<StandardSchemaV1.InferOutput<typeof update>, Patch>;
true satisfies Exactly<StandardSchemaV1.InferOutput<typeof phoneNumberSchema>, string>;
true satisfies Exactly<StandardSchemaV1.InferInput<typeof roomDialinSchema>, Known<RoomProperties>>;
true satisfies Exactly<StandardSchemaV1.InferOutput<typeof roomDialinSchema>, RoomBody>;

// The names of a form's fields, and what stands in them.
type Names<T> = T extends object ? keyof T : never;
"type" satisfies Names<ConfigInput>;
"ivr_greeting" satisfies Names<ConfigInput>;
// They are names, not any text.
false satisfies string extends Names<ConfigInput> ? true : false;
true satisfies Exactly<keyof NonNullable<ConfigInput["timeout_config"]>, "message">;
const pin: ConfigInput = { type: "pin_dialin", phone_number: "+12095038039" };
pin.phone_number satisfies string | undefined;
// @ts-expect-error a misspelt field
({ type: "pin_dialin", phone_number: "", phone_numbr: "" }) satisfies ConfigInput;
// What has been checked may hold more.
pin satisfies Config;
type Room = Known<RoomProperties>;
"dialin" satisfies keyof Room;
false satisfies string extends keyof Room ? true : false;
true satisfies Exactly<Room["eject_at_room_exp"], boolean | null | undefined>;
true satisfies Exactly<NonNullable<NonNullable<Room["dialin"]>["room_numbers"]>, { phone_number: string }[]>;

async function standardValidate<T extends StandardSchemaV1>(schema: T, input: unknown) {
  const result = await schema["~standard"].validate(input);
  if (result.issues) throw new Error(result.issues.map((issue) => issue.message).join());
  return result.value as StandardSchemaV1.InferOutput<T>;
}
(await standardValidate(createConfigSchema, {})).type satisfies Config["type"];

// As one sees them who knows us: no promise, and the issues have their code and params.
const result = createConfigSchema["~standard"].validate({}, { libraryOptions: { purchasedNumbers: ["+12095038039"] } });
if (result.issues) {
  const [issue] = result.issues;
  issue?.severity satisfies "error" | undefined;
  issue?.path satisfies readonly (string | number)[] | undefined;
  if (issue?.code === "phone-number-not-e164") issue.params.reason satisfies string;
  // @ts-expect-error it may repeat a secret
  issue?.suggestion;
} else {
  result.value satisfies Config;
}
createConfigSchema["~standard"].jsonSchema.input({ target: "draft-07" }) satisfies Record<string, unknown>;
({ id: "a" }) satisfies CheckOptions;

// @ts-expect-error an option of the wrong kind
phoneNumberSchema["~standard"].validate("", { libraryOptions: { purchasedNumbers: 5 } });
// @ts-expect-error no such type
updateConfigSchema("pin");

// Compiled, never run: the schemas are those of @standard-schema/spec, by its own types.
import type { StandardJSONSchemaV1, StandardSchemaV1 } from "@standard-schema/spec";
import {
  type CheckOptions,
  type Config,
  type Patch,
  type RoomBody,
  type RoomProperties,
  createConfigSchema,
  phoneNumberSchema,
  roomDialinSchema,
  updateConfigSchema,
} from "dialin-config";

createConfigSchema satisfies StandardSchemaV1<Config, Config> & StandardJSONSchemaV1<Config, Config>;
const update = updateConfigSchema("pin_dialin");
update satisfies StandardSchemaV1<Patch, Patch> & StandardJSONSchemaV1<Patch, Patch>;
phoneNumberSchema satisfies StandardSchemaV1<string, string> & StandardJSONSchemaV1<string, string>;
roomDialinSchema satisfies StandardSchemaV1<RoomProperties, RoomBody>;
roomDialinSchema satisfies StandardJSONSchemaV1<RoomProperties, RoomBody>;

// As a library sees them that knows nothing of us.
type Exactly<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
true satisfies Exactly<StandardSchemaV1.InferInput<typeof createConfigSchema>, Config>;
true satisfies Exactly<StandardSchemaV1.InferOutput<typeof createConfigSchema>, Config>;
true satisfies Exactly<StandardSchemaV1.InferOutput<typeof update>, Patch>;
true satisfies Exactly<StandardSchemaV1.InferOutput<typeof phoneNumberSchema>, string>;
true satisfies Exactly<StandardSchemaV1.InferInput<typeof roomDialinSchema>, RoomProperties>;
true satisfies Exactly<StandardSchemaV1.InferOutput<typeof roomDialinSchema>, RoomBody>;

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

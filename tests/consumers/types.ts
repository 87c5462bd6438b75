// Compiled, never run: a form knows its fields by the schema's input.
import { FormApi } from "@tanstack/react-form";
import { type ConfigInput, createConfigSchema } from "dialin-config";

const form = new FormApi({
  defaultValues: { type: "pin_dialin", phone_number: "" } as ConfigInput,
  validators: { onChange: createConfigSchema },
  onSubmit: ({ value }) => value.phone_number satisfies string | undefined,
});
form.getFieldValue("phone_number") satisfies string | undefined;
form.getFieldValue("timeout_config.message") satisfies string | null | undefined;
// @ts-expect-error a misspelt field
form.getFieldValue("phone_numbr");

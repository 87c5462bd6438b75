import { useForm } from "@tanstack/react-form";
import { createConfigSchema } from "dialin-config";

export function useConfigForm(send) {
  return useForm({
    // In TypeScript: `{ … } as ConfigInput`, or `type` is taken for any string.
    defaultValues: { type: "pin_dialin", phone_number: "" },
    validators: { onChange: createConfigSchema },
    onSubmit: ({ value }) => send(value),
  });
}

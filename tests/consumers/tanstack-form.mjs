import { useForm } from "@tanstack/react-form";
import { createConfigSchema } from "dialin-config";

export function useConfigForm(send) {
  return useForm({
    defaultValues: { type: "pin_dialin", phone_number: "" },
    validators: { onChange: createConfigSchema },
    onSubmit: ({ value }) => send(value),
  });
}

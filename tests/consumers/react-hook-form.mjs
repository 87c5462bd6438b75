import { standardSchemaResolver } from "@hookform/resolvers/standard-schema";
import { createConfigSchema } from "dialin-config";
import { useForm } from "react-hook-form";

export function useConfigForm() {
  return useForm({
    defaultValues: { type: "pin_dialin", phone_number: "" },
    resolver: standardSchemaResolver(createConfigSchema),
  });
}

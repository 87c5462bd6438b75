import { readText } from "./arguments.js";

/** The functions of phone numbers over an instance. */
export function makePhone(instance) {
  return {
    parsePhoneNumber: (text) => JSON.parse(instance.ask("parsePhoneNumber", [readText(text, "the phone number")])),
    isValidE164: (text) => typeof text === "string" && instance.isValidE164(text),
    versions: () => JSON.parse(instance.ask("versions", [])),
  };
}

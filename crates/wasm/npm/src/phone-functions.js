import { readText } from "./arguments.js";

/** The functions of phone numbers over an instance. */
export function makePhone(instance) {
  return {
    parsePhoneNumber: (text) => JSON.parse(instance.ask("parsePhoneNumber", [readText(text, "the phone number")])),
    isValidE164: instance.isValidE164,
    versions: () => JSON.parse(instance.ask("versions", [])),
  };
}

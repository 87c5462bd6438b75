import { readText } from "./arguments.js";

/** The functions of phone numbers; {@link makeFunctions} says what they are made from. */
export function makePhone({ glue, run, memory }) {
  return {
    parsePhoneNumber(text) {
      readText(text, "the phone number");
      return run(() => JSON.parse(glue.parsePhoneNumber(memory.putText(text, 0))));
    },
    isValidE164: (text) => typeof text === "string" && run(() => glue.isValidE164(memory.putText(text, 0))),
  };
}

import { nameOf, readArguments, readText } from "./arguments.js";

/** The functions of dial strings over an instance. */
export function makeDialString(instance) {
  return {
    buildDialString(parts) {
      const { phoneNumber, pin, pauses, greeting = "" } = readArguments(parts, "buildDialString");
      const texts = [readText(phoneNumber, "phoneNumber"), readText(pin, "pin"), readText(greeting, "greeting")];
      return JSON.parse(instance.ask("buildDialString", texts, readPauses(pauses)));
    },
    parseDialString: (text) => JSON.parse(instance.ask("parseDialString", [readText(text, "the dial string")])),
  };
}

/** How many are too many is core's to say; here it only has to be a number that can get there. -1: what the greeting takes. */
function readPauses(value) {
  if (value === undefined) return -1;
  if (!Number.isInteger(value) || value < 0) {
    const found = typeof value === "number" ? value : nameOf(value);
    throw new TypeError(`pauses must be a whole number, 0 or more, not ${found}`);
  }
  return Math.min(value, 0x7fff_ffff);
}

import { nameOf, pick, readArguments, readText } from "./arguments.js";

/** The functions of dial strings over an instance. */
export function makeDialString(instance) {
  const build = (name, parts) => {
    const known = ["phoneNumber", "pin", "pauses", "greeting"];
    const { phoneNumber, pin, pauses, greeting } = readArguments(parts, name, known);
    const texts = [readText(phoneNumber, "phoneNumber"), readText(pin, "pin"), readGreeting(greeting)];
    return JSON.parse(instance.ask(name, texts, readPauses(pauses)));
  };
  return {
    buildDialString: (parts) => build("buildDialString", parts),
    dialStringTexts: (parts) => build("dialStringTexts", parts),
    parseDialString: (text) => JSON.parse(instance.ask("parseDialString", [readText(text, "the dial string")])),
  };
}

/** The text of a greeting, or a config's `{ message }`; either may be missing, or null, as a server answers it. */
function readGreeting(value) {
  const isMessage = typeof value === "object" && value !== null && !Array.isArray(value);
  return readText((isMessage ? pick(value, ["message"]).message : value) ?? "", isMessage ? "greeting.message" : "greeting");
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

import { nameOf, readArguments, readText } from "./arguments.js";

/** The functions of dial strings; {@link makeFunctions} says what they are made from. */
export function makeDialString({ glue, run, memory }) {
  return {
    buildDialString(parts) {
      const { phoneNumber, pin, pauses } = readArguments(parts, "buildDialString");
      readText(phoneNumber, "phoneNumber");
      readText(pin, "pin");
      const count = readPauses(pauses);
      return run(() => {
        const numberBytes = memory.putText(phoneNumber, 0);
        const pinBytes = memory.putText(pin, numberBytes);
        return JSON.parse(glue.buildDialString(numberBytes, pinBytes, count));
      });
    },
    parseDialString(text) {
      readText(text, "the dial string");
      return run(() => JSON.parse(glue.parseDialString(memory.putText(text, 0))));
    },
  };
}

/** How many are too many is core's to say; here it only has to be a number that can reach it. */
function readPauses(value) {
  if (value === undefined) return undefined;
  if (!Number.isInteger(value) || value < 0) {
    const found = typeof value === "number" ? value : nameOf(value);
    throw new TypeError(`pauses has to be a whole number, 0 or more, not ${found}`);
  }
  return Math.min(value, 0xffff_ffff);
}

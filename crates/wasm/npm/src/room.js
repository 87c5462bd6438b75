import { nameOf, pick, readSeconds, shortened } from "./arguments.js";
import { jsonText } from "./json-text.js";

const OPTIONS = ["operation", "now", "configs", "purchasedNumbers"];

/** The functions of PIN rooms over an instance. */
export function makeRoom(instance) {
  return {
    readDialinCode: (room) => JSON.parse(instance.ask("readDialinCode", [jsonText(room, "room")])),
    checkRoomDialin(properties, options) {
      if (typeof options !== "object" || options === null) {
        throw new TypeError(`options must be an object with \`operation\` and \`now\`, not ${nameOf(options)}`);
      }
      for (const name of Object.keys(options).filter((name) => !OPTIONS.includes(name) && options[name] !== undefined)) {
        const known = OPTIONS.map((known) => `\`${known}\``).join(", ");
        throw new TypeError(`options: unknown field \`${shortened(name)}\`, expected one of ${known}`);
      }
      const { operation, now, configs, purchasedNumbers } = pick(options, OPTIONS);
      const isUpdate = readOperation(operation) === "update";
      const parts = [jsonText(properties, "properties"), jsonText({ configs, purchasedNumbers }, "options")];
      return JSON.parse(instance.ask("checkRoomDialin", parts, Number(isUpdate), readSeconds(now, "now")));
    },
  };
}

function readOperation(value) {
  if (value === "create" || value === "update") return value;
  const found = typeof value === "string" ? JSON.stringify(shortened(value)) : nameOf(value);
  throw new TypeError(`operation must be "create" or "update", not ${found}`);
}

import { nameOf, readSeconds, shortened } from "./arguments.js";
import { jsonText } from "./json-text.js";

/** The functions of PIN rooms over an instance. */
export function makeRoom(instance) {
  return {
    readDialinCode: (room) => JSON.parse(instance.ask("readDialinCode", [jsonText(room, "room")])),
    checkRoomDialin(properties, options) {
      if (typeof options !== "object" || options === null) {
        throw new TypeError(`options must be an object with \`operation\` and \`now\`, not ${nameOf(options)}`);
      }
      const { operation, now, configs, purchasedNumbers, ...others } = options;
      for (const name of Object.keys(others).filter((name) => others[name] !== undefined)) {
        const known = "expected one of `operation`, `now`, `configs`, `purchasedNumbers`";
        throw new TypeError(`options: unknown field \`${shortened(name)}\`, ${known}`);
      }
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

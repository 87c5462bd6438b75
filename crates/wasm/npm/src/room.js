import { nameOf, readSeconds, shortened } from "./arguments.js";
import { jsonText } from "./json-text.js";

/** The check of PIN rooms over an instance. */
export function makeRoom(instance) {
  return {
    checkRoomDialin(properties, options) {
      if (typeof options !== "object" || options === null) {
        throw new TypeError(`options must be an object with \`operation\` and \`now\`, not ${nameOf(options)}`);
      }
      const { operation, now, configs, ...others } = options;
      for (const name of Object.keys(others).filter((name) => others[name] !== undefined)) {
        throw new TypeError(`options: unknown field \`${shortened(name)}\`, expected one of \`operation\`, \`now\`, \`configs\``);
      }
      const isUpdate = readOperation(operation) === "update";
      const parts = [jsonText(properties, "properties"), jsonText({ configs }, "options")];
      return JSON.parse(instance.ask("checkRoomDialin", parts, Number(isUpdate), readSeconds(now, "now")));
    },
  };
}

function readOperation(value) {
  if (value === "create" || value === "update") return value;
  const found = typeof value === "string" ? JSON.stringify(shortened(value)) : nameOf(value);
  throw new TypeError(`operation must be "create" or "update", not ${found}`);
}

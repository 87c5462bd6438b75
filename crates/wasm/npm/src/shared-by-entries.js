/** What several entries need, which becomes one file of the package (xtask/src/wasm/scripts.rs). */

export { nameOf, pick, readArguments } from "./arguments.js";
export { compileOnce } from "./packed.js";
export { makeFunctions } from "./functions.js";
export { makeInstance } from "./instance.js";
export { writePart } from "./write-part.js";
export { jsonText, wellFormed } from "./json-text.js";
export {
  makeCreateConfigSchema,
  makePhoneNumberSchema,
  makeRoomDialinSchema,
  makeUpdateConfigSchema,
} from "./standard-schema.js";

import {
  makeCreateConfigSchema,
  makeFunctions,
  makePhoneNumberSchema,
  makeRoomDialinSchema,
  makeUpdateConfigSchema,
} from "./shared-by-entries.js";

/** @type {WebAssembly.Module | undefined} */
let given;

/** @param {WebAssembly.Module | BufferSource} moduleOrBytes */
export function init(moduleOrBytes) {
  given = moduleOrBytes instanceof WebAssembly.Module ? moduleOrBytes : new WebAssembly.Module(moduleOrBytes);
}

export const {
  checkCreate,
  checkUpdate,
  checkStored,
  checkSet,
  checkLines,
  checkDomainProperties,
  parsePhoneNumber,
  isValidE164,
  buildDialString,
  parseDialString,
  signWebhook,
  verifyWebhook,
  inspectHoldMusic,
  checkRoomDialin,
  fieldTable,
  ruleTable,
  versions,
} = /* @__PURE__ */ makeFunctions(() => {
  if (given === undefined) throw new Error("dialin-config/slim: call init(moduleOrBytes) first");
  return given;
});

export const createConfigSchema = /* @__PURE__ */ makeCreateConfigSchema(checkCreate);
export const updateConfigSchema = /* @__PURE__ */ makeUpdateConfigSchema(checkUpdate);
export const phoneNumberSchema = /* @__PURE__ */ makePhoneNumberSchema(checkCreate);
export const roomDialinSchema = /* @__PURE__ */ makeRoomDialinSchema(checkRoomDialin);

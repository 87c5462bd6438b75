import {
  makeCreateConfigSchema,
  makeFunctions,
  makePhoneNumberSchema,
  makeRoomDialinSchema,
  makeUpdateConfigSchema,
} from "./shared-by-entries.js";
import { compile } from "./module.js";

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
  dialStringTexts,
  parseDialString,
  signWebhook,
  verifyWebhook,
  inspectHoldMusic,
  checkRoomDialin,
  readDialinCode,
  fieldTable,
  ruleTable,
  versions,
} = /* @__PURE__ */ makeFunctions(compile);

export const createConfigSchema = /* @__PURE__ */ makeCreateConfigSchema(checkCreate);
export const updateConfigSchema = /* @__PURE__ */ makeUpdateConfigSchema(checkUpdate);
export const phoneNumberSchema = /* @__PURE__ */ makePhoneNumberSchema(checkCreate);
export const roomDialinSchema = /* @__PURE__ */ makeRoomDialinSchema(checkRoomDialin);

import { decode } from "./base64.js";
import { base64 } from "./dialin_checks_inline.js";
import { makeFunctions } from "./functions.js";

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
} = /* @__PURE__ */ makeFunctions(() => new WebAssembly.Module(decode(base64)));

import { makeChecks } from "./checks.js";
import { base64 } from "./dialin_checks_inline.js";
import { decode } from "./instance.js";

export const {
  checkCreate,
  checkUpdate,
  checkStored,
  checkSet,
  checkLines,
  checkDomainProperties,
  fieldTable,
  ruleTable,
  versions,
  isValidE164,
} = /* @__PURE__ */ makeChecks(() => new WebAssembly.Module(decode(base64)));

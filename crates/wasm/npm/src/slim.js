import { makeChecks } from "./checks.js";

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
  fieldTable,
  ruleTable,
  versions,
  isValidE164,
} = /* @__PURE__ */ makeChecks(() => {
  if (given === undefined) throw new Error("dialin-config/slim: call init(moduleOrBytes) first");
  return given;
});

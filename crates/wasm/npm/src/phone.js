import { makeInstance } from "./instance.js";
import { makePhone } from "./phone-functions.js";
import { compile } from "./phone-module.js";

export const { parsePhoneNumber, isValidE164, versions } = /* @__PURE__ */ makePhone(
  /* @__PURE__ */ makeInstance(compile),
);

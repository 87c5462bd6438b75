import { decode } from "./base64.js";
import { base64 } from "./dialin_phone_inline.js";
import { makeInstance } from "./instance.js";
import { makePhone } from "./phone-functions.js";

export const { parsePhoneNumber, isValidE164, versions } = /* @__PURE__ */ makePhone(
  /* @__PURE__ */ makeInstance(() => new WebAssembly.Module(decode(base64))),
);

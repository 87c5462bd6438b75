import module from "./dialin_phone_bg.wasm";
import { makeInstance } from "./instance.js";
import { makePhone } from "./phone-functions.js";

// As phone.js, for workerd: it compiles no bytes while it runs, but loads a WebAssembly file as a module.
export const { parsePhoneNumber, isValidE164, versions } = /* @__PURE__ */ makePhone(
  /* @__PURE__ */ makeInstance(() => module),
);

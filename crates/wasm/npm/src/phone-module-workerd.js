import module from "./dialin_phone_bg.wasm";

/** As phone-module.js, for workerd: see module-workerd.js. */
export function compile() {
  return module;
}

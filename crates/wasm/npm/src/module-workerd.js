import module from "./dialin_checks_bg.wasm";

/** As module.js, for workerd: it compiles no bytes while it runs, but loads a WebAssembly file as a module. */
export function compile() {
  return module;
}

/** @type {WebAssembly.Module | undefined} */
let given;

/** @param {WebAssembly.Module | ArrayBuffer | ArrayBufferView} moduleOrBytes */
export function init(moduleOrBytes) {
  const module = moduleOrBytes instanceof WebAssembly.Module ? moduleOrBytes : new WebAssembly.Module(moduleOrBytes);
  if (!WebAssembly.Module.exports(module).some(({ name }) => name === "checkCreate")) {
    throw new TypeError("dialin-config/slim: init takes the file `dialin-config/wasm`, not another WebAssembly");
  }
  given = module;
}

/** As module.js, for those who bring the WebAssembly themselves. */
export function compile() {
  if (given === undefined) throw new Error("dialin-config/slim: call init(moduleOrBytes) first");
  return given;
}

/** @type {WebAssembly.Module | undefined} */
let given;

/** @param {WebAssembly.Module | ArrayBuffer | ArrayBufferView} moduleOrBytes */
export function init(moduleOrBytes) {
  given = moduleOrBytes instanceof WebAssembly.Module ? moduleOrBytes : new WebAssembly.Module(moduleOrBytes);
}

/** As module.js, for those who bring the WebAssembly themselves. */
export function compile() {
  if (given === undefined) throw new Error("dialin-config/slim: call init(moduleOrBytes) first");
  return given;
}

export * from "./functions.js";
export * from "./standard-schema.js";

/**
 * Gives the functions of this entry their WebAssembly: the file `dialin-config/wasm`, as bytes or compiled. Call it
 * once, before the first of them.
 */
export function init(moduleOrBytes: WebAssembly.Module | BufferSource): void;

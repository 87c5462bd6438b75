export * from "./functions.js";
export * from "./standard-schema.js";

/** `WebAssembly.Module`, where the types of a platform have it. */
type Module = typeof globalThis extends { WebAssembly: { Module: new (...parameters: never[]) => infer Instance } }
  ? Instance
  : object;

/**
 * Gives the functions of this entry their WebAssembly: the file `dialin-config/wasm`, as bytes or compiled. Call it
 * once, before the first of them.
 */
export function init(moduleOrBytes: Module | ArrayBuffer | ArrayBufferView): void;

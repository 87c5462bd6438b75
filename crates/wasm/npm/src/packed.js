import { decode } from "./base64.js";

/** Where the unpacker wants the text: behind its table. */
const PLACE = 384;

/**
 * The bytes of a module that is inlined as packed text: docs/decisions/0012-packed-webassembly.md.
 *
 * @param {string} unpacker WebAssembly, as base64
 * @param {string} packed
 * @returns {Uint8Array}
 */
export function unpack(unpacker, packed) {
  const { memory, unpack } = new WebAssembly.Instance(new WebAssembly.Module(decode(unpacker))).exports;
  const bytes = new Uint8Array(memory.buffer, PLACE);
  const { written } = new TextEncoder().encodeInto(packed, bytes);
  return bytes.subarray(0, unpack(written));
}

/**
 * Not called `module`: bundled it is a `var`, and Vitest runs files as functions with a parameter of that name.
 *
 * @type {WebAssembly.Module | undefined}
 */
let compiled;

/** The WebAssembly that the default entry and the client share, whichever asks first. */
export function compileOnce(unpacker, packed) {
  compiled ??= new WebAssembly.Module(unpack(unpacker, packed));
  return compiled;
}

import { decode } from "./base64.js";
import { base64 } from "./dialin_checks_inline.js";

let module;

/** The WebAssembly that the default entry and the client share. Compiled once, at the first use. */
export function compile() {
  module ??= new WebAssembly.Module(decode(base64));
  return module;
}

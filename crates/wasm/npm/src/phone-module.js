import { decode } from "./base64.js";
import { base64 } from "./dialin_phone_inline.js";

/** The WebAssembly of phone numbers alone. */
export function compile() {
  return new WebAssembly.Module(decode(base64));
}

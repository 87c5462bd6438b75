import { compileOnce } from "./shared-by-entries.js";
import { base64 } from "./dialin_checks_inline.js";

/** Called at the first use. */
export function compile() {
  return compileOnce(base64);
}

import { compileOnce } from "./shared-by-entries.js";
import { packed, unpacker } from "./dialin_checks_inline.js";

/** Called at the first use. */
export function compile() {
  return compileOnce(unpacker, packed);
}

import { makeChecks } from "./checks.js";
import * as glue from "./dialin_checks.js";
import { makeDialString } from "./dial-string.js";
import { makeInstance } from "./instance.js";
import { makeMemory } from "./memory.js";
import { makePhone } from "./phone.js";
import { makeWebhook } from "./webhook.js";

/**
 * The functions of the package over a module that `compile` gives.
 *
 * @param {() => WebAssembly.Module} compile called once, at the first use
 */
export function makeFunctions(compile) {
  const wasm = { glue, run: makeInstance(glue, compile), memory: makeMemory(glue) };
  return { ...makeChecks(wasm), ...makePhone(wasm), ...makeDialString(wasm), ...makeWebhook(wasm) };
}

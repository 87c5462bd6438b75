import { makeChecks } from "./checks.js";
import { makeDialString } from "./dial-string.js";
import { makeHoldMusic } from "./hold-music.js";
import { makeInstance } from "./instance.js";
import { writePart } from "./write-part.js";
import { makePhone } from "./phone-functions.js";
import { makeRoom } from "./room.js";
import { makeWebhook } from "./webhook.js";

/**
 * The functions of the package over a module that `compile` gives.
 *
 * @param {() => WebAssembly.Module} compile called once, at the first use
 */
export function makeFunctions(compile) {
  const instance = makeInstance(compile, writePart);
  return {
    ...makeChecks(instance),
    ...makePhone(instance),
    ...makeDialString(instance),
    ...makeWebhook(instance),
    ...makeHoldMusic(instance),
    ...makeRoom(instance),
  };
}

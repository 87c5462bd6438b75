/** Reads and writes. What became of a write that was not answered is looked for. */

import { DialinApiError, DialinNetworkError } from "./client-errors.js";
import { send } from "./client-transport.js";

/** The text of the answer, which core reads as `kind`. Throws what it was refused for. */
export async function read(server, request, kind, call) {
  const { error, text } = await send(server, request, { kind }, call);
  if (error !== undefined) throw error;
  return text;
}

/**
 * Sends a write. Where it may have happened without an answer, `look` answers the text it would have been answered
 * with, null if it did not happen, and undefined if nobody can tell. Once one sending is in doubt, so is what the next
 * one is refused for: the first may have arrived since.
 */
export async function write(server, request, about, look, call) {
  let doubt;
  for (;;) {
    const { error, text, decision } = await send(server, request, about, call);
    if (error === undefined) return text;
    if (decision === "look") doubt = error;
    const isLast = decision === "give-up";
    if (isLast && doubt === undefined) throw error;
    let found;
    try {
      found = await look();
    } catch (failure) {
      // What the look says is not what became of the write.
      throw isOfServer(failure) ? because(doubt ?? error, failure) : failure;
    }
    if (found === undefined) throw doubt;
    if (found !== null) return found;
    if (isLast) throw afterDoubt(error, doubt);
  }
}

/** The server refused, or was not reached. Everything else is the caller's. */
export const isOfServer = (error) => error instanceof DialinApiError || error instanceof DialinNetworkError;

/** The last refusal, after an attempt that was not answered: that one may still arrive. */
function afterDoubt(error, doubt) {
  if (error instanceof DialinApiError) error.leavesOpen = true;
  return error.cause === undefined ? because(error, doubt) : error;
}

/** An error with what kept us from knowing more. */
function because(error, cause) {
  return Object.defineProperty(error, "cause", { value: cause, configurable: true, writable: true });
}

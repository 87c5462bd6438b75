/** The steps of a move. Core says which is next, and which journal goes on from there. */

import { DialinMoveError } from "./client-errors.js";
import { noteMade } from "./client-pages.js";
import { keepSecret, readable, send } from "./client-transport.js";

/** Goes through the steps of a move; when a create is refused, back again. `resumed`: it is one that had stopped. */
export async function walk(server, start, call, resumed = false) {
  let turn = start;
  const known = new Set(start.ids);
  let refusal;
  // What became of the last write, and how often that was tried again.
  let failure;
  let writing = { step: undefined };
  const stopped = (cause) => {
    // What was called for comes first: only then it was to be undone.
    const isBack = resumed && refusal !== undefined && turn.undoing;
    const undone = isBack ? `the move was not resumed: ${refusal.message}; nor was it undone` : "the move was not undone";
    const what = turn.undoing ? undone : "the move stopped";
    const said = cause instanceof Error ? cause.message : call.signal?.aborted ? "aborted" : "a callback threw";
    const message = `${what}: ${said}; its journal says how to go on`;
    return new DialinMoveError(message, { cause: refusal ?? cause, journal: turn.journal });
  };
  while (turn.request !== null) {
    const { request, step, kind, undoing, journal } = turn;
    const looks = step === "look";
    if (!looks && (step !== writing.step || undoing !== writing.undoing)) writing = { step, undoing, retried: 0 };
    const about = { kind, retried: looks ? 0 : writing.retried };
    keepSecret(call, journal);
    let sent;
    try {
      await call.onProgress?.({ type: "move", step, undoing, journal });
      sent = await send(server, request, about, call);
    } catch (error) {
      // Aborted, with a request under way perhaps: who takes the journal up looks first.
      throw stopped(error);
    }
    const { status = null, text = "", error, decision } = sent;
    if (!looks) {
      writing.retried = about.retried;
      failure = error;
    }
    // In bulk a 400 to a look does not say that the config is gone, and no refusal of a list says anything.
    const saysNothing = looks && error !== undefined && !(kind === "one" && error.notFound);
    turn = server.api("moved", { journal, status: saysNothing ? null : status }, readable(text));
    for (const id of turn.ids) {
      if (!known.has(id)) noteMade(server, id);
      known.add(id);
    }
    const cause = turn.why === null ? (error ?? failure) : new Error(turn.why);
    if (turn.setback === null) {
      // Tried often enough.
      const isLast = error !== undefined && decision !== "look";
      if (!looks && isLast && turn.step === "look" && !turn.doubtsRefusal) throw stopped(cause);
      continue;
    }
    const staysThere = turn.undoing && turn.step === "delete";
    if (turn.setback === "unknown" || refusal !== undefined || staysThere) throw stopped(cause);
    refusal = cause;
    turn = server.api("turn", turn.journal);
  }
  const { config, dropped, undoing, unsettled, journal } = turn;
  if (refusal === undefined) return { config, dropped, undone: undoing, unsettled, journal };
  const { message, issues } = refusal;
  if (!undoing) {
    const said = `the move was not undone: ${message}; the config is there as it was moved, as ${config.id}`;
    throw new DialinMoveError(said, { cause: refusal, issues, journal });
  }
  const said = `the config was not moved: ${message}; it is there as before, as ${config.id}`;
  if (!unsettled) throw new DialinMoveError(said, { cause: refusal, issues, config });
  const late = `${said}; an unanswered request may still arrive: pass the journal to undoMove later`;
  throw new DialinMoveError(late, { cause: refusal, issues, config, journal });
}

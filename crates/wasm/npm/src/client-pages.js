/** Lists, page after page. Core says what is on a page and what follows it. */

import { DialinApiError } from "./client-errors.js";
import { read } from "./client-requests.js";
import { readable } from "./client-transport.js";

/**
 * Page after page: its text, and the rows that were on none before. The next page is there before the rows of this one
 * are handed out: who deletes them takes its cursor away. Where somebody else does, core says from where the list goes on.
 *
 * A config that this client makes while the list is read is not handed out: who moves or makes again what comes would get it
 * once more, in a list towards the newer ones without end.
 */
export async function* pages(server, start, kind, call) {
  // All ids so far; those since the list last went back, and how many rows since then have none.
  const seen = new Set();
  let listed = new Set();
  let nameless = 0;
  const made = new Set();
  let { lastMade } = server;
  const take = async (turn) => {
    try {
      const page = await read(server, turn.request, kind, call);
      return { page, ...server.api("page", turn.paging, readable(page)) };
    } catch (error) {
      const back = error instanceof DialinApiError ? server.api("back", turn.paging, error) : null;
      if (back === null) throw error;
      listed = new Set();
      nameless = 0;
      return take(back);
    }
  };
  let count = 0;
  let next = take(start);
  while (next !== undefined) {
    const { page, ids, paging } = await next;
    const isNewAt = ids.map((id) => id !== null && isNew(seen, id));
    const fresh = ids.filter((id) => id !== null && isNew(listed, id)).length;
    nameless += ids.filter((id) => id === null).length;
    const known = { rows: listed.size + nameless, ...(isNewAt.includes(true) && { steps: 0 }) };
    // A page of old rows is the last one; but pages of numbers without ids lead on by their cursors.
    const leadsOn = fresh > 0 || kind === "numbers";
    const turn = leadsOn ? server.api("next", { ...paging, ...known }) : { request: null };
    next = turn.request === null ? undefined : take(turn);
    // If it was refused, these rows come first all the same.
    await next?.catch(() => {});
    for (; lastMade.next !== undefined; lastMade = lastMade.next) made.add(lastMade.next.id);
    const rows = JSON.parse(page).data.filter((_, place) => isNewAt[place] && !made.has(ids[place]));
    count += rows.length;
    await call.onProgress?.({ type: "page", count });
    yield { page, rows };
  }
}

/**
 * Notes the id of a config that this client has made. Each list goes on from what was the last one when it began, so nobody has to
 * say that it is over, and what no list reads any more is let go.
 */
export function noteMade(server, id) {
  server.lastMade = server.lastMade.next = { id };
}

/** Adds to a set; whether it was new. */
function isNew(set, key) {
  const { size } = set;
  return set.add(key).size > size;
}

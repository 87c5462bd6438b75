/** Lists, page after page. Core says what is on a page and what follows it. */

import { DialinApiError } from "./client-errors.js";
import { read } from "./client-requests.js";
import { readable } from "./client-transport.js";

/**
 * Page after page: its text, and the rows that were on none before. The next page is there before the rows of this one
 * are handed out: who deletes them takes its cursor away. Where somebody else does, the list begins anew, once.
 */
export async function* pages(server, start, kind, call) {
  const handedOut = new Set();
  // The ids of this reading of the list, and how many rows of it have none.
  let listed = new Set();
  let nameless = 0;
  const take = async ({ paging, request }) => {
    const page = await read(server, request, kind, call);
    return { page, ...server.api("page", paging, readable(page)) };
  };
  let anew = false;
  let next = take(start);
  let isFirst = true;
  while (next !== undefined) {
    let taken;
    try {
      taken = await next;
    } catch (error) {
      if (isFirst || anew || !(error instanceof DialinApiError) || ![400, 404].includes(error.status)) throw error;
      anew = true;
      listed = new Set();
      nameless = 0;
      next = take(start);
      continue;
    }
    const { page, ids, paging } = taken;
    const rows = JSON.parse(page).data.filter((_, place) => ids[place] !== null && isNew(handedOut, ids[place]));
    const fresh = ids.filter((id) => id !== null && isNew(listed, id)).length;
    nameless += ids.filter((id) => id === null).length;
    // A page of old rows is the last one; but pages of numbers without ids lead on by their cursors.
    const leadsOn = fresh > 0 || kind === "numbers";
    const turn = leadsOn ? server.api("next", { ...paging, rows: listed.size + nameless }) : { request: null };
    next = turn.request === null ? undefined : take(turn);
    isFirst = false;
    // If it was refused, these rows come first all the same.
    await next?.catch(() => {});
    await call.onProgress?.({ type: "page", count: handedOut.size });
    yield { page, rows };
  }
}

/** Adds to a set; whether it was new. */
function isNew(set, key) {
  const { size } = set;
  return set.add(key).size > size;
}

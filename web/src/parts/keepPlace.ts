/** How many rows at the top of the screen are remembered: some of them may be those that go. */
const SPARE_ROWS = 3;

/**
 * Remembers where a row of the table is on the screen: the one under the pointer, else the one with the focus, else, further down
 * the page, the first that is seen. The returned function, to be called when other rows have come or gone, scrolls it back
 * there and returns how far it is off all the same, in pixels: at the top of a page nothing can be scrolled down.
 *
 * A browser does so by itself, but not at the top of a page, and it knows nothing of pointer and focus.
 */
export function keepPlace(table: HTMLElement): () => number {
  const focused = document.activeElement?.closest<HTMLElement>('tr');
  const candidates = [table.querySelector<HTMLElement>('tbody tr:hover'), focused && table.contains(focused) ? focused : null];
  if (scrollY > 0) candidates.push(...firstSeen(table));
  const places = candidates.flatMap((row) => (row ? [{ row, top: row.getBoundingClientRect().top }] : []));
  return () => {
    // One that has gone has no place to keep.
    const place = places.find(({ row }) => row.isConnected);
    if (!place) return 0;
    const off = () => Math.round(place.row.getBoundingClientRect().top - place.top);
    if (off() > 0) makeRoom(table, off());
    if (off() !== 0) scrollBy({ top: off(), behavior: 'instant' });
    return off();
  };
}

function firstSeen(table: HTMLElement): HTMLElement[] {
  const { left, top } = table.getBoundingClientRect();
  const first = document.elementFromPoint(left + 2, Math.max(top, 0) + 2)?.closest<HTMLElement>('tr');
  const rows: HTMLElement[] = [];
  for (let row: Element | null | undefined = first; row && rows.length < SPARE_ROWS; row = row.nextElementSibling) {
    if (table.contains(row)) rows.push(row as HTMLElement);
  }
  return rows;
}

/** A page that is too short to be scrolled that far gets space at its end, until the list is left. */
function makeRoom(table: HTMLElement, distance: number): void {
  // Not `scrollHeight`, which is never less than the window's.
  const below = document.body.offsetHeight - scrollY - document.documentElement.clientHeight;
  const short = distance - below;
  if (short > 0) table.style.marginBottom = `${parseFloat(getComputedStyle(table).marginBottom) + short}px`;
}

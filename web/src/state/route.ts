/** What the address asks for. */
export type Route =
  | { readonly view: 'list' }
  | { readonly view: 'new' }
  | { readonly view: 'config'; readonly id: string }
  | { readonly view: 'unknown' };

export const LIST_HASH = '#/';
export const NEW_HASH = '#/new';

/** The address of one config. */
export function configHash(id: string): string {
  return `#/config/${encodeURIComponent(id)}`;
}

/** Reads the part of the address after `#`. */
export function readRoute(hash: string): Route {
  if (hash === '' || hash === '#' || hash === LIST_HASH) return { view: 'list' };
  if (hash === NEW_HASH) return { view: 'new' };
  const id = /^#\/config\/([^/]+)$/.exec(hash)?.[1];
  if (id === undefined) return { view: 'unknown' };
  try {
    return { view: 'config', id: decodeURIComponent(id) };
  } catch {
    // A stray `%` in an address typed by hand.
    return { view: 'unknown' };
  }
}

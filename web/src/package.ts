/**
 * The two halves of `dialin-config`, each with its wasm inside, fetched only once the page has been painted: neither the
 * shell of the page nor the sign-in form needs them.
 */
import type * as Rules from 'dialin-config';
import type { DialinClient } from 'dialin-config/client';
import { PartMissing } from './state/failure';

export type { Rules };

/** Our server speaks Daily's API under this path; the session cookie signs in. */
export const API_BASE = '/v1';

export async function loadRules(): Promise<typeof Rules> {
  await painted();
  return import('dialin-config');
}

export async function loadClient(): Promise<DialinClient> {
  await painted();
  const { DialinClient } = await import('dialin-config/client').catch((cause: unknown) => {
    throw new PartMissing('the client was not fetched', { cause });
  });
  // Our server merges updates itself. Whether to try again is for the person to say.
  return new DialinClient({ baseUrl: API_BASE, serverMerges: true, retries: 0 });
}

/** A frame callback runs before the paint of its frame, so the task after it runs after the paint. */
function painted(): Promise<void> {
  // A page in the background has no frames to wait for.
  if (document.hidden) return Promise.resolve();
  return new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
}

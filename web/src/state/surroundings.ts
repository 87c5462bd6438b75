import { configs } from './configs.svelte';
import { deletions } from './deletions.svelte';
import type { Surroundings } from './draft.svelte';
import { session } from './session.svelte';

/** The configs a draft is checked beside: what the person sees as there, so without those whose deletion is held back. */
export function surroundings(): Surroundings {
  return {
    configs: configs.all.filter(({ id }) => !deletions.hides(id)),
    allowPrivateHosts: session.allowPrivateHosts,
  };
}

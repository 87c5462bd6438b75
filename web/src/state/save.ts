import type { StoredConfig } from 'dialin-config';
import { configName } from '../config/name';
import { asSentence, listed } from '../config/prose';
import { configs, reportFailure } from './configs.svelte';
import { deletions } from './deletions.svelte';
import type { Draft } from './draft.svelte';
import { failureOf } from './failure';
import { surroundings } from './surroundings';

/** Read after signing in again. */
const NOT_SIGNED_IN = 'Not saved, because you were no longer signed in: save again.';

const CONFIG_GONE =
  'Not saved. This config has been deleted meanwhile. What you wrote is only in this form: copy it into a new config.';

/** How a save ended: with the config as stored, or with something to tell the person. */
export interface Saved {
  readonly stored?: StoredConfig;
  readonly alert: string;
}

/**
 * The configs that are still there only because their deletion is held back, and that would have the draft refused:
 * deleting a config and giving its number to a new one is how a number moves, and it must not have to wait.
 */
export function blockers(draft: Draft, held: readonly StoredConfig[]): readonly StoredConfig[] {
  if (held.length === 0) return held;
  const around = surroundings().configs;
  const errors = (configs: readonly StoredConfig[]) =>
    draft.check(configs).filter(({ severity }) => severity === 'error').length;
  const without = errors(around);
  return held.filter((each) => errors([...around, each]) > without);
}

/** Sends the draft, after whatever deletion stands in its way. */
export async function save(draft: Draft, inTheWay: readonly StoredConfig[]): Promise<Saved> {
  const gone: StoredConfig[] = [];
  for (const stored of inTheWay) {
    if (!(await deletions.send(stored))) {
      return { alert: `Not saved: ${configName(stored)}, which is in the way, could not be deleted.${lossText(gone)}` };
    }
    gone.push(stored);
  }
  try {
    const client = await configs.client();
    const { body } = draft;
    const stored = draft.stored ? await client.update(draft.stored.id, body) : await client.create(body);
    configs.put(stored);
    return { stored, alert: '' };
  } catch (error) {
    const { issues, open, notFound, signedOut } = failureOf(error);
    draft.refuse(issues);
    const text = reportFailure(error);
    if (issues.some(({ severity }) => severity === 'error')) {
      // What this draft was checked beside is out of date, or its own checks would have said so.
      void configs.load();
      return { alert: gone.length > 0 ? `Not saved.${lossText(gone)}` : '' };
    }
    if (signedOut) return { alert: `${NOT_SIGNED_IN}${lossText(gone)}` };
    if (notFound && draft.stored) return { alert: `${CONFIG_GONE}${lossText(gone)}` };
    const outcome = open ? 'Perhaps not saved.' : 'Not saved.';
    const perhaps = open ? ' What you sent may have arrived all the same: look at the list first.' : '';
    return { alert: `${outcome} ${asSentence(text)}${perhaps}${lossText(gone)}` };
  }
}

/** What a failed save has already cost: that cannot be undone, and what was to come instead is nowhere but in the form. */
function lossText(gone: readonly StoredConfig[]): string {
  if (gone.length === 0) return '';
  const was = gone.length === 1 ? 'was' : 'were';
  return ` ${listed(gone.map(configName))} ${was} deleted before, for good. What you wrote is only in this form: save it again.`;
}

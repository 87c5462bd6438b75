import type { Field, StoredConfig } from 'dialin-config';
import { configName, isolated } from '../config/name';
import { asSentence, listed } from '../config/prose';
import { configs, reportedFailure } from './configs.svelte';
import { deletions } from './deletions.svelte';
import type { Draft } from './draft.svelte';
import { surroundings } from './surroundings';

/** Read after signing in again. */
const NOT_SIGNED_IN = 'Not saved, because you were no longer signed in: save again.';

const CONFIG_GONE =
  'Not saved. This config has been deleted in the meantime. What you wrote exists only in this form: copy it into a new config.';

/** How a save ended: with the config as stored, with something to tell the person, or with something to ask. */
export interface Saved {
  readonly stored?: StoredConfig;
  readonly alert: string;
  /** Nothing was sent: somebody else has changed these fields since the form opened. */
  readonly changed?: readonly Changed[];
}

/** A field that somebody else has changed, with what it holds now. */
export interface Changed {
  readonly field: Field;
  readonly text: string;
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

/** Sends the draft, after any deletions that it needs. `mayReplace`: what somebody else has written in the meantime, too. */
export async function save(draft: Draft, inTheWay: readonly StoredConfig[], mayReplace: boolean): Promise<Saved> {
  const gone: StoredConfig[] = [];
  let sent = false;
  try {
    const client = await configs.client();
    if (draft.stored && !mayReplace) {
      const changed = draft.changedBy(await client.get(draft.stored.id));
      if (changed.length > 0) return { alert: '', changed };
    }
    for (const stored of inTheWay) {
      if (!(await deletions.send(stored))) {
        return { alert: `Not saved: ${oldConfigs([stored])} could not be deleted first.${lossText(gone)}` };
      }
      gone.push(stored);
    }
    const { body } = draft;
    sent = true;
    const stored = draft.stored ? await client.update(draft.stored.id, body) : await client.create(body);
    configs.put(stored);
    return { stored, alert: '' };
  } catch (error) {
    const { text, issues, open: leavesOpen, notFound, signedOut } = reportedFailure(error);
    const open = sent && leavesOpen;
    draft.refuse(issues);
    if (issues.some(({ severity }) => severity === 'error')) {
      // What this draft was checked beside is out of date, or its own checks would have said so.
      void configs.load();
      return { alert: gone.length > 0 ? `Not saved.${lossText(gone)}` : '' };
    }
    if (signedOut) return { alert: `${NOT_SIGNED_IN}${lossText(gone)}` };
    if (notFound && draft.stored) return { alert: `${CONFIG_GONE}${lossText(gone)}` };
    const outcome = open ? 'This may not have been saved.' : 'Not saved.';
    const advice = open ? ' It may also have arrived: check the list before you save again.' : '';
    return { alert: `${outcome} ${asSentence(text)}${advice}${lossText(gone)}` };
  }
}

/** As they are called where a new one takes their place, by the same number most often: that alone would name both. */
export function oldConfigs(old: readonly StoredConfig[]): string {
  return `the old config${old.length === 1 ? '' : 's'} ${listed(old.map((each) => isolated(configName(each))))}`;
}

/** What a failed save has already cost: that cannot be undone, and what was to come instead is nowhere but in the form. */
function lossText(gone: readonly StoredConfig[]): string {
  if (gone.length === 0) return '';
  const has = gone.length === 1 ? 'has' : 'have';
  return ` ${asSentence(`${oldConfigs(gone)} ${has} already been deleted for good`)} What you wrote exists only in this form: save it again.`;
}

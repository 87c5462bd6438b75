import { tick } from 'svelte';
import { configHash } from '../state/route';

/**
 * After an action that may take its button off the page: a lost focus goes to the row of the config it was about, else to the
 * heading.
 */
export async function recoverFocus(id?: string): Promise<void> {
  await tick();
  if (document.activeElement !== document.body) return;
  const link = id === undefined ? null : document.querySelector<HTMLElement>(`main a[href="${configHash(id)}"]`);
  if (link) link.focus();
  // Somebody with a pointer may be in the middle of a form.
  else document.querySelector<HTMLElement>('h1')?.focus({ preventScroll: true });
}

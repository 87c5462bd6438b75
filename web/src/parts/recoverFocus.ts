import { tick } from 'svelte';
import { configHash } from '../state/route';

/** After an action that may take its own button off the page: a lost focus goes to the config in the list, else to the heading. */
export async function recoverFocus(id: string): Promise<void> {
  await tick();
  if (document.activeElement !== document.body) return;
  const link = document.querySelector<HTMLElement>(`main a[href="${configHash(id)}"]`);
  if (link) link.focus();
  // Somebody with a pointer may be in the middle of a form.
  else document.querySelector<HTMLElement>('h1')?.focus({ preventScroll: true });
}

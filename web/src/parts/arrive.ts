import { router } from '../state/router.svelte';

/** Gives the focus to the heading of a view that the person has just moved to, so that reading goes on from there. */
export function arrive(heading: HTMLElement): void {
  if (router.moved) heading.focus();
}

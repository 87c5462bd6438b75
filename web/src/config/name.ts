import type { StoredConfig } from 'dialin-config';
import { visible } from './visible';

/** What a config is called in a sentence or a title: the best known of what it has, as a person can see all of it. */
export function configName(stored: StoredConfig): string {
  const { phone_number: number, name_prefix: prefix } = stored.config;
  return visible([number, prefix].find(isName) ?? stored.id);
}

/** What it is called where its number has been named already. */
export function prefixOrName(stored: StoredConfig): string {
  const { name_prefix: prefix } = stored.config;
  return isName(prefix) ? visible(prefix) : configName(stored);
}

function isName(text: unknown): text is string {
  return typeof text === 'string' && text.trim() !== '';
}

/** A name inside a sentence that is plain text: one written from right to left keeps its order to itself. */
export function isolated(name: string): string {
  return /^[\u0000-\u02ff]*$/.test(name) ? name : `\u2068${name}\u2069`;
}

import type { StoredConfig } from 'dialin-config';

/** What a config is called in a sentence or a title: the best known of what it has. */
export function configName(stored: StoredConfig): string {
  const { phone_number: number, name_prefix: prefix } = stored.config;
  return [number, prefix].find((text): text is string => typeof text === 'string' && text.trim() !== '') ?? stored.id;
}

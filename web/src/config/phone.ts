import type { Rules } from '../package';

/** The page is in English, so countries are named in English, too. */
const countries = new Intl.DisplayNames(['en'], { type: 'region' });

/** `United Kingdom`, `fixed line` and `+44 20 7183 8750`; nothing for anything but a valid number: the notes say what is wrong. */
export function phoneFacts(rules: Pick<typeof Rules, 'parsePhoneNumber'>, text: string): string[] {
  const { region, kind, international } = rules.parsePhoneNumber(text).value;
  if (region === null || kind === null || international === null) return [];
  // 001 is the world: a calling code that belongs to no country.
  const country = region === '001' ? 'International' : (countries.of(region) ?? region);
  return [country, kindName(kind), international];
}

/** UAN is short for universal access number; the other kinds are words already. */
function kindName(kind: string): string {
  return kind === 'uan' ? 'universal access number' : kind.replaceAll('-', ' ');
}

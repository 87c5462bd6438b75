/**
 * What nobody sees, or what makes other characters look like something else: controls, marks of direction, zero-width and other
 * format characters, those that are drawn as nothing, and spaces that are not the ordinary one. As `is_invisible` in
 * crates/core/src/quote.rs, which the package does not hand out; by Unicode's own classes, so some more.
 *
 * Not where they belong to how a name is written: what joins the parts of an emoji, what keeps Arabic letters apart, and a
 * space between two letters. A number has none of these.
 */
const INVISIBLE = new RegExp(
  [
    String.raw`(?<!\p{Extended_Pictographic}(?:\p{Emoji_Modifier}|\ufe0f)?)\u200d`,
    String.raw`\u200d(?!\p{Extended_Pictographic})`,
    String.raw`(?<!\p{Extended_Pictographic})\ufe0f`,
    String.raw`(?<!\p{Script=Arabic})\u200c`,
    String.raw`\u200c(?!\p{Script=Arabic})`,
    String.raw`(?![\u200c\u200d\ufe0f])[\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}\p{Zl}\p{Zp}\u2800]`,
    String.raw`(?<!\p{L})(?! )\p{Zs}`,
    String.raw`(?! )\p{Zs}(?!\p{L})`,
  ].join('|'),
  'gu',
);

/** A stored text as a person can see all of it, with what is invisible as `\u{…}`, as the command line writes it. */
export function visible(text: string): string {
  return text.replace(INVISIBLE, (character) => `\\u{${character.codePointAt(0)?.toString(16)}}`);
}

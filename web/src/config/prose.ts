/** A stretch of a message: plain words, or something quoted in backticks. */
export interface Part {
  readonly text: string;
  readonly code: boolean;
}

/** Takes a message apart at its backticks. One without a partner stays as it is. */
export function messageParts(message: string): Part[] {
  const parts: Part[] = [];
  let from = 0;
  for (const match of message.matchAll(/`([^`]+)`/g)) {
    if (match.index > from) parts.push({ text: message.slice(from, match.index), code: false });
    parts.push({ text: match[1] ?? '', code: true });
    from = match.index + match[0].length;
  }
  if (from < message.length) parts.push({ text: message.slice(from), code: false });
  return parts;
}

/** A message for the ear, where a backtick is only noise, and so is the ID of the config it is `about`, which has a name. */
export function spokenText(message: string, about?: { readonly id: string; readonly name: string | undefined }): string {
  return messageParts(message)
    .map(({ text, code }) => (code && text === about?.id ? about.name : undefined) ?? text)
    .join('');
}

/** `a`, `a and b`, `a, b and c`. */
export function listed(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}

/** An advice of the rules (lower case, no full stop) as a sentence of its own. */
export function asSentence(advice: string): string {
  const sentence = advice.charAt(0).toUpperCase() + advice.slice(1);
  return /[.?!]$/.test(sentence) ? sentence : `${sentence}.`;
}

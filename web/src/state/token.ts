/** The token in what somebody pasted: the token alone, or the whole link the server printed. */
export function tokenIn(pasted: string): string {
  const text = pasted.trim();
  if (!URL.canParse(text)) return text;
  return new URL(text).searchParams.get('token') ?? text;
}

/** The token in what somebody pasted: the token alone, or the link the server printed, words around it or not. */
export function tokenIn(pasted: string): string {
  const text = pasted.trim();
  const query = /[?&](token=[^&\s#]*)/.exec(text)?.[1];
  return new URLSearchParams(query).get('token') ?? text;
}

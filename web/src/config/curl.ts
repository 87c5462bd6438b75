import type { Body } from './body';

const DAILY_URL = 'https://api.daily.co/v1/domain-dialin-config';

/** A request as it is shown: what to send, and where on Daily's API it goes. */
export interface Shown {
  readonly method: 'POST' | 'PUT';
  /** The ID of the config an update is for. */
  readonly id?: string;
  readonly body: Body;
}

/** The path below `/v1`, the same on this server and on Daily's. */
export function requestPath(id?: string): string {
  return id === undefined ? '/domain-dialin-config' : `/domain-dialin-config/${encodeURIComponent(id)}`;
}

/** The body as it is shown and copied. */
export function prettyBody(body: Body): string {
  return JSON.stringify(body, null, 2);
}

/** The command that sends a request to Daily. The shell fills in the key, so that it is in no page and no history. */
export function curlCommand({ method, id, body }: Shown): string {
  const url = id === undefined ? DAILY_URL : `${DAILY_URL}/${encodeURIComponent(id)}`;
  return [
    `curl --request ${method}`,
    quoted(url),
    '--header "Authorization: Bearer $DAILY_API_KEY"',
    `--header ${quoted('Content-Type: application/json')}`,
    `--data ${quoted(prettyBody(body))}`,
  ].join(' \\\n  ');
}

/** One word for a POSIX shell. Nothing is special between single quotes but the quote itself, which must step outside. */
export function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}

import { execFileSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { curlCommand, prettyBody, quoted, requestPath, type Shown } from './curl';

/** What a real shell makes of a command whose `curl` only prints its arguments. */
function argumentsOf(command: string): string[] {
  const script = `curl() { for each in "$@"; do printf '%s\\0' "$each"; done; }; ${command}`;
  const printed = execFileSync('sh', ['-c', script], { encoding: 'utf8', env: { DAILY_API_KEY: 'the key' } });
  return printed.split('\0').slice(0, -1);
}

test.each([
  "it's",
  "''",
  "'; rm -rf /; '",
  '$HOME `id` $(id) \\ "quoted" !! #',
  'two\nlines',
  '',
  '☎️ +1',
])('the shell reads %j back as one word', (text) => {
  expect(argumentsOf(`curl ${quoted(text)}`)).toEqual([text]);
});

describe('curlCommand', () => {
  const body = { name_prefix: "It's ours; $HOME", timeout_config: { message: 'Line one\nline two' } };

  test.each<[Shown, string]>([
    [{ method: 'POST', body }, 'https://api.daily.co/v1/domain-dialin-config'],
    [{ method: 'PUT', id: 'an-id', body }, 'https://api.daily.co/v1/domain-dialin-config/an-id'],
    [{ method: 'PUT', id: "a'/../b", body }, "https://api.daily.co/v1/domain-dialin-config/a'%2F..%2Fb"],
  ])('%j', (shown, url) => {
    expect(argumentsOf(curlCommand(shown))).toEqual([
      '--request',
      shown.method,
      url,
      '--header',
      'Authorization: Bearer the key',
      '--header',
      'Content-Type: application/json',
      '--data',
      prettyBody(body),
    ]);
  });

  test('reads well', () => {
    expect(curlCommand({ method: 'POST', body: { type: 'pin_dialin' } })).toBe(
      [
        'curl --request POST \\',
        "  'https://api.daily.co/v1/domain-dialin-config' \\",
        '  --header "Authorization: Bearer $DAILY_API_KEY" \\',
        "  --header 'Content-Type: application/json' \\",
        "  --data '{",
        '  "type": "pin_dialin"',
        "}'",
      ].join('\n'),
    );
  });
});

test.each([
  [undefined, '/domain-dialin-config'],
  ['a/b', '/domain-dialin-config/a%2Fb'],
])('the path for %j is %s', (id, expected) => {
  expect(requestPath(id)).toBe(expected);
});

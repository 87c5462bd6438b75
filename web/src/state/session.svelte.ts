import { failureText } from './failure';

type State = 'loading' | 'signed-in' | 'signed-out' | 'unreachable';

/** What `GET /api/session` says: how this server works and the options that checks have to use. */
interface Answer {
  readonly mode: string;
  readonly options: { readonly allowPrivateHosts: boolean };
}

/** The token was right, and yet the server does not know this browser: blocked, or meant for `https:` only. */
const NOT_KEPT =
  'This browser did not keep the sign-in cookie. Allow cookies here, or open the address that `--public-url` names.';

/** Whether this browser is signed in, and what the server told it. */
class Session {
  state = $state<State>('loading');
  /** The server has answered this browser as signed in at least once. */
  known = $state(false);
  mode = $state('');
  allowPrivateHosts = $state(false);

  async load(): Promise<void> {
    // Another try that fails is also news, and must show as such.
    if (this.state === 'unreachable') this.state = 'loading';
    const response = await fetch('/api/session').catch(() => undefined);
    // A proxy may answer in the server's place, with a page to log in to itself.
    const answer = (await response?.json().catch(() => undefined)) as Answer | null | undefined;
    if (response?.status === 401) {
      this.state = 'signed-out';
    } else if (!response?.ok || !answer?.options) {
      this.state = 'unreachable';
    } else {
      this.mode = answer.mode;
      this.allowPrivateHosts = answer.options.allowPrivateHosts;
      this.known = true;
      this.state = 'signed-in';
    }
  }

  /** Signs in with the token. Returns what went wrong, or nothing. */
  async signIn(token: string): Promise<string | undefined> {
    const response = await fetch('/api/session', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ token }),
    }).catch(() => undefined);
    if (!response) return failureText(undefined);
    if (response.status === 401) return 'This is not the token of the server that is running now.';
    if (!response.ok) return failureText({ status: response.status });
    await this.load();
    return this.state === 'signed-in' ? undefined : NOT_KEPT;
  }

  /**
   * Signs out. Returns whether that is so: then the page must be reloaded, so that nothing of the configs, secrets among
   * them, stays in it.
   */
  async signOut(): Promise<boolean> {
    const response = await fetch('/api/session', { method: 'DELETE' }).catch(() => undefined);
    if (response?.ok) return true;
    this.state = 'unreachable';
    return false;
  }

  /** The server no longer knows this browser. */
  end(): void {
    this.state = 'signed-out';
  }
}

export const session = new Session();

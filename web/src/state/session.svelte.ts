import { failureText } from './failure';

type State = 'loading' | 'signed-in' | 'signed-out' | 'unreachable';

/** What `GET /api/session` says: how this server works and the options that checks have to use. */
interface Answer {
  readonly mode: string;
  readonly options: { readonly allowPrivateHosts: boolean };
}

/** Whether this browser is signed in, and what the server told it. */
class Session {
  state = $state<State>('loading');
  /** The server has answered this browser as signed in at least once. */
  known = $state(false);
  mode = $state('');
  allowPrivateHosts = $state(false);

  async load(): Promise<void> {
    const response = await fetch('/api/session').catch(() => undefined);
    if (response?.status === 401) {
      this.state = 'signed-out';
    } else if (!response?.ok) {
      this.state = 'unreachable';
    } else {
      const answer = (await response.json()) as Answer;
      this.mode = answer.mode;
      this.allowPrivateHosts = answer.options.allowPrivateHosts;
      this.known = true;
      this.state = 'signed-in';
    }
  }

  /** Signs in with the token. Answers what went wrong, or nothing. */
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
    return undefined;
  }

  /** Signs out, and begins anew: nothing of the configs, secrets among them, stays in this page. */
  async signOut(): Promise<void> {
    const response = await fetch('/api/session', { method: 'DELETE' }).catch(() => undefined);
    if (response?.ok) location.replace('/');
    else this.state = 'unreachable';
  }

  /** The server no longer knows this browser. */
  end(): void {
    this.state = 'signed-out';
  }
}

export const session = new Session();

import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { createInterface } from 'node:readline';

const BINARY = process.env['DIALIN_BIN'] ?? resolve(import.meta.dirname, '../../../target/release/dialin');

/** How long a start may take on a busy machine. */
const START_MS = 20_000;

/** A config as the server answers it. */
export interface Stored {
  readonly id: string;
  readonly type: string;
  readonly config: Record<string, unknown>;
}

/** The real server, with a database and a token of its own. */
export class Server {
  readonly token = 'a token only this test knows';
  readonly #database: string;
  #process: ChildProcess | undefined;
  #link = '';

  readonly #allowPrivateHosts: boolean;

  constructor(database: string, allowPrivateHosts: boolean) {
    this.#database = database;
    this.#allowPrivateHosts = allowPrivateHosts;
  }

  /** The link it printed, which signs a browser in. */
  get link(): string {
    return this.#link;
  }

  get origin(): string {
    return new URL(this.#link).origin;
  }

  /** Starts it on a free port; after a stop, on the port it had, so that an open page finds it again. */
  async start(): Promise<void> {
    if (!existsSync(BINARY)) throw new Error(`no server at ${BINARY}: run \`cargo xtask build\`, or set DIALIN_BIN`);
    const listen = this.#link ? new URL(this.#link).host : '127.0.0.1:0';
    const options = ['--listen', listen, '--store', `sqlite:${this.#database}`];
    if (this.#allowPrivateHosts) options.push('--allow-private-hosts');
    const server = spawn(BINARY, ['serve', ...options], {
      env: { ...process.env, DIALIN_TOKEN: this.token },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.#process = server;
    let complaint = '';
    server.stderr.on('data', (chunk) => (complaint += chunk));
    const timer = setTimeout(() => server.kill('SIGKILL'), START_MS);
    for await (const line of createInterface({ input: server.stdout })) {
      const link = /http:\/\/\S+\/\?token=\S+/.exec(line)?.[0];
      if (!link) continue;
      clearTimeout(timer);
      this.#link = link;
      server.stdout.resume();
      return;
    }
    throw new Error(`the server ended before it printed a sign-in link: ${complaint}`);
  }

  /** Leaves it there without answering, until it is stopped. */
  hang(): void {
    this.#process?.kill('SIGSTOP');
  }

  async stop(): Promise<void> {
    const server = this.#process;
    this.#process = undefined;
    if (!server || server.exitCode !== null) return;
    server.kill('SIGTERM');
    // One that hangs hears of it when it goes on.
    server.kill('SIGCONT');
    await once(server, 'exit');
  }

  /** Everything stored, as another program would read it. */
  async list(): Promise<Stored[]> {
    const { data } = (await this.call('GET')) as { data: Stored[] };
    return data;
  }

  /** Creates a config behind the editor's back. */
  async create(body: object): Promise<Stored> {
    return (await this.call('POST', '', body)) as Stored;
  }

  async call(method: string, path = '', body?: object): Promise<unknown> {
    const response = await fetch(`${this.origin}/v1/domain-dialin-config${path}`, {
      method,
      headers: { Authorization: `Bearer ${this.token}`, 'Content-Type': 'application/json' },
      ...(body && { body: JSON.stringify(body) }),
    });
    const answer: unknown = await response.json();
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${JSON.stringify(answer)}`);
    return answer;
  }
}

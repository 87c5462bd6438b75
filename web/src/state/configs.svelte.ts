import type { StoredConfig } from 'dialin-config';
import type { DialinClient } from 'dialin-config/client';
import { prefixOrName } from '../config/name';
import { loadClient } from '../package';
import { failureOf, isApiError } from './failure';
import { session } from './session.svelte';

/** Every config the server keeps, newest first. */
class Configs {
  all = $state.raw<readonly StoredConfig[]>([]);
  /** All pages have been read at least once. */
  loaded = $state(false);
  /** Why the last reading failed; empty when it did not. */
  failure = $state('');

  #client: Promise<DialinClient> | undefined;
  #reading: Promise<void> | undefined;
  /** Counts this page's own changes: pages read across one may be older than it. */
  #changes = 0;

  /** The client, fetched at the first call and again after a call that could not fetch it. */
  async client(): Promise<DialinClient> {
    this.#client ??= loadClient();
    try {
      return await this.#client;
    } catch (error) {
      this.#client = undefined;
      throw error;
    }
  }

  /** Reads the whole list. Asked again in the meantime, it is still one reading. */
  load(): Promise<void> {
    this.#reading ??= this.#readAll().finally(() => (this.#reading = undefined));
    return this.#reading;
  }

  async #readAll(): Promise<void> {
    this.failure = '';
    try {
      const client = await this.client();
      let all: StoredConfig[];
      let before: number;
      do {
        before = this.#changes;
        all = [];
        for await (const stored of client.listAll()) all.push(stored);
      } while (before !== this.#changes);
      this.all = all;
      this.loaded = true;
    } catch (error) {
      this.failure = reportFailure(error);
    }
  }

  /** Reads one config again, so that an edit starts from what is stored now. Undefined: there is none with this ID. */
  async read(id: string): Promise<StoredConfig | undefined> {
    try {
      const stored = await (await this.client()).get(id);
      this.put(stored);
      return stored;
    } catch (error) {
      if (!isApiError(error) || !error.notFound) throw error;
      this.remove(id);
      return undefined;
    }
  }

  /** What the config with this ID is called, where a message has only the ID: nobody knows a config by that. */
  nameOf(id: string): string | undefined {
    const stored = this.all.find((each) => each.id === id);
    return stored && prefixOrName(stored);
  }

  put(stored: StoredConfig): void {
    this.#changes += 1;
    const known = this.all.some(({ id }) => id === stored.id);
    this.all = known ? this.all.map((each) => (each.id === stored.id ? stored : each)) : [stored, ...this.all];
  }

  remove(id: string): void {
    this.#changes += 1;
    this.all = this.all.filter((each) => each.id !== id);
  }
}

/** What to say about a failed call. One that failed because nobody is signed in any more ends the session. */
export function reportFailure(error: unknown): string {
  const { signedOut, text } = failureOf(error);
  if (signedOut) session.end();
  return text;
}

export const configs = new Configs();

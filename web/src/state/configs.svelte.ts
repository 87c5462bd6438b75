import type { StoredConfig } from 'dialin-config';
import type { CallOptions, DialinClient } from 'dialin-config/client';
import { prefixOrName } from '../config/name';
import { loadClient } from '../package';
import { failureOf, isApiError, type Failure } from './failure';
import { session } from './session.svelte';

/** How old a list may be that somebody comes back to. */
const OLD_MS = 60_000;

/** The most that the server gives at once. */
const PAGE = 100;

/** Reading changes nothing, so it is tried again by itself: of thirty pages one may well be lost on the way. */
const READ: CallOptions = { retries: 2 };

/** What became of a config while pages were on their way: they may be older. */
interface Change {
  /** Undefined: it is gone. */
  readonly stored: StoredConfig | undefined;
  /** A list without it is older than it; of any other config it says that somebody has deleted it. */
  readonly isNew: boolean;
}

/** Every config the server keeps, newest first. */
class Configs {
  all = $state.raw<readonly StoredConfig[]>([]);
  /** The first page has been read: there is something to show. */
  begun = $state(false);
  /** All pages have been read at least once. */
  loaded = $state(false);
  /** How many there are in all, as the server said when the last reading began. */
  total = $state<number>();
  /** How many of them the server did not hand out, because it cannot read them itself. */
  missing = $state(0);
  /** When the last reading that went well began. */
  readAt = $state.raw<Date>();
  /** Why the last reading failed; empty when it did not. */
  failure = $state('');

  #client: Promise<DialinClient> | undefined;
  #reading: Promise<void> | undefined;
  /** What changed here since the reading began, by ID. */
  #changes = new Map<string, Change>();

  start(): void {
    // A page that is left open for the day is not what others have made of the list since.
    document.addEventListener('visibilitychange', () => {
      const old = this.readAt !== undefined && Date.now() - this.readAt.getTime() > OLD_MS;
      if (old && !document.hidden && session.state === 'signed-in') void this.load();
    });
  }

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
    this.#changes.clear();
    const readAt = new Date();
    try {
      const client = await this.client();
      const { data, total_count: total } = await client.list({ limit: PAGE }, READ);
      const first = distinct(data);
      const hasAll = total === undefined ? data.length < PAGE : first.length >= total;
      if (!this.loaded && !hasAll) this.#begin(first, total);
      const all = hasAll ? first : await readRest(client, first);
      const missing = await countMissing(client, all.length, total);
      this.all = this.#withChanges(all);
      this.#changes.clear();
      Object.assign(this, { begun: true, loaded: true, total, missing, readAt });
    } catch (error) {
      this.failure = reportFailure(error);
    }
  }

  /** Shows the first page while the others are on their way. */
  #begin(first: readonly StoredConfig[], total: number | undefined): void {
    const shown = this.#withChanges(first);
    // What a form has read stays known, in whatever place of the list it will be.
    const others = this.all.filter(({ id }) => !shown.some((each) => each.id === id));
    this.all = [...others, ...shown];
    this.total = total;
    this.begun = true;
  }

  /** Not read once more: as long as somebody works here, that would never end. */
  #withChanges(rows: readonly StoredConfig[]): readonly StoredConfig[] {
    let all = rows;
    for (const [id, { stored, isNew }] of this.#changes) {
      if (!stored) all = all.filter((each) => each.id !== id);
      else if (all.some((each) => each.id === id)) all = all.map((each) => (each.id === id ? stored : each));
      else if (isNew) all = [stored, ...all];
    }
    return all;
  }

  /** Reads one config again, so that an edit starts from what is stored now. Undefined: there is none with this ID. */
  async read(id: string): Promise<StoredConfig | undefined> {
    try {
      const stored = await (await this.client()).get(id, READ);
      this.#put(stored, false);
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

  /** Takes what a save answered. */
  put(stored: StoredConfig): void {
    this.#put(stored, !this.all.some(({ id }) => id === stored.id));
  }

  #put(stored: StoredConfig, isNew: boolean): void {
    const { id } = stored;
    this.#changes.set(id, { stored, isNew: isNew || this.#changes.get(id)?.isNew === true });
    const known = this.all.some((each) => each.id === id);
    this.all = known ? this.all.map((each) => (each.id === id ? stored : each)) : [stored, ...this.all];
  }

  remove(id: string): void {
    this.#changes.set(id, { stored: undefined, isNew: false });
    this.all = this.all.filter((each) => each.id !== id);
  }
}

/** Each config once, and none that has no ID to reach it by. */
function distinct(rows: readonly StoredConfig[]): StoredConfig[] {
  const byId = new Map(rows.map((stored) => [stored.id, stored]));
  return [...byId.values()].filter(({ id }) => typeof id === 'string');
}

/** The pages after the first one, with it. */
async function readRest(client: DialinClient, first: readonly StoredConfig[]): Promise<StoredConfig[]> {
  const last = first.at(-1)?.id;
  try {
    return distinct([...first, ...(await readFrom(client, last))]);
  } catch (error) {
    // Somebody has deleted the config where the first page ended: no page can begin there.
    if (!isApiError(error) || ![400, 404].includes(error.status)) throw error;
    return readFrom(client);
  }
}

async function readFrom(client: DialinClient, last?: string): Promise<StoredConfig[]> {
  const rows: StoredConfig[] = [];
  for await (const stored of client.listAll({ limit: PAGE, starting_after: last }, READ)) rows.push(stored);
  return rows;
}

/**
 * How many configs the server counts and does not hand out. Somebody may have deleted some of them between two pages: then it
 * counts fewer now.
 */
async function countMissing(client: DialinClient, read: number, total: number | undefined): Promise<number> {
  if (total === undefined || total <= read) return 0;
  // The list is there, whatever becomes of this question.
  const now = await client.list({ limit: 1 }, READ).catch(() => undefined);
  return Math.max(0, Math.min(total, now?.total_count ?? 0) - read);
}

/** Why a call failed. One that failed because nobody is signed in any more ends the session. */
export function reportedFailure(error: unknown): Failure {
  const failure = failureOf(error);
  if (failure.signedOut) session.end();
  return failure;
}

/** What to say about a failed call. */
export function reportFailure(error: unknown): string {
  return reportedFailure(error).text;
}

export const configs = new Configs();

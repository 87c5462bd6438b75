import type { StoredConfig } from 'dialin-config';
import { API_BASE } from '../package';
import { requestPath } from '../config/curl';
import { announcer } from './announcer.svelte';
import { configName } from '../config/name';
import { configs, reportFailure } from './configs.svelte';
import { isApiError } from './failure';

/**
 * How long a deletion is held back. Nothing is sent before: re-creating a config would give it another ID and another
 * SIP URI, so a deletion that was sent cannot be undone.
 */
export const HOLD_MS = 8000;

/** A deletion that was asked for. */
export interface Deletion {
  readonly stored: StoredConfig;
  /** `held`: nothing has been sent. `sending`: too late to undo. `failed`: still there, and says why. */
  readonly state: 'held' | 'sending' | 'failed';
  readonly failure: string;
}

/** The deletions under way. Several can be held at once, each with its own time, which stops for all at once. */
class Deletions {
  all = $state.raw<readonly Deletion[]>([]);

  /** The time is stopped: somebody is deciding. */
  paused = $state(false);

  // Plain values, no state: a toast that goes ends its pause, and while it goes Svelte reads state as it was before.
  #times = new Map<string, { stored: StoredConfig; timer: ReturnType<typeof setTimeout> | undefined }>();
  #pauses = 0;

  start(): void {
    // Whoever closes the page has asked for the deletion and not undone it. Only `keepalive` outlives the page.
    addEventListener('pagehide', () => this.#sendFromClosingPage());
    // The page can come back from the browser's back-forward cache, and then shows what was.
    addEventListener('pageshow', (event) => {
      if (event.persisted) void configs.load();
    });
  }

  /** Gone from the person's point of view. */
  hides(id: string): boolean {
    return this.all.some(({ stored, state }) => stored.id === id && state !== 'failed');
  }

  /** What can still be undone. */
  get held(): readonly StoredConfig[] {
    return this.all.filter(({ state }) => state === 'held').map(({ stored }) => stored);
  }

  /** Holds a deletion that was asked for by this click. */
  hold(stored: StoredConfig, click: MouseEvent): void {
    this.#set({ stored, state: 'held', failure: '' });
    if (!(click instanceof PointerEvent && click.pointerType === 'mouse')) this.#waitForPointer();
    this.#startTime(stored);
  }

  /**
   * Undo can be hundreds of stops away from a keyboard, and swipes from the reader of a touch screen: the time stands still
   * until a pointer is used or another view is opened.
   */
  #waitForPointer(): void {
    const resume = this.pause();
    const over = new AbortController();
    const end = () => {
      over.abort();
      resume();
    };
    for (const sign of ['pointerdown', 'pointermove', 'popstate']) addEventListener(sign, end, { signal: over.signal });
  }

  /** Stops the time until the returned function is called. Then it starts over: nobody saw how much was left. */
  pause(): () => void {
    this.#pauses += 1;
    this.paused = true;
    for (const { timer } of this.#times.values()) clearTimeout(timer);
    return () => {
      this.#pauses -= 1;
      if (this.#pauses > 0) return;
      this.paused = false;
      for (const { stored } of this.#times.values()) this.#startTime(stored);
    };
  }

  undo(stored: StoredConfig): void {
    this.#forget(stored.id);
    announcer.say(`Kept ${configName(stored)}.`);
  }

  /** Takes a failed deletion off the page. */
  dismiss(stored: StoredConfig): void {
    this.#forget(stored.id);
  }

  /** Sends a deletion now. Returns whether the config is gone. */
  async send(stored: StoredConfig): Promise<boolean> {
    this.#stopTime(stored.id);
    this.#set({ stored, state: 'sending', failure: '' });
    try {
      await (await configs.client()).delete(stored.id);
    } catch (error) {
      // Somebody else was faster: gone is gone.
      if (!isApiError(error) || !error.notFound) {
        this.#set({ stored, state: 'failed', failure: reportFailure(error) });
        return false;
      }
    }
    configs.remove(stored.id);
    this.#forget(stored.id);
    announcer.say(`Deleted ${configName(stored)}.`);
    return true;
  }

  /** Sends whatever is held. Returns whether all of it is gone. */
  async sendHeld(): Promise<boolean> {
    const outcomes = await Promise.all(this.held.map((stored) => this.send(stored)));
    return outcomes.every(Boolean);
  }

  #sendFromClosingPage(): void {
    for (const { stored, state } of this.all) {
      if (state === 'failed') continue;
      // One that is being sent goes out again, since leaving the page may cut it off; the second finds nothing to delete.
      void fetch(`${API_BASE}${requestPath(stored.id)}`, { method: 'DELETE', keepalive: true });
      configs.remove(stored.id);
      this.#forget(stored.id);
    }
  }

  #startTime(stored: StoredConfig): void {
    const timer = this.#pauses > 0 ? undefined : setTimeout(() => void this.send(stored), HOLD_MS);
    this.#times.set(stored.id, { stored, timer });
  }

  #stopTime(id: string): void {
    clearTimeout(this.#times.get(id)?.timer);
    this.#times.delete(id);
  }

  /** In its own place, if it has one: somebody may be aiming at the button of another. */
  #set(deletion: Deletion): void {
    const place = this.all.findIndex(({ stored }) => stored.id === deletion.stored.id);
    this.all = place < 0 ? [...this.all, deletion] : this.all.with(place, deletion);
  }

  #forget(id: string): void {
    this.#stopTime(id);
    this.all = this.all.filter(({ stored }) => stored.id !== id);
  }
}

export const deletions = new Deletions();

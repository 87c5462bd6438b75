import { LIST_HASH, readRoute, type Route } from './route';

/** A way off the form that waits for an answer. */
interface Leaving {
  readonly go: () => void;
}

/**
 * The address as state. Every history entry is numbered, because only the distance between two entries says how to undo
 * a step that unsaved changes hold back.
 */
class Router {
  route = $state.raw<Route>({ view: 'list' });
  /** A step that waits until the person decides about unsaved changes. */
  leaving = $state.raw<Leaving | null>(null);
  /** True once the person has moved inside the page: only then may a view take the focus. */
  moved = false;
  /** The config a view was about that has just been left: the list puts the focus back on it. */
  from: string | null = null;

  #hash = '';
  #position = 0;
  #undoing = false;
  #hasUnsavedChanges: () => boolean = () => false;

  start(): void {
    const { position } = (history.state ?? {}) as { position?: number };
    this.#position = position ?? 0;
    this.#hash = location.hash;
    history.replaceState({ position: this.#position }, '');
    this.route = readRoute(this.#hash);
    addEventListener('hashchange', () => this.#onHashChange());
    addEventListener('beforeunload', (event) => {
      if (this.#hasUnsavedChanges()) event.preventDefault();
    });
  }

  /** Asks `hasUnsavedChanges` before each step until the returned function is called. */
  guard(hasUnsavedChanges: () => boolean): () => void {
    this.#hasUnsavedChanges = hasUnsavedChanges;
    return () => {
      if (this.#hasUnsavedChanges === hasUnsavedChanges) this.#hasUnsavedChanges = () => false;
    };
  }

  /** Back to the list for good, in place of the form that is done. The list puts the focus on `id` if it is there. */
  finish(id?: string): void {
    this.#dropGuard();
    this.leaving = null;
    history.replaceState({ position: this.#position }, '', LIST_HASH);
    this.#show(LIST_HASH);
    if (id !== undefined) this.from = id;
  }

  /** Loads the page anew without asking: for a step that the person has agreed to. */
  startAnew(): void {
    this.#dropGuard();
    location.replace('/');
  }

  /**
   * Takes a step that ends the form, at once or after the person has given up the unsaved changes. They are guarded until it
   * has led away: a step can fail.
   */
  leaveBy(go: () => void): void {
    if (this.#hasUnsavedChanges()) this.leaving = { go };
    else go();
  }

  /** Gives the unsaved changes up and takes the step that waited. */
  leave(): void {
    const { leaving } = this;
    this.leaving = null;
    leaving?.go();
  }

  stay(): void {
    this.leaving = null;
  }

  #dropGuard(): void {
    this.#hasUnsavedChanges = () => false;
  }

  #onHashChange(): void {
    if (this.#undoing) {
      this.#undoing = false;
      return;
    }
    const { hash } = location;
    if (hash === this.#hash) return;
    const { position } = (history.state ?? {}) as { position?: number };
    const next = position ?? this.#position + 1;
    const distance = next - this.#position;
    if (position === undefined) history.replaceState({ position: next }, '');
    if (this.#hasUnsavedChanges() && distance !== 0) {
      this.#undoing = true;
      history.go(-distance);
      const go = () => {
        this.#dropGuard();
        if (position === undefined) location.assign(hash);
        else history.go(distance);
      };
      this.leaving = { go };
      return;
    }
    this.#position = next;
    this.#show(hash);
  }

  #show(hash: string): void {
    this.from = this.route.view === 'config' ? this.route.id : null;
    this.moved = true;
    this.#hash = hash;
    this.route = readRoute(hash);
  }
}

export const router = new Router();

import { LIST_HASH, readRoute, type Route } from './route';

/** A way off the form that waits for an answer. */
interface Leaving {
  readonly go: () => void;
}

const NOTHING = () => '';

/** An entry of the history. */
interface Entry {
  readonly hash: string;
  readonly position: number;
}

/**
 * The address as state. Every history entry is numbered: two of them can have one address, and only the distance between
 * them says how to undo a step that unsaved changes hold back.
 */
class Router {
  route = $state.raw<Route>({ view: 'list' });
  /** A step that waits until the person decides about unsaved changes. */
  leaving = $state.raw<Leaving | null>(null);
  /** True once the person has moved inside the page: only then may a view take the focus. */
  moved = false;
  /** The config a view was about that has just been left: the list puts the focus back on it. */
  from: string | null = null;

  /** Where the browser is. */
  #here: Entry = { hash: '', position: 0 };
  /** The position of what the page shows: elsewhere while a step of the browser's waits for an answer. */
  #shown = 0;
  #unsaved: () => string = NOTHING;

  start(): void {
    this.#here = { hash: location.hash, position: numberOfEntry() ?? 0 };
    this.#shown = this.#here.position;
    history.replaceState({ position: this.#shown }, '');
    this.route = readRoute(this.#here.hash);
    // Not `hashchange`: a step between two entries of one address has none.
    addEventListener('popstate', () => this.#onStep());
    addEventListener('beforeunload', (event) => {
      if (this.unsaved) event.preventDefault();
    });
  }

  /** Asks `unsaved` before each step until the returned function is called: a sentence about what a step would lose, or none. */
  guard(unsaved: () => string): () => void {
    this.#unsaved = unsaved;
    return () => {
      if (this.#unsaved === unsaved) this.#dropGuard();
    };
  }

  /** What a step would lose now; empty if nothing. */
  get unsaved(): string {
    return this.#unsaved();
  }

  /** Back to the list for good, in place of the form that is done. The list puts the focus on `id` if it is there. */
  finish(id?: string): void {
    this.#dropGuard();
    this.leaving = null;
    // Somebody who was asked about a step meanwhile is where it leads, and stays there.
    if (this.#here.position === this.#shown) this.#mark(LIST_HASH, this.#shown);
    this.#show();
    if (id !== undefined) this.from = id;
  }

  /** Reloads the page without asking: for a step that the person has agreed to. */
  startOver(): void {
    this.#dropGuard();
    location.replace('/');
  }

  /**
   * Takes a step that ends the form, at once or after the person has given up the unsaved changes. They are guarded until it
   * has led away: a step can fail.
   */
  leaveBy(go: () => void): void {
    if (this.unsaved) this.leaving = { go };
    else go();
  }

  /** Gives the unsaved changes up and takes the step that waited. */
  leave(): void {
    const { leaving } = this;
    this.leaving = null;
    leaving?.go();
  }

  /** Keeps the form, and takes the browser back to it. */
  stay(): void {
    this.leaving = null;
    const distance = this.#shown - this.#here.position;
    // Without a distance `go` would reload the page.
    if (distance !== 0) history.go(distance);
  }

  #dropGuard(): void {
    this.#unsaved = NOTHING;
  }

  /** The browser has taken a step already. One that waits is taken back only when the person stays: until then more may come. */
  #onStep(): void {
    const { hash } = location;
    const position = numberOfEntry();
    if (position === undefined) {
      // A new entry, or this one once more: the browser takes the number away when somebody follows a link to where they are.
      this.#mark(hash, this.#here.position + (hash === this.#here.hash ? 0 : 1));
    } else {
      this.#here = { hash, position };
    }
    if (this.#here.position === this.#shown) this.leaving = null;
    else this.leaveBy(() => this.#show());
  }

  #mark(hash: string, position: number): void {
    this.#here = { hash, position };
    history.replaceState({ position }, '', hash);
  }

  #show(): void {
    const { hash, position } = this.#here;
    this.from = this.route.view === 'config' ? this.route.id : null;
    this.moved = true;
    this.#shown = position;
    this.route = readRoute(hash);
  }
}

function numberOfEntry(): number | undefined {
  return (history.state as { position?: number } | null)?.position;
}

export const router = new Router();

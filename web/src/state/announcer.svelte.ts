/** Long enough for a screen reader to take up one text before the next one is in its place. */
const APART_MS = 500;

/** One polite live region for the whole page: what changed somewhere the person is not looking. */
class Announcer {
  text = $state('');

  #waiting: string[] = [];
  #timer: ReturnType<typeof setTimeout> | undefined;

  say(text: string): void {
    this.#waiting.push(text);
    // Otherwise its turn comes by itself.
    if (this.#timer === undefined) this.#next();
  }

  #next(): void {
    this.#timer = undefined;
    if (this.#waiting.length === 0) return;
    this.#timer = setTimeout(() => this.#next(), APART_MS);
    // Nothing outside an open dialog is read out.
    if (document.querySelector('dialog[open]')) return;
    const text = this.#waiting.shift() ?? '';
    // Saying the same again must change the region, or it is not read again: an invisible space makes it differ.
    this.text = text === this.text ? `${text}\u00a0` : text;
  }
}

export const announcer = new Announcer();

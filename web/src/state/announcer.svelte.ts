/** One polite live region for the whole page: what changed somewhere the person is not looking. */
class Announcer {
  text = $state('');

  say(text: string): void {
    // Saying the same again must change the region, or it is not read again: an invisible space makes it differ.
    this.text = text === this.text ? `${text}\u00a0` : text;
  }
}

export const announcer = new Announcer();

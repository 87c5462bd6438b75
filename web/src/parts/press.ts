let pressed = false;

addEventListener('pointerdown', () => (pressed = true), true);
for (const end of ['pointerup', 'pointercancel']) addEventListener(end, () => (pressed = false), true);

/**
 * Runs an action now, or, while a pointer is held down, after the click it is about to make. Pressing a button takes the
 * focus off a field first; if that made notes appear, the button would slide away from under the pointer and miss the click.
 */
export function afterPress(action: () => void): void {
  if (!pressed) {
    action();
    return;
  }
  const done = new AbortController();
  for (const end of ['pointerup', 'pointercancel']) {
    addEventListener(
      end,
      () => {
        done.abort();
        setTimeout(action);
      },
      { signal: done.signal },
    );
  }
}

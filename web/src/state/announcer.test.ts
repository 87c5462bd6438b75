import { afterEach, beforeEach, expect, test, vi } from 'vitest';

let announcer: typeof import('./announcer.svelte').announcer;
/** A dialog is open: nothing outside of it is read out. */
let dialog: object | null;

beforeEach(async () => {
  vi.resetModules();
  vi.useFakeTimers();
  dialog = null;
  vi.stubGlobal('document', { querySelector: (selector: string) => (selector === 'dialog[open]' ? dialog : null) });
  ({ announcer } = await import('./announcer.svelte'));
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test('the first text is there at once, each other one half a second after the one before', () => {
  announcer.say('One.');
  announcer.say('Two.');
  announcer.say('Three.');
  expect(announcer.text).toBe('One.');
  vi.advanceTimersByTime(499);
  expect(announcer.text).toBe('One.');
  vi.advanceTimersByTime(1);
  expect(announcer.text).toBe('Two.');
  vi.advanceTimersByTime(500);
  expect(announcer.text).toBe('Three.');
  vi.advanceTimersByTime(5000);
  announcer.say('Four.');
  expect(announcer.text).toBe('Four.');
});

test('the same text again, and once more, changes the region each time', () => {
  const seen: string[] = [];
  for (let time = 0; time < 3; time += 1) {
    announcer.say('Kept Sales.');
    seen.push(announcer.text);
    vi.advanceTimersByTime(500);
  }
  expect(seen.map((text) => text.trim())).toEqual(Array(3).fill('Kept Sales.'));
  expect([seen[0] === seen[1], seen[1] === seen[2]]).toEqual([false, false]);
});

test('what is said while a dialog is open waits for its end', () => {
  dialog = {};
  announcer.say('One.');
  vi.advanceTimersByTime(10_000);
  expect(announcer.text).toBe('');
  dialog = null;
  vi.advanceTimersByTime(500);
  expect(announcer.text).toBe('One.');
});

import { afterEach, beforeEach, expect, test, vi } from 'vitest';

/** The history of a browser, as far as it concerns the router: entries, and events when somebody moves among them. */
class Browser extends EventTarget {
  entries: { hash: string; state: unknown }[] = [{ hash: '', state: null }];
  at = 0;
  readonly replaced: string[] = [];
  readonly went: number[] = [];

  readonly location = { replace: (address: string) => this.replaced.push(address) } as unknown as Location;
  readonly history = {
    replaceState: (state: unknown, _: string, hash = this.#here.hash) => (this.entries[this.at] = { hash, state }),
    go: (distance: number) => this.step(distance),
  } as unknown as History;

  constructor() {
    super();
    Object.defineProperty(this.location, 'hash', { get: () => this.#here.hash });
    Object.defineProperty(this.history, 'state', { get: () => this.#here.state });
  }

  get #here() {
    return this.entries[this.at]!;
  }

  /** Follows a link: one to where the browser is already takes the place of that entry. */
  follow(hash: string): void {
    if (hash !== this.#here.hash) this.at += 1;
    this.entries.splice(this.at, Infinity, { hash, state: null });
    this.dispatchEvent(new Event('popstate'));
  }

  step(distance: number): void {
    this.went.push(distance);
    this.at += distance;
    this.dispatchEvent(new Event('popstate'));
  }
}

let browser: Browser;
let router: typeof import('./router.svelte').router;

async function open(hash: string): Promise<void> {
  vi.resetModules();
  browser.entries[browser.at]!.hash = hash;
  ({ router } = await import('./router.svelte'));
  router.start();
}

beforeEach(async () => {
  browser = new Browser();
  vi.stubGlobal('addEventListener', browser.addEventListener.bind(browser));
  vi.stubGlobal('location', browser.location);
  vi.stubGlobal('history', browser.history);
  await open('');
});

afterEach(() => vi.unstubAllGlobals());

const hashes = () => browser.entries.map(({ hash }) => hash);
const config = (id: string) => ({ view: 'config', id });

test('the page begins where its address says, and nobody has moved yet', async () => {
  await open('#/config/a');
  expect([router.route, router.moved, router.from]).toEqual([config('a'), false, null]);
});

test('each step shows what it leads to, and what config it comes from', () => {
  browser.follow('#/config/a');
  expect([router.route, router.moved, router.from]).toEqual([config('a'), true, null]);
  browser.step(-1);
  expect([router.route, router.from]).toEqual([{ view: 'list' }, 'a']);
  browser.step(1);
  expect([router.route, router.from]).toEqual([config('a'), null]);
});

test('a step waits while something is unsaved, and is taken back by as much as it went', () => {
  browser.follow('#/config/a');
  browser.follow('#/config/b');
  router.guard(() => 'unsaved');
  browser.step(-2);
  expect([router.route, router.leaving === null]).toEqual([config('b'), false]);
  browser.went.length = 0;
  router.stay();
  expect([router.route, router.leaving, browser.at, browser.went]).toEqual([config('b'), null, 2, [2]]);
});

test('a step that waited is taken when the person leaves, and what was guarded until then is not left out', () => {
  router.guard(() => 'unsaved');
  browser.follow('#/config/a');
  expect(router.unsaved).toBe('unsaved');
  router.leave();
  expect([router.route, router.leaving]).toEqual([config('a'), null]);
});

test('somebody who goes back to the form while it asks is asked no more', () => {
  router.guard(() => 'unsaved');
  browser.follow('#/config/a');
  browser.step(-1);
  expect([router.leaving, router.route]).toEqual([null, { view: 'list' }]);
});

test('to stay where the browser is already moves nothing: that would reload the page', () => {
  router.guard(() => 'unsaved');
  router.leaveBy(() => {});
  router.stay();
  expect([router.leaving, browser.went]).toEqual([null, []]);
});

test('a link to where one is does not count as a step', () => {
  browser.follow('#/config/a');
  router.guard(() => 'unsaved');
  browser.follow('#/config/a');
  expect(router.leaving).toBeNull();
  browser.step(-1);
  browser.went.length = 0;
  router.stay();
  expect([browser.went, browser.at]).toEqual([[1], 1]);
});

test('an entry keeps its number when the page is loaded again', async () => {
  browser.follow('#/config/a');
  browser.follow('#/config/b');
  await open('#/config/b');
  router.guard(() => 'unsaved');
  browser.step(-1);
  browser.went.length = 0;
  router.stay();
  expect(browser.went).toEqual([1]);
});

test('what ends a form is done at once with nothing to lose, and waits otherwise', () => {
  const go = vi.fn();
  router.leaveBy(go);
  expect(go).toHaveBeenCalledOnce();
  router.guard(() => 'unsaved');
  router.leaveBy(go);
  expect(go).toHaveBeenCalledOnce();
  router.leave();
  expect(go).toHaveBeenCalledTimes(2);
});

test('a guard ends with its own form only: the next one may be there before', () => {
  const first = router.guard(() => 'first');
  const second = router.guard(() => 'second');
  first();
  expect(router.unsaved).toBe('second');
  second();
  expect(router.unsaved).toBe('');
});

test('a form that is done makes room for the list, which knows the config', () => {
  browser.follow('#/config/a');
  router.guard(() => 'unsaved');
  router.finish('b');
  expect([router.route, router.from, router.unsaved, hashes()]).toEqual([{ view: 'list' }, 'b', '', ['', '#/']]);
  browser.follow('#/new');
  expect(router.route).toEqual({ view: 'new' });
  router.guard(() => 'unsaved');
  browser.step(-2);
  browser.went.length = 0;
  router.stay();
  expect(browser.went).toEqual([2]);
});

test('one that is done while somebody is asked about a step leads where that step leads', () => {
  browser.follow('#/config/a');
  router.guard(() => 'unsaved');
  browser.follow('#/new');
  router.finish();
  expect([router.route, router.leaving, router.from, hashes()]).toEqual([{ view: 'new' }, null, 'a', ['', '#/config/a', '#/new']]);
});

test('the browser asks before the page is closed, if something would be lost, and not when the page starts over', () => {
  const close = () => browser.dispatchEvent(new Event('beforeunload', { cancelable: true }));
  expect(close()).toBe(true);
  router.guard(() => 'unsaved');
  expect(close()).toBe(false);
  router.startOver();
  expect([browser.replaced, close()]).toEqual([['/'], true]);
});

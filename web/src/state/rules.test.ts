import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Held } from './testing';

const loadRules = vi.hoisted(() => vi.fn());
vi.mock('../package', () => ({ loadRules }));

const good = { versions: () => ({}) };
const bad = {
  versions() {
    throw new WebAssembly.CompileError('not here');
  },
};
let rules: typeof import('./rules.svelte').rules;

beforeEach(async () => {
  vi.resetModules();
  loadRules.mockReset();
  vi.spyOn(console, 'error').mockImplementation(() => {});
  ({ rules } = await import('./rules.svelte'));
});

afterEach(() => vi.restoreAllMocks());

test('rules that arrive are there', async () => {
  expect([rules.package, rules.failed]).toEqual([undefined, false]);
  loadRules.mockResolvedValue(good);
  await rules.load();
  expect([rules.package, rules.failed]).toEqual([good, false]);
});

test.each([
  ['that do not arrive', () => Promise.reject(new Error('not fetched'))],
  ['that this browser cannot compile', () => Promise.resolve(bad)],
])('rules %s are said to be missing, until another try begins', async (_, load) => {
  loadRules.mockImplementationOnce(load);
  await rules.load();
  expect([rules.package, rules.failed]).toEqual([undefined, true]);
  expect(console.error).toHaveBeenCalledOnce();

  const held = new Held<object>();
  loadRules.mockReturnValue(held.promise);
  const again = rules.load();
  expect(rules.failed).toBe(false);
  held.end(good);
  await again;
  expect([rules.package, rules.failed]).toEqual([good, false]);
});

import { expect, test } from 'vitest';
import { configHash, readRoute, type Route } from './route';

test.each<[string, Route]>([
  ['', { view: 'list' }],
  ['#', { view: 'list' }],
  ['#/', { view: 'list' }],
  ['#/new', { view: 'new' }],
  ['#/config/an-id', { view: 'config', id: 'an-id' }],
  ['#/config/a%2Fb%20c', { view: 'config', id: 'a/b c' }],
  ['#/config/', { view: 'unknown' }],
  ['#/config/a/b', { view: 'unknown' }],
  ['#/config/%', { view: 'unknown' }],
  ['#/elsewhere', { view: 'unknown' }],
])('%j', (hash, expected) => {
  expect(readRoute(hash)).toEqual(expected);
});

test.each(['an-id', 'a/b', '100%', 'ä #?'])('the address of %j leads back to it', (id) => {
  expect(readRoute(configHash(id))).toEqual({ view: 'config', id });
});

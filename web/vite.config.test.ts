// @vitest-environment node
import { createServer as createHttpServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { once } from 'node:events';
import { createServer } from 'vite';
import { afterAll, beforeAll, expect, test } from 'vitest';

let ports: { vite: number; dialin: number };
let stop: () => Promise<void>;

beforeAll(async () => {
  // In place of `dialin serve`: it returns the headers it was sent.
  const dialin = createHttpServer(({ headers }, response) => response.end(JSON.stringify(headers))).listen(0, '127.0.0.1');
  await once(dialin, 'listening');
  const dialinPort = (dialin.address() as AddressInfo).port;
  process.env['DIALIN_URL'] = `http://127.0.0.1:${dialinPort}`;
  const vite = await createServer({
    configFile: new URL('vite.config.ts', import.meta.url).pathname,
    root: import.meta.dirname,
    logLevel: 'error',
    // Nothing but the proxy is asked for, so nothing has to be bundled or watched.
    optimizeDeps: { noDiscovery: true, include: [] },
    server: { host: '127.0.0.1', port: 0, watch: null, ws: false },
  });
  await vite.listen();
  ports = { vite: (vite.httpServer?.address() as AddressInfo).port, dialin: dialinPort };
  stop = async () => {
    await vite.close();
    dialin.close();
  };
});

afterAll(() => stop());

/** POSTs through Vite and returns the headers that came out after it. `fetch` would not let `Origin` be set. */
async function through(path: string, origin: string): Promise<Record<string, string>> {
  const sent = request({ port: ports.vite, host: '127.0.0.1', path, method: 'POST', headers: { Origin: origin } }).end();
  const [answer] = await once(sent, 'response');
  let text = '';
  for await (const chunk of answer) text += chunk;
  return JSON.parse(text) as Record<string, string>;
}

test.each(['/v1/domain-dialin-config', '/api/session'])('a write of the page itself to %s reaches the server as its own', async (path) => {
  const headers = await through(path, `http://127.0.0.1:${ports.vite}`);
  expect(headers).not.toHaveProperty('origin');
  expect(headers['host']).toBe(`127.0.0.1:${ports.dialin}`);
});

test('a write of another page keeps its origin, for the server to refuse', async () => {
  expect(await through('/v1/domain-dialin-config', 'http://127.0.0.1:1')).toHaveProperty('origin', 'http://127.0.0.1:1');
});

import { svelte } from '@sveltejs/vite-plugin-svelte';
import type { ProxyOptions } from 'vite';
import { defineConfig } from 'vitest/config';

const toServer: ProxyOptions = {
  target: process.env['DIALIN_URL'] ?? 'http://127.0.0.1:8787',
  changeOrigin: true,
  configure: (proxy) => {
    proxy.on('proxyReq', (toServer, { headers }) => {
      // The server refuses writes from pages that are not its own, and here they come from this one; another's stay refused.
      if (headers.origin === `http://${headers.host}`) toServer.removeHeader('Origin');
    });
  },
};

export default defineConfig({
  plugins: [svelte()],
  build: {
    // The server's policy allows nothing inline, so nothing may become a data: script or style.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    // `dialin-config` carries its wasm as text, in a chunk of its own that loads after the first paint.
    chunkSizeWarningLimit: 1500,
  },
  server: {
    // `npm run dev -w web` beside a `dialin serve`: DIALIN_URL says where, if it is not in the usual place.
    proxy: { '/v1': toServer, '/api': toServer },
  },
  test: {
    include: ['*.test.ts', 'src/**/*.test.ts'],
    environment: './page.environment.ts',
    // The first hook of a file compiles what it imports: on a busy machine that takes a while.
    hookTimeout: 60_000,
  },
});

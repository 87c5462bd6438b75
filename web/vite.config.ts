import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vitest/config';

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
    // `npm run dev -w web` beside a `dialin serve`: name it in DIALIN_URL.
    proxy: Object.fromEntries(
      ['/v1', '/api'].map((path) => [path, { target: process.env['DIALIN_URL'] ?? 'http://127.0.0.1:8787', changeOrigin: true }]),
    ),
  },
  test: { include: ['src/**/*.test.ts'] },
});

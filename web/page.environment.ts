import type { Environment } from 'vitest/runtime';

/** Node.js, with Svelte's modules compiled as they are for a browser: what a test sees change, the page would see change. */
export default { name: 'page', viteEnvironment: 'client', setup: () => ({ teardown() {} }) } satisfies Environment;

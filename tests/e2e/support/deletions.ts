import { expect, type Locator, type Page, type Request } from '@playwright/test';
import type { Server, Stored } from './server';

/** As in web/src/state/deletions.svelte.ts. */
export const HOLD_MS = 8000;

export async function three(page: Page, server: Server): Promise<[Stored, Stored, Stored]> {
  const first = await server.create({ type: 'pin_dialin', phone_number: '+12095030001' });
  const second = await server.create({ type: 'pin_dialin', phone_number: '+12095030002' });
  const third = await server.create({ type: 'pin_dialin', phone_number: '+12095030003' });
  await page.reload();
  await expect(page.getByRole('rowheader')).toHaveCount(3);
  return [first, second, third];
}

/** However slow the machine is, what is held from here on is sent only when the test says that the time is over. */
export async function stopClock(page: Page): Promise<void> {
  await page.clock.install();
  await page.clock.pauseAt(Date.now() + 60_000);
}

export function deletions(page: Page): Request[] {
  const sent: Request[] = [];
  page.on('request', (request) => request.method() === 'DELETE' && sent.push(request));
  return sent;
}

export async function ids(server: Server): Promise<string[]> {
  return (await server.list()).map(({ id }) => id);
}

/** What a screen reader is told when the server has answered that a config is gone. */
export function deleted(page: Page, number: string): Locator {
  return page.getByRole('status').filter({ hasText: `Deleted ${number}.` });
}

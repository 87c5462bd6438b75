import type { StoredConfig } from 'dialin-config';

/** A stored config that is called by its ID. */
export function config(id: string, fields: object = {}): StoredConfig {
  return { id, type: 'pin_dialin', config: { name_prefix: id, ...fields } };
}

/** What the client rejects with. Its own class cannot be made outside of it; by these the page tells its errors apart. */
export function apiError(status: number, error = 'an-error', more: { info?: string; issues?: object[]; leavesOpen?: boolean } = {}): Error {
  const said = { status, error, issues: [], leavesOpen: false, ...more, notFound: status === 404 };
  return Object.assign(new Error(error), { name: 'DialinApiError', ...said });
}

/** There was no answer. */
export function networkError(): Error {
  return Object.assign(new Error('refused'), { name: 'DialinNetworkError' });
}

export const NO_ANSWER = 'The server does not answer. Check that `dialin serve` is still running, then try again.';

/** Something that is under way until the test says how it ends. */
export class Held<T> {
  end!: (value: T) => void;
  fail!: (error: Error) => void;
  readonly promise = new Promise<T>((resolve, reject) => Object.assign(this, { end: resolve, fail: reject }));
}

/** Lets everything go on that waits for nothing but its turn. */
export async function settled(): Promise<void> {
  for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
}

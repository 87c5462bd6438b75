import type { Issue } from 'dialin-config';
import type { DialinApiError } from 'dialin-config/client';

/** Why a request came to nothing, ready to be shown. */
export interface Failure {
  /** What to tell the person. */
  readonly text: string;
  /** What the server's own checks said. */
  readonly issues: readonly Issue[];
  /** What was to be written may still have been written. */
  readonly open: boolean;
  /** The server was reached, and has refused or failed. */
  readonly answered: boolean;
  /** Nothing has the ID that was asked for. */
  readonly notFound: boolean;
  /** The server does not know this browser (any more). */
  readonly signedOut: boolean;
}

const NO_ANSWER = 'The server does not answer. Check that `dialin serve` is still running, then try again.';
/** By their names, as {@link isApiError}. */
const NO_ANSWER_NAMES: readonly string[] = ['DialinNetworkError', 'DialinTimeoutError'];
const SIGNED_OUT = 'You are no longer signed in.';

const UNANSWERED = { open: true, answered: false, issues: [], notFound: false, signedOut: false } as const;

/** A part of the page that is fetched later did not come. */
export class PartMissing extends Error {}

/** Reads whatever a call was rejected with. */
export function failureOf(error: unknown): Failure {
  if (isApiError(error)) {
    const { status, error: code, info, issues, notFound, leavesOpen } = error;
    // A wrong cookie is a 401. No cookie at all is a 400, as it is for Daily when the header is missing.
    const signedOut = status === 401 || code === 'authorization-header-error';
    const text = signedOut ? SIGNED_OUT : failureText({ status, info: info ?? code });
    return { open: leavesOpen, answered: true, issues, text, notFound, signedOut };
  }
  if (error instanceof PartMissing || (error instanceof Error && NO_ANSWER_NAMES.includes(error.name))) {
    return { ...UNANSWERED, text: NO_ANSWER };
  }
  // A mistake of this page's own, or an ID that the client refuses to ask for: said, since nothing else would say it, and
  // logged whole, or it could not be found.
  console.error(error);
  return { ...UNANSWERED, text: `Something went wrong in this page: ${wordsOf(error)}` };
}

function wordsOf(error: unknown): string {
  return error instanceof Error && error.message ? error.message : String(error);
}

/** A sentence for an answer that is not a success, or for no answer at all. */
export function failureText(answer: { status: number; info?: string } | undefined): string {
  if (answer === undefined) return NO_ANSWER;
  const { status, info } = answer;
  const said = info ? `: ${info}` : '';
  if (status >= 500) return `The server failed (${status})${said}`;
  if (status >= 400) return `The server refused this (${status})${said}`;
  // A browser shows no status of a redirect.
  return `The server did not answer as it should${status > 0 ? ` (${status})` : ''}${said}`;
}

/** By its name: the class would bring the whole client with it. */
export function isApiError(error: unknown): error is DialinApiError {
  return error instanceof Error && error.name === 'DialinApiError';
}

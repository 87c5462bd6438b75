/** One request and its answer, and trying again: `fetch`, timers and signals. Core decides whether and when. */

import { DialinApiError, DialinNetworkError, DialinTimeoutError } from "./client-errors.js";

/**
 * Sends a request until it is answered, refused or given up, and answers what became of the last one.
 *
 * @param {{api: Function, token?: string, headers: Headers, secrets: string[], fetch?: typeof fetch}} server
 * @param {{method: string, target: string, body: string | null}} request
 * @param {{kind: string, retried?: number, anew?: boolean}} about how its answer is read, how often it was tried again, and
 *   whether the caller makes it anew after each wait
 * @param {object} call the settings of the call, and what no error may repeat
 * @returns {Promise<{text?: string, status?: number, error?: Error, decision?: string}>} `look`: it may have happened, and
 *   has to be looked for before it is sent again; `retry`: it has to be made anew; `give-up`: it was the last
 */
export async function send(server, request, about, call) {
  if (call.pause !== undefined) await pause(call);
  for (;;) {
    const answer = await exchange(server, request, call);
    const failure = answer.error ?? refusal(server, request, answer, about, call);
    if (failure === undefined) return answer;
    const decide = (retried, retries) =>
      server.api("retry", {
        method: request.method,
        error: failure instanceof DialinApiError ? failure : null,
        retried,
        retries,
        bulk: call.bulk,
        retryAfter: answer.retryAfter,
        now: Math.floor(Date.now() / 1000),
        jitter: Math.floor(Math.random() * 1001),
      });
    const { decision, after } = decide(about.retried ?? 0, call.retries);
    if (decision === "give-up") {
      // What the server asked to wait for counts for what this call sends next, too: a look, or the way back.
      const asked = decide(0, 1);
      if (asked.decision === "retry") call.pause = { until: Date.now() + asked.after, error: failure };
      return { ...answer, error: failure, decision };
    }
    about.retried = (about.retried ?? 0) + 1;
    await call.onProgress?.({ type: "wait", ms: after, attempt: about.retried, error: failure });
    await sleep(after, call.signal);
    if (decision === "look" || about.anew) return { ...answer, error: failure, decision };
  }
}

/** Waits until the server wants to hear of this call again. */
async function pause(call) {
  const { until, error } = call.pause;
  call.pause = undefined;
  const ms = until - Date.now();
  if (!(ms > 0)) return;
  await call.onProgress?.({ type: "wait", ms, attempt: 0, error });
  await sleep(ms, call.signal);
}

/** The server's answer as an error, if it is one. */
function refusal(server, { method }, { status, text }, { kind }, call) {
  const secrets = secretsOf(server, call);
  const error = server.api("read", { method, kind, status, bulk: call.bulk, secrets }, readable(text));
  return error === null ? undefined : new DialinApiError(error);
}

/** No error of this call may repeat the signing secrets in these JSON texts, at whatever depth. */
export function keepSecret(call, ...texts) {
  for (const text of texts) {
    JSON.parse(readable(text), (key, value) => {
      if (key === "hmac" && typeof value === "string") call.secrets.add(value);
      return value;
    });
  }
}

/** The longest first: one may begin like another. */
const secretsOf = (server, call) => [...server.secrets, ...call.secrets].sort((one, other) => other.length - one.length);

/** What `fetch` threw, without secrets. Its own properties stay behind: some hold the whole request. */
function copyOf(thrown, hide, depth = 0) {
  if (!(thrown instanceof Error) || depth > 3) return undefined;
  const { name, code, message } = thrown;
  const copy = new Error(hide(String(message)), { cause: copyOf(thrown.cause, hide, depth + 1) });
  copy.name = hide(String(name));
  if (typeof code === "string") copy.code = hide(code);
  // It would say where this copy was made.
  copy.stack = `${copy.name}: ${copy.message}`;
  return copy;
}

/**
 * JSON text for core, which refuses the escape of half a surrogate pair where JavaScript reads one: that one text in one
 * config is broken is no reason to refuse the whole list. What is written back goes to core as it came.
 */
export function readable(text) {
  if (!/\\u[dD][89a-fA-F]/.test(text)) return text;
  const escapes = /\\(?:u[dD][89abAB][\da-fA-F]{2}\\u[dD][c-fC-F][\da-fA-F]{2}|(u[dD][89a-fA-F][\da-fA-F]{2})|.)/gs;
  return text.replace(escapes, (escape, half) => (half === undefined ? escape : "\\ufffd"));
}

/** One request. Rejects only when it was aborted. */
async function exchange(server, { method, target, body }, call) {
  const { api, token, headers, fetch } = server;
  const { baseUrl, signal, timeout } = call;
  if (signal?.aborted) throw signal.reason;
  const own = new Headers(headers);
  own.set("accept", "application/json");
  if (token !== undefined) own.set("authorization", `Bearer ${token}`);
  if (body !== null) own.set("content-type", "application/json");

  const controller = new AbortController();
  const abort = () => controller.abort(signal.reason);
  signal?.addEventListener("abort", abort, { once: true });
  let late = false;
  const over = () => {
    late = true;
    controller.abort();
  };
  const timer = timeout === Infinity ? undefined : setTimeout(over, timeout);
  const answered = async () => {
    const send = fetch ?? globalThis.fetch;
    const response = await send(`${baseUrl}${target}`, {
      method,
      headers: own,
      body: body ?? undefined,
      signal: controller.signal,
      // This API has none. Followed, a write would become a read of something else, and its secret could go to another host.
      redirect: "manual",
    });
    return {
      status: response.status,
      retryAfter: response.headers.get("retry-after"),
      text: await response.text(),
    };
  };
  try {
    // Somebody's own `fetch` may not know signals.
    return await unlessAborted(answered(), controller.signal);
  } catch (thrown) {
    if (signal?.aborted) throw signal.reason;
    if (late) return { error: new DialinTimeoutError(`no answer from ${baseUrl} in ${timeout} ms`) };
    const secrets = secretsOf(server, call);
    const copy = copyOf(thrown, (text) => api("hide", secrets, text));
    return { error: new DialinNetworkError(`no answer from ${baseUrl}: ${copy?.message ?? "unknown"}`, { cause: copy }) };
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener("abort", abort);
  }
}

/** Waits so long, unless the signal is aborted. */
async function sleep(ms, signal) {
  let timer;
  const waited = new Promise((resolve) => {
    timer = setTimeout(resolve, ms);
  });
  try {
    await unlessAborted(waited, signal);
  } finally {
    clearTimeout(timer);
  }
}

/** What the promise answers; rejects with the signal's reason as soon as that is aborted. */
export async function unlessAborted(promise, signal) {
  let stop;
  const stopped = new Promise((_, reject) => {
    stop = () => reject(signal.reason);
  });
  if (signal?.aborted) stop();
  signal?.addEventListener("abort", stop, { once: true });
  try {
    return await Promise.race([promise, stopped]);
  } finally {
    signal?.removeEventListener("abort", stop);
  }
}

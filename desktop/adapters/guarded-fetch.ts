/** No byte came for longer than a line that works is ever silent. */
class SilenceError extends Error {
  readonly code = 'silent';
  constructor(url: string, ms: number) {
    super(`${new URL(url).host} was silent for ${ms} ms`);
    this.name = 'SilenceError';
  }
}

export interface WholeAnswer {
  readonly status: number;
  readonly text: string;
}

/**
 * Fetches a whole answer, and rejects when nothing at all comes for `silenceMs`: a slow line that still moves is left alone, a
 * dead one is noticed. PouchDB itself waits for ever. Aborting `request` or the signal in `init` ends it at once.
 */
export async function guardedFetch(
  url: string,
  init: RequestInit,
  silenceMs: number,
  request: AbortController,
): Promise<WholeAnswer> {
  const quiet = (): NodeJS.Timeout =>
    setTimeout(() => request.abort(new SilenceError(url, silenceMs)), silenceMs);
  const abort = (): void => request.abort(init.signal?.reason);
  let timer = quiet();
  init.signal?.addEventListener('abort', abort);
  if (init.signal?.aborted) abort();
  try {
    const answer = await fetch(url, { ...init, signal: request.signal });
    const parts: Uint8Array[] = [];
    for await (const part of answer.body ?? []) {
      clearTimeout(timer);
      timer = quiet();
      parts.push(part as Uint8Array);
    }
    return { status: answer.status, text: Buffer.concat(parts).toString('utf8') };
  } finally {
    clearTimeout(timer);
    init.signal?.removeEventListener('abort', abort);
  }
}

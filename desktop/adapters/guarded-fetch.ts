/** No byte came for as long as a line that works would ever be silent. */
export class SilenceError extends Error {
  readonly code = 'silent';
  constructor(url: string, ms: number) {
    super(`${new URL(url).host} was silent for ${ms} ms`);
    this.name = 'SilenceError';
  }
}

/**
 * Fetches a whole answer, and rejects when nothing at all comes for `silenceMs`: a slow line that still moves is left alone, a
 * dead one is noticed. PouchDB itself waits for ever. `stop` ends it at once.
 */
export async function guardedFetch(url: string, init: RequestInit, silenceMs: number, stop: AbortSignal): Promise<Response> {
  const silent = new AbortController();
  const quiet = (): NodeJS.Timeout => setTimeout(() => silent.abort(new SilenceError(url, silenceMs)), silenceMs);
  let timer = quiet();
  const signal = AbortSignal.any([silent.signal, stop, ...(init.signal ? [init.signal] : [])]);
  try {
    const answer = await fetch(url, { ...init, signal });
    const parts: Uint8Array[] = [];
    for await (const part of answer.body ?? []) {
      clearTimeout(timer);
      timer = quiet();
      parts.push(part as Uint8Array);
    }
    return new Response(parts.length ? Buffer.concat(parts) : null, { status: answer.status });
  } catch (error) {
    throw silent.signal.aborted ? silent.signal.reason : error;
  } finally {
    clearTimeout(timer);
  }
}

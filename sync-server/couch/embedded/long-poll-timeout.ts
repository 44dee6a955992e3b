import type { IncomingMessage, ServerResponse } from 'node:http';

export type Handler = (request: IncomingMessage, response: ServerResponse, next: () => void) => void;

/**
 * express-pouchdb knows no `timeout` of a long poll, and stops listening only when the connection ends. This ends its answer
 * in time, and the connection with every long poll.
 */
export const longPollTimeout: Handler = (request, response, next) => {
  const url = new URL(request.url ?? '/', 'http://localhost');
  if (url.pathname.endsWith('/_changes') && url.searchParams.get('feed') === 'longpoll') {
    response.setHeader('Connection', 'close');
    const alarm = setTimeout(() => finish(response, url.searchParams.get('since') ?? '0'), timeoutOf(url));
    response.once('close', () => clearTimeout(alarm));
    response.on('error', () => response.destroy());
  }
  next();
};

/** CouchDB's own default and ceiling, ms. */
const LONGEST = 60_000;

function timeoutOf(url: URL): number {
  const asked = Number(url.searchParams.get('timeout') ?? LONGEST);
  return Number.isFinite(asked) ? Math.min(Math.max(asked, 0), LONGEST) : LONGEST;
}

/** Its answer begins with `{"results":[` as soon as it waits for a change. */
function finish(response: ServerResponse, since: string): void {
  if (response.writableEnded) return;
  const waiting = response.headersSent;
  response.end(`${waiting ? '' : '{"results":['}],\n"last_seq":${JSON.stringify(numberOf(since))}}\n`);
}

function numberOf(since: string): number | string {
  return /^\d+$/.test(since) ? Number(since) : since;
}

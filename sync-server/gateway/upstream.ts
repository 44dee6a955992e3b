import http from 'node:http';
import https from 'node:https';
import { CouchError } from '../couch/couch.ts';

export interface UpstreamRequest {
  readonly method: 'GET' | 'POST' | 'PUT';
  /** Path and query, encoded, from the database's name on. */
  readonly path: string;
  readonly body?: Buffer | string;
  /** Fires when whoever asked has gone. */
  readonly signal: AbortSignal;
}

/** A silent database is given up after this long, ms. */
const SILENCE_MS = 60_000;

/** CouchDB for those who only pass its answers on: bytes, unread. */
export class Upstream {
  private readonly base: URL;
  private readonly agent: http.Agent;
  private readonly headers: Readonly<Record<string, string>>;

  constructor(url: string) {
    this.base = new URL(url);
    const { username, password, protocol } = this.base;
    this.agent = new (protocol === 'https:' ? https : http).Agent({ keepAlive: true, maxFreeSockets: 64 });
    const login = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
    this.headers = {
      accept: 'application/json',
      ...(username ? { authorization: `Basic ${Buffer.from(login).toString('base64')}` } : {}),
    };
  }

  /** The answer as soon as its head is there. Throws a CouchError when there is none, or when CouchDB does not let us in. */
  ask({ method, path, body, signal }: UpstreamRequest): Promise<http.IncomingMessage> {
    const url = new URL(`${this.base.pathname.replace(/\/$/, '')}/${path}`, this.base);
    url.username = '';
    url.password = '';
    const headers =
      body === undefined
        ? this.headers
        : { ...this.headers, 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) };
    return new Promise((resolve, reject) => {
      const options = { method, headers, agent: this.agent, signal, timeout: SILENCE_MS };
      const request = (this.base.protocol === 'https:' ? https : http).request(url, options, (answer) => {
        const status = answer.statusCode ?? 500;
        if (status !== 401 && status !== 403 && status < 500) return resolve(answer);
        answer.resume();
        reject(new CouchError(`CouchDB answered ${status} to ${method} ${url.pathname}.`, status));
      });
      request.on('timeout', () => request.destroy(new Error(`silent for ${SILENCE_MS} ms`)));
      request.on('error', (error) =>
        reject(
          new CouchError(`CouchDB cannot be reached for ${method} ${url.pathname}: ${error.message}`, null),
        ),
      );
      request.end(body);
    });
  }

  close(): void {
    this.agent.destroy();
  }
}

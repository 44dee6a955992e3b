import { createServer, type IncomingMessage, request, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** How the line to the source behaves: as it should, silent (takes and never answers), dripping (never ends), refusing at the gateway. */
export type LineState = 'up' | 'silent' | 'dripping' | 'refusing';

/** A stand-in for the gateway's pull: `/db/<database>/...` with a token, passed on to a CouchDB, over a line that can fail. */
export class SourceLine {
  readonly token = 'a-token';
  state: LineState = 'up';
  /** Requests that came, as `GET _changes`; those of a refused token too. */
  readonly seen: string[] = [];
  private readonly server: Server;
  private readonly couch: string;

  private constructor(couch: string) {
    this.couch = couch;
    this.server = createServer((asked, answer) => this.take(asked, answer));
  }

  static async open(couch: string): Promise<SourceLine> {
    const line = new SourceLine(couch);
    await new Promise<void>((resolve) => line.server.listen(0, '127.0.0.1', resolve));
    return line;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** Cuts every connection. */
  cut(): void {
    this.server.closeAllConnections();
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private take(asked: IncomingMessage, answer: ServerResponse): void {
    const path = asked.url ?? '';
    this.seen.push(`${asked.method} ${path.split('?')[0]?.split('/').slice(3).join('/') || '/'}`);
    if (this.state === 'silent') return;
    if (this.state === 'dripping') {
      const drip = setInterval(() => answer.write(' '), 50);
      answer.on('close', () => clearInterval(drip));
      return;
    }
    const known = asked.headers.authorization === `Bearer ${this.token}` && path.startsWith('/db/');
    if (!known || this.state === 'refusing') {
      answer
        .writeHead(known ? 503 : 401, { 'content-type': 'application/json' })
        .end('{"error":{"code":"refused","message":"no"}}');
      return;
    }
    const { host: _host, authorization: _authorization, ...headers } = asked.headers;
    const passed = request(`${this.couch}${path.slice(3)}`, { method: asked.method, headers }, (found) => {
      answer.writeHead(found.statusCode ?? 500, found.headers);
      found.pipe(answer);
    });
    passed.on('error', () => answer.destroy());
    answer.on('close', () => passed.destroy());
    asked.pipe(passed);
  }
}

import type nano from 'nano';
import { CouchError } from './couch.ts';

/** Nano passes `signal` on to fetch, though its types do not say so. */
export type CouchRequest = nano.RequestOptions;

interface Limits {
  readonly requestMs: number;
  readonly marginMs: number;
}

/** Requests through nano that end in time, and whose errors are sentences. Connections are kept by Node's fetch. */
export class CouchRequests {
  private readonly server: nano.ServerScope;
  private readonly limits: Limits;
  private readonly underWay = new Set<AbortController>();
  private closed = false;

  constructor(server: nano.ServerScope, limits: Limits) {
    this.server = server;
    this.limits = limits;
  }

  /** The answer's JSON. Statuses in `besides` are as good as done. */
  async send<T>(request: CouchRequest, { besides = [] as readonly number[] } = {}): Promise<T> {
    const answer = await this.within<T>(request, this.limits.requestMs, besides);
    if (answer === 'late')
      throw new CouchError(
        `CouchDB gave no answer to ${nameOf(request)} in ${this.limits.requestMs} ms.`,
        null,
      );
    return answer;
  }

  /** A long poll of `waitMs`: its answer, or null when it took longer than that, as with a server that knows no timeout. */
  async wait<T>(request: CouchRequest, waitMs: number): Promise<T | null> {
    const answer = await this.within<T>(request, waitMs + this.limits.marginMs, []);
    return answer === 'late' ? null : answer;
  }

  close(): void {
    this.closed = true;
    for (const controller of this.underWay) controller.abort();
  }

  private async within<T>(
    request: CouchRequest,
    ms: number,
    besides: readonly number[],
  ): Promise<T | 'late'> {
    if (this.closed) throw new CouchError('The connection with CouchDB was closed.', null);
    const controller = new AbortController();
    let late = false;
    const alarm = setTimeout(() => {
      late = true;
      controller.abort();
    }, ms);
    this.underWay.add(controller);
    try {
      const answer = (await this.server.request({
        ...request,
        signal: controller.signal,
      } as CouchRequest)) as T | '';
      if (late) return 'late';
      if (answer === '') throw new CouchError(`CouchDB broke off its answer to ${nameOf(request)}.`, null);
      return answer;
    } catch (error) {
      if (late) return 'late';
      const { statusCode } = error as Partial<nano.RequestError>;
      if (statusCode !== undefined && besides.includes(statusCode)) return undefined as T;
      throw this.closed
        ? new CouchError('The connection with CouchDB was closed.', null)
        : inWords(error, request);
    } finally {
      clearTimeout(alarm);
      this.underWay.delete(controller);
    }
  }
}

function inWords(error: unknown, request: CouchRequest): CouchError {
  if (error instanceof CouchError) return error;
  const { statusCode, message } = error as Partial<nano.RequestError>;
  if (statusCode === undefined)
    return new CouchError(`CouchDB cannot be reached for ${nameOf(request)}: ${message}`, null);
  return new CouchError(`CouchDB answered ${statusCode} to ${nameOf(request)}: ${message}`, statusCode);
}

function nameOf({ method = 'get', db, path }: CouchRequest): string {
  return `${method.toUpperCase()} ${[db, path].filter(Boolean).join('/')}`;
}

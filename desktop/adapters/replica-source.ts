import PouchDB, { type PouchDatabase } from 'pouchdb';
import { guardedFetch } from './guarded-fetch.ts';
import { OpenRequests } from './open-requests.ts';

export interface SourceOptions {
  /** Address of the gateway, without a slash at the end. */
  readonly server: string;
  readonly token: string;
  readonly database: string;
  /** How long the source may hold a request for changes, ms. */
  readonly pollMs: number;
  /** How much longer than that nothing may come, ms. */
  readonly marginMs: number;
}

/** The source refused, or answered what is no answer. `status` is its HTTP status. */
class SourceError extends Error {
  readonly code: string;
  readonly status: number;
  constructor(path: string, status: number, code: string) {
    super(`${path} of the replica's source answered ${status} ${code}`);
    this.name = 'SourceError';
    this.code = code;
    this.status = status;
  }
}

/** A library's database at the gateway, as PouchDB's replication reads it. */
export class ReplicaSource {
  readonly handle: PouchDatabase;
  /** When something was asked or answered last, ms since 1970. */
  movedAt = Date.now();
  private readonly options: SourceOptions;
  private readonly url: string;
  private readonly requests = new OpenRequests();

  constructor(options: SourceOptions) {
    this.options = options;
    this.url = `${options.server}/db/${options.database}`;
    const fetch = async (url: string, init: RequestInit): Promise<object> => {
      const body = await this.ask(url, init);
      return { ok: true, status: 200, json: () => Promise.resolve(body) };
    };
    this.handle = new PouchDB(this.url, { skip_setup: true, fetch });
    // Asked of the server, it would differ between an answer and a failure, and the copy would begin again.
    this.handle.id = () => Promise.resolve(`balie/${options.database}`);
    // Asked after every batch for PouchDB's list of tasks, without a handler: one failure would end the process.
    this.handle.info = () => Promise.resolve({ doc_count: 0, update_seq: 0, db_name: options.database });
    // After one that fails, PouchDB would believe for good that the server has none, and ask for documents one by one.
    this.handle.bulkGet = ({ docs }) => this.bulkGet(docs);
  }

  async documentCount(): Promise<number> {
    const { doc_count } = (await this.ask(this.url, {})) as { doc_count?: unknown };
    return typeof doc_count === 'number' ? doc_count : 0;
  }

  /** Ends every request that is under way. */
  close(): void {
    this.requests.stop();
  }

  /** Of an answer that leaves documents out PouchDB would take what there is, and never ask for the rest again. */
  private async bulkGet(docs: readonly object[]): Promise<unknown> {
    const url = `${this.url}/_bulk_get?revs=true&latest=true`;
    const answer = (await this.ask(url, { method: 'POST', body: JSON.stringify({ docs }) })) as {
      results?: unknown;
    };
    if (Array.isArray(answer.results) && answer.results.length >= docs.length) return answer;
    throw new SourceError('/_bulk_get', 200, 'incomplete');
  }

  /** Rejects for every answer that is none: PouchDB hangs on an error that is not worded as CouchDB words them. */
  private async ask(url: string, { method = 'GET', body, signal }: RequestInit): Promise<object> {
    const { token, pollMs, marginMs } = this.options;
    const headers = {
      authorization: `Bearer ${token}`,
      accept: 'application/json',
      ...(body ? { 'content-type': 'application/json' } : {}),
    };
    const init = { method, headers, ...(body ? { body } : {}), ...(signal ? { signal } : {}) };
    this.movedAt = Date.now();
    const { status, text } = await this.requests.run((request) =>
      guardedFetch(url, init, pollMs + marginMs, request),
    );
    this.movedAt = Date.now();
    const path = new URL(url).pathname.slice(new URL(this.url).pathname.length) || '/';
    const json = parse(text);
    if (status !== 200) throw new SourceError(path, status, codeOf(json));
    const isAnswer =
      path !== '/_changes' || (Array.isArray(json?.['results']) && json['last_seq'] !== undefined);
    if (!json || !isAnswer) throw new SourceError(path, status, 'unreadable');
    return json;
  }
}

function parse(text: string): Record<string, unknown> | null {
  try {
    const json: unknown = JSON.parse(text);
    return typeof json === 'object' && json !== null ? (json as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}

/** The gateway's code, or CouchDB's. */
function codeOf(json: Record<string, unknown> | null): string {
  const error = json?.['error'];
  if (typeof error === 'string') return error;
  const code = (error as { code?: unknown } | undefined)?.code;
  return typeof code === 'string' ? code : 'unreadable';
}

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

/** The source refused or could not be understood; `status` is its HTTP status. */
export class SourceError extends Error {
  readonly status: number;
  constructor(status: number, message: string) {
    super(message);
    this.name = 'SourceError';
    this.status = status;
  }
}

/** A library's database at the gateway, as PouchDB's replication reads it. */
export class ReplicaSource {
  readonly handle: PouchDatabase;
  private readonly options: SourceOptions;
  private readonly url: string;
  private readonly requests = new OpenRequests();

  constructor(options: SourceOptions) {
    this.options = options;
    this.url = `${options.server}/db/${options.database}`;
    this.handle = new PouchDB(this.url, { skip_setup: true, fetch: (url: string, init: RequestInit) => this.fetch(url, init) });
    // Asked of the server, it would differ between an answer and a failure, and the copy would begin again.
    this.handle.id = () => Promise.resolve(`balie/${options.database}`);
    // Asked after every batch for PouchDB's list of tasks, without a handler: one failure would end the process.
    this.handle.info = () => Promise.resolve({ doc_count: 0, update_seq: 0, db_name: options.database });
    // After one that fails, PouchDB would believe for good that the server has none, and ask for documents one by one.
    this.handle.bulkGet = ({ docs }) =>
      this.json('/_bulk_get?revs=true&latest=true', { method: 'POST', body: JSON.stringify({ docs }) });
  }

  async documentCount(): Promise<number> {
    const { doc_count } = (await this.json('', {})) as { doc_count?: unknown };
    return typeof doc_count === 'number' ? doc_count : 0;
  }

  /** Ends every request that is under way. */
  close(): void {
    this.requests.stop();
  }

  private async json(path: string, init: RequestInit): Promise<unknown> {
    const answer = await this.fetch(`${this.url}${path}`, init);
    if (!answer.ok) throw new SourceError(answer.status, `${path || '/'} of the replica's source answered ${answer.status}`);
    return answer.json();
  }

  private fetch(url: string, { method = 'GET', body, signal }: RequestInit): Promise<Response> {
    const { token, pollMs, marginMs } = this.options;
    const headers = {
      authorization: `Bearer ${token}`,
      accept: 'application/json',
      ...(body ? { 'content-type': 'application/json' } : {}),
    };
    const init = { method, headers, ...(body ? { body } : {}), ...(signal ? { signal } : {}) };
    return this.requests.run((request) => guardedFetch(url, init, pollMs + marginMs, request));
  }
}

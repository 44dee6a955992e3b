interface Document {
  readonly _id: string;
  readonly _rev?: string;
}

/** Writes to a CouchDB as the resolver would, for tests of those who read from it. */
export class CouchSource {
  private readonly url: string;

  constructor(url: string) {
    this.url = url;
  }

  async create(database: string): Promise<void> {
    await this.ask('PUT', `/${database}`);
  }

  async drop(database: string): Promise<void> {
    await this.ask('DELETE', `/${database}`);
  }

  /** Each document's next revision. */
  async write(database: string, documents: readonly Document[]): Promise<void> {
    const keys = documents.map(({ _id }) => _id);
    const { rows } = (await this.ask('POST', `/${database}/_all_docs`, { keys })) as {
      rows: { value?: { rev: string } }[];
    };
    const docs = documents.map(({ _rev, ...document }, i) => ({
      ...document,
      ...(rows[i]?.value ? { _rev: rows[i].value.rev } : {}),
    }));
    await this.ask('POST', `/${database}/_bulk_docs`, { docs });
  }

  /** A revision as it is, beside those that are there. */
  async fork(database: string, document: Document): Promise<void> {
    await this.ask('POST', `/${database}/_bulk_docs`, { docs: [document], new_edits: false });
  }

  async remove(database: string, id: string): Promise<void> {
    const { _rev } = (await this.ask('GET', `/${database}/${encodeURIComponent(id)}`)) as Document;
    await this.ask('DELETE', `/${database}/${encodeURIComponent(id)}?rev=${_rev}`);
  }

  private async ask(method: string, path: string, body?: unknown): Promise<unknown> {
    const headers = { 'content-type': 'application/json' };
    const answer = await fetch(`${this.url}${path}`, {
      method,
      headers,
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    if (!answer.ok) throw new Error(`${method} ${path} answered ${answer.status}: ${await answer.text()}`);
    return answer.json();
  }
}

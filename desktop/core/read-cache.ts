import type { ReplicaDocument, Store } from './ports.ts';

/** Enough for the patrons and books of some hours at a counter, at about 2 kB each. */
const KEPT = 4000;

/**
 * The replica's documents that were read lately, the absent ones too, until the replica says that they changed. A scan reads the
 * same few documents many times over, and a read costs more than all else that a scan does.
 */
export class ReadCache implements Pick<Store, 'getMany'> {
  private readonly store: Pick<Store, 'getMany'>;
  private readonly kept: number;
  /** Least recently used first. */
  private readonly known = new Map<string, ReplicaDocument | null>();
  /** Grows with every word of a change: what was read before one may be older than it. */
  private epoch = 0;

  constructor(store: Pick<Store, 'getMany'>, kept = KEPT) {
    this.store = store;
    this.kept = kept;
  }

  async getMany(ids: readonly string[]): Promise<ReadonlyMap<string, ReplicaDocument>> {
    const result = new Map<string, ReplicaDocument>();
    const lacking: string[] = [];
    for (const id of ids) {
      const document = this.known.get(id);
      if (document === undefined) lacking.push(id);
      else {
        this.keep(id, document);
        if (document) result.set(id, document);
      }
    }
    if (lacking.length === 0) return result;
    const { epoch } = this;
    const found = await this.store.getMany(lacking);
    for (const id of lacking) {
      const document = found.get(id) ?? null;
      if (document) result.set(id, document);
      if (epoch === this.epoch) this.keep(id, document);
    }
    return result;
  }

  /** These documents changed, or all did. */
  forget(ids?: readonly string[]): void {
    this.epoch++;
    if (ids) for (const id of ids) this.known.delete(id);
    else this.known.clear();
  }

  private keep(id: string, document: ReplicaDocument | null): void {
    this.known.delete(id);
    this.known.set(id, document);
    if (this.known.size > this.kept) this.known.delete(this.known.keys().next().value!);
  }
}

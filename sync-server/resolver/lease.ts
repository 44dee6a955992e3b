import { NATIONAL } from '@balie/shared/protocol/databases.ts';
import type { Couch, CouchDocument } from '../couch/couch.ts';

interface LeaseDocument extends CouchDocument {
  readonly holder: string | null;
  /** Grows with every new holder. */
  readonly fence: number;
  /** ms since 1970, by the holder's clock. */
  readonly until: number;
}

export interface LeasePorts {
  readonly couch: Couch;
  readonly now: () => number;
  readonly holder: string;
}

const TERM_MS = 30_000;

/** Who resolves a library: it saves two processes the same work. Correctness never hangs on it; set union does that. */
export class Lease {
  private readonly ports: LeasePorts;
  private readonly held = new Map<string, LeaseDocument>();

  constructor(ports: LeasePorts) {
    this.ports = ports;
  }

  /** True while this process holds the library; takes what is free or past its term, renews before half of its own. */
  async hold(isil: string): Promise<boolean> {
    const { holder, now } = this.ports;
    const own = this.held.get(isil);
    if (own && own.until - now() > TERM_MS / 2) return true;
    const id = `lease:resolver:${isil}`;
    const found = (await this.ports.couch.getMany<LeaseDocument>(NATIONAL, [id])).get(id)?.winner;
    if (found && found.holder !== null && found.holder !== holder && found.until > now()) {
      this.held.delete(isil);
      return false;
    }
    const fence = found?.holder === holder ? found.fence : (found?.fence ?? 0) + 1;
    return this.write(isil, { ...found, _id: id, holder, fence, until: now() + TERM_MS });
  }

  async releaseAll(): Promise<void> {
    for (const [isil, document] of this.held) await this.write(isil, { ...document, holder: null, until: 0 });
    this.held.clear();
  }

  private async write(isil: string, document: LeaseDocument): Promise<boolean> {
    const [row] = await this.ports.couch.bulk(NATIONAL, [document]);
    if (!row?.ok) {
      this.held.delete(isil);
      return false;
    }
    this.held.set(isil, { ...document, _rev: row.rev });
    return true;
  }
}

import type { Instant } from '@balie/shared/clock/instant.ts';
import { NATIONAL } from '@balie/shared/protocol/databases.ts';
import type { Couch, CouchDocument } from '../couch/couch.ts';

/** `lease:resolver:<isil>` in `national`: whose turn it is. It saves work; what makes two at once harmless is set union. */
interface LeaseDocument extends CouchDocument {
  readonly v: 1;
  readonly holder: string;
  /** Rises with each change of holder. */
  readonly fence: number;
  /** By the holder's clock. */
  readonly until: Instant;
}

export interface LeasePorts {
  readonly couch: Couch;
  readonly now: () => Instant;
  /** Names this process. */
  readonly holder: string;
}

const TERM_MS = 30_000;

/** Takes a library's lease, or keeps it for longer. Until when it is held; null while another holds it. */
export async function takeLease({ couch, now, holder }: LeasePorts, isil: string): Promise<Instant | null> {
  const held = await readLease(couch, isil);
  const at = now();
  if (held && held.holder !== holder && held.until > at) return null;
  const fence = held ? held.fence + (held.holder === holder ? 0 : 1) : 1;
  const lease: LeaseDocument = { ...held, _id: leaseDoc(isil), v: 1, holder, fence, until: at + TERM_MS };
  return (await write(couch, lease)) ? lease.until : null;
}

/** True when a lease that was taken has so much time left that it need not be renewed yet. */
export function isFresh(until: Instant, now: Instant): boolean {
  return until - now > TERM_MS / 2;
}

/** Gives the lease back, if it is still this holder's. */
export async function releaseLease({ couch, now, holder }: LeasePorts, isil: string): Promise<void> {
  const held = await readLease(couch, isil);
  if (held?.holder === holder) await write(couch, { ...held, until: now() });
}

const leaseDoc = (isil: string): string => `lease:resolver:${isil}`;

async function readLease(couch: Couch, isil: string): Promise<LeaseDocument | null> {
  const id = leaseDoc(isil);
  return (await couch.getMany<LeaseDocument>(NATIONAL, [id])).get(id)?.winner ?? null;
}

/** By revision, so that of two takers one gets it. */
async function write(couch: Couch, lease: LeaseDocument): Promise<boolean> {
  const [row] = await couch.bulk(NATIONAL, [lease]);
  if (!row?.ok && row?.error !== 'conflict') throw new Error(`${lease._id} was not written: ${row?.reason}`);
  return row.ok;
}

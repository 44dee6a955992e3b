import type { Instant } from '../clock/instant.ts';
import type { FactOf } from '../journal/fact.ts';
import type { EntryId } from '../journal/ids.ts';
import type { Claim, ClaimEnd, Fulfilment } from './item-state.ts';

/** Whom a copy was set aside for (H2), and the holds that lending it met (H5, P6). At most the last claim stands. */
export class Captures {
  readonly claims: Claim[] = [];
  readonly fulfilments: Fulfilment[] = [];

  get standing(): Claim | null {
    const last = this.claims.at(-1);
    return last && !last.ended ? last : null;
  }

  /** The copy that an opening balance says to be on the hold shelf. */
  open(id: EntryId, { body, at }: FactOf<'hold.open'>): void {
    const { captured, queue, patron, pickup } = body;
    if (!captured) return;
    this.end('scanned-again', at, id);
    const { place } = captured;
    this.claims.push({ hold: id, queue, patron, pickup, place, at: captured.at, by: id, ended: null });
  }

  lend(id: EntryId, { body, at }: FactOf<'checkout'>): void {
    const { standing } = this;
    const meets = standing?.patron === body.patron || standing?.hold === body.fulfils?.hold;
    this.end(meets ? 'fulfilled' : 'lent-to-another', at, id);
    if (body.fulfils) this.fulfilments.push({ ...body.fulfils, at, by: id });
  }

  /** A copy scanned again for the same hold keeps its claim. */
  takeBack(id: EntryId, { body, at }: FactOf<'checkin'>): void {
    const { captured } = body;
    if (this.standing?.hold === captured?.hold) return;
    this.end('scanned-again', at, id);
    if (captured) this.claims.push({ ...captured, at, by: id, ended: null });
  }

  end(how: ClaimEnd, at: Instant, by: EntryId): void {
    const { standing } = this;
    if (standing) this.claims[this.claims.length - 1] = { ...standing, ended: { how, at, by } };
  }
}

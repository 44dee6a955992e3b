import type { Instant } from '../clock/instant.ts';
import type { FactOf } from '../journal/fact.ts';
import type { EntryId } from '../journal/ids.ts';
import type { Capture, Hold, HoldEnd } from './queue-state.ts';
import { type ReservationFees, reservationFees } from './reservation-fees.ts';
import type { DerivedCharge } from '../accounts/derived-charge.ts';

export type Placing = FactOf<'hold.place'> | FactOf<'hold.open'>;

const NO_FEES: ReservationFees = { placingCents: 0, pickupCents: 0, uncollectedCents: 0 };

interface Cause {
  readonly at: Instant;
  readonly by: EntryId;
}

/** A hold while its queue is folded: acts change it in order, as long as it is open. */
export class HoldDraft {
  readonly id: EntryId;
  readonly patron: string;
  readonly aliases: EntryId[] = [];
  ended: HoldEnd | null = null;
  /** Captures that ended because nobody collected the copy (H8). */
  readonly lapsed = new Map<EntryId, Cause>();
  private readonly pickedUp: Cause[] = [];
  private readonly captures: Capture[] = [];
  private readonly notOnShelf: Hold['notOnShelf'][number][] = [];
  /** Effective time of the entry; an imported hold was placed earlier. */
  private readonly since: Instant;
  private readonly placedAt: Instant;
  private readonly asked: Omit<FactOf<'hold.place'>['body'], 'queue' | 'patron' | 'pickup' | 'priority'>;
  /** Key of an imported hold's row. */
  private readonly source: string | null;
  private pickup: string;
  private priority: number;
  private suspension: Pick<Hold, 'suspended' | 'suspendedUntil'>;
  /** What somebody decided here since an import said it (L7). */
  private readonly decided = new Set<'pickup' | 'suspension'>();

  constructor(id: EntryId, { kind, body, at }: Placing) {
    this.id = id;
    this.patron = body.patron;
    this.pickup = body.pickup;
    this.since = at;
    if (kind === 'hold.open') {
      this.placedAt = body.placed;
      this.source = body.source;
      this.priority = 0;
      this.asked = { copies: 1, until: null, language: null, format: null, fees: NO_FEES };
      this.suspension = { suspended: body.suspended, suspendedUntil: null };
    } else {
      this.placedAt = at;
      this.source = null;
      this.priority = body.priority;
      this.asked = body;
      this.suspension = { suspended: false, suspendedUntil: null };
    }
  }

  /** A later hold of the same patron (H1). A newer balance of the same imported hold says how it stands, as far as nobody decided. */
  alias(id: EntryId, { kind, body }: Placing): void {
    this.aliases.push(id);
    if (kind !== 'hold.open' || body.source !== this.source) return;
    if (!this.decided.has('pickup')) this.pickup = body.pickup;
    if (!this.decided.has('suspension'))
      this.suspension = { suspended: body.suspended, suspendedUntil: null };
  }

  suspend(suspension: Pick<Hold, 'suspended' | 'suspendedUntil'>): void {
    this.decided.add('suspension');
    this.suspension = suspension;
  }

  move({ pickup, priority = this.priority }: FactOf<'hold.move'>['body']): void {
    this.priority = priority;
    if (pickup === undefined) return;
    this.decided.add('pickup');
    this.pickup = pickup;
  }

  missed(item: string, cause: Cause): void {
    this.notOnShelf.push({ item, ...cause });
  }

  end(why: HoldEnd['why'], { at, by }: Cause): void {
    this.ended = { why, at: Math.max(at, this.since), by };
  }

  lend(cause: Cause): void {
    this.pickedUp.push(cause);
    if (this.left() <= 0) this.end('fulfilled', cause);
  }

  /** A captured copy that was not collected: one is asked for less, and the last one ends the hold (H8). */
  lapse(capture: EntryId, cause: Cause): void {
    if (this.lapsed.has(capture)) return;
    this.lapsed.set(capture, cause);
    if (this.left() <= 0) this.end(this.pickedUp.length ? 'fulfilled' : 'not-collected', cause);
  }

  /** False when all the copies that it asks for stand captured already (H3). */
  capture(copy: Capture): boolean {
    if (this.captures.length >= this.left()) return false;
    this.captures.push(copy);
    return true;
  }

  get first(): Capture | null {
    return this.captures[0] ?? null;
  }

  /** Copies asked for and neither lent nor given up. */
  private left(): number {
    return this.asked.copies - this.lapsed.size - this.pickedUp.length;
  }

  charges(): readonly DerivedCharge[] {
    const { id, patron, since, pickedUp } = this;
    return reservationFees({
      id,
      patron,
      fees: this.asked.fees,
      placedAt: since,
      cancelledByLibrary: this.ended?.why === 'cancelled-by-library',
      pickedUp,
      uncollected: [...this.lapsed.values()],
    });
  }

  state(): Hold {
    const { id, aliases, patron, pickup, priority, placedAt, captures, notOnShelf, ended, first } = this;
    const { copies, until, language, format } = this.asked;
    const wanted = ended ? 0 : this.left() - captures.length;
    const where = {
      id,
      aliases,
      patron,
      pickup,
      priority,
      placedAt,
      copies,
      wanted,
      until,
      language,
      format,
    };
    const status = ended ? statusOf(ended) : wanted > 0 ? 'waiting' : 'captured';
    return { ...where, ...this.suspension, status, captures, copy: first, notOnShelf, ended };
  }
}

function statusOf({ why }: HoldEnd): Hold['status'] {
  switch (why) {
    case 'fulfilled':
      return 'fulfilled';
    case 'cancelled-by-patron':
    case 'cancelled-by-library':
      return 'cancelled';
    case 'not-collected':
    case 'not-filled':
    case 'subscription-ended':
      return 'expired';
  }
}

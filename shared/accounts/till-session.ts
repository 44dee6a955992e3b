import type { Instant } from '../clock/instant.ts';
import type { FactOf } from '../journal/fact.ts';
import type { EntryId } from '../journal/ids.ts';
import type { Outcome } from './pin-outcomes.ts';
import type { BookedCents, TerminalCents, TillCount, TillSession } from './till-state.ts';

/** What moves money through a drawer or its terminals. */
export type TillAct = FactOf<'pay'> | FactOf<'refund'> | FactOf<'till.drop'>;

type Opening = Pick<TillSession, 'id' | 'person' | 'openedAt' | 'floatCents'>;

/** A session while acts come in (M8). */
export class RunningSession {
  readonly counts: TillCount[] = [];
  /** Acts that no count holds yet. */
  readonly uncounted = new Set<EntryId>();
  closedAt: Instant | null = null;
  private readonly opening: Opening;
  private readonly received = { cash: 0, pin: 0, voucher: 0, transfer: 0 };
  private readonly refunded = { cash: 0, pin: 0, transfer: 0 };
  private dropped = 0;
  private rounding = 0;
  private credit = 0;
  private readonly booked = new Map<string, BookedCents>();
  private readonly terminals = new Map<string, TerminalCents>();

  constructor(opening: Opening) {
    this.opening = opening;
  }

  get id(): EntryId {
    return this.opening.id;
  }

  /** Books an act, or with `sign` -1 takes it back. */
  book({ kind, body }: TillAct, outcome: Outcome, sign: 1 | -1 = 1): void {
    if (outcome === 'void') return;
    if (kind === 'till.drop') {
      this.dropped += sign * body.cents;
      return;
    }
    const cents = sign * body.cents;
    const rounding = sign * body.roundingCents;
    if (outcome === 'unknown') return this.atTerminal(body, 0, cents);
    if (kind === 'refund') {
      this.refunded[body.method] += cents;
      this.rounding -= rounding;
      this.credit -= cents - rounding;
      return this.atTerminal(body, -cents, 0);
    }
    this.received[body.method] += cents;
    this.rounding += rounding;
    this.credit += cents - rounding;
    for (const line of body.lines) {
      this.credit -= sign * line.cents;
      this.toLedger(line.booking, sign * line.cents);
    }
    this.atTerminal(body, cents, 0);
  }

  count(entry: EntryId, { at, body }: FactOf<'till.count'>): TillCount {
    const { expectedCents } = this;
    const compare = (expected: number, counted: number) => ({
      expectedCents: expected,
      countedCents: counted,
      differenceCents: counted - expected,
    });
    const terminals = body.terminals.map(({ id, cents }) => ({
      id,
      ...compare(this.terminals.get(id)?.cents ?? 0, cents),
    }));
    const count = { entry, at, ...compare(expectedCents, body.cashCents), terminals };
    this.counts.push(count);
    this.uncounted.clear();
    return count;
  }

  get shown(): TillSession {
    return {
      ...this.opening,
      received: this.received,
      refunded: this.refunded,
      droppedCents: this.dropped,
      roundingCents: this.rounding,
      creditCents: this.credit,
      booked: inKeyOrder(this.booked),
      expectedCents: this.expectedCents,
      terminals: inKeyOrder(this.terminals),
      counts: this.counts,
      closedAt: this.closedAt,
    };
  }

  private get expectedCents(): number {
    return this.opening.floatCents + this.received.cash - this.refunded.cash - this.dropped;
  }

  private toLedger(
    booking: { readonly ledger: string; readonly vat: number } | undefined,
    cents: number,
  ): void {
    const { ledger, vat } = booking ?? { ledger: null, vat: null };
    const key = `${ledger ?? ''}\n${vat ?? ''}`;
    this.booked.set(key, { ledger, vat, cents: (this.booked.get(key)?.cents ?? 0) + cents });
  }

  private atTerminal(
    { terminal }: FactOf<'pay' | 'refund'>['body'],
    cents: number,
    unknownCents: number,
  ): void {
    if (!terminal) return;
    const { id } = terminal;
    const before = this.terminals.get(id) ?? { id, cents: 0, unknownCents: 0 };
    this.terminals.set(id, {
      id,
      cents: before.cents + cents,
      unknownCents: before.unknownCents + unknownCents,
    });
  }
}

function inKeyOrder<T>(map: ReadonlyMap<string, T>): readonly T[] {
  return [...map].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, value]) => value);
}

import type { IllState } from './request-state.ts';

/** Rule I6: what one library owes another for one supply; positive is owed by `from` to `to`. */
export interface SettlementLine {
  readonly request: string;
  readonly from: string;
  readonly to: string;
  readonly reason: 'supply' | 'loss';
  readonly cents: number;
}

/**
 * The lines of one request (I6, I8): each copy that was sent settles by the tariff between the two, collected or not; a loss is
 * paid to the supplier. Sums over all libraries are zero, for each line has two ends.
 */
export function settlementOf(
  state: IllState,
  tariffCents: (supplier: string, borrower: string) => number,
): readonly SettlementLine[] {
  const borrower = state.asked?.from;
  if (!borrower) return [];
  const line = (supplier: string, reason: SettlementLine['reason'], cents: number): SettlementLine => ({
    request: state.id,
    from: borrower,
    to: supplier,
    reason,
    cents,
  });
  const sent = [...(state.supply ? [state.supply] : []), ...state.sendBack];
  const supplies = sent.map(({ supplier }) => line(supplier, 'supply', tariffCents(supplier, borrower)));
  const lost = state.status === 'lost' && state.supply && state.lossCents > 0;
  return lost ? [...supplies, line(state.supply!.supplier, 'loss', state.lossCents)] : supplies;
}

/** What each library is owed (positive) or owes, in cents; it sums to zero. */
export function balances(lines: readonly SettlementLine[]): ReadonlyMap<string, number> {
  const result = new Map<string, number>();
  for (const { from, to, cents } of lines) {
    result.set(from, (result.get(from) ?? 0) - cents);
    result.set(to, (result.get(to) ?? 0) + cents);
  }
  return result;
}

import { NO_CALENDARS, type Surroundings } from '../calendar/surroundings.ts';
import type { Instant } from '../clock/instant.ts';
import type { Facts } from '../journal/fact.ts';
import type { EntryId } from '../journal/ids.ts';
import { inOrder } from '../journal/order.ts';
import type { Contributions } from '../protocol/contribution.ts';

interface AccountLine {
  readonly id: EntryId;
  readonly at: Instant;
  readonly reason: string;
  /** Positive is owed by the patron. */
  readonly cents: number;
}

export interface AccountState {
  readonly patron: string;
  readonly lines: readonly AccountLine[];
  /** Always the sum of the lines (M1). */
  readonly balanceCents: number;
}

/** A newer opening balance of the same row (`source`) stands in place of the older: an import may be run again (L7, M1). */
export function foldAccount(
  patron: string,
  facts: Facts,
  _contributions: Contributions = {},
  _surroundings: Surroundings = NO_CALENDARS,
): AccountState {
  const bySource = new Map<string, AccountLine>();
  for (const { id, fact } of inOrder(facts)) {
    if (fact.kind !== 'charge.open') continue;
    const { source, reason, cents } = fact.body;
    bySource.set(source, { id, at: fact.at, reason, cents });
  }
  const lines = [...bySource.values()];
  return { patron, lines, balanceCents: lines.reduce((sum, line) => sum + line.cents, 0) };
}

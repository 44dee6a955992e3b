import type { Instant } from '../clock/instant.ts';
import type { Facts } from '../journal/fact.ts';
import type { EntryId } from '../journal/ids.ts';
import { inOrder } from '../journal/order.ts';

export interface AccountLine {
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

export function foldAccount(patron: string, facts: Facts): AccountState {
  const lines = inOrder(facts).flatMap(({ id, fact }): AccountLine[] =>
    fact.kind === 'charge.open' ? [{ id, at: fact.at, reason: fact.body.reason, cents: fact.body.cents }] : [],
  );
  return { patron, lines, balanceCents: lines.reduce((sum, line) => sum + line.cents, 0) };
}

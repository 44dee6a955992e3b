import type { TillSession } from './till-state.ts';

interface ReportRow {
  /** Null where payments named no ledger account. */
  readonly ledger: string | null;
  /** Hundredths of a percent. */
  readonly vat: number | null;
  /** With VAT; `netCents + vatCents`. */
  readonly grossCents: number;
  readonly vatCents: number;
  readonly netCents: number;
}

/** In cents. The rows, the credit and the rounding together are what came in less what was given back, by any method. */
export interface TillReport {
  readonly rows: readonly ReportRow[];
  readonly creditCents: number;
  readonly roundingCents: number;
  readonly totalCents: number;
  /** Of the last count of each session; null where one was never counted. */
  readonly differenceCents: number | null;
}

/** Rule M8: sessions together, by ledger account and VAT rate. VAT is within the price, and rounded once a row. */
export function tillReport(sessions: readonly TillSession[]): TillReport {
  const rows = new Map<string, ReportRow>();
  for (const { ledger, vat, cents } of sessions.flatMap(({ booked }) => booked)) {
    const key = `${ledger ?? ''}\n${vat ?? ''}`;
    rows.set(key, rowOf(ledger, vat, (rows.get(key)?.grossCents ?? 0) + cents));
  }
  const differences = sessions.map(({ counts }) => counts.at(-1)?.differenceCents ?? null);
  return {
    rows: [...rows].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row),
    creditCents: total(sessions, ({ creditCents }) => creditCents),
    roundingCents: total(sessions, ({ roundingCents }) => roundingCents),
    totalCents: total(
      sessions,
      ({ received: { cash, pin, voucher, transfer }, refunded }) =>
        cash + pin + voucher + transfer - refunded.cash - refunded.pin - refunded.transfer,
    ),
    differenceCents: differences.includes(null) ? null : differences.reduce<number>((sum, d) => sum + d!, 0),
  };
}

function rowOf(ledger: string | null, vat: number | null, grossCents: number): ReportRow {
  const rate = vat ?? 0;
  const vatCents = Math.round((grossCents * rate) / (10_000 + rate));
  return { ledger, vat, grossCents, vatCents, netCents: grossCents - vatCents };
}

function total(sessions: readonly TillSession[], of: (session: TillSession) => number): number {
  return sessions.reduce((sum, session) => sum + of(session), 0);
}

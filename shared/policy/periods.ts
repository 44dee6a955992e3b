import { z } from 'zod';

export const periodSchema = z.strictObject({
  subscription: z.string().optional(),
  loanGroup: z.string().optional(),
  branch: z.string().optional(),
  days: z.int().min(0).max(400),
});

export type LoanPeriod = z.infer<typeof periodSchema>;

interface Combination {
  readonly subscription: string;
  readonly loanGroup: string;
  readonly branch: string;
}

/** The most specific that fits: branch before loan group, loan group before subscription; of two alike the first (D3). */
function periodFor(periods: readonly LoanPeriod[], of: Combination): LoanPeriod | null {
  let best: LoanPeriod | null = null;
  for (const period of periods) {
    if (period.branch && period.branch !== of.branch) continue;
    if (period.loanGroup && period.loanGroup !== of.loanGroup) continue;
    if (period.subscription && period.subscription !== of.subscription) continue;
    if (!best || weight(period) > weight(best)) best = period;
  }
  return best;
}

function weight({ branch, loanGroup, subscription }: LoanPeriod): number {
  return (branch ? 4 : 0) + (loanGroup ? 2 : 0) + (subscription ? 1 : 0);
}

/** Days of loan for a combination (D3). */
export function loanPeriodDays(
  { periods }: { readonly periods: readonly LoanPeriod[] },
  of: Combination,
): number {
  return periodFor(periods, of)?.days ?? 0;
}

/** The places of periods that no combination ever gets. */
export function unreachablePeriods(policy: {
  readonly periods: readonly LoanPeriod[];
  readonly loanGroups: object;
  readonly subscriptions: object;
}): readonly number[] {
  const { periods } = policy;
  const elsewhere = '';
  const branches = new Set([elsewhere, ...periods.flatMap(({ branch }) => branch ?? [])]);
  const used = new Set<LoanPeriod | null>();
  for (const branch of branches)
    for (const loanGroup of Object.keys(policy.loanGroups))
      for (const subscription of Object.keys(policy.subscriptions))
        used.add(periodFor(periods, { branch, loanGroup, subscription }));
  return periods.flatMap((period, i) => (used.has(period) ? [] : [i]));
}

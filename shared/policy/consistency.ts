import { type LoanPeriod, unreachablePeriods } from './periods.ts';
import type { Policy } from './policy-shape.ts';

/** What does not fit together: where, and what would be right. */
export interface Inconsistency {
  readonly path: readonly (string | number)[];
  readonly message: string;
}

/** What is wrong with a policy whose parts are each in order. */
export function inconsistencies(policy: Policy): readonly Inconsistency[] {
  return [
    ...defaults(policy),
    ...periods(policy),
    ...loanGroups(policy),
    ...subscriptions(policy),
    ...kinds(policy),
    ...lateTables(policy),
    ...notices(policy),
    ...patterns(policy),
    ...tags(policy),
  ];
}

/** What is allowed and says nothing. */
export function policyWarnings(policy: Policy): readonly Inconsistency[] {
  return unreachablePeriods(policy).map((i) => ({
    path: ['periods', i],
    message: `is never used: others fit every combination better than ${conditionsOf(policy.periods[i]!)}`,
  }));
}

function named(
  what: string,
  table: object,
  name: string | null | undefined,
  path: Inconsistency['path'],
): readonly Inconsistency[] {
  if (name == null || Object.hasOwn(table, name)) return [];
  const message = `"${name}" is no ${what} of this policy, which has ${Object.keys(table).join(', ')}`;
  return [{ path, message }];
}

function defaults({
  loanGroups: groups,
  subscriptions: all,
  defaultLoanGroup,
  defaultSubscription,
}: Policy): readonly Inconsistency[] {
  return [
    ...named('loan group', groups, defaultLoanGroup, ['defaultLoanGroup']),
    ...named('subscription', all, defaultSubscription, ['defaultSubscription']),
  ];
}

function periods(policy: Policy): readonly Inconsistency[] {
  const general = policy.periods.some((p) => !p.subscription && !p.loanGroup && !p.branch);
  return [
    ...(general ? [] : [{ path: ['periods'], message: 'needs one period without conditions' }]),
    ...policy.periods.flatMap(({ loanGroup, subscription }, i) => [
      ...named('loan group', policy.loanGroups, loanGroup || null, ['periods', i, 'loanGroup']),
      ...named('subscription', policy.subscriptions, subscription || null, ['periods', i, 'subscription']),
    ]),
  ];
}

function loanGroups(policy: Policy): readonly Inconsistency[] {
  return [
    ...Object.entries(policy.loanGroups).flatMap(([name, { late }]) =>
      named('late table', policy.lateTables, late, ['loanGroups', name, 'late']),
    ),
    ...(policy.guests.loanGroups ?? []).flatMap((name, i) =>
      named('loan group', policy.loanGroups, name, ['guests', 'loanGroups', i]),
    ),
  ];
}

function subscriptions(policy: Policy): readonly Inconsistency[] {
  return Object.entries(policy.subscriptions).flatMap(([name, own]): readonly Inconsistency[] => {
    const at = (field: string): Inconsistency['path'] => ['subscriptions', name, field];
    const found = [...named('subscription', policy.subscriptions, own.successorAt18, at('successorAt18'))];
    if (own.successorAt18 === name)
      found.push({ path: at('successorAt18'), message: `"${name}" cannot be its own successor` });
    if (own.successorAt18 !== null) {
      if (own.priceCents > 0)
        found.push({
          path: at('priceCents'),
          message: `${own.priceCents} is asked below 18; it has to be 0 (M6)`,
        });
      if (own.lendingFees)
        found.push({ path: at('lendingFees'), message: 'are asked below 18; it has to be false (M6)' });
      if (own.extraLoanCents > 0)
        found.push({
          path: at('extraLoanCents'),
          message: `${own.extraLoanCents} is asked below 18; it has to be 0 (M6)`,
        });
    } else if (own.credits !== null && own.whenCreditsUsed === 'fee' && own.extraLoanCents === 0) {
      found.push({
        path: at('extraLoanCents'),
        message:
          '0 while whenCreditsUsed is "fee": give the fee of a loan after the last credit, or say "block"',
      });
    }
    if (own.autoRenew && own.termMonths === null && own.successorAt18 === null)
      found.push({
        path: at('termMonths'),
        message: 'null while autoRenew is true: give the months of a term',
      });
    return found;
  });
}

function kinds(policy: Policy): readonly Inconsistency[] {
  return Object.entries(policy.kinds).flatMap(([name, { subscription }]) =>
    named('subscription', policy.subscriptions, subscription, ['kinds', name, 'subscription']),
  );
}

function lateTables(policy: Policy): readonly Inconsistency[] {
  return Object.entries(policy.lateTables).flatMap(([name, { rate, maximumCents, patronMaximumCents }]) => {
    const found: Inconsistency[] = [];
    const at = (...path: Inconsistency['path']): Inconsistency['path'] => ['lateTables', name, ...path];
    const complain = (path: Inconsistency['path'], message: string): void =>
      void found.push({ path, message });
    const highest = rate.by === 'steps' ? Math.max(...rate.steps.map((s) => s.cents)) : rate.cents;
    if (rate.by === 'steps') {
      for (const [i, step] of rate.steps.entries()) {
        const before = rate.steps[i - 1];
        if (before && step.from <= before.from)
          complain(
            at('rate', 'steps', i, 'from'),
            `${step.from} has to be more than ${before.from}, the step before`,
          );
        if (before && step.cents < before.cents)
          complain(
            at('rate', 'steps', i, 'cents'),
            `${step.cents} has to be ${before.cents} or more, as the step before`,
          );
      }
    }
    if (maximumCents !== null && maximumCents < highest)
      complain(at('maximumCents'), `${maximumCents} is below ${highest}, which one step asks`);
    if (patronMaximumCents !== null && patronMaximumCents < (maximumCents ?? highest))
      complain(
        at('patronMaximumCents'),
        `${patronMaximumCents} is below ${maximumCents ?? highest}, which one loan may cost`,
      );
    return found;
  });
}

function notices({ notices: told, charges }: Policy): readonly Inconsistency[] {
  const found: Inconsistency[] = [];
  const stages = [
    ...told.overdueDays.map((days, i) => ({ days, path: ['notices', 'overdueDays', i] })),
    { days: told.invoiceDays, path: ['notices', 'invoiceDays'] },
    { days: told.lostDays, path: ['notices', 'lostDays'] },
  ];
  let last = 0;
  for (const { days, path } of stages) {
    if (days === null) continue;
    if (days <= last) found.push({ path, message: `${days} has to be more than ${last}, the step before` });
    last = Math.max(last, days);
  }
  const { remindersCents } = charges;
  if (remindersCents.length > told.overdueDays.length)
    found.push({
      path: ['charges', 'remindersCents'],
      message: `has ${remindersCents.length} prices for the ${told.overdueDays.length} reminders of notices.overdueDays`,
    });
  return found;
}

function tags({ tags: { security } }: Policy): readonly Inconsistency[] {
  if (security.inLibrary !== security.onLoan) return [];
  return [{ path: ['tags', 'security'], message: 'needs two different numbers, or the gates tell nothing' }];
}

function patterns({ patterns: own, guests }: Policy): readonly Inconsistency[] {
  const all = [
    { path: ['patterns', 'item'], pattern: own.item },
    { path: ['patterns', 'card'], pattern: own.card },
    { path: ['guests', 'cards'], pattern: guests.cards },
  ];
  return all.flatMap(({ path, pattern }) => {
    try {
      new RegExp(pattern);
      return [];
    } catch (error) {
      return [{ path, message: `"${pattern}" is no regular expression: ${String(error)}` }];
    }
  });
}

function conditionsOf({ branch, loanGroup, subscription }: LoanPeriod): string {
  return [branch, loanGroup, subscription].filter(Boolean).join(' + ') || 'one without conditions';
}

import type { AnyEntry } from '@balie/shared/journal/entry.ts';

/** How often a machine's own books were lent and taken back, as it was told. */
export interface Expected {
  readonly machine: string;
  readonly items: ReadonlyMap<string, { lent: number; taken: number }>;
}

/** What a journal says of what machines did: no book is lent to two, and nothing is done twice or not at all. */
export function checkJournal(
  entries: readonly AnyEntry[],
  expected: readonly Expected[],
): { readonly checkouts: number; readonly violations: readonly string[] } {
  const violations: string[] = [];
  const holders = new Map<string, string>();
  const counts = new Map<string, { lent: number; taken: number }>();
  for (const { _id, kind, body } of entries) {
    const item = body['item'] as string;
    const count = counts.get(item) ?? { lent: 0, taken: 0 };
    if (kind === 'checkout') {
      const patron = body['patron'] as string;
      const holder = holders.get(item);
      if (holder !== undefined) violations.push(`${_id}: ${item} is lent to ${patron}, and ${holder} has it`);
      holders.set(item, patron);
      counts.set(item, { ...count, lent: count.lent + 1 });
    } else if (kind === 'checkin') {
      holders.delete(item);
      counts.set(item, { ...count, taken: count.taken + 1 });
    }
  }
  for (const { machine, items } of expected)
    for (const [item, told] of items) {
      const { lent, taken } = counts.get(item) ?? { lent: 0, taken: 0 };
      if (lent !== told.lent || taken !== told.taken)
        violations.push(
          `${machine}: ${item} was lent ${told.lent} and taken back ${told.taken} times, the journal says ${lent} and ${taken}`,
        );
    }
  return { checkouts: entries.filter(({ kind }) => kind === 'checkout').length, violations };
}

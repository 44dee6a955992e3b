import type { ItemState, Loan } from '../circulation/item-state.ts';
import type { Hold, QueueState } from '../holds/queue-state.ts';
import type { PatronState } from '../patrons/fold-patron.ts';

/** Kinds of desk that see no borrowers but those of their own group (A5). */
const PROJECTED: ReadonlySet<string> = new Set(['school', 'service-point']);

/** Stands for somebody of whom this desk knows nothing; no patron has it. */
export const SOMEBODY = '';

export function seesBorrowers(deskKind: string): boolean {
  return !PROJECTED.has(deskKind);
}

/** Whether a patron belongs to the group of a school or service point: at home there, or linked to a class that is (A5). */
export function isOfGroup(
  patron: Pick<PatronState, 'home' | 'links'>,
  branch: string,
  classes: ReadonlySet<string>,
): boolean {
  return patron.home === branch || patron.links.some(({ other }) => classes.has(other));
}

/**
 * An item as a school or service point gets it (A5): what it is, where, whether it is lent and until when; not to whom, unless of its own
 * group, nor to whom before. Charges and findings stay away.
 */
export function itemWithoutBorrowers(item: ItemState, isOwn: (patron: string) => boolean): ItemState {
  return {
    ...item,
    loan: item.loan && withoutBorrower(item.loan, isOwn),
    history: [],
    claims: item.claims.map((claim) => (isOwn(claim.patron) ? claim : { ...claim, patron: SOMEBODY })),
    charges: [],
    findings: [],
  };
}

/** A queue as a school or service point gets it (A5): how many wait and where for, not who. */
export function queueWithoutBorrowers(queue: QueueState, isOwn: (patron: string) => boolean): QueueState {
  const holds = queue.holds.map((hold): Hold => (isOwn(hold.patron) ? hold : { ...hold, patron: SOMEBODY }));
  return { ...queue, holds, charges: [], findings: [] };
}

function withoutBorrower(loan: Loan, isOwn: (patron: string) => boolean): Loan {
  return isOwn(loan.patron) ? loan : { ...loan, patron: SOMEBODY, session: null };
}

import { daysBetween, localDate } from '../calendar/days.ts';
import type { Surroundings } from '../calendar/surroundings.ts';
import { type Contributions, isPast } from '../protocol/contribution.ts';
import type { Charge } from './charge.ts';
import type { DerivedCharge } from './derived-charge.ts';
import { lateCentsOfPatron, type LateReturn } from './late-charge.ts';

type Replacement = Extract<DerivedCharge, { kind: 'replacement' }>;
export type CreditUse = Extract<DerivedCharge, { kind: 'credit' }>;

interface Derived {
  readonly charges: readonly Charge[];
  readonly creditUses: readonly CreditUse[];
  readonly claims: number;
}

/** What loans and holds say of the accounts of one patron's ids (M3, M5, L9, P4, L13). Charges of nothing are left out. */
export function derivedCharges(
  patrons: ReadonlySet<string>,
  contributions: Contributions,
  surroundings: Surroundings,
): Derived {
  const all = ofPatrons(patrons, contributions);
  const late = all.filter((one): one is LateReturn => one.kind === 'late');
  const lateCents = lateCentsOfPatron(late, surroundings);
  const charges = all.flatMap((one): readonly Charge[] => {
    switch (one.kind) {
      case 'late':
        return [asCharge(one, lateCents.get(one.id)!)];
      case 'replacement':
        return ofReplacement(one, surroundings.timeZone);
      case 'lending':
      case 'placing':
      case 'pickup':
      case 'uncollected':
        return [asCharge(one, one.cents)];
      case 'credit':
      case 'claim':
        return [];
    }
  });
  return {
    charges: charges.filter((charge) => charge.cents > 0),
    creditUses: all.filter((one): one is CreditUse => one.kind === 'credit'),
    claims: all.filter((one) => one.kind === 'claim').length,
  };
}

/** Each once, in the order of the documents that say it; what still follows goes before what a document let go. */
function ofPatrons(patrons: ReadonlySet<string>, contributions: Contributions): readonly DerivedCharge[] {
  const byId = new Map<string, DerivedCharge>();
  const sources = Object.keys(contributions).sort();
  for (const source of [...sources.filter((one) => !isPast(one)), ...sources.filter(isPast)]) {
    for (const one of contributions[source]!.charges ?? []) {
      if (patrons.has(one.patron) && !byId.has(one.id)) byId.set(one.id, one);
    }
  }
  return [...byId.values()];
}

/** Rule L9: found within its days after the loss, the book is not asked for; what the library did meanwhile is. */
function ofReplacement(lost: Replacement, timeZone: string): readonly Charge[] {
  const { id, cents, processingCents, foundAt, refundDays, at } = lost;
  const back =
    foundAt !== null && daysBetween(localDate(at, timeZone), localDate(foundAt, timeZone)) <= refundDays;
  const processing = { ...asCharge(lost, processingCents), id: `processing:${loanOf(id)}` };
  return [...(back ? [] : [asCharge(lost, cents)]), { ...processing, reason: 'processing' }];
}

function asCharge(of: DerivedCharge, cents: number): Charge {
  const { id, kind: reason, at, by } = of;
  const loan = 'item' in of ? { item: of.item, loan: loanOf(id) } : {};
  return { id, reason, at, by, cents, ...loan };
}

function loanOf(chargeId: string): string {
  return chargeId.slice(chargeId.indexOf(':') + 1);
}

import { NO_CALENDARS, type Surroundings } from '../calendar/surroundings.ts';
import { classOf } from '../journal/classes.ts';
import type { Facts } from '../journal/fact.ts';
import type { Finding } from '../journal/finding.ts';
import type { EntryId } from '../journal/ids.ts';
import type { Kind } from '../journal/kinds.ts';
import { inOrder, type OrderedFact } from '../journal/order.ts';
import { withoutUndone } from '../journal/undo.ts';
import type { Contributions } from '../protocol/contribution.ts';
import { accountDoc, documentsNamedBy } from '../protocol/document-ids.ts';
import { type AccountCharge, type AccountLine, type CreditPeriod, payableCents } from './account-state.ts';
import { creditPeriods } from './credit-periods.ts';
import { derivedCharges } from './derived-charges.ts';
import { pinOutcomes } from './pin-outcomes.ts';
import { PostedCharges } from './posted-charges.ts';
import { Settlement } from './settlement.ts';

export interface AccountState {
  /** Of merged ids the smallest (P3). */
  readonly patron: string;
  readonly lines: readonly AccountLine[];
  /** Always the sum of the lines (M1), and what is open less the credit. */
  readonly balanceCents: number;
  /** What limits look at: open, neither offered to the bank nor pending. */
  readonly owedCents: number;
  /** Paid by or owed to the patron, and not needed for what is open. */
  readonly creditCents: number;
  readonly charges: readonly AccountCharge[];
  readonly credits: readonly CreditPeriod[];
  /** How often the patron said to have returned what stood on loan (L13). */
  readonly claims: number;
  readonly findings: readonly Finding[];
  readonly newest: EntryId | null;
}

/** What an account tells of when its undo is refused. */
const MONEY_KINDS: ReadonlySet<Kind> = new Set([
  'charge',
  'charge.open',
  'pay',
  'waive',
  'refund',
  'debit.offer',
  'debit.collect',
  'debit.reverse',
]);

/**
 * A patron's account from the set of its facts and what loans and holds say of it (M1-M8, L9, P4). First all charges, then what
 * settles them in the order of the facts: a payment of a charge that nobody knows is credit until the charge comes to light, and of
 * one that no longer follows it is credit again (L6). `patron` may be any id of a person who has several.
 */
export function foldAccount(
  patron: string,
  facts: Facts,
  contributions: Contributions = {},
  surroundings: Surroundings = NO_CALENDARS,
): AccountState {
  const { root, members, ordered } = ofOnePerson(patron, inOrder(facts));
  const { live, findings } = withoutUndone(ordered, MONEY_KINDS);
  const derived = derivedCharges(members, contributions, surroundings);
  const posted = new PostedCharges(live);
  const outcomes = pinOutcomes(live);
  const settlement = new Settlement({
    charges: [...posted.all, ...derived.charges],
    takenBack: posted.takenBack,
    creditCents: posted.creditCents,
    resolve: (charge) => posted.resolve(charge),
  });
  for (const { id, fact } of live) settlement.take(id, fact, outcomes.of.get(id) ?? 'paid');
  const settled = settlement.finish();
  const lines = [...posted.lines, ...settlement.lines];
  lines.sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1));
  return {
    patron: root,
    lines,
    balanceCents: lines.reduce((sum, line) => sum + line.cents, 0),
    owedCents: settled.charges.reduce((sum, charge) => sum + payableCents(charge), 0),
    creditCents: settled.creditCents,
    charges: settled.charges,
    credits: creditPeriods(live, derived.creditUses, surroundings.timeZone),
    claims: derived.claims,
    findings: [...findings, ...outcomes.findings, ...settled.findings],
    newest: ordered.at(-1)?.id ?? null,
  };
}

interface OnePerson {
  readonly root: string;
  readonly members: ReadonlySet<string>;
  readonly ordered: readonly OrderedFact[];
}

/** Of a document's facts those of the person that `patron` is by the merges that stand (P3; decision 7). */
function ofOnePerson(patron: string, ordered: readonly OrderedFact[]): OnePerson {
  if (!ordered.some(({ fact }) => fact.kind === 'patron.merge'))
    return { root: patron, members: new Set([patron]), ordered };
  const { root, members } = classOf(patron, withoutUndone(ordered, new Set()).live);
  const accounts = new Set([...members].map(accountDoc));
  const own = ordered.filter(({ fact }) => documentsNamedBy(fact).some((document) => accounts.has(document)));
  return { root, members, ordered: own };
}

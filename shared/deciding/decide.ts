import { openClaim, type ItemState } from '../circulation/item-state.ts';
import type { LocalDate } from '../clock/instant.ts';
import { addDays } from '../calendar/days.ts';
import { nextOpenDay } from '../calendar/opening.ts';
import { holdShelfPlace, nextHold } from '../holds/next-hold.ts';
import type { EntryId } from '../journal/ids.ts';
import type { Draft } from '../journal/seal.ts';
import { loanPeriodDays } from '../policy/policy.ts';
import { type Check, checkoutChecks, loanGroupName, renewChecks, subscriptionName } from './checks.ts';
import type { Counter, ItemSituation, PatronSituation } from './situation.ts';

type DraftOf<K extends Draft['kind']> = Extract<Draft, { kind: K }>;

export interface Override {
  readonly reason: string;
}

/** `done` has what to write; `blocked` has every failing check, and nothing is written. */
export type Decision<K extends Draft['kind']> =
  | { readonly kind: 'done'; readonly draft: DraftOf<K>; readonly notices: readonly Check[]; readonly overridden: readonly Check[] }
  | { readonly kind: 'blocked'; readonly checks: readonly Check[] };

/** What staff say when the patron has the book already (U1, L4); without it the policy decides. */
export type Again = 'renew' | 'loan';

/** A checkout (D1-D3, D7, L4). The loan's due date is in the draft. */
export function decideCheckout(
  counter: Counter,
  of: PatronSituation,
  book: ItemSituation,
  override?: Override,
  again: Again = counter.policy.again,
): Decision<'checkout'> {
  const verdict = judge(counter, checkoutChecks(counter, of, book), override);
  if (verdict.kind === 'blocked') return verdict;
  const { item, queues } = book;
  const terms = termsFor(counter, of, item);
  const own = queues.flatMap((q) => q.holds.map((hold) => ({ queue: q.id, hold }))).find(({ hold }) => hold.patron === of.patron.id && isOpen(hold.status));
  const claimed = openClaim(item)?.patron === of.patron.id;
  const body = {
    item: item.barcode,
    patron: of.patron.id,
    due: dueDate(counter, terms.periodDays),
    terms,
    overrides: verdict.overrides,
    again,
    fulfils: own && !claimed ? { hold: own.hold.id, queue: own.queue } : undefined,
  };
  return { kind: 'done', draft: { kind: 'checkout', body, after: newest(item, of) }, ...verdict.shown };
}

/** A renewal of the loan that stands (D3, D6). */
export function decideRenewal(counter: Counter, of: PatronSituation, book: ItemSituation, override?: Override): Decision<'renew'> {
  const { item } = book;
  if (!item.loan) throw new RangeError('a renewal needs a loan');
  const verdict = judge(counter, renewChecks(counter, of, book), override);
  if (verdict.kind === 'blocked') return verdict;
  const terms = termsFor(counter, of, item);
  const promised = dueDate(counter, terms.periodDays);
  const due = promised > item.loan.due ? promised : item.loan.due;
  const body = { item: item.barcode, loan: item.loan.id, patron: of.patron.id, due, terms, overrides: verdict.overrides };
  return { kind: 'done', draft: { kind: 'renew', body, after: newest(item, of) }, ...verdict.shown };
}

/** A checkin always succeeds; it says where the book goes and captures the next hold (D5, H2, L5). */
export function decideCheckin(counter: Counter, { item, queues }: ItemSituation): DraftOf<'checkin'> {
  const standing = openClaim(item);
  const honoured = standing && queues.some((q) => q.holds.some((h) => isSame(h, standing.hold) && h.status === 'captured' && h.copy?.item === item.barcode));
  const holdable = item.attributes?.holdable !== false && !['damaged', 'withdrawn', 'in-process', 'on-order'].includes(item.mark ?? '');
  const next = honoured || !holdable ? null : nextHold(queues);
  const captured = honoured
    ? { hold: standing.hold, queue: standing.queue, patron: standing.patron, pickup: standing.pickup, place: standing.place }
    : next && { hold: next.hold.id, queue: next.queue, patron: next.hold.patron, pickup: next.hold.pickup, place: holdShelfPlace(next.hold.id) };
  return {
    kind: 'checkin',
    body: { item: item.barcode, captured: captured ?? undefined, destination: destinationOf(counter, item, captured ?? null) },
    after: [...new Set([...newest(item), ...queues.flatMap((q) => q.newest ?? [])])],
  };
}

function destinationOf(counter: Counter, item: ItemState, captured: { pickup: string; place: string | null } | null): DraftOf<'checkin'>['body']['destination'] {
  if (captured) {
    return captured.pickup === counter.branch
      ? { kind: 'hold-shelf', place: captured.place }
      : { kind: 'branch', branch: captured.pickup, forHold: true };
  }
  if (!item.attributes) return { kind: 'tray', reason: 'unlisted' };
  if (item.mark === 'damaged' || item.mark === 'withdrawn') return { kind: 'tray', reason: item.mark };
  return item.attributes.owner === counter.branch ? { kind: 'shelf' } : { kind: 'branch', branch: item.attributes.owner, forHold: false };
}

type Verdict =
  | { readonly kind: 'blocked'; readonly checks: readonly Check[] }
  | {
      readonly kind: 'passed';
      readonly overrides: { checks: string[]; reason: string; by: string } | undefined;
      readonly shown: { readonly notices: readonly Check[]; readonly overridden: readonly Check[] };
    };

function judge({ staff, policy }: Counter, checks: readonly Check[], override: Override | undefined): Verdict {
  const blocks = checks.filter((c) => c.level === 'block');
  const allowed = staff.mayOverride && override !== undefined && policy.reasons.includes(override.reason) && blocks.every((c) => c.overridable);
  if (blocks.length && !allowed) return { kind: 'blocked', checks };
  const overrides = blocks.length && override ? { checks: blocks.map((c) => c.code), reason: override.reason, by: staff.id } : undefined;
  return { kind: 'passed', overrides, shown: { notices: checks.filter((c) => c.level === 'notice'), overridden: blocks } };
}

function termsFor(counter: Counter, of: PatronSituation, item: ItemState): DraftOf<'checkout'>['body']['terms'] {
  const subscription = subscriptionName(counter.policy, of);
  const loanGroup = loanGroupName(counter.policy, item);
  const periodDays = loanPeriodDays(counter.policy, { subscription, loanGroup, branch: counter.branch });
  return { periodDays, loanGroup, subscription, ageClass: of.patron.known ? (of.patron.juvenile ? 'youth' : 'adult') : null };
}

function dueDate({ today, calendar }: Counter, days: number): LocalDate {
  return nextOpenDay(calendar, addDays(today, days));
}

function newest(item: ItemState, of?: PatronSituation): readonly EntryId[] {
  return [item.newest, of?.patron.newest].flatMap((id) => id ?? []);
}

function isOpen(status: string): boolean {
  return status === 'waiting' || status === 'captured';
}

function isSame(hold: { readonly id: EntryId; readonly aliases: readonly EntryId[] }, id: EntryId): boolean {
  return hold.id === id || hold.aliases.includes(id);
}

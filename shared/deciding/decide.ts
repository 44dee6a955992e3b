import { type ItemState, openClaim } from '../circulation/item-state.ts';
import type { LocalDate } from '../clock/instant.ts';
import { addDays } from '../calendar/days.ts';
import { nextOpenDay } from '../calendar/opening.ts';
import { holdShelfPlace, honouredClaim, nextHold } from '../holds/next-hold.ts';
import type { EntryId } from '../journal/ids.ts';
import type { Draft } from '../journal/seal.ts';
import { loanPeriodDays } from '../policy/policy.ts';
import {
  type Check,
  checkoutChecks,
  isHoldable,
  loanGroupName,
  renewChecks,
  subscriptionName,
} from './checks.ts';
import type { Counter, ItemSituation, PatronSituation } from './situation.ts';

type DraftOf<K extends Draft['kind']> = Extract<Draft, { kind: K }>;

export interface Override {
  readonly reason: string;
}

/** `done` has what to write; `blocked` has every failing check, and nothing is written. */
export type Decision<K extends Draft['kind']> =
  | {
      readonly kind: 'done';
      readonly draft: DraftOf<K>;
      readonly notices: readonly Check[];
      readonly overridden: readonly Check[];
    }
  | { readonly kind: 'blocked'; readonly checks: readonly Check[] };

/** What staff say when the patron has the book already (U1, L4); without it the policy decides. */
export type Again = 'renew' | 'loan';

/** A checkout (D1-D3, D7, L4); of a book that this patron has, it is judged as the renewal that it will be (D6). Due in the draft. */
export function decideCheckout(
  counter: Counter,
  of: PatronSituation,
  book: ItemSituation,
  override?: Override,
  again: Again = counter.policy.again,
): Decision<'checkout'> {
  const { item, queues } = book;
  const renews =
    item.loan?.patron === of.patron.id && item.loan.session !== counter.session && again === 'renew';
  const verdict = judge(
    counter,
    renews ? renewChecks(counter, of, book) : checkoutChecks(counter, of, book),
    override,
  );
  if (verdict.kind === 'blocked') return verdict;
  const terms = termsFor(counter, of, item);
  const promised = dueDate(counter, terms.periodDays);
  const own = queues
    .flatMap((q) => q.holds.map((hold) => ({ queue: q.id, hold })))
    .find(({ hold }) => hold.patron === of.patron.id && isOpen(hold.status));
  const claimed = honouredClaim(item, queues)?.patron === of.patron.id;
  const body = {
    item: item.barcode,
    patron: of.patron.id,
    due: renews && item.loan && item.loan.due > promised ? item.loan.due : promised,
    terms,
    overrides: verdict.overrides,
    again,
    fulfils: own && !claimed ? { hold: own.hold.id, queue: own.queue } : undefined,
  };
  return { kind: 'done', draft: { kind: 'checkout', body, after: decidedOn(item, of) }, ...verdict.shown };
}

/** A renewal of the loan that stands (D3, D6). */
export function decideRenewal(
  counter: Counter,
  of: PatronSituation,
  book: ItemSituation,
  override?: Override,
): Decision<'renew'> {
  const { item } = book;
  if (!item.loan) throw new RangeError('a renewal needs a loan');
  const verdict = judge(counter, renewChecks(counter, of, book), override);
  if (verdict.kind === 'blocked') return verdict;
  const terms = termsFor(counter, of, item);
  const promised = dueDate(counter, terms.periodDays);
  const due = promised > item.loan.due ? promised : item.loan.due;
  const body = {
    item: item.barcode,
    loan: item.loan.id,
    patron: of.patron.id,
    due,
    terms,
    overrides: verdict.overrides,
  };
  return { kind: 'done', draft: { kind: 'renew', body, after: decidedOn(item, of) }, ...verdict.shown };
}

/** A checkin always succeeds; it says where the book goes and captures the next hold (D5, H2, L5). */
export function decideCheckin(counter: Counter, { item, queues }: ItemSituation): DraftOf<'checkin'> {
  const standing = honouredClaim(item, queues);
  const next = standing || !isHoldable(counter.policy, item) ? null : nextHold(queues);
  const captured = standing
    ? {
        hold: standing.hold,
        queue: standing.queue,
        patron: standing.patron,
        pickup: standing.pickup,
        place: standing.place,
      }
    : next && {
        hold: next.hold.id,
        queue: next.queue,
        patron: next.hold.patron,
        pickup: next.hold.pickup,
        place: holdShelfPlace(next.hold.id),
      };
  return {
    kind: 'checkin',
    body: {
      item: item.barcode,
      captured: captured ?? undefined,
      destination: destinationOf(counter, item, captured ?? null),
    },
    after: [...new Set([...decidedOn(item), ...queues.flatMap((q) => q.newest ?? [])])],
  };
}

function destinationOf(
  counter: Counter,
  item: ItemState,
  captured: { pickup: string; place: string | null } | null,
): DraftOf<'checkin'>['body']['destination'] {
  if (captured) {
    return captured.pickup === counter.branch
      ? { kind: 'hold-shelf', place: captured.place }
      : { kind: 'branch', branch: captured.pickup, forHold: true };
  }
  if (!item.attributes) return { kind: 'tray', reason: 'unlisted' };
  if (item.mark === 'damaged' || item.mark === 'withdrawn') return { kind: 'tray', reason: item.mark };
  return item.attributes.owner === counter.branch
    ? { kind: 'shelf' }
    : { kind: 'branch', branch: item.attributes.owner, forHold: false };
}

type Verdict =
  | { readonly kind: 'blocked'; readonly checks: readonly Check[] }
  | {
      readonly kind: 'passed';
      readonly overrides: { checks: string[]; reason: string; by: string } | undefined;
      readonly shown: { readonly notices: readonly Check[]; readonly overridden: readonly Check[] };
    };

function judge(
  { staff, policy }: Counter,
  checks: readonly Check[],
  override: Override | undefined,
): Verdict {
  const blocks = checks.filter((c) => c.level === 'block');
  const allowed =
    staff.mayOverride &&
    override !== undefined &&
    policy.reasons.includes(override.reason) &&
    blocks.every((c) => c.overridable);
  if (blocks.length && !allowed) return { kind: 'blocked', checks };
  const overrides =
    blocks.length && override
      ? { checks: blocks.map((c) => c.code), reason: override.reason, by: staff.id }
      : undefined;
  return {
    kind: 'passed',
    overrides,
    shown: { notices: checks.filter((c) => c.level === 'notice'), overridden: blocks },
  };
}

function termsFor(
  counter: Counter,
  of: PatronSituation,
  item: ItemState,
): DraftOf<'checkout'>['body']['terms'] {
  const subscription = subscriptionName(counter.policy, of);
  const loanGroup = loanGroupName(counter.policy, item);
  const periodDays = loanPeriodDays(counter.policy, { subscription, loanGroup, branch: counter.branch });
  return {
    periodDays,
    loanGroup,
    subscription,
    ageClass: of.patron.known ? (of.patron.juvenile ? 'youth' : 'adult') : null,
    late: null,
    feeCents: 0,
    credits: 0,
    lost: null,
  };
}

function dueDate({ today, calendar }: Counter, days: number): LocalDate {
  return nextOpenDay(calendar, addDays(today, days));
}

/** What the decision rests on, whatever other times these get: the loan and the capture too, for the newest may be neither. */
function decidedOn(item: ItemState, of?: PatronSituation): readonly EntryId[] {
  const ids = [item.newest, item.loan?.id, openClaim(item)?.by, of?.patron.newest];
  return [...new Set(ids.flatMap((id) => id ?? []))];
}

function isOpen(status: string): boolean {
  return status === 'waiting' || status === 'captured';
}

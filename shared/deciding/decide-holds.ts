import { mayCharge } from '../accounts/may-charge.ts';
import type { ItemState } from '../circulation/item-state.ts';
import type { LocalDate } from '../clock/instant.ts';
import type { Capture, Hold, QueueState } from '../holds/queue-state.ts';
import type { Bodies } from '../journal/kinds.ts';
import type { Draft } from '../journal/seal.ts';
import { rulesOfKind } from '../patrons/kinds.ts';
import type { Policy } from '../policy/policy.ts';
import { weigh } from './check.ts';
import { findAge, findMembership, findMoney } from './checks-of-patron.ts';
import { type Override, restingOn } from './decision.ts';
import {
  type Objection,
  objection,
  type Outcome,
  outcome,
  type Overrides,
  unlessOverridden,
} from './outcome.ts';
import { isSame } from './patron-facts.ts';
import type { Counter, PatronSituation } from './situation.ts';
import { ageClassOf, loanGroupName, loanGroupOf, subscriptionOf } from './terms.ts';

export interface Wanted {
  /** `queue:title:<title>` and the like. */
  readonly queue: string;
  readonly pickup: string;
  readonly copies?: number;
  readonly until?: LocalDate;
  readonly language?: string;
  readonly format?: string;
  /** Lower is served first; 0 for everybody but those whom staff put forward. */
  readonly priority?: number;
}

/** What is known of the target: its queue if it has one, and its copies; none of a title that is on its way. */
export interface Target {
  readonly queue: QueueState | null;
  readonly copies: readonly ItemState[];
}

/** A hold is placed (H1, H9, H10, M5). `openHolds` counts the patron's over all queues. */
export function decidePlacing(
  counter: Counter,
  of: PatronSituation,
  wanted: Wanted,
  target: Target,
  openHolds: number,
  override?: Override,
): Outcome {
  const objections = placingObjections(counter, of, wanted, target, openHolds);
  return unlessOverridden(counter, objections, override, (overrides) => [
    placing(counter, of, wanted, target, overrides),
  ]);
}

function placingObjections(
  counter: Counter,
  of: PatronSituation,
  { pickup, copies = 1, until }: Wanted,
  { queue, copies: known }: Target,
  openHolds: number,
): readonly Objection[] {
  const { policy, today } = counter;
  const { patron } = of;
  const kind = policy.kinds[patron.kind];
  const maximum = subscriptionOf(counter, of).holds ?? policy.holds.maximum;
  const own = queue?.holds.find((hold) => isSame(patron, hold.patron) && isOpen(hold));
  const groups = [...new Set(known.map((item) => loanGroupName(policy, item)))];
  const tooYoung = groups.map((group) => findAge(counter, of, group));
  const found: Objection[] = weigh(policy, [
    ...findMembership(counter, of),
    ...findMoney(counter, of),
    ...(tooYoung.every((found) => found.length) ? (tooYoung[0] ?? []) : []),
  ])
    .filter(({ level }) => level === 'block')
    .map(({ code, params, overridable }) => objection(code, params, overridable));
  if (!patron.known) found.push(objection('patron-unknown'));
  if (patron.status === 'erased') found.push(objection('patron-erased'));
  if (!kind.holds) found.push(objection('no-holds-for-kind', { kind: patron.kind }));
  if (copies > kind.copiesPerHold) found.push(objection('too-many-copies', { limit: kind.copiesPerHold }));
  if (own) found.push(objection('reserved-already', { hold: own.id }));
  if (maximum !== null && openHolds >= maximum)
    found.push(objection('too-many-holds', { count: openHolds, limit: maximum }, true));
  const { loanGroups: forGuests } = policy.guests;
  if (patron.kind === 'guest' && forGuests && groups.length && !groups.some((g) => forGuests.includes(g)))
    found.push(objection('guest-limit', {}));
  if (known.length && !known.some((item) => canBeReserved(policy, item)))
    found.push(objection('not-holdable'));
  if (until !== undefined && until < today) found.push(objection('date-past', { date: until }));
  if (policy.holds.pickupBranches && !policy.holds.pickupBranches.includes(pickup))
    found.push(objection('no-pickup-here', { branch: pickup }));
  return found;
}

function placing(
  counter: Counter,
  of: PatronSituation,
  wanted: Wanted,
  { queue }: Target,
  overrides: Overrides,
): Draft {
  const { policy } = counter;
  const { patron } = of;
  const { placingCents, pickupCents, uncollectedCents, youth } = policy.charges.reservation;
  const ageClass = ageClassOf(of);
  const asked =
    rulesOfKind(patron.kind).charges === 'all' &&
    (youth || ageClass === 'adult') &&
    mayCharge('reservation', ageClass);
  return {
    kind: 'hold.place',
    body: {
      queue: wanted.queue,
      patron: patron.id,
      pickup: wanted.pickup,
      priority: wanted.priority ?? 0,
      copies: wanted.copies ?? 1,
      until: wanted.until ?? null,
      language: wanted.language ?? null,
      format: wanted.format ?? null,
      fees: {
        placingCents: asked ? placingCents : 0,
        pickupCents: asked ? pickupCents : 0,
        uncollectedCents: asked ? uncollectedCents : 0,
      },
      overrides,
    },
    after: restingOn(queue?.newest, patron.newest),
  };
}

type Change =
  | { readonly kind: 'hold.cancel'; readonly by: Bodies['hold.cancel']['by'] }
  | { readonly kind: 'hold.suspend'; readonly until: LocalDate | null }
  | { readonly kind: 'hold.resume' }
  | { readonly kind: 'hold.move'; readonly pickup?: string; readonly priority?: number }
  | { readonly kind: 'hold.notOnShelf'; readonly item: string }
  | {
      readonly kind: 'hold.expire';
      readonly why: Bodies['hold.expire']['why'];
      /** Which of the copies that wait for it goes on; the first one where nobody says. */
      readonly item?: string;
    };

/** An open hold is cancelled, suspended, resumed, moved, looked for in vain, or ends (H1, H4, H6, H8, H9). */
export function decideHoldChange(counter: Counter, queue: QueueState, id: string, change: Change): Outcome {
  const hold = queue.holds.find((one) => one.id === id || one.aliases.includes(id));
  if (!hold) return outcome([objection('hold-unknown')], () => []);
  const copy = goingOn(hold, change);
  return outcome(changeObjections(counter, hold, change, copy), () => {
    const { kind, ...rest } = change;
    const item = kind === 'hold.expire' && copy ? { item: copy.item } : {};
    const limit = kind === 'hold.notOnShelf' ? { limit: counter.policy.holds.notOnShelfLimit } : {};
    const body = { queue: queue.id, hold: hold.id, ...rest, ...item, ...limit };
    return [{ kind, body, after: restingOn(queue.newest, copy?.by) } as Draft];
  });
}

function goingOn({ captures, copy }: Hold, change: Change): Capture | null {
  const item = change.kind === 'hold.expire' ? change.item : undefined;
  return item === undefined ? copy : (captures.find((one) => one.item === item) ?? null);
}

function changeObjections(
  { policy, today }: Counter,
  hold: Hold,
  change: Change,
  copy: Capture | null,
): readonly Objection[] {
  if (!isOpen(hold)) return [objection('hold-ended', { status: hold.status })];
  switch (change.kind) {
    case 'hold.suspend':
      return [
        ...(hold.copy ? [objection('captured-already')] : []),
        ...(change.until !== null && change.until <= today
          ? [objection('date-past', { date: change.until })]
          : []),
      ];
    case 'hold.resume':
      return hold.suspended ? [] : [objection('not-suspended')];
    case 'hold.move': {
      const { pickup = hold.pickup, priority = hold.priority } = change;
      if (pickup === hold.pickup && priority === hold.priority) return [objection('nothing-changed')];
      const allowed = policy.holds.pickupBranches;
      const isAllowed = pickup === hold.pickup || !allowed || allowed.includes(pickup);
      return isAllowed ? [] : [objection('no-pickup-here', { branch: pickup })];
    }
    case 'hold.expire':
      if (change.why === 'not-collected') return copy ? [] : [objection('not-captured')];
      return change.why === 'not-filled' && hold.copy ? [objection('captured-already')] : [];
    case 'hold.cancel':
    case 'hold.notOnShelf':
      return [];
  }
}

function isOpen({ status }: Hold): boolean {
  return status === 'waiting' || status === 'captured';
}

/** Whether a copy can ever serve a hold (H10), whatever is the matter with it today. */
function canBeReserved(policy: Policy, item: ItemState): boolean {
  const { holdable, notForLoan } = loanGroupOf(policy, item);
  return holdable && !notForLoan && item.attributes?.holdable !== false && item.ill?.role !== 'borrowed';
}

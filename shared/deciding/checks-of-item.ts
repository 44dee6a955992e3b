import { type Claim, type ItemState, openClaim } from '../circulation/item-state.ts';
import { honouredClaim, othersWaiting, type Serving } from '../holds/next-hold.ts';
import type { Policy } from '../policy/policy.ts';
import type { Found } from './check.ts';
import { isSame } from './patron-facts.ts';
import type { Counter, ItemSituation, Parts, PatronSituation } from './situation.ts';
import { loanGroupOf } from './terms.ts';

const NOT_FOR_HOLDS = ['damaged', 'withdrawn', 'in-process', 'on-order', 'incomplete', 'unavailable'];

/** Whether this copy may serve a hold: by itself, its mark, its loan group, and never one of another library (H10). */
export function isHoldable(policy: Policy, item: ItemState): boolean {
  const isMarked = item.mark !== null && NOT_FOR_HOLDS.includes(item.mark);
  const group = loanGroupOf(policy, item);
  return (
    group.holdable &&
    !group.notForLoan &&
    item.attributes?.holdable !== false &&
    item.ill?.role !== 'borrowed' &&
    !isMarked
  );
}

/** The capture that stands; not one of a hold whose placing was taken back since, of which its queue says that the copy goes home (H4). */
export function claimOn({ item, queues }: Pick<ItemSituation, 'item' | 'queues'>): Claim | null {
  const claim = honouredClaim(item, queues);
  const isOver = queues.some(({ findings }) =>
    findings.some(({ kind, entry }) => kind === 'reshelve' && entry === claim?.by),
  );
  return isOver ? null : claim;
}

/** Which holds a copy may serve now, by the policy (H10). */
export function servingBy({ policy, today }: Counter, { serving = {} }: ItemSituation): Serving {
  const { ownMembersFirst, pickupBranches } = policy.holds;
  const { copy, isOwnMember } = serving;
  return {
    today,
    ...(copy ? { copy } : {}),
    ...(ownMembersFirst && isOwnMember ? { isOwnMember } : {}),
    ...(pickupBranches ? { mayGoTo: (pickup: string) => pickupBranches.includes(pickup) } : {}),
  };
}

/** How many others wait for what this copy can give them (D6). */
export function othersWaitingFor(counter: Counter, { patron }: PatronSituation, book: ItemSituation): number {
  if (!isHoldable(counter.policy, book.item)) return 0;
  const serving = servingBy(counter, book);
  const own = [patron.id, ...patron.aliases];
  const queues = own.length === 1 ? book.queues : withoutHoldsOf(own, book.queues);
  return othersWaiting(queues, patron.id, serving);
}

/** What is the matter with a copy when this patron wants it (D2, L12). */
export function findItem(
  { policy }: Counter,
  { patron }: PatronSituation,
  { item, queues }: ItemSituation,
  collects: readonly string[],
  parts?: Parts,
): readonly Found[] {
  const found: Found[] = [];
  const { attributes, mark, loan } = item;
  if ((attributes && !attributes.circulates) || loanGroupOf(policy, item).notForLoan)
    found.push({ code: 'not-for-loan', params: {} });
  if (mark === 'lost' || loan?.lost) found.push({ code: 'item-lost', params: {} });
  else if (mark && mark !== 'incomplete') found.push({ code: 'item-marked', params: { mark } });
  found.push(...findParts(item, parts));
  if (loan && !isSame(patron, loan.patron))
    found.push({ code: 'on-loan-to-another', params: { due: loan.due } });
  const claim = claimOn({ item, queues });
  const isTheirs = claim !== null && (isSame(patron, claim.patron) || collects.includes(claim.patron));
  if (claim && !isTheirs) found.push({ code: 'captured-for-another', params: { place: claim.place ?? '' } });
  else if (!claim && item.transitTo) found.push({ code: 'in-transit', params: { branch: item.transitTo } });
  return found;
}

/** Of a copy with parts: to be counted, or as they were counted (L12). */
export function findParts({ attributes, mark }: ItemState, parts?: Parts): readonly Found[] {
  const count = attributes?.parts ?? 1;
  if (parts === 'incomplete') return [{ code: 'parts-missing', params: { count } }];
  const found: Found[] = [];
  if (mark === 'incomplete' && parts === undefined) found.push({ code: 'item-incomplete', params: {} });
  if (count > 1 && parts === undefined) found.push({ code: 'confirm-parts', params: { count } });
  return found;
}

/** Others wait (D2): in the hand of this patron only a word. */
export function findQueue(counter: Counter, of: PatronSituation, book: ItemSituation): readonly Found[] {
  const count = othersWaitingFor(counter, of, book);
  return count > 0 && !claimOn(book) ? [{ code: 'reserved-by-others', params: { count } }] : [];
}

/** What a decision on a copy rests on, whatever other times these get: the loan and the capture too, for the newest may be neither. */
export function restsOnItem(item: ItemState): readonly (string | null | undefined)[] {
  return [item.newest, item.loan?.id, openClaim(item)?.by];
}

function withoutHoldsOf(
  patrons: readonly string[],
  queues: ItemSituation['queues'],
): ItemSituation['queues'] {
  return queues.map((queue) => ({
    ...queue,
    holds: queue.holds.filter((hold) => !patrons.includes(hold.patron)),
  }));
}

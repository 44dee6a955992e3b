import type { ItemState } from '../circulation/item-state.ts';
import type { Bodies } from '../journal/kinds.ts';
import type { Draft } from '../journal/seal.ts';
import { fitsPattern } from '../policy/fits-pattern.ts';
import { type Override, restingOn } from './decision.ts';
import { type Objection, objection, type Outcome, outcome, unlessOverridden } from './outcome.ts';
import type { Counter } from './situation.ts';

type Mark = Bodies['item.mark']['mark'];

/** A copy is described for the first time (L10: an unlisted one too, which then is listed). */
export function decideRegistering(
  { policy }: Counter,
  body: Bodies['item.register'],
  item: ItemState | null,
): Outcome {
  const objections: Objection[] = [];
  if (item?.attributes) objections.push(objection('item-known'));
  if (!Object.hasOwn(policy.loanGroups, body.loanGroup))
    objections.push(objection('loan-group-unknown', { group: body.loanGroup }));
  if (!fitsPattern(body.item, policy.patterns.item)) objections.push(objection('barcode-unfit'));
  return outcome(objections, () => [{ kind: 'item.register', body, after: restsOn(item) }]);
}

/** Only what differs is written, so that two people who change different fields never collide (P1). */
export function decideEditing(
  { policy }: Counter,
  item: ItemState,
  set: Bodies['item.edit']['set'],
): Outcome {
  const { attributes } = item;
  const changed = Object.entries(set).filter(
    ([field, value]) => attributes?.[field as keyof typeof attributes] !== value,
  );
  const objections: Objection[] = [];
  if (!attributes) objections.push(objection('item-unlisted'));
  if (set.loanGroup !== undefined && !Object.hasOwn(policy.loanGroups, set.loanGroup))
    objections.push(objection('loan-group-unknown', { group: set.loanGroup }));
  if (!changed.length) objections.push(objection('nothing-changed'));
  const body = { item: item.barcode, set: Object.fromEntries(changed) };
  return outcome(objections, () => [{ kind: 'item.edit', body, after: restsOn(item) }]);
}

/** Missing, damaged, withdrawn, incomplete, or found again: what a patron is said to have too, where it is claimed or lost (L13). */
export function decideMarking(item: ItemState, mark: Mark): Outcome {
  const objections: Objection[] = [];
  const { loan } = item;
  const isSought = loan !== null && (loan.claimed !== null || loan.lost);
  const needsIt = mark === 'missing' || mark === 'withdrawn' || (mark === 'found' && !isSought);
  if (loan && needsIt) objections.push(objection('on-loan'));
  if (mark === 'found' && !item.mark && !isSought) objections.push(objection('not-marked'));
  if (mark !== 'found' && item.mark === mark) objections.push(objection('marked-already', { mark }));
  return outcome(objections, () => [
    { kind: 'item.mark', body: { item: item.barcode, mark }, after: restsOn(item) },
  ]);
}

/** On its way to another branch, arrived at this one, or seen here while the shelves were read. */
export function decideMoving(
  { branch }: Counter,
  item: ItemState,
  move:
    | { readonly kind: 'item.send'; readonly to: string; readonly why: Bodies['item.send']['why'] }
    | { readonly kind: 'item.receive' }
    | { readonly kind: 'item.seen'; readonly shelf?: string },
): Outcome {
  const objections: Objection[] = [];
  const { kind, ...rest } = move;
  if (move.kind === 'item.send' && item.loan) objections.push(objection('on-loan'));
  if (move.kind === 'item.send' && move.to === branch) objections.push(objection('is-here'));
  if (move.kind === 'item.receive' && item.loan) objections.push(objection('on-loan'));
  const draft = { kind, body: { item: item.barcode, ...rest }, after: restsOn(item) } as Draft;
  return outcome(objections, () => [draft]);
}

/** Rule L13: the patron says that it was returned. `claims` is how often they said so before. */
export function decideClaiming(
  counter: Counter,
  item: ItemState,
  claims: number,
  override?: Override,
): Outcome {
  const { loan } = item;
  const { maximum, searchDays } = counter.policy.claims;
  const objections: Objection[] = [];
  if (!loan) objections.push(objection('not-on-loan'));
  if (loan?.claimed) objections.push(objection('claimed-already'));
  if (maximum !== null && claims >= maximum)
    objections.push(objection('too-many-claims', { count: claims, limit: maximum }, true));
  return unlessOverridden(counter, objections, override, (overrides) => [
    {
      kind: 'loan.claim',
      body: { item: item.barcode, loan: loan!.id, patron: loan!.patron, searchDays, overrides },
      after: restsOn(item),
    },
  ]);
}

/** Rule L13: given up, by the patron's word or after the search. */
export function decideLosing(item: ItemState, why: Bodies['loan.lost']['why']): Outcome {
  const { loan } = item;
  const objections: Objection[] = [];
  if (!loan) objections.push(objection('not-on-loan'));
  if (loan?.lost) objections.push(objection('lost-already'));
  return outcome(objections, () => [
    {
      kind: 'loan.lost',
      body: { item: item.barcode, loan: loan!.id, patron: loan!.patron, why },
      after: restsOn(item),
    },
  ]);
}

function restsOn(item: ItemState | null): readonly string[] {
  return restingOn(item?.newest, item?.loan?.id);
}

import { daysBetween } from '../calendar/days.ts';
import type { ItemState } from '../circulation/item-state.ts';
import type { LocalDate } from '../clock/instant.ts';
import type { Draft } from '../journal/seal.ts';
import { type Standing, waitingForDesks } from '../notices/waiting-for-desks.ts';
import type { Policy } from '../policy/policy.ts';
import { decideLosing } from './decide-item.ts';

interface LostTurn {
  readonly drafts: readonly Draft[];
  /** Items whose turn waits until every desk has caught up (N2). */
  readonly waiting: readonly string[];
  /** It waited so long that a named person may release it. */
  readonly mayRelease: boolean;
}

/**
 * Loans that are given up today, so many days after their effective due date (D4, L9): the centre's turn. One that the patron says was
 * returned has a search of its own (L13).
 */
export function turnsToLost(
  lent: readonly { readonly item: ItemState; readonly due: LocalDate }[],
  { notices: { lostDays, releaseDays } }: Policy,
  standing: Standing,
): LostTurn {
  const { waits, mayRelease } = waitingForDesks(releaseDays, standing);
  const overdue = lent.flatMap(({ item, due }) => {
    if (lostDays === null || item.loan?.claimed || daysBetween(due, standing.today) < lostDays) return [];
    const losing = decideLosing(item, 'long-overdue');
    return losing.kind === 'done' ? [{ item: item.barcode, drafts: losing.drafts }] : [];
  });
  return {
    drafts: waits ? [] : overdue.flatMap(({ drafts }) => drafts),
    waiting: waits ? overdue.map(({ item }) => item) : [],
    mayRelease,
  };
}

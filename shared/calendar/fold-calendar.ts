import type { Facts, FactOf } from '../journal/fact.ts';
import type { Finding } from '../journal/finding.ts';
import type { EntryId } from '../journal/ids.ts';
import type { Kind } from '../journal/kinds.ts';
import { inOrder } from '../journal/order.ts';
import { withoutUndone } from '../journal/undo.ts';
import type { BranchCalendar, Extension } from './opening.ts';

type Closed = BranchCalendar['closed'][number];

/** What a branch, or the whole library, says of its days: of `calendar.set` the newest, of closings and extensions all (D8). */
export interface CalendarState {
  readonly body: FactOf<'calendar.set'>['body'] | null;
  /** The entry that set it. */
  readonly entry: EntryId | null;
  /** By first day. */
  readonly closings: readonly Closed[];
  /** By first day. */
  readonly extensions: readonly Extension[];
  readonly findings: readonly Finding[];
  readonly newest: EntryId | null;
}

const CALENDAR_KINDS: ReadonlySet<Kind> = new Set<Kind>(['calendar.set', 'calendar.close', 'loan.extend']);

/** Folds a `calendar:` document. An undone closing or extension is as if it had never been (L8). */
export function foldCalendar(facts: Facts): CalendarState {
  const ordered = inOrder(facts);
  const { live, findings } = withoutUndone(ordered, CALENDAR_KINDS);
  let body: CalendarState['body'] = null;
  let entry: EntryId | null = null;
  const closings: Closed[] = [];
  const extensions: Extension[] = [];
  for (const { id, fact } of live) {
    if (fact.kind === 'calendar.set') [body, entry] = [fact.body, id];
    else if (fact.kind === 'calendar.close') {
      const { from, to, reason } = fact.body;
      closings.push({ from, to, reason });
    } else if (fact.kind === 'loan.extend') {
      const { dueFrom, dueTo, until } = fact.body;
      extensions.push({ dueFrom, dueTo, until });
    }
  }
  return {
    body,
    entry,
    closings: closings.sort((a, b) => compare(a.from, b.from) || compare(a.to, b.to)),
    extensions: extensions.sort((a, b) => compare(a.dueFrom, b.dueFrom) || compare(a.dueTo, b.dueTo)),
    findings,
    newest: ordered.at(-1)?.id ?? null,
  };
}

/** A branch's calendar: its own hours and days, with the closings and extensions of itself and of the whole library (D8). */
export function branchCalendar(own: CalendarState | null, library: CalendarState | null): BranchCalendar {
  const extensions = [...(own?.extensions ?? []), ...(library?.extensions ?? [])];
  return {
    hours: own?.body?.hours ?? [],
    closed: [...(own?.body?.closed ?? []), ...(own?.closings ?? []), ...(library?.closings ?? [])],
    ...(extensions.length ? { extensions } : {}),
  };
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

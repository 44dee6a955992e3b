import type { z } from 'zod';
import type { Instant } from '../clock/instant.ts';
import type { Facts } from '../journal/fact.ts';
import type { EntryId } from '../journal/ids.ts';
import { inOrder } from '../journal/order.ts';
import type { noticeSentBody } from './bodies.ts';

export type Way = z.infer<typeof noticeSentBody>['way'];

/** The last that is known of a notice by one way. */
interface Attempt {
  readonly way: Way;
  readonly outcome: 'sent' | 'printed' | 'failed';
  /** Why it failed. */
  readonly code: string | null;
  readonly at: Instant;
  readonly by: EntryId;
}

/** The state of a `notices:<patron>` document. */
export interface NoticesState {
  readonly patron: string;
  /** By the notice's id (N1); each way once, in the order in which they were tried first. */
  readonly notices: Readonly<Record<string, readonly Attempt[]>>;
  readonly newest: EntryId | null;
}

/** What a patron was told, and by which ways that failed, from the set of facts (N1). */
export function foldNotices(patron: string, facts: Facts): NoticesState {
  const byNotice = new Map<string, Map<Way, Attempt>>();
  let newest: EntryId | null = null;
  for (const { id: by, fact } of inOrder(facts)) {
    newest = by;
    if (fact.kind !== 'notice.sent' && fact.kind !== 'notice.printed' && fact.kind !== 'notice.failed')
      continue;
    const { notice, way } = fact.body;
    const outcome = OUTCOMES[fact.kind];
    const code = fact.kind === 'notice.failed' ? fact.body.code : null;
    const ways = byNotice.get(notice) ?? new Map<Way, Attempt>();
    byNotice.set(notice, ways.set(way, { way, outcome, code, at: fact.at, by }));
  }
  const notices = Object.fromEntries([...byNotice].map(([notice, ways]) => [notice, [...ways.values()]]));
  return { patron, notices, newest };
}

const OUTCOMES = { 'notice.sent': 'sent', 'notice.printed': 'printed', 'notice.failed': 'failed' } as const;

/** Whether it reached the patron, as far as is known: by some way that did not fail since (N1). */
export function isTold({ notices }: NoticesState, notice: string): boolean {
  return (notices[notice] ?? []).some(({ outcome }) => outcome !== 'failed');
}

/** The first of a patron's ways that did not fail for this notice; none is left: they are called (N1, N3). */
export function nextWay({ notices }: NoticesState, notice: string, ways: readonly Way[]): Way {
  const failed = new Set((notices[notice] ?? []).map(({ way }) => way));
  return ways.find((way) => !failed.has(way)) ?? 'call-list';
}

import { addDays, daysBetween, localDate } from '../calendar/days.ts';
import type { Instant, LocalDate } from '../clock/instant.ts';
import type { Capture, Hold, HoldEnd } from '../holds/queue-state.ts';
import type { EntryId } from '../journal/ids.ts';
import { type Standing, waitingForDesks } from './waiting-for-desks.ts';
import { isTold, nextWay, type NoticesState, type Way } from './fold-notices.ts';

/** Days are calendar days; null sends none of that kind. */
export interface NoticeRules {
  readonly preOverdueDays: number | null;
  /** Days after the due date of each reminder, first one first. */
  readonly overdueDays: readonly number[];
  readonly invoiceDays: number | null;
  readonly subscriptionDays: number | null;
  /** For how long the end of a hold is news. */
  readonly endedHoldDays: number;
  /** After how many days of waiting for a desk a named person may release reminders and invoices (N2). */
  readonly releaseDays: number;
  /** Days within which what came back incomplete or damaged may be made good (L12). */
  readonly partsDays: number | null;
}

/** What came back incomplete or damaged, and is not settled (L12). */
interface NoticeCase {
  /** The checkin. */
  readonly by: EntryId;
  readonly item: string;
  readonly what: 'parts-missing' | 'damaged';
  readonly at: Instant;
}

export interface NoticeLoan {
  readonly id: EntryId;
  readonly item: string;
  /** As on the receipt: a renewal is another cause, a closed day is not. */
  readonly promised: LocalDate;
  /** The effective due date (D4). */
  readonly due: LocalDate;
  /** The patron says that it was returned, or it was given up: notices stop (L13). */
  readonly stopped: boolean;
}

/** What notices look at of one patron. */
export interface NoticePatron {
  readonly id: string;
  /** Who reads the patron's letters: the guardian of a minor (P6), else the patron. */
  readonly recipient: string;
  /** In the order in which they are tried; empty without an address (N3). */
  readonly ways: readonly Way[];
  readonly loans: readonly NoticeLoan[];
  /** Whether reminders are charged: who pays nothing for lateness, by kind and subscription, pays nothing for them (P5). */
  readonly pays: boolean;
  readonly holds: readonly { readonly queue: string; readonly hold: Hold }[];
  /** Of books that this patron had last. */
  readonly cases: readonly NoticeCase[];
  readonly subscription: { readonly until: LocalDate; readonly renewsItself: boolean } | null;
  readonly told: NoticesState;
}

export interface NoticeMoment extends Standing {
  /** The last day on which a captured copy may be collected (H8); null while it is not on its pick-up shelf, or that is not settled (N3). */
  readonly collectUntil: (hold: Hold, capture: Capture) => LocalDate | null;
}

type About =
  | {
      readonly kind: 'pre-overdue' | 'invoice';
      readonly loan: EntryId;
      readonly item: string;
      readonly due: LocalDate;
    }
  | {
      readonly kind: 'overdue';
      readonly loan: EntryId;
      readonly item: string;
      readonly due: LocalDate;
      /** From 1. */
      readonly step: number;
      /** Whether it costs what its step costs (M3). */
      readonly charged: boolean;
    }
  | {
      readonly kind: 'hold-ready';
      readonly hold: EntryId;
      readonly queue: string;
      readonly item: string;
      readonly pickup: string;
      readonly until: LocalDate;
    }
  | {
      readonly kind: 'hold-cancelled' | 'hold-expired';
      readonly hold: EntryId;
      readonly queue: string;
      readonly why: HoldEnd['why'];
    }
  | {
      readonly kind: 'parts-missing' | 'damaged';
      readonly item: string;
      /** The last day on which it may be made good. */
      readonly until: LocalDate;
    }
  | { readonly kind: 'subscription-ending'; readonly until: LocalDate };

/** A notice whose cause is there and that nobody was told of; its id is made from the cause (N1). */
type DueNotice = About & { readonly id: string; readonly patron: string };

/** What goes to one person by one way (N4). */
export interface Message {
  readonly recipient: string;
  readonly way: Way;
  readonly notices: readonly DueNotice[];
}

export interface Due {
  readonly messages: readonly Message[];
  /** Reminders and invoices that wait until every desk has caught up (N2). */
  readonly waiting: readonly DueNotice[];
  /** They waited so long that a named person may release them. */
  readonly mayRelease: boolean;
}

/**
 * The notices that are due now (N1-N4). Of a loan only the newest stage, so that overtaken ones are dropped; what no longer follows
 * from the state is not there. Reading the state again and asking again is how the sender finds out before it sends (N2).
 */
export function dueNotices(patrons: readonly NoticePatron[], rules: NoticeRules, moment: NoticeMoment): Due {
  const { waits, mayRelease } = waitingForDesks(rules.releaseDays, moment);
  const waiting: DueNotice[] = [];
  const messages = new Map<string, { recipient: string; way: Way; notices: DueNotice[] }>();
  for (const patron of patrons) {
    for (const notice of noticesOf(patron, rules, moment)) {
      if (isTold(patron.told, notice.id)) continue;
      if (waits && (notice.kind === 'overdue' || notice.kind === 'invoice')) {
        waiting.push(notice);
        continue;
      }
      const way = nextWay(patron.told, notice.id, patron.ways);
      const key = `${way} ${patron.recipient}`;
      const message = messages.get(key);
      if (message) message.notices.push(notice);
      else messages.set(key, { recipient: patron.recipient, way, notices: [notice] });
    }
  }
  return { messages: [...messages.values()], waiting, mayRelease };
}

function noticesOf(patron: NoticePatron, rules: NoticeRules, moment: NoticeMoment): readonly DueNotice[] {
  const { id } = patron;
  const about = (notice: About, ...cause: readonly (string | number)[]): DueNotice => ({
    ...notice,
    id: [notice.kind, ...cause].join(':'),
    patron: id,
  });
  return [
    ...patron.loans.flatMap((loan) => {
      const stage = loanStage(loan, patron.pays, rules, moment.today);
      if (!stage) return [];
      if (stage.kind === 'invoice') return [about(stage, loan.id)];
      return [about(stage, loan.id, loan.promised, ...(stage.kind === 'overdue' ? [stage.step] : []))];
    }),
    ...patron.holds.flatMap(({ queue, hold }) => {
      const ready = hold.captures.flatMap((capture) => {
        const until = moment.collectUntil(hold, capture);
        const { item, by } = capture;
        const { pickup } = hold;
        return until === null
          ? []
          : [about({ kind: 'hold-ready', hold: hold.id, queue, item, pickup, until }, hold.id, by)];
      });
      const ended = holdEnd(queue, hold, rules, moment);
      return ended ? [...ready, about(ended, hold.id)] : ready;
    }),
    ...patron.cases.flatMap(({ by, item, what, at }) => {
      if (rules.partsDays === null) return [];
      const until = addDays(localDate(at, moment.timeZone), rules.partsDays);
      return until < moment.today ? [] : [about({ kind: what, item, until }, by)];
    }),
    ...subscriptionEnd(patron, rules, moment).map((end) => about(end, id, end.until)),
  ];
}

/** The newest stage that a loan has come to. */
function loanStage(
  { id: loan, item, due, stopped }: NoticeLoan,
  charged: boolean,
  { preOverdueDays, overdueDays, invoiceDays }: NoticeRules,
  today: LocalDate,
): Extract<About, { loan: EntryId }> | null {
  if (stopped) return null;
  const late = daysBetween(due, today);
  if (late <= 0)
    return preOverdueDays !== null && -late <= preOverdueDays
      ? { kind: 'pre-overdue', loan, item, due }
      : null;
  if (invoiceDays !== null && late >= invoiceDays) return { kind: 'invoice', loan, item, due };
  const step = overdueDays.findLastIndex((days) => late >= days) + 1;
  return step > 0 ? { kind: 'overdue', loan, item, due, step, charged } : null;
}

/** An end that the patron did not make, as long as it is news. */
function holdEnd(
  queue: string,
  { id: hold, ended }: Hold,
  { endedHoldDays }: NoticeRules,
  { today, timeZone }: NoticeMoment,
): Extract<About, { why: string }> | null {
  if (!ended || ended.why === 'fulfilled' || ended.why === 'cancelled-by-patron') return null;
  if (daysBetween(localDate(ended.at, timeZone), today) > endedHoldDays) return null;
  const kind = ended.why === 'cancelled-by-library' ? 'hold-cancelled' : 'hold-expired';
  return { kind, hold, queue, why: ended.why };
}

function subscriptionEnd(
  { subscription }: NoticePatron,
  { subscriptionDays }: NoticeRules,
  { today }: NoticeMoment,
): readonly Extract<About, { kind: 'subscription-ending' }>[] {
  if (!subscription || subscription.renewsItself || subscriptionDays === null) return [];
  const left = daysBetween(today, subscription.until);
  return left >= 0 && left <= subscriptionDays
    ? [{ kind: 'subscription-ending', until: subscription.until }]
    : [];
}

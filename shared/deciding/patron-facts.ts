import type { LocalDate } from '../clock/instant.ts';
import { blocksOn } from '../patrons/blocks.ts';
import { type PatronState, statusOn } from '../patrons/fold-patron.ts';
import type { LinkRole } from '../patrons/links.ts';
import { subscriptionOn } from '../patrons/subscription-periods.ts';

/** What the checks look at of a patron, on one day. */
interface PatronFacts {
  readonly status: ReturnType<typeof statusOn>;
  /** Reasons of the blocks that hold, each once. */
  readonly blocked: readonly string[];
  /** Of the period that runs, else of the newest. */
  readonly subscription: string;
  /** The last day of what ran out, the empty string where nothing ever ran; null while one runs, or where nobody said. */
  readonly endedOn: LocalDate | null;
  /** Notes to be shown at the counter. */
  readonly messages: number;
  /** Those for whom this patron may collect (P6). */
  readonly collectsFor: readonly string[];
}

const COLLECTS: ReadonlySet<LinkRole> = new Set<LinkRole>(['is-guardian-of', 'is-proxy-of', 'family']);

export function patronFacts(patron: PatronState, today: LocalDate): PatronFacts {
  const running = subscriptionOn(patron, today);
  const status = statusOn(patron, today);
  return {
    status,
    blocked: status === 'blocked' ? [...new Set(blocksOn(patron, today).map(({ reason }) => reason))] : [],
    subscription: running?.subscription ?? patron.subscription,
    endedOn: running ? null : endedOn(patron, today),
    messages: patron.notes.filter(({ show }) => show === 'at-counter').length,
    collectsFor: patron.links.filter(({ role }) => COLLECTS.has(role)).map(({ other }) => other),
  };
}

function endedOn({ subscriptions, subscription, expires }: PatronState, today: LocalDate): LocalDate | null {
  if (subscriptions.length)
    return subscriptions.findLast(({ until }) => until !== null && until < today)?.until ?? '';
  if (expires !== null && expires < today) return expires;
  return subscription === '' ? '' : null;
}

/** Whether an id, as a loan or a hold has it, is this person's (P3). */
export function isSame({ id, aliases }: Pick<PatronState, 'id' | 'aliases'>, patron: string): boolean {
  return patron === id || aliases.includes(patron);
}

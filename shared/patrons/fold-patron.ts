import type { LocalDate } from '../clock/instant.ts';
import type { Facts } from '../journal/fact.ts';
import type { Finding } from '../journal/finding.ts';
import type { EntryId } from '../journal/ids.ts';
import { type Block, blocksOn, foldBlocks } from './blocks.ts';
import { type Card, foldCards } from './cards.ts';
import { type Consents, foldConsents } from './consents.ts';
import { foldFields, type PatronFields } from './fields.ts';
import { foldLinks, type Link } from './links.ts';
import { foldNotes, type Note } from './notes.ts';
import { ownActs } from './own-acts.ts';
import { doubledSubscriptions, foldPeriods, newestPeriod, type Period } from './subscription-periods.ts';

export type { Card } from './cards.ts';

type Status = 'active' | 'blocked' | 'inactive' | 'erased';

export interface PatronState extends PatronFields {
  /** Of merged ids the smallest (P3). */
  readonly id: string;
  /** The other ids of the same person. */
  readonly aliases: readonly string[];
  /** Ids that a person said to be somebody else (P3). */
  readonly distinctFrom: readonly string[];
  /** `blocked` while any block stands, over or not: `statusOn` knows the day. */
  readonly status: Status;
  /** Of the newest period: a name of the policy, and its last day. */
  readonly subscription: string;
  readonly expires: LocalDate | null;
  /** By first day (P4). */
  readonly subscriptions: readonly Period[];
  readonly cards: readonly Card[];
  readonly blocks: readonly Block[];
  readonly notes: readonly Note[];
  readonly links: readonly Link[];
  readonly consents: Consents;
  readonly findings: readonly Finding[];
  readonly newest: EntryId | null;
}

/**
 * A patron from the set of facts (P1-P6, A1): each field, period, card, block, note, link and consent as the latest effective entry
 * gives it. Documents of merged ids have one state. Of an erased patron only ids are left, whatever was written since.
 */
export function foldPatron(id: string, facts: Facts): PatronState {
  const { root, members, acts, superseded, distinctFrom, erased, findings, newest } = ownActs(id, facts);
  const fields = foldFields(acts);
  const subscriptions = foldPeriods(acts);
  const running = newestPeriod(subscriptions);
  const blocks = foldBlocks(acts, superseded);
  return {
    id: root,
    aliases: [...members].filter((member) => member !== root).sort(),
    distinctFrom,
    ...fields,
    status: erased ? 'erased' : blocks.length ? 'blocked' : unblocked(fields),
    subscription: running?.subscription ?? '',
    expires: running?.until ?? null,
    subscriptions,
    cards: foldCards(acts),
    blocks,
    notes: foldNotes(acts),
    links: foldLinks(acts, members),
    consents: foldConsents(acts),
    findings: [...findings, ...doubledSubscriptions(acts)],
    newest,
  };
}

/** The status on `today`: a block whose last day is over blocks no more. */
export function statusOn(patron: PatronState, today: LocalDate): Status {
  return patron.status === 'blocked' && !blocksOn(patron, today).length ? unblocked(patron) : patron.status;
}

function unblocked({ inactive }: PatronFields): Status {
  return inactive ? 'inactive' : 'active';
}

/** Whole years of age on `today`; null without a birth date. */
export function ageOn(birthDate: LocalDate | null, today: LocalDate): number | null {
  if (!birthDate) return null;
  const years = Number(today.slice(0, 4)) - Number(birthDate.slice(0, 4));
  return today.slice(5) < birthDate.slice(5) ? years - 1 : years;
}

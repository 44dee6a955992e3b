import type { LocalDate } from '../clock/instant.ts';
import type { Facts, FactOf } from '../journal/fact.ts';
import type { EntryId } from '../journal/ids.ts';
import { inOrder } from '../journal/order.ts';

export interface Card {
  readonly number: string;
  readonly active: boolean;
}

export interface PatronState {
  readonly id: string;
  readonly kind: FactOf<'patron.open'>['body']['kind'];
  readonly subscription: string;
  readonly home: string | null;
  readonly registered: LocalDate | null;
  readonly expires: LocalDate | null;
  readonly status: 'active' | 'blocked' | 'inactive';
  readonly juvenile: boolean;
  readonly cards: readonly Card[];
  /** Null for a patron of whom only other documents speak. */
  readonly known: boolean;
  /** The newest entry that carried personal fields: whose payload to show. */
  readonly personal: EntryId | null;
  readonly newest: EntryId | null;
}

/** A patron from the set of facts; each field as the latest effective entry gives it (P1). */
export function foldPatron(id: string, facts: Facts): PatronState {
  let state: PatronState = {
    id,
    kind: 'person',
    subscription: '',
    home: null,
    registered: null,
    expires: null,
    status: 'active',
    juvenile: false,
    cards: [],
    known: false,
    personal: null,
    newest: null,
  };
  for (const { id: entry, fact } of inOrder(facts)) {
    if (fact.kind !== 'patron.open') continue;
    const { kind, subscription, home, registered, expires, status, juvenile, cards } = fact.body;
    state = {
      ...state,
      kind,
      subscription,
      home,
      registered,
      expires,
      status,
      juvenile,
      cards,
      known: true,
      personal: entry,
      newest: entry,
    };
  }
  return state;
}

/** Whole years of age on `today`; null without a birth date. */
export function ageOn(birthDate: LocalDate | null, today: LocalDate): number | null {
  if (!birthDate) return null;
  const years = Number(today.slice(0, 4)) - Number(birthDate.slice(0, 4));
  return today.slice(5) < birthDate.slice(5) ? years - 1 : years;
}

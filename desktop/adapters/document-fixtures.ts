import type { Fact, Facts } from '@balie/shared/journal/fact.ts';
import { entryId, type EntryId } from '@balie/shared/journal/ids.ts';
import { stateDocument, type StateDocument } from '@balie/shared/protocol/state-document.ts';
import { plainHold } from '@balie/shared/testing/make-entry.ts';
import type { TitleDocument, TitleRecord } from '../core/ports.ts';

/** Documents as the resolver writes them, small enough to read in a test. */

/** The id of the entry that a number stands for. */
export function entryOf(seq: number): EntryId {
  return entryId('centre.epoch', seq, String(seq).padStart(16, '0'));
}

function fact<K extends Fact['kind']>(seq: number, kind: K, body: Extract<Fact, { kind: K }>['body']): Facts {
  const at = 1_700_000_000_000 + seq * 1000;
  const head = {
    branch: 'oost',
    staff: null,
    session: null,
    after: [],
    wall: at,
    mono: at,
    boot: 'boot',
    at,
    final: true,
  };
  return { [entryOf(seq)]: { ...head, kind, body } as unknown as Fact };
}

interface ItemFixture {
  readonly barcode: string;
  readonly title?: string;
  readonly patron?: string;
  readonly seq?: number;
}

export function itemFacts({ barcode, title, patron, seq = 1 }: ItemFixture): Facts {
  const described = {
    title: title ?? null,
    work: null,
    owner: 'oost',
    at: 'oost',
    shelf: null,
    callNumber: null,
    loanGroup: 'book',
    mark: null,
  };
  const opened = fact(seq, 'item.open', {
    source: barcode,
    item: barcode,
    ...described,
    priceCents: null,
    holdable: true,
    circulates: true,
  });
  if (!patron) return opened;
  const loan = {
    source: barcode,
    item: barcode,
    patron,
    branch: 'oost',
    since: 1,
    due: '2026-01-01',
    renewalsLeft: null,
    lost: false,
  };
  return { ...opened, ...fact(seq + 1, 'loan.open', loan) };
}

export function itemDocument(fixture: ItemFixture): StateDocument {
  return stateDocument(`item:${fixture.barcode}`, { facts: itemFacts(fixture) });
}

export function patronDocuments(
  patron: string,
  cards: readonly { readonly number: string; readonly active: boolean }[],
  personal: Readonly<Record<string, string>>,
  contact: Readonly<Record<string, string>> = {},
): readonly [StateDocument, StateDocument] {
  const dates = { registered: null, expires: null } as const;
  const body = {
    source: patron,
    patron,
    kind: 'person',
    subscription: 'basis',
    home: 'oost',
    ...dates,
    status: 'active',
    juvenile: false,
  } as const;
  const fields = [...Object.keys(personal), ...Object.keys(contact)];
  const facts = fact(1, 'patron.open', { ...body, cards: [...cards], fields });
  return [
    stateDocument(`patron:${patron}`, { facts, personal: { [entryOf(1)]: personal } }),
    stateDocument(`contact:${patron}`, { facts, personal: { [entryOf(1)]: contact } }),
  ];
}

export function queueDocument(
  queue: string,
  patrons: readonly string[],
  cancelled: readonly string[] = [],
): StateDocument {
  let facts: Facts = {};
  [...patrons, ...cancelled].forEach((patron, i) => {
    facts = {
      ...facts,
      ...fact(i + 1, 'hold.place', { queue, patron, pickup: 'oost', priority: 0, ...plainHold }),
    };
    if (cancelled.includes(patron))
      facts = { ...facts, ...fact(i + 101, 'hold.cancel', { queue, hold: entryOf(i + 1), by: 'patron' }) };
  });
  return stateDocument(queue, { facts, contributions: {} });
}

export function titleDocument(id: string, record: TitleRecord): TitleDocument {
  return { _id: `title:${id}`, v: 1, record };
}

import type { AccountState } from '@balie/shared/accounts/fold-account.ts';
import type { ItemState } from '@balie/shared/circulation/item-state.ts';
import type { QueueState } from '@balie/shared/holds/queue-state.ts';
import type { EntryId } from '@balie/shared/journal/ids.ts';
import type { PatronState } from '@balie/shared/patrons/fold-patron.ts';
import { type Dealings, personFile, type PersonFile } from '@balie/shared/privacy/person-file.ts';
import { accountDoc, contactDoc, patronDoc, titleDoc } from '@balie/shared/protocol/document-ids.ts';
import type { Personal, StateDocument } from '@balie/shared/protocol/state-document.ts';
import type { Couch } from '../couch/couch.ts';
import type { TitleDocument } from '../resolver/title-copies.ts';

const PAGE = 1000;

/** A person by the number on any card that they ever had, or by their id. */
export type Named = { readonly card: string } | { readonly patron: string };

/**
 * All that a library's database has of one person, under all ids that were merged (A3); null where nobody is known by that. It reads
 * every item and queue of the library, so it takes seconds. What the horizon let go is not in it, but for its money.
 */
export async function readPersonFile(
  couch: Couch,
  database: string,
  named: Named,
): Promise<PersonFile | null> {
  const id = 'patron' in named ? named.patron : await patronWithCard(couch, database, named.card);
  if (id === null) return null;
  const own = await couch.getMany<StateDocument>(database, [patronDoc(id), contactDoc(id), accountDoc(id)]);
  const winners = [patronDoc(id), contactDoc(id)].flatMap((one) => own.get(one)?.winner ?? []);
  const [patron] = winners;
  if (!patron || !(patron.state as PatronState).known) return null;
  const state = patron.state as PatronState;
  const account = own.get(accountDoc(id))?.winner.state as AccountState | undefined;
  const facts = Object.assign({}, ...winners.map((document) => document.facts)) as StateDocument['facts'];
  return personFile(id, facts, joined(winners), {
    ...(await dealingsOf(couch, database, new Set([state.id, ...state.aliases]))),
    account: account ?? { lines: [], balanceCents: 0 },
  });
}

/** Of one entry the patron's document holds some fields, and the contact's the others. */
function joined(documents: readonly StateDocument[]): Personal {
  const all: Record<EntryId, Readonly<Record<string, string>>> = {};
  for (const { personal = {} } of documents)
    for (const [entry, fields] of Object.entries(personal)) all[entry] = { ...all[entry], ...fields };
  return all;
}

async function patronWithCard(couch: Couch, database: string, card: string): Promise<string | null> {
  for await (const { state } of statesOf<PatronState>(couch, database, patronDoc('')))
    if (state.cards.some(({ number }) => number === card)) return state.id;
  return null;
}

async function dealingsOf(
  couch: Couch,
  database: string,
  ids: ReadonlySet<string>,
): Promise<Pick<Dealings, 'loans' | 'holds'>> {
  const lent: { readonly title: string | null; readonly loan: Omit<Dealings['loans'][number], 'title'> }[] =
    [];
  for await (const { state: item } of statesOf<ItemState>(couch, database, 'item:'))
    for (const loan of [...item.history, ...(item.loan ? [item.loan] : [])]) {
      if (!ids.has(loan.patron)) continue;
      const { id, branch, openedAt, due, renewals, ended } = loan;
      const title = item.attributes?.title ?? null;
      lent.push({ title, loan: { id, item: item.barcode, branch, openedAt, due, renewals, ended } });
    }
  const holds: Dealings['holds'][number][] = [];
  for await (const { state: queue } of statesOf<QueueState>(couch, database, 'queue:'))
    for (const { patron, id, pickup, placedAt, status } of queue.holds)
      if (ids.has(patron)) holds.push({ id, queue: queue.id, pickup, placedAt, status });
  const titles = await couch.getMany<TitleDocument>(
    database,
    [...new Set(lent.flatMap(({ title }) => title ?? []))].map(titleDoc),
  );
  const nameOf = (title: string | null): string | null => {
    const name = title === null ? undefined : titles.get(titleDoc(title))?.winner.record['title'];
    return typeof name === 'string' ? name : null;
  };
  const loans = lent.map(({ title, loan }) => ({ ...loan, title: nameOf(title) }));
  return { loans: loans.sort((a, b) => a.openedAt - b.openedAt), holds };
}

/** Documents of two ids that turned out to be one have one state: it comes once. */
async function* statesOf<T extends { readonly id?: string; readonly barcode?: string }>(
  couch: Couch,
  database: string,
  prefix: string,
): AsyncGenerator<{ readonly state: T }> {
  for (let startkey = prefix; ;) {
    const page = await couch.range<StateDocument>(database, {
      ...{ startkey, endkey: `${prefix}\ufff0`, limit: PAGE },
    });
    for (const { _id, state } of page) {
      const own = state as unknown as T;
      const name = own.barcode ?? own.id ?? '';
      if (_id === name || _id === `${prefix}${name}`) yield { state: own };
    }
    if (page.length < PAGE) return;
    startkey = `${page.at(-1)!._id}\u0000`;
  }
}

import type { Bodies } from '@balie/shared/journal/kinds.ts';
import type { EntryId } from '@balie/shared/journal/ids.ts';
import type { Book } from '../world/book.ts';
import type { Hearing } from './hearing.ts';

/** Whether it is really so that a person has something to do. */
type Cause = (hearing: Hearing, entry: EntryId) => boolean;

/** What a person may still have to look at, however well everything went, with what must have happened for it. */
const CAUSES: Readonly<Record<string, Cause>> = {
  /** Two books carry a slip for one wish (H3). */
  'captured-twice': ({ world }, entry) => {
    const book = bookWithSlip(world.books, entry);
    const wish = book && world.wishWith(book.record.slip!.hold);
    return world.books.some(
      (other) =>
        other !== book && other.record.slip !== null && wish?.holds.has(other.record.slip.hold) === true,
    );
  },
  /** A book carries a slip for what nobody waits for any more (H4). */
  reshelve: ({ world }, entry) => {
    const book = bookWithSlip(world.books, entry);
    return book !== undefined && world.wishWith(book.record.slip!.hold)?.state !== 'wanted';
  },
  /** Staff took something back that somebody had gone on with (L8). */
  'undo-refused': ({ chronicle }, entry) => chronicle.refusedUndos.has(entry),
  /** A book that somebody said to have returned or lost was lent on (L3). */
  'claim-open-closed': ({ world }, entry) =>
    presumedBy(world.books, entry).some(({ claimedAt, lostAt }) => claimedAt !== null || lostAt !== null),
  /** The same, and they had paid for it. */
  'paid-for-presumed-returned': ({ world }, entry) =>
    presumedBy(world.books, entry).some(({ ids }) =>
      world.purse.passed.some(({ charges }) =>
        charges.some((charge) => ids.some((id) => charge === `late:${id}` || charge === `replacement:${id}`)),
      ),
    ),
  /** A book stands on a shelf and is on loan: it came back past the desk. */
  'seen-on-loan': ({ world, chronicle }, entry) =>
    world.books.some(
      ({ labels, record, where }) =>
        labels.includes(chronicle.entryOf(entry)?.body['item'] as string) &&
        record.loan !== null &&
        where.kind !== 'person',
    ),
  /** The same was paid at two desks (M2). */
  'paid-twice': ({ world: { purse } }, entry) => {
    const paid = purse.passed.find(({ by }) => by === entry);
    const rows = new Set(paid?.charges.map((charge) => purse.rowOf(charge)));
    return purse.passed.some(
      (other) => other !== paid && other.charges.some((charge) => rows.has(purse.rowOf(charge))),
    );
  },
  /** The bank took back what it had brought, or could not fetch it (M7). */
  'debit-reversed': ({ chronicle }, entry) => chronicle.entryOf(entry)?.kind === 'debit.reverse',
  /** More was given back than there was, by desks that did not know of each other. */
  'refund-over-credit': ({ world: { purse } }, entry) =>
    purse.passed.some(({ by, cents }) => by === entry && cents < 0),
  /** A terminal said nothing, and nobody asked it since (M8). */
  'pin-outcome-unknown': ({ world: { purse } }, entry) =>
    purse.doubts.some(({ by, answered }) => by === entry && !answered),
  /** Somebody who was registered twice has two subscriptions (P4). */
  'subscription-doubled': ({ world, chronicle }, entry) => {
    const patron = chronicle.entryOf(entry)?.body['patron'];
    const members = typeof patron === 'string' ? world.merges.classOf(patron) : [];
    const sold = chronicle.entries.filter(
      ({ kind, body }) => kind === 'patron.subscription' && members.includes(body['patron'] as string),
    );
    return sold.length > 1;
  },
  /** Two machines wrote of one drawer, or one forgot that it had closed it (M8). */
  'till-unopened': ({ world, chronicle, machines }, entry) => {
    const till = chronicle.entryOf(entry)?.body['till'];
    const drawer = typeof till === 'string' ? world.purse.drawers.get(till) : undefined;
    return drawer?.doubtful === true || machines.some((machine) => machine.till === till && machine.forgot);
  },
};

/** Every exception that stands has its cause in the world. */
export function exceptionProblems(hearing: Hearing): readonly string[] {
  return [...hearing.documents.keys()].flatMap((id) => {
    const [, kind, entry] = /^exception:([a-z-]+):(.*)$/.exec(id) ?? [];
    if (kind === undefined) return [];
    const told = hearing.chronicle.entryOf(entry!);
    return CAUSES[kind]?.(hearing, entry!) || isSettled(hearing, id)
      ? []
      : [`an exception without a cause: ${id} ${JSON.stringify(told?.body)}`];
  });
}

/** Somebody said what came of it: it stays, though what made it went (E4). */
function isSettled({ chronicle }: Hearing, id: string): boolean {
  return chronicle.entries.some(({ kind, body }) => kind === 'exception.settle' && body['exception'] === id);
}

/** What was settled stays so, with what was said first. */
export function settlingProblems({ library, chronicle, documents }: Hearing): readonly string[] {
  const said = new Map<string, string>();
  for (const { kind, library: of, body } of chronicle.entries) {
    if (kind !== 'exception.settle' || of !== library) continue;
    const { exception, answer } = body as unknown as Bodies['exception.settle'];
    if (!said.has(exception)) said.set(exception, answer);
  }
  return [...said].flatMap(([id, answer]) => {
    const found = documents.get(id) as { readonly settled?: { readonly answer: string } } | undefined;
    const settled = found?.settled?.answer ?? 'nothing';
    return settled === answer ? [] : [`${id} was settled with ${answer}, the centre says ${settled}`];
  });
}

function bookWithSlip(books: readonly Book[], entry: EntryId): Book | undefined {
  return books.find(({ record }) => record.slip?.by === entry);
}

function presumedBy(books: readonly Book[], entry: EntryId): Book['ended'] {
  return books.flatMap(({ ended }) =>
    ended.filter(({ by, how }) => by === entry && how === 'presumed-returned'),
  );
}

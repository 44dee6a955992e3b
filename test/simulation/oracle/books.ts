import type { ItemState } from '@balie/shared/circulation/item-state.ts';
import { canonicalJson } from '@balie/shared/journal/canonical.ts';
import { inOrder } from '@balie/shared/journal/order.ts';
import type { StateDocument } from '@balie/shared/protocol/state-document.ts';
import type { Book } from '../world/book.ts';
import type { World } from '../world/world.ts';
import type { Hearing } from './hearing.ts';

/** Every book is where it is, and with whom. */
export function bookProblems({ library, world, documents }: Hearing): readonly string[] {
  return world.books
    .filter((book) => book.library === library)
    .flatMap((book) =>
      book.labels.flatMap((label) => problemsOf(book, world, documents.get(`item:${label}`))),
    );
}

function problemsOf(book: Book, world: World, document: StateDocument | undefined): readonly string[] {
  const { loan, handledAt: at, transitTo, missing, shelf, away } = book.record;
  const item = document?.state as ItemState | undefined;
  const really = {
    ...{
      patron: loan?.patron ?? null,
      due: loan?.due ?? null,
      claimed: !!loan?.claimedAt,
      lost: !!loan?.lostAt,
    },
    ...(shelf !== null && book.labels.length === 1 ? { shelf } : {}),
    ...{ at, transitTo, missing, away, label: [...book.labels].sort()[0]! },
  };
  const said = {
    ...{ patron: item?.loan?.patron ?? null, due: item?.loan?.due ?? null },
    ...{ claimed: !!item?.loan?.claimed, lost: item?.loan?.lost ?? false },
    ...{ at: item?.at ?? null, transitTo: item?.transitTo ?? null, missing: item?.mark === 'missing' },
    away: item?.ill ? { request: item.ill.request, leg: item.ill.leg } : null,
    label: item?.barcode ?? book.barcode,
    ...('shelf' in really ? { shelf: item?.attributes?.shelf ?? null } : {}),
  };
  const story = lines([...book.story.slice(-16), 'folded as', ...timelineOf(document).slice(-16)]);
  const problems: string[] = [];
  if (canonicalJson(really) !== canonicalJson(said))
    problems.push(
      `${book.barcode} is ${JSON.stringify(really)}, the centre says ${JSON.stringify(said)}\n${story}`,
    );
  if (book.where.kind === 'person' && !isWith(book, book.where.name, world))
    problems.push(
      `${book.barcode} is really with ${book.where.name}, the desks were told ${JSON.stringify(really)}\n${story}`,
    );
  return problems;
}

/** Who has a book in their bag has it on loan, under one of their records or of somebody for whom they were taken. */
function isWith({ record: { loan } }: Book, name: string, { people, merges }: World): boolean {
  const records = people.find((person) => person.name === name)!.records;
  return records.some(({ id }) => id === loan?.patron || (loan && merges.wereOne(id, loan.patron)));
}

function timelineOf(document: StateDocument | undefined): readonly string[] {
  return inOrder(document?.facts ?? {}).map(({ id, fact }) => {
    const patron = 'patron' in fact.body ? ` ${fact.body.patron}` : '';
    return `${new Date(fact.at).toISOString().slice(5, 19)} ${fact.kind}${patron} at ${fact.branch}, ${id}, clock ${fact.wall - fact.at} ms off, boot ${fact.boot}`;
  });
}

function lines(texts: readonly string[]): string {
  return texts.map((text) => `    ${text}`).join('\n');
}

import type { AnyEntry } from '@balie/shared/journal/entry.ts';
import type { Bodies } from '@balie/shared/journal/kinds.ts';
import { type Book, copyOfRecord, inHand, lend, renew, takeBack } from './book.ts';
import type { Deed } from './deed.ts';
import type { World } from './world.ts';

/** What was done with a book; returns how that is put back. */
export function noteBook(world: World, { entry, at }: Deed): (() => void) | undefined {
  const book = world.bookWith(entry.body['item']);
  if (!book) return undefined;
  const before = copyOfRecord(book.record);
  const ended = book.ended.length;
  switch (entry.kind) {
    case 'checkout':
      lend(book, entry, at);
      break;
    case 'checkin':
      takeBack(book, entry, at);
      break;
    case 'renew':
      renew(book, entry);
      break;
    case 'loan.claim':
    case 'loan.lost':
      notThere(book, entry.kind, entry.body as unknown as Bodies['loan.claim' | 'loan.lost'], at);
      break;
    case 'item.mark':
      if ((entry.body as unknown as Bodies['item.mark']).mark === 'missing') book.record.missing = true;
      else inHand(book, entry, at);
      break;
    case 'hold.notOnShelf':
      lookedFor(book);
      break;
    case 'ill.ship':
    case 'ill.receive':
      inHand(book, entry, at);
      book.record.away = {
        request: requestOf(entry),
        leg: entry.kind === 'ill.ship' ? 'shipped' : 'received',
      };
      break;
    case 'ill.return': {
      const { leg } = entry.body as unknown as Bodies['ill.return'];
      inHand(book, entry, at);
      book.record.away = leg === 'arrived' ? null : { request: requestOf(entry), leg: 'returning' };
      break;
    }
    case 'ill.lost':
      book.record.away = { request: requestOf(entry), leg: 'lost' };
      break;
    case 'item.register': {
      const { shelf, at: branch } = entry.body as unknown as Bodies['item.register'];
      book.listed = true;
      Object.assign(book.record, { shelf, handledAt: branch });
      break;
    }
    case 'item.edit':
      book.record.shelf = (entry.body as unknown as Bodies['item.edit']).set.shelf ?? null;
      break;
    case 'item.send':
      inHand(book, entry, at);
      book.record.transitTo = (entry.body as unknown as Bodies['item.send']).to;
      break;
    case 'item.receive':
    case 'item.seen':
      inHand(book, entry, at);
      break;
    default:
      return undefined;
  }
  book.story.push(`${stamp(at)} ${entry.kind} at ${entry.branch} ${entry._id}`);
  return () => {
    book.record = before;
    book.ended.length = ended;
    book.story.push('undone');
  };
}

const MOST_LOOKS = 2;

/** A book that nobody is known to have, and that is on no way, should have been there; the second time it is missing. */
function lookedFor({ record }: Book): void {
  if (record.loan || record.slip || record.transitTo) return;
  record.soughtInVain += 1;
  if (record.soughtInVain >= MOST_LOOKS) record.missing = true;
}

function requestOf({ body }: AnyEntry): string {
  return body['request'] as string;
}

/** The patron says that they have it no more: the first time counts. */
function notThere(
  { record: { loan } }: Book,
  kind: 'loan.claim' | 'loan.lost',
  body: Bodies['loan.claim' | 'loan.lost'],
  at: number,
): void {
  if (!loan?.ids.includes(body.loan)) return;
  if (kind === 'loan.claim') loan.claimedAt ??= at;
  else if (loan.lostAt === null) {
    loan.lostAt = at;
    loan.loss = { terms: loan.terms?.lost ?? null, found: false };
  }
}

function stamp(at: number): string {
  return new Date(at).toISOString().slice(5, 19);
}

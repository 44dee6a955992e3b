import type { Instant } from '../clock/instant.ts';
import { holdShelfPlace, nextHold } from '../holds/next-hold.ts';
import { type Check, weigh } from './check.ts';
import { claimOn, findParts, isHoldable, restsOnItem, servingBy } from './checks-of-item.ts';
import { type DraftOf, restingOn } from './decision.ts';
import type { Counter, ItemSituation, Parts } from './situation.ts';

type Checkin = DraftOf<'checkin'>['body'];

/** What staff say of a book that comes back. */
export interface Returning {
  /** When it came back, of a batch from the book drop (L11). */
  readonly returnedAt?: Instant;
  readonly bookdrop?: boolean;
  /** Missing parts or damage (L12); the words travel apart. */
  readonly condition?: { readonly parts: Parts; readonly damaged: boolean };
}

/** A checkin always succeeds; it says where the book goes and captures the next hold (D5, H2, L5, L11, L12). */
export function decideCheckin(
  counter: Counter,
  book: ItemSituation,
  { returnedAt, bookdrop, condition }: Returning = {},
): DraftOf<'checkin'> {
  const { item, queues } = book;
  const tray = trayFor(condition);
  const captured = tray === null ? capturedBy(counter, book, condition?.parts) : undefined;
  return {
    kind: 'checkin',
    body: {
      item: item.barcode,
      returnedAt: returnedAt === undefined ? undefined : Math.min(returnedAt, counter.now),
      bookdrop,
      captured,
      condition,
      destination: tray ?? destinationOf(counter, book, captured, condition?.parts),
    },
    after: restingOn(...restsOnItem(item), ...queues.map((queue) => queue.newest)),
  };
}

/** What is shown with a book that comes back: its parts are to be counted (L12). */
export function checkinChecks(
  { policy }: Counter,
  { item }: ItemSituation,
  { condition }: Returning = {},
): readonly Check[] {
  const found = findParts(item, condition?.parts).filter(({ code }) => code === 'confirm-parts');
  return weigh(
    policy,
    found.map((one) => ({ ...one, level: 'notice' })),
  );
}

function trayFor(condition: Returning['condition']): Checkin['destination'] | null {
  if (condition?.parts === 'incomplete') return { kind: 'tray', reason: 'incomplete' };
  return condition?.damaged ? { kind: 'tray', reason: 'damaged' } : null;
}

function capturedBy(counter: Counter, book: ItemSituation, parts: Parts | undefined): Checkin['captured'] {
  const { queues } = book;
  const item = withParts(book, parts);
  const standing = goesToTray(item.mark) ? null : claimOn({ item, queues });
  if (standing) {
    const { hold, queue, patron, pickup, place } = standing;
    return { hold, queue, patron, pickup, place };
  }
  const next = isHoldable(counter.policy, item) ? nextHold(queues, servingBy(counter, book)) : null;
  if (!next) return undefined;
  const { id: hold, patron, pickup } = next.hold;
  return { hold, queue: next.queue, patron, pickup, place: holdShelfPlace(hold) };
}

function destinationOf(
  counter: Counter,
  book: ItemSituation,
  captured: Checkin['captured'],
  parts: Parts | undefined,
): Checkin['destination'] {
  const { attributes, mark, ill } = withParts(book, parts);
  if (captured) {
    return captured.pickup === counter.branch
      ? { kind: 'hold-shelf', place: captured.place }
      : { kind: 'branch', branch: captured.pickup, forHold: true };
  }
  if (ill?.role === 'borrowed')
    return { kind: 'ill-return', request: ill.request, library: book.supplier ?? '' };
  if (!attributes) return { kind: 'tray', reason: 'unlisted' };
  if (goesToTray(mark)) return { kind: 'tray', reason: mark };
  return attributes.owner === counter.branch
    ? { kind: 'shelf' }
    : { kind: 'branch', branch: attributes.owner, forHold: false };
}

/** Nobody can be served with it, one for whom it was set aside neither (H10). */
function goesToTray(mark: ItemSituation['item']['mark']): mark is 'damaged' | 'withdrawn' | 'incomplete' {
  return mark === 'damaged' || mark === 'withdrawn' || mark === 'incomplete';
}

/** As it is once its parts were counted. */
function withParts({ item }: ItemSituation, parts: Parts | undefined): ItemSituation['item'] {
  return parts === 'complete' && item.mark === 'incomplete' ? { ...item, mark: null } : item;
}

import fc from 'fast-check';
import type { AnyEntry } from '../journal/entry.ts';
import type { Draft } from '../journal/seal.ts';
import { type DeskClock, Desks, type History, wrongClocks } from './history.ts';
import {
  checkin,
  checkout,
  holdCancel,
  holdCancelByLibrary,
  holdExpire,
  holdMove,
  holdNotOnShelf,
  holdOpen,
  holdPlaceAs,
  holdResume,
  holdSuspend,
  titleMerge,
  undoOf,
} from './make-entry.ts';

/** Two titles that may be merged, and the copies that serve them. */
export const QUEUES = ['queue:title:t1', 'queue:title:t2'] as const;
export const COPIES = ['b1', 'b2', 'b3'] as const;

const PATRONS = ['anna', 'bram', 'school'] as const;
const ENDS = ['not-collected', 'not-filled', 'subscription-ended'] as const;
const fees = { placingCents: 50, pickupCents: 75, uncollectedCents: 200 };

type Written = Pick<Draft, 'kind' | 'body'>;

const step = fc.record({
  desk: fc.nat(2),
  act: fc.nat(15),
  patron: fc.nat(2),
  item: fc.nat(2),
  pick: fc.nat(7),
  pause: fc.integer({ min: 1, max: 50 }),
});
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

/** Three desks with clocks that are wrong do everything that can be done to holds on two titles and their three copies; `calm`, titles are merged at the beginning or not. */
export const queueHistories = (
  clocks: fc.Arbitrary<readonly DeskClock[]> = wrongClocks(3, 300),
  calm = false,
): fc.Arbitrary<History> =>
  fc
    .tuple(fc.array(step, calm ? { minLength: 8, maxLength: 22 } : { minLength: 1, maxLength: 40 }), clocks)
    .map(([script, desks]) => play(script, new Desks(desks), calm));

function play(script: readonly Step[], desks: Desks, calm: boolean): History {
  const holds: AnyEntry[] = [];
  let now = 10_000;
  for (const one of script) {
    now += one.pause;
    const hold = holds[one.pick % Math.max(1, holds.length)];
    const written = act(one, hold, desks.entries);
    if (!written || (calm && written.kind === 'title.merge' && desks.entries.length > 2)) continue;
    const entry = desks.write(one.desk, written, now);
    if (entry.kind === 'hold.place' || entry.kind === 'hold.open') holds.push(entry);
  }
  return desks.history(now);
}

function act(one: Step, hold: AnyEntry | undefined, all: readonly AnyEntry[]): Written | null {
  const { patron: p, item: i, pick } = one;
  const [patron, item] = [PATRONS[p]!, COPIES[i]!];
  const queue = QUEUES[pick % 4 ? 0 : 1];
  if (one.act < 3)
    return holdPlaceAs(queue, patron, { fees, copies: patron === 'school' ? 2 : 1, priority: pick % 2 });
  if (one.act === 3) return holdOpen(queue, patron, pick % 2 ? { suspended: true } : {});
  if (one.act === 4) return titleMerge('t2', 't1');
  if (one.act === 5) return checkout(item, patron);
  if (one.act === 6 && all.length) return undoOf(all[(pick * 7 + i) % all.length]!);
  if (!hold) return null;
  const [id, owner, at] = [hold._id, hold.body['patron'] as string, hold.body['queue'] as string];
  switch (one.act) {
    case 7:
      return holdCancel(at, id);
    case 8:
      return holdCancelByLibrary(at, id);
    case 9:
      return pick % 2 ? holdSuspend(at, id, '2026-12-24') : holdResume(at, id);
    case 10:
      return holdMove(at, id, pick % 2 ? { priority: pick } : { pickup: 'noord' });
    case 11:
      return holdNotOnShelf(at, id, item);
    case 12:
      return holdExpire(at, id, ENDS[pick % 3]!, item);
    case 13: {
      const { kind, body } = checkout(item, patron);
      return { kind, body: { ...body, fulfils: { hold: id, queue: at } } } as Written;
    }
    default:
      return checkin(item, { hold: id, queue: at, patron: owner, pickup: 'centrum' });
  }
}

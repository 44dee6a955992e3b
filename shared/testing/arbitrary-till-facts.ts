import fc from 'fast-check';
import {
  byPin,
  pay,
  refund,
  TILL,
  tillClose,
  tillCount,
  tillDrop,
  tillOpen,
} from '../accounts/make-money.ts';
import type { AnyEntry } from '../journal/entry.ts';
import type { Draft } from '../journal/seal.ts';
import { type DeskClock, Desks, type History, wrongClocks } from './history.ts';
import { undoOf } from './make-entry.ts';

type Written = Pick<Draft, 'kind' | 'body'>;

const KINDS = ['open', 'cash', 'cash', 'pin', 'told', 'refund', 'drop', 'count', 'close', 'undo'] as const;

/** Mostly whole sessions, with payments that are beyond doubt. */
const CALM = [...KINDS, 'open', 'open', 'cash', 'cash', 'count', 'close', 'close', 'close'] as const;

const actOf = (kinds: readonly (typeof KINDS)[number][]) =>
  fc.record({
    kind: fc.constantFrom(...kinds),
    desk: fc.nat(1),
    pause: fc.nat(20),
    cents: fc.integer({ min: 3, max: 900 }),
    of: fc.nat(40),
  });

export type TillStep = ReturnType<typeof actOf> extends fc.Arbitrary<infer T> ? T : never;

/** Up to so many acts at one drawer. */
export const tillSteps = (maxLength: number, calm = false): fc.Arbitrary<readonly TillStep[]> =>
  fc.array(actOf(calm ? CALM : KINDS), { minLength: calm ? 8 : 0, maxLength: calm ? 18 : maxLength });

/** What two desks, whose clocks are wrong, did with one drawer. */
export const tillHistories = (
  clocks: fc.Arbitrary<readonly DeskClock[]> = wrongClocks(2, 60),
  calm = false,
): fc.Arbitrary<History> =>
  fc.tuple(tillSteps(25, calm), clocks).map(([steps, desks]) => playAtTill(steps, new Desks(desks)));

/** Does these acts one after another; each may name any that was written before. */
export function playAtTill(steps: readonly TillStep[], desks: Desks): History {
  let now = 1000;
  for (const [i, step] of steps.entries()) {
    now += step.pause;
    const draft = draftOf(step, desks.entries[step.of % Math.max(1, desks.entries.length)], i + 1);
    if (draft) desks.write(step.desk, draft, now);
  }
  return desks.history(now);
}

function draftOf(
  { kind, cents, of }: TillStep,
  target: AnyEntry | undefined,
  receipt: number,
): Written | undefined {
  const shared = { till: TILL, receipt };
  const lines = [[`x:${of % 9}`, cents]] as const;
  const outcome = (['approved', 'unknown', 'declined'] as const)[of % 3]!;
  switch (kind) {
    case 'open':
      return tillOpen(cents);
    case 'cash':
      return pay('anna', lines, { ...shared, cents: cents + (of % 3), roundingCents: of % 2 });
    case 'pin':
      return pay('anna', lines, { ...shared, ...byPin(outcome) });
    case 'told':
      return target && pay('anna', lines, { ...shared, ...byPin(outcome, target._id) });
    case 'refund':
      return refund('anna', cents, { ...shared, ...(of % 2 ? byPin(outcome) : {}) });
    case 'drop':
      return tillDrop(cents);
    case 'count':
      return tillCount(cents, of);
    case 'close':
      return target && tillClose(target._id);
    case 'undo':
      return target && undoOf(target);
  }
}

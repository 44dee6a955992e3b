import { expect, test } from 'vitest';
import { B, Q } from '../testing/make-situation.ts';
import { decideHoldChange, decidePlacing } from './decide-holds.ts';
import type { TestLibrary } from './testing-library.ts';
import {
  type Choice,
  counter,
  type Dice,
  handling,
  holdsTrue,
  override,
  person,
  pickOf,
  settledLibrary,
} from './testing-acts.ts';

const holdOf = ({ queue }: TestLibrary, { pick }: Dice) => pickOf(queue.holds, pick);

const holds: readonly Choice[] = [
  handling,
  (library, one) => {
    const of = library.situation(person(library, one));
    const wanted = {
      queue: Q,
      pickup: one.pick % 2 ? 'noord' : 'centrum',
      until: '2027-12-31',
      priority: one.pick % 3,
    };
    const target = { queue: library.queue, copies: [library.item] };
    const outcome = decidePlacing(counter, of, wanted, target, library.openHolds(of.patron.id), override);
    return {
      outcome,
      meant: ([id]) => {
        const hold = library.queue.holds.find((own) => own.id === id);
        const { pickup, until, priority } = wanted;
        expect(hold).toMatchObject({
          status: 'waiting',
          patron: of.patron.id,
          pickup,
          until,
          priority,
          aliases: [],
        });
        const fee = library.account(of.patron.id).charges.find((charge) => charge.id === `placing:${id}`);
        expect(fee?.cents).toBe(25);
      },
    };
  },
  ...(
    ['hold.cancel', 'hold.suspend', 'hold.resume', 'hold.move', 'hold.expire', 'hold.notOnShelf'] as const
  ).map((kind): Choice => (library, one) => {
    const before = holdOf(library, one);
    if (!before) return null;
    const by = one.pick % 2 ? ('patron' as const) : ('library' as const);
    const why = (['not-collected', 'not-filled', 'subscription-ended'] as const)[one.pick % 3]!;
    const changes = {
      'hold.cancel': { kind: 'hold.cancel', by },
      'hold.suspend': { kind: 'hold.suspend', until: one.pick % 2 ? '2027-01-01' : null },
      'hold.resume': { kind: 'hold.resume' },
      'hold.move': { kind: 'hold.move', pickup: ['noord', 'centrum'][one.pick % 2]! },
      'hold.expire': { kind: 'hold.expire', why },
      'hold.notOnShelf': { kind: 'hold.notOnShelf', item: B },
    } as const;
    const change = changes[kind];
    return {
      outcome: decideHoldChange(counter, library.queue, before.id, change),
      meant: ([entry]) => {
        const after = library.queue.holds.find(({ id }) => id === before.id)!;
        if (change.kind === 'hold.cancel')
          expect(after.ended).toMatchObject({ why: `cancelled-by-${by}`, by: entry });
        else if (change.kind === 'hold.expire') expect(after.ended).toMatchObject({ why, by: entry });
        else if (change.kind === 'hold.move') expect(after.pickup).toBe(change.pickup);
        else if (change.kind === 'hold.notOnShelf') expect(after.notOnShelf.at(-1)?.by).toBe(entry);
        else expect(after.suspended).toBe(change.kind === 'hold.suspend');
      },
    };
  }),
];

test('H1 what is decided of holds is so once it is folded, and is no exception', () => {
  holdsTrue(holds, settledLibrary, 1000);
}, 120_000);

import { expect, test } from 'vitest';
import { decideClaiming, decideEditing, decideLosing, decideMarking, decideMoving } from './decide-item.ts';
import {
  type Choice,
  counter,
  handling,
  holdsTrue,
  override,
  person,
  settledLibrary,
} from './testing-acts.ts';

const items: readonly Choice[] = [
  handling,
  ...(['missing', 'damaged', 'withdrawn', 'incomplete', 'found'] as const).map(
    (mark): Choice =>
      (library) => ({
        outcome: decideMarking(library.item, mark),
        meant: () => {
          const { item } = library;
          if (mark === 'found') expect([item.mark, item.loan]).toEqual([null, null]);
          else expect(item.mark).not.toBeNull();
        },
      }),
  ),
  (library, { pick }) => {
    const set = { shelf: `R${pick % 3}`, parts: 1 + (pick % 2), loanGroup: pick % 2 ? 'boek' : 'dvd' };
    return {
      outcome: decideEditing(counter, library.item, set),
      meant: () => expect(library.item.attributes).toMatchObject(set),
    };
  },
  (library) => ({
    outcome: decideMoving(counter, library.item, { kind: 'item.send', to: 'noord', why: 'collection' }),
    meant: () => expect(library.item.transitTo).toBe('noord'),
  }),
  ...(['item.receive', 'item.seen'] as const).map((kind): Choice => (library) => {
    const { loan } = library.item;
    if (kind === 'item.seen' && loan && !loan.claimed && !loan.lost) return null;
    return {
      outcome: decideMoving(counter, library.item, { kind }),
      meant: () => expect(library.item).toMatchObject({ at: 'centrum', transitTo: null, loan: null }),
    };
  }),
  (library, one) => {
    const { claims } = library.account(library.item.loan?.patron ?? person(library, one));
    return {
      outcome: decideClaiming(counter, library.item, claims, override),
      meant: ([entry]) => expect(library.item.loan?.claimed?.by).toBe(entry),
    };
  },
  (library) => ({
    outcome: decideLosing(library.item, 'patron-says'),
    meant: () => expect(library.item.loan?.lost).toBe(true),
  }),
];

test('L13 what is decided of a copy and its loan is so once it is folded, and is no exception', () => {
  holdsTrue(items, settledLibrary, 1000);
}, 120_000);

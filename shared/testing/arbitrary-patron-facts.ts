import fc from 'fast-check';
import type { AnyEntry } from '../journal/entry.ts';
import type { Draft } from '../journal/seal.ts';
import {
  patronBlock,
  patronCard,
  patronConsent,
  patronDistinct,
  patronEdit,
  patronErase,
  patronLink,
  patronMerge,
  patronNote,
  patronRegister,
  patronSubscription,
  patronUnblock,
} from '../patrons/testing-entries.ts';
import { Desks, type History, wrongClocks } from './history.ts';
import { patronOpen, undoOf } from './make-entry.ts';

/** Patrons who may turn out to be one. */
export const IDS = ['anna', 'bob', 'carl'] as const;
const KINDS = 15;

const step = fc.record({
  desk: fc.nat(2),
  act: fc.nat(KINDS - 1),
  who: fc.nat(2),
  pick: fc.nat(11),
  pause: fc.integer({ min: 1, max: 40 }),
});
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

/** Acts of three desks, whose clocks are wrong, on three ids; merges, undoings and erasings among them. */
export const patronHistories: fc.Arbitrary<History> = fc
  .tuple(fc.array(step, { minLength: 1, maxLength: 30 }), wrongClocks(3, 300))
  .map(([steps, clocks]) => play(steps, new Desks(clocks)));

function play(steps: readonly Step[], desks: Desks): History {
  let now = 10_000;
  for (const one of steps) {
    now += one.pause;
    const draft = written(one, desks.entries);
    if (draft) desks.write(one.desk, draft, now);
  }
  return desks.history(now);
}

function written({ act, who, pick }: Step, before: readonly AnyEntry[]): Pick<Draft, 'kind' | 'body'> | null {
  const id = IDS[who]!;
  const other = IDS[(who + 1 + (pick % 2)) % 3]!;
  const earlier = before[pick % Math.max(1, before.length)];
  const month = String(1 + pick).padStart(2, '0');
  switch (act) {
    case 0:
      return patronOpen(id, { status: pick % 2 ? 'blocked' : 'inactive', fields: ['email', 'familyName'] });
    case 1:
      return patronRegister(id, { verified: pick % 2 === 0 });
    case 2:
      return patronEdit(id, pick % 2 ? { home: `b${pick}` } : { juvenile: pick % 3 === 0 }, ['email']);
    case 3:
      return patronSubscription(id, {
        act: (['new', 'renew', 'change', 'end'] as const)[pick % 4]!,
        from: `2026-${month}-01`,
        until: pick % 5 ? '2027-02-28' : null,
      });
    case 4:
      return patronBlock(id, 'conduct', pick % 2 ? '2026-06-30' : null);
    case 5:
      return patronUnblock(id, pick % 2 && earlier ? earlier._id : null);
    case 6:
      return patronCard(id, (['issue', 'lost'] as const)[pick % 2]!, `c${pick % 4}`);
    case 7:
      return patronCard(id, 'replace', `c${pick}`, `c${(pick + 1) % 4}`);
    case 8:
      return patronNote(id, pick % 2 && earlier ? earlier._id : null);
    case 9:
      return patronLink(id, pick % 3 ? other : 'mum', 'guardian', pick % 4 ? 'make' : 'end');
    case 10:
      return patronConsent(id, 'history', pick % 2 === 0);
    case 11:
      return patronMerge(id, other);
    case 12:
      return patronDistinct(id, other);
    case 13:
      return pick % 4 ? null : patronErase(id);
    default:
      return earlier && earlier.kind !== 'undo' ? undoOf(earlier) : null;
  }
}

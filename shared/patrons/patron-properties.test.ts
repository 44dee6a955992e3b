import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { StreamClock } from '../clock/timing.ts';
import type { AnyEntry } from '../journal/entry.ts';
import { type Fact, factOf, type Facts, retime, unite } from '../journal/fact.ts';
import type { Draft } from '../journal/seal.ts';
import { patronDoc } from '../protocol/document-ids.ts';
import { relativesOf } from '../journal/classes.ts';
import { patronOpen, TestStream, undoOf } from '../testing/make-entry.ts';
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
} from './testing-entries.ts';
import { foldPatron } from './fold-patron.ts';

const IDS = ['anna', 'bob', 'carl'] as const;
const KINDS = 15;

interface Step {
  readonly desk: number;
  readonly act: number;
  readonly who: number;
  readonly pick: number;
  readonly pause: number;
}

const oneStep = fc.record({
  desk: fc.nat(2),
  act: fc.nat(KINDS - 1),
  who: fc.nat(2),
  pick: fc.nat(11),
  pause: fc.integer({ min: 1, max: 40 }),
});

/** Acts of three desks, whose clocks are wrong, on three ids; merges, undoings and erasings among them. */
const patronWorlds = fc
  .tuple(
    fc.array(oneStep, { minLength: 1, maxLength: 30 }),
    fc.array(fc.record({ wrong: fc.integer({ min: -300, max: 300 }), anchored: fc.boolean() }), {
      minLength: 3,
      maxLength: 3,
    }),
  )
  .map(([steps, clocks]) => play(steps, clocks));

interface PatronWorld {
  readonly entries: readonly AnyEntry[];
  readonly clocks: ReadonlyMap<string, StreamClock>;
}

function play(steps: readonly Step[], wrongs: readonly { wrong: number; anchored: boolean }[]): PatronWorld {
  const desks = wrongs.map((_, n) => new TestStream(`d${n}.x`));
  const entries: AnyEntry[] = [];
  let now = 10_000;
  for (const step of steps) {
    now += step.pause;
    const draft = written(step, entries);
    if (draft)
      entries.push(desks[step.desk]!.write(draft, { at: now + wrongs[step.desk]!.wrong, mono: now }));
  }
  const clocks = desks.map((desk, n): [string, StreamClock] => {
    const anchor = { seq: 1, wall: now + wrongs[n]!.wrong, mono: now, boot: 'boot', server: now };
    const { stream } = desk;
    return [stream, { stream, previous: null, anchors: wrongs[n]!.anchored ? [anchor] : [] }];
  });
  return { entries, clocks: new Map(clocks) };
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

function factsIn({ entries, clocks }: PatronWorld): Facts {
  return Object.fromEntries(entries.map((entry): [string, Fact] => [entry._id, factOf(entry, clocks)!]));
}

test('P1 arrival order, repetition and late anchors change nothing of a patron', () => {
  fc.assert(
    fc.property(patronWorlds, fc.infiniteStream(fc.nat(1000)), (world, numbers) => {
      const whole = IDS.map((id) => foldPatron(id, factsIn(world)));
      const arrival = [...world.entries, ...world.entries.slice(0, 6)]
        .map((entry) => ({ entry, key: numbers.next().value as number }))
        .sort((a, b) => a.key - b.key);
      let facts: Facts = {};
      for (const { entry } of arrival) facts = unite(facts, { [entry._id]: factOf(entry, new Map())! });
      expect(IDS.map((id) => foldPatron(id, retime(facts, world.clocks)))).toEqual(whole);
    }),
    { numRuns: 400, seed: 20261122 },
  );
});

test('P1 a state is plain JSON', () => {
  fc.assert(
    fc.property(patronWorlds, (world) => {
      const state = foldPatron('anna', factsIn(world));
      expect(JSON.parse(JSON.stringify(state))).toEqual(state);
    }),
    { numRuns: 200, seed: 4 },
  );
});

test('P3 the documents of all ids of a class say the same, and no two classes share an id', () => {
  fc.assert(
    fc.property(patronWorlds, (world) => {
      const facts = factsIn(world);
      const states = IDS.map((id) => foldPatron(id, facts));
      for (const [i, state] of states.entries()) {
        const ids = [state.id, ...state.aliases];
        expect(ids).toContain(IDS[i]);
        expect(ids.toSorted()).toEqual(ids);
        for (const [j, other] of states.entries())
          if (ids.includes(IDS[j]!)) expect(other).toEqual(state);
          else expect([other.id, ...other.aliases]).not.toContain(IDS[i]);
      }
    }),
    { numRuns: 400, seed: 8 },
  );
});

test('P3 a patron merged before, between or after the edits is the same patron', () => {
  fc.assert(
    fc.property(patronWorlds, fc.integer({ min: 0, max: 12_000 }), (world, at) => {
      const own = Object.entries(factsIn(world)).filter(
        ([, { kind }]) => !['patron.merge', 'patron.distinct', 'patron.erase', 'undo'].includes(kind),
      );
      const merges = [0, at].map((when) => {
        const centre = new TestStream('centre.x');
        const entry = centre.write(patronMerge('anna', 'bob'), { at: when });
        return foldPatron('bob', { ...Object.fromEntries(own), [entry._id]: factOf(entry, new Map())! });
      });
      const [first, later] = merges.map(({ newest: _, ...state }) => state);
      expect(later).toEqual(first);
    }),
    { numRuns: 300, seed: 9 },
  );
});

test('A1 whatever came before or after, of an erased id nothing counts but ids', () => {
  fc.assert(
    fc.property(patronWorlds, (world) => {
      const facts = factsIn(world);
      const erased = (id: string): boolean =>
        Object.values(facts).some((f) => f.kind === 'patron.erase' && f.body.patron === id);
      for (const id of IDS) {
        const state = foldPatron(id, facts);
        const members = [state.id, ...state.aliases];
        expect(state.status === 'erased').toBe(members.every(erased));
        for (const by of [
          ...Object.values(state.personalFields),
          ...state.notes.map((n) => n.id),
          ...state.blocks.map((b) => b.id),
          ...state.subscriptions.map((s) => s.id),
        ]) {
          const { body } = facts[by]!;
          expect('patron' in body && erased(body.patron)).toBe(false);
        }
        if (state.status === 'erased')
          expect(state).toMatchObject({ known: false, cards: [], links: [], personal: null, consents: {} });
      }
    }),
    { numRuns: 400, seed: 10 },
  );
});

test('P3 a document knows its relatives as long as a merge was ever said', () => {
  fc.assert(
    fc.property(patronWorlds, (world) => {
      const facts = factsIn(world);
      for (const id of IDS) {
        const { aliases, id: root } = foldPatron(id, facts);
        const relatives = relativesOf(patronDoc(id), facts);
        for (const member of [root, ...aliases])
          if (member !== id) expect(relatives).toContain(patronDoc(member));
      }
    }),
    { numRuns: 100, seed: 12 },
  );
});

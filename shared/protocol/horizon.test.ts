import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { TillState } from '../accounts/till-state.ts';
import type { ItemState, Loan } from '../circulation/item-state.ts';
import type { QueueState } from '../holds/queue-state.ts';
import type { AnyEntry } from '../journal/entry.ts';
import { factsOf } from '../testing/make-entry.ts';
import type { Finding } from '../journal/finding.ts';
import { Horizon, type HorizonMark } from '../journal/horizon.ts';
import type { EntryId } from '../journal/ids.ts';
import { calendarHistories, settingHistories } from '../testing/arbitrary-centre-facts.ts';
import { itemHistories } from '../testing/arbitrary-item-facts.ts';
import { queueHistories } from '../testing/arbitrary-queue-facts.ts';
import { tillHistories } from '../testing/arbitrary-till-facts.ts';
import { anyArrival, type DeskClock, type History } from '../testing/history.ts';
import { LibraryDocuments } from '../testing/library-documents.ts';
import { type DocumentState, foldDocument } from './state-document.ts';

/** Desks whose clocks are wrong by up to so much; nearly every one hears the right time. */
const desks = (count: number, most: number): fc.Arbitrary<readonly DeskClock[]> =>
  fc.array(
    fc.record({
      wrong: fc.integer({ min: -most, max: most }),
      anchored: fc.nat(9).map((n) => n > 0),
    }),
    { minLength: count, maxLength: count },
  );

/** Two horizons of a history: after how many of its acts, and how many acts before that they lie; what each stream's cut lacks. */
const anyMarks = fc.array(
  fc.record({
    share: fc.nat(100),
    back: fc.nat(6),
    lacking: fc.array(fc.nat(5), { minLength: 3, maxLength: 3 }),
  }),
  { minLength: 2, maxLength: 2 },
);

function marksOf(
  { entries, clocks }: History,
  all: typeof anyMarks extends fc.Arbitrary<infer T> ? T : never,
) {
  const facts = factsOf(entries, clocks);
  const counts = all.map(({ share }) => Math.round((share * entries.length) / 100)).sort((a, b) => a - b);
  return all.map(({ back, lacking }, nth): HorizonMark => {
    const come = entries.slice(0, counts[nth]);
    const before = facts[come[Math.max(0, come.length - 1 - back)]?._id ?? '']?.at ?? 0;
    const cut: Record<string, readonly EntryId[]> = {};
    for (const [n, stream] of [...clocks.keys()].entries()) {
      const own = come.filter((entry) => entry.stream === stream);
      const last = own.at(-1 - Math.max(0, lacking[n]! - 3));
      if (last) cut[stream] = [last._id];
    }
    return { by: `entry:centre.a:0000000${nth + 1}:0123456789abcdef`, before, cut };
  });
}

/** In some order, some of them twice. */
function shuffled(entries: readonly AnyEntry[], arrival: Iterator<number>): readonly AnyEntry[] {
  const next = (): number => arrival.next().value as number;
  return entries
    .flatMap((entry) => (next() % 4 ? [entry] : [entry, entry]))
    .map((entry) => ({ entry, key: next() }))
    .sort((a, b) => a.key - b.key)
    .map(({ entry }) => entry);
}

const isCut = (marks: readonly HorizonMark[]): ((entry: AnyEntry) => boolean) => {
  const horizon = new Horizon(marks);
  return ({ _id }) => horizon.cuts(_id);
};

/** A library where each horizon is set once all of its cut has come; `keeping`, nothing is let go. */
function lived(
  { entries, clocks }: History,
  marks: readonly HorizonMark[],
  arrival: Iterator<number>,
  settled: (exception: string) => boolean,
): LibraryDocuments {
  const documents = new LibraryDocuments(clocks);
  const come = new Set<AnyEntry>();
  for (const nth of marks.keys()) {
    const within = isCut(marks.slice(0, nth + 1));
    const now = entries.filter((entry) => within(entry) || arrival.next().value! % 5 === 0);
    for (const entry of now) come.add(entry);
    documents.add(shuffled(now, arrival));
    documents.move(new Horizon(marks.slice(0, nth + 1)), settled);
  }
  documents.add(shuffled(entries, arrival));
  return documents;
}

/** The same, read from the beginning when all of it is there. */
function rebuilt(
  { entries, clocks }: History,
  marks: readonly HorizonMark[],
  settled: (exception: string) => boolean,
  keeping = false,
): LibraryDocuments {
  const documents = new LibraryDocuments(clocks);
  documents.add(entries);
  for (const nth of marks.keys()) documents.move(new Horizon(marks.slice(0, nth + 1)), settled, keeping);
  return documents;
}

const ALL = (): boolean => true;
const NONE = (): boolean => false;

/** What still stands of a state: without what another document let go. */
function standing(state: DocumentState, isGone: (entry: EntryId) => boolean): unknown {
  const { newest, ...rest } = { newest: null, ...state };
  const one: Record<string, unknown> = { ...rest, newest: null };
  if ('findings' in state) one['findings'] = tellable(state.findings, isGone);
  if ('history' in state) {
    const { history, claims, fulfilments, charges } = state as ItemState;
    const loanOf = (charge: string): EntryId => charge.slice(charge.indexOf(':') + 1);
    one['history'] = history.filter(({ id }) => !isGone(id)).map(asTold);
    one['claims'] = claims.filter(({ by }) => !isGone(by));
    one['fulfilments'] = fulfilments.filter(({ by }) => !isGone(by));
    one['charges'] = charges.filter(({ id }) => !isGone(loanOf(id)));
  }
  if ('holds' in state) {
    const { holds, charges } = state as QueueState;
    one['holds'] = holds.filter(({ id }) => !isGone(id));
    one['charges'] = charges.filter(({ id }) => !isGone(id.slice(id.indexOf(':') + 1)));
  }
  if ('sessions' in state) one['sessions'] = (state as TillState).sessions.filter(({ id }) => !isGone(id));
  return one;
}

/** Which act ended what another system had lent long before is not known any more; that it is over, is (L7). */
function asTold(loan: Loan): unknown {
  return loan.renewalsLeft === null ? loan : { ...loan, ended: true };
}

/** Of whom had a copy last nothing is told once that is let go; of acts that stand in the way of an undo any may be. */
function tellable(findings: readonly Finding[], isGone: (entry: EntryId) => boolean): readonly Finding[] {
  const names = (value: string | number): boolean =>
    String(value).startsWith('entry:') && isGone(String(value));
  return findings
    .filter(({ entry }) => !isGone(entry))
    .map((finding) => {
      const { by: _by, ...params } = finding.params;
      return { ...finding, params: Object.values(params).some(names) ? {} : params };
    });
}

/** Documents that are joined after the horizon are joined as they stand: what they let go before is not looked at again. */
function joinsLater({ entries, clocks }: History, marks: readonly HorizonMark[]): boolean {
  const first = new Horizon(marks.slice(0, 1));
  const merges = entries.filter(({ kind }) => kind.endsWith('.merge'));
  const facts = factsOf(merges, clocks);
  return merges.some(({ _id }) => !first.cuts(_id) || facts[_id]!.at >= first.before);
}

/**
 * Whether somebody comes back to what was let go: lends for a hold, which then meets no other of that patron's, or pays for a loan,
 * which then is credit.
 */
function comesBack(
  documents: LibraryDocuments,
  { entries, clocks }: History,
  marks: readonly HorizonMark[],
): boolean {
  const items = [...documents.contents.keys()].filter((id) => id.startsWith('item:'));
  const isGone = (id: EntryId): boolean => items.some((item) => documents.isLetGo(item, id));
  const facts = factsOf(entries, clocks);
  const passed = (id: EntryId): number => marks.findIndex(({ before }) => facts[id]!.at < before);
  return entries.some(({ _id, body }) => {
    const fulfils = body['fulfils'] as { readonly hold: EntryId; readonly queue: string } | undefined;
    if (fulfils && documents.isLetGo(fulfils.queue, fulfils.hold)) return true;
    const lines = (body['lines'] ?? []) as readonly { readonly charge: string }[];
    return lines
      .map(({ charge }) => charge.slice(charge.indexOf(':') + 1))
      .some((loan) => facts[loan] !== undefined && isGone(loan) && passed(loan) !== passed(_id));
  });
}

function expectSame(reduced: LibraryDocuments, whole: LibraryDocuments): void {
  const [now, then] = [reduced.states(), whole.states()];
  for (const [id, state] of then) {
    const isGone = (entry: EntryId): boolean => reduced.isLetGo(id, entry);
    expect([id, standing(now.get(id) ?? foldDocument(id, { facts: {} }), isGone)]).toEqual([
      id,
      standing(state, isGone),
    ]);
  }
}

describe.each([
  ['items', itemHistories({ undo: true, clocks: desks(3, 20 * 3_600_000), calm: true })],
  ['queues', queueHistories(desks(3, 60), true)],
  ['tills', tillHistories(desks(2, 30), true)],
  ['calendars', calendarHistories(desks(3, 20))],
  ['settings', settingHistories(desks(3, 20))],
] as const)('the horizon of %s', (_name, histories) => {
  test('L7 what was let go changes nothing of what stands, however long the documents lived and whatever came when', () => {
    let [parts, compared] = [0, 0];
    fc.assert(
      fc.property(histories, anyMarks, anyArrival, (history, all, arrival) => {
        const marks = marksOf(history, all);
        const live = lived(history, marks, arrival, ALL);
        expect(live.stored).toEqual(rebuilt(history, marks, ALL).stored);
        parts += [...live.contents.values()].filter(({ base }) => base).length;
        if (joinsLater(history, marks) || comesBack(live, history, marks)) return;
        expectSame(live, rebuilt(history, marks, ALL, true));
        compared++;
      }),
      { numRuns: 2700, seed: 91 },
    );
    expect(compared).toBeGreaterThanOrEqual(2000);
    expect(parts).toBeGreaterThan(80);
  }, 120_000);

  test('L7 no exception goes before somebody settled it', () => {
    fc.assert(
      fc.property(histories, anyMarks, anyArrival, (history, all, arrival) => {
        const marks = marksOf(history, all);
        fc.pre(!joinsLater(history, marks));
        const live = lived(history, marks, arrival, NONE);
        fc.pre(!comesBack(live, history, marks));
        expect(live.exceptions()).toEqual(rebuilt(history, marks, NONE, true).exceptions());
      }),
      { numRuns: 2000, seed: 92 },
    );
  }, 120_000);

  test('L7 what came too late is kept, makes one exception, and changes nothing else', () => {
    let count = 0;
    fc.assert(
      fc.property(histories, anyMarks, (history, all) => {
        const marks = marksOf(history, all);
        const documents = rebuilt(history, marks, ALL, true);
        const late = new Set(
          [...documents.contents.values()].flatMap((content) => Object.keys(content.late ?? {})),
        );
        const rest = { ...history, entries: history.entries.filter(({ _id }) => !late.has(_id)) };
        const without = rebuilt(rest, marks, ALL, true);
        expect(documents.exceptions()).toEqual(
          [...without.exceptions(), ...[...late].map((entry) => `before-horizon ${entry}`)].sort(),
        );
        const states = documents.states();
        for (const [id, state] of without.states()) expect(states.get(id)).toEqual(state);
        count += late.size;
      }),
      { numRuns: 2000, seed: 94 },
    );
    expect(count).toBeGreaterThan(100);
  }, 120_000);
});

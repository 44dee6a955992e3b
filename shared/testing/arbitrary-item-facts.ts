import fc from 'fast-check';
import { addDays, dateOfDay, dayNumber } from '../calendar/days.ts';
import type { AnyEntry } from '../journal/entry.ts';
import type { Draft } from '../journal/seal.ts';
import { type DeskClock, Desks, type History, wrongClocks } from './history.ts';
import {
  checkin,
  checkout,
  holdOpen,
  holdPlace,
  itemMark,
  itemMerge,
  itemOpen,
  itemSeen,
  loanClaim,
  loanLost,
  loanOpen,
  payFor,
  renew,
  terms,
  type TestStream,
  undoOf,
} from './make-entry.ts';

interface Options {
  /** Whether acts are taken back. */
  readonly undo: boolean;
  /** Right ones agree with the order in which things were done; wrong ones are ahead or behind, and some never get an anchor. */
  readonly clocks: 'right' | 'wrong' | fc.Arbitrary<readonly DeskClock[]>;
  /** Whether both labels are certainly said to be one book, once or oftener. */
  readonly merged?: boolean;
  /** Mostly lending and taking back, so that the book is often on its shelf with nothing the matter. */
  readonly calm?: boolean;
  /** Streams that seal what they write; without, quick ones. */
  readonly open?: (stream: string) => TestStream;
}

export const LABELS = ['b1', 'b2'] as const;
const BORROWERS = ['anna', 'bram', 'celil'] as const;
const QUEUE = 'queue:title:t1';

const HOUR = 3_600_000;
const START = dayNumber('2026-11-23') * 24 * HOUR;

export const costly: typeof terms = {
  ...terms,
  late: {
    days: 'calendar',
    graceDays: 0,
    rate: { by: 'period', every: 'day', cents: 20 },
    maximumCents: 500,
    patronMaximumCents: null,
  },
  feeCents: 30,
  credits: 1,
  lost: { replacementCents: 1995, processingCents: 250, refundDays: 60 },
};

type Written = Parameters<TestStream['write']>[0];

interface Step {
  readonly desk: number;
  readonly act: number;
  readonly patron: number;
  readonly label: number;
  readonly hours: number;
  readonly pick: number;
}

/** What a step finds: the hour, and earlier entries to name. */
interface Scene {
  readonly item: string;
  readonly patron: string;
  readonly now: number;
  readonly pick: number;
  readonly loan: AnyEntry | undefined;
  readonly hold: AnyEntry | undefined;
  readonly any: AnyEntry | undefined;
}

const REQUEST = 'ill:NL-2:1';
const MARKS = ['missing', 'damaged', 'withdrawn', 'incomplete', 'found'] as const;

const itemOf = (entry: AnyEntry): string => entry.body['item'] as string;
const patronOf = (entry: AnyEntry): string => entry.body['patron'] as string;

/** Something to do, or nothing where there is nothing to do it with. */
const ACTS: readonly ((scene: Scene) => Written | undefined)[] = [
  lend,
  lend,
  lend,
  takeBack,
  takeBack,
  ({ loan, patron, now }) => loan && rich(renew(itemOf(loan), loan._id, patron, dueFrom(now))),
  ({ loan }) => loan && loanClaim(itemOf(loan), loan._id, patronOf(loan)),
  ({ loan }) => loan && loanLost(itemOf(loan), loan._id, patronOf(loan)),
  ({ item, pick }) => itemMark(item, MARKS[pick % MARKS.length]!),
  ({ item }) => itemSeen(item),
  ({ item }) => ({ kind: 'item.send', body: { item, to: 'noord', why: 'home' } }),
  ({ item }) => ({ kind: 'item.receive', body: { item } }),
  describes,
  ({ item, pick }) => {
    const set = pick % 2 ? { shelf: `S${pick}` } : { loanGroup: 'dvd', parts: pick + 1 };
    return { kind: 'item.edit', body: { item, set } };
  },
  ({ item, patron, now, pick }) => loanOpen(item, patron, now - pick * 40 * HOUR, pick % 3 === 0),
  merges,
  ({ patron }) => holdPlace(QUEUE, patron),
  ({ item, patron, now }) => holdOpen(QUEUE, patron, { captured: { item, at: now - HOUR, place: 'A-02' } }),
  ({ item, hold }) => hold && { kind: 'hold.notOnShelf', body: { queue: QUEUE, hold: hold._id, item } },
  ({ item, hold }) =>
    hold && { kind: 'hold.expire', body: { queue: QUEUE, hold: hold._id, why: 'not-collected', item } },
  ({ loan, item, pick }) =>
    loan && payFor(patronOf(loan), `${pick % 2 ? 'late' : 'replacement'}:${loan._id}`, item),
  ({ loan, item }) => {
    const body = loan && { patron: patronOf(loan), charge: `late:${loan._id}`, cents: 20, item, reason: 'x' };
    return body && { kind: 'waive', body };
  },
  travels,
];

const UNDO = ({ any }: Scene): Written | undefined => any && (any.kind === 'undo' ? undefined : undoOf(any));

/** What three desks did with one book that has two labels, and with a hold on it: up to thirty acts of every kind that an item's document may hold. */
export function itemHistories({
  undo,
  clocks,
  merged = false,
  calm = false,
  open,
}: Options): fc.Arbitrary<History> {
  const acts = undo ? [...ACTS, UNDO, UNDO, UNDO] : ACTS;
  const step = fc.record({
    desk: fc.nat(2),
    act: mostly(calm, LENDING, acts.length - 1),
    patron: fc.nat(2),
    label: fc.nat(4),
    hours: fc.integer({ min: 1, max: 150 }),
    pick: mostly(calm, 3, 7),
  });
  const named = { wrong: wrongClocks(3, 300 * HOUR), right: fc.constant([RIGHT, RIGHT, RIGHT]) };
  const desks = typeof clocks === 'string' ? named[clocks] : clocks;
  return fc
    .tuple(
      fc.array(step, calm ? { minLength: 8, maxLength: 20 } : { minLength: 1, maxLength: 30 }),
      desks,
      fc.nat(29),
    )
    .map(([steps, all, n]) => {
      const merge = merged ? { ...steps[n % steps.length]!, act: acts.indexOf(merges), pick: 1 } : [];
      // In most calm histories both labels are known from the start.
      const known = [0, 4].map((label) => ({ ...steps[0]!, act: acts.indexOf(describes), label, pick: 1 }));
      const acted = steps.toSpliced(n, 0, ...[merge].flat());
      return play(acts, calm && n % 4 ? [...known, ...acted] : acted, new Desks(all, open));
    });
}

/** The last of the acts that lend and take back. */
const LENDING = 4;

function mostly(calm: boolean, few: number, all: number): fc.Arbitrary<number> {
  return calm ? fc.oneof({ arbitrary: fc.nat(few), weight: 4 }, fc.nat(all)) : fc.nat(all);
}

const RIGHT: DeskClock = { wrong: 0, anchored: false };

function play(acts: typeof ACTS, steps: readonly Step[], desks: Desks): History {
  const { entries } = desks;
  let now = START;
  const last = (kinds: readonly string[], back: number): AnyEntry | undefined => {
    const found = entries.filter(({ kind }) => kinds.includes(kind));
    return found[Math.max(0, found.length - 1 - back)];
  };
  for (const { desk, act, patron, label, hours, pick } of steps) {
    now += hours * HOUR;
    const scene: Scene = {
      item: LABELS[label === 4 ? 1 : 0],
      patron: BORROWERS[patron]!,
      now,
      pick,
      loan: last(['checkout', 'loan.open'], pick % 3 ? 0 : pick),
      hold: last(['hold.place', 'hold.open'], pick % 3),
      any: entries[Math.max(0, entries.length - 1 - (pick % 4))],
    };
    const written = acts[act]!(scene);
    if (!written) continue;
    const after = pick % 3 === 0 && scene.loan ? [scene.loan._id] : [];
    const session = pick % 2 ? `visit-${patron}` : null;
    const branch = ['centrum', 'noord', 'west'][desk]!;
    desks.write(desk, written, now, { session, branch, after });
  }
  return desks.history(now);
}

function lend({ item, patron, now, pick, loan, hold }: Scene): Written {
  const written = rich(checkout(item, patron, dueFrom(now), pick % 3 ? 'renew' : 'loan'));
  const fulfils = pick === 5 && hold ? { fulfils: { hold: hold._id, queue: QUEUE } } : {};
  const continues = pick === 6 && loan ? { continues: loan._id } : {};
  const parts = pick === 7 ? { parts: 'incomplete' } : {};
  return withBody(written, { ...fulfils, ...continues, ...parts });
}

function takeBack({ item, now, pick, hold }: Scene): Written {
  const captured = hold && { hold: hold._id, queue: QUEUE, patron: 'anna', pickup: 'centrum' };
  const written = checkin(item, pick % 3 === 0 ? captured : undefined);
  const condition = { parts: pick % 2 ? 'complete' : 'incomplete', damaged: pick === 4 };
  return withBody(written, {
    ...(pick > 3 ? { condition } : {}),
    ...(pick === 2 ? { returnedAt: now - 50 * HOUR, bookdrop: true } : {}),
  });
}

function describes({ item, pick }: Scene): Written {
  return pick % 4 ? itemOpen(item) : registered(item);
}

function merges({ pick }: Scene): Written | undefined {
  return pick % 2 ? itemMerge(LABELS[1], LABELS[0]) : undefined;
}

function travels({ item, pick, now }: Scene): Written {
  const request = REQUEST;
  if (pick < 2) {
    const due = dueFrom(now);
    return { kind: 'ill.ship', body: { request, supplier: 'NL-1', item, due, renewals: 1 } };
  }
  if (pick < 4) return { kind: 'ill.receive', body: { request, item } };
  if (pick < 7) return { kind: 'ill.return', body: { request, item, leg: pick === 4 ? 'sent' : 'arrived' } };
  return { kind: 'ill.lost', body: { request, item, where: 'transit', cents: 1000 } };
}

function registered(item: string): Written {
  const { body } = itemOpen(item) as Extract<Draft, { kind: 'item.open' }>;
  const { source: _source, mark: _mark, ...rest } = body;
  return { kind: 'item.register', body: { ...rest, parts: 2 } };
}

function rich(written: Written): Written {
  return withBody(written, { terms: costly });
}

function withBody(written: Written, change: object): Written {
  return { kind: written.kind, body: { ...written.body, ...change } } as Written;
}

function dueFrom(now: number): string {
  return addDays(dateOfDay(Math.floor(now / (24 * HOUR))), 7);
}

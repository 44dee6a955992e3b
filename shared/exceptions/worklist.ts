import type { Instant } from '../clock/instant.ts';
import type { EntryId } from '../journal/ids.ts';
import { type ExceptionKind, exceptions, urgency } from './registry.ts';

/** An exception as its document has it. */
export interface OpenException {
  /** `exception:<kind>:<entry>` */
  readonly id: string;
  readonly kind: ExceptionKind;
  readonly entry: EntryId;
  /** The document that it follows from. */
  readonly about: string | null;
  readonly params: Readonly<Record<string, string | number>>;
  readonly at: Instant | null;
  readonly settled: boolean;
}

/** Exceptions that one answer settles (E2): the same kind, about the same book or person. */
export interface ExceptionGroup {
  readonly kind: ExceptionKind;
  readonly about: string | null;
  /** Oldest first. */
  readonly members: readonly OpenException[];
  /** One key each, in this order (E4). */
  readonly answers: readonly string[];
}

/** "Uit te zoeken": what is not settled, in groups; what harms a patron first, then money, then books, the oldest first (E2). */
export function worklist(all: readonly OpenException[]): readonly ExceptionGroup[] {
  const groups = new Map<string, OpenException[]>();
  for (const one of [...all].filter((e) => !e.settled).sort(older)) {
    const key = `${one.kind} ${one.about ?? one.id}`;
    const members = groups.get(key);
    if (members) members.push(one);
    else groups.set(key, [one]);
  }
  return [...groups.values()]
    .map((members): ExceptionGroup => {
      const { kind, about } = members[0]!;
      return { kind, about, members, answers: Object.keys(exceptions[kind].answers) };
    })
    .sort((a, b) => urgency(a.kind) - urgency(b.kind) || older(a.members[0]!, b.members[0]!));
}

/** Those that show themselves when a card or a book is scanned (E3): `ids` are its barcode, or the person's ids. */
export function shownBy(all: readonly OpenException[], ids: ReadonlySet<string>): readonly OpenException[] {
  return all.filter(({ settled, about, params }) => {
    const named = [about?.slice(about.indexOf(':') + 1), params['item'], params['patron']];
    return !settled && named.some((name) => typeof name === 'string' && ids.has(name));
  });
}

/** Whether one that `branch` may work on (E3): the branch that holds the book owns it; what is the centre's shows nowhere else. */
export function isWorkOf(
  one: OpenException,
  branch: string,
  where: { readonly holding: string | null; readonly lending: string | null; readonly home: string | null },
): boolean {
  switch (exceptions[one.kind].owner) {
    case 'centre':
      return false;
    case 'holding-branch':
      return where.holding === branch;
    case 'lending-branch':
      return (where.lending ?? where.holding) === branch;
    case 'home-branch':
      return (where.home ?? where.lending) === branch;
  }
}

/** How many are open, by kind and whole days of age (E4): what the centre counts. */
export function countsByAge(
  all: readonly OpenException[],
  now: Instant,
): Readonly<Record<string, Readonly<Record<number, number>>>> {
  const counts: Record<string, Record<number, number>> = {};
  for (const { kind, at, settled } of all) {
    if (settled) continue;
    const days = Math.max(0, Math.floor((now - (at ?? now)) / DAY_MS));
    const own = (counts[kind] ??= {});
    own[days] = (own[days] ?? 0) + 1;
  }
  return counts;
}

/** Whether a kind offers this answer (E4). */
export function mayAnswer(kind: ExceptionKind, answer: string): boolean {
  return Object.hasOwn(exceptions[kind].answers, answer);
}

const DAY_MS = 86_400_000;

function older(a: OpenException, b: OpenException): number {
  return (a.at ?? 0) - (b.at ?? 0) || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);
}

import type { PatronState } from './fold-patron.ts';
import { rulesOfKind } from './kinds.ts';

/** A patron with the values of the personal fields that tell people apart. */
export interface Candidate {
  readonly patron: PatronState;
  readonly birthDate: string | undefined;
  readonly givenName: string | undefined;
  readonly postcode: string | undefined;
  readonly email: string | undefined;
}

/** A suspicion that a person settles by a merge or by "not the same" (P3); a proposal of the centre. */
export interface PossibleDuplicate {
  /** The same for a pair, whoever finds it. */
  readonly id: string;
  /** The smaller id first. */
  readonly patrons: readonly [string, string];
  readonly because: readonly ('postcode' | 'email')[];
}

/**
 * Pairs with the same birth date, a like given name, and the same postcode or e-mail (P3), by id. Not those that a person told
 * apart, nor guests, institutions and others whose kind has no duplicates (P5). Compares within a birth date and address only.
 */
export function possibleDuplicates(candidates: Iterable<Candidate>): readonly PossibleDuplicate[] {
  const buckets = new Map<string, Map<string, Candidate>>();
  for (const candidate of candidates) {
    const { patron, birthDate, postcode, email } = candidate;
    if (!patron.known || !rulesOfKind(patron.kind).duplicates) continue;
    if (!birthDate) continue;
    for (const key of [addressKey('postcode', postcode), addressKey('email', email)]) {
      if (key === null) continue;
      const place = `${key} ${birthDate}`;
      const bucket = buckets.get(place);
      if (bucket) bucket.set(patron.id, candidate);
      else buckets.set(place, new Map([[patron.id, candidate]]));
    }
  }
  const found = new Map<string, PossibleDuplicate>();
  for (const [place, bucket] of buckets) {
    const because = place.startsWith('email:') ? 'email' : 'postcode';
    for (const [a, b] of pairsIn([...bucket.values()])) {
      const patrons = [a.patron.id, b.patron.id].sort() as [string, string];
      const id = `proposal:possible-duplicate:${patrons.join(':')}`;
      const known = found.get(id)?.because ?? [];
      found.set(id, { id, patrons, because: [...new Set([...known, because] as const)].sort() });
    }
  }
  return [...found.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** Whether two given names may be one person's: without case and accents, each word the same or the initial of the other. */
export function areLikeNames(a: string, b: string): boolean {
  const [x, y] = [wordsOf(a), wordsOf(b)];
  const count = Math.min(x.length, y.length);
  return count > 0 && x.slice(0, count).every((word, i) => isLikeWord(word, y[i]!));
}

function isLikeWord(a: string, b: string): boolean {
  return a === b || ((a.length === 1 || b.length === 1) && a[0] === b[0]);
}

function wordsOf(name: string): readonly string[] {
  return (
    name
      .normalize('NFD')
      .replaceAll(/\p{M}/gu, '')
      .toLowerCase()
      .match(/\p{L}+/gu) ?? []
  );
}

function addressKey(field: 'postcode' | 'email', value: string | undefined): string | null {
  const bare = value?.replaceAll(/\s/g, '').toLowerCase();
  return bare ? `${field}:${bare}` : null;
}

function pairsIn(bucket: readonly Candidate[]): readonly (readonly [Candidate, Candidate])[] {
  return bucket.flatMap((a, i) =>
    bucket
      .slice(i + 1)
      .filter((b) => areLikeNames(a.givenName ?? '', b.givenName ?? '') && !areToldApart(a.patron, b.patron))
      .map((b) => [a, b] as const),
  );
}

function areToldApart(a: PatronState, b: PatronState): boolean {
  return [b.id, ...b.aliases].some((id) => a.distinctFrom.includes(id));
}

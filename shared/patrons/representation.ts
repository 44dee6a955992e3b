import type { LinkRole } from './links.ts';
import type { PatronState } from './fold-patron.ts';

const ADULT = 18;

/** Who pays a patron's charges and gets the letters (P6): the guardian linked first, of a minor; else the patron. `age` null: unknown. */
export function payerOf(patron: PatronState, age: number | null): string {
  return isMinor(patron, age) ? (guardiansOf(patron)[0] ?? patron.id) : patron.id;
}

/** Below 18 (M6), by age; of unknown age, as the record says. Who turned 18 is no minor, whatever was written once. */
export function isMinor(patron: Pick<PatronState, 'juvenile' | 'kind'>, age: number | null): boolean {
  return isBelow(patron, age, ADULT);
}

/** Younger than `below` years, 16 by law: a guardian has to agree, and has not yet (P6). Of unknown age, a juvenile is younger. */
export function needsGuardianConsent(patron: PatronState, age: number | null, below: number): boolean {
  return isBelow(patron, age, below) && !patron.consents.guardian?.given;
}

/** Whether `other` may collect what waits for `owner`, which then fulfils the owner's hold (P6): guardian, family or proxy. */
export function mayCollectFor(owner: PatronState, other: Pick<PatronState, 'id' | 'aliases'>): boolean {
  const ids = new Set([other.id, ...other.aliases]);
  if (ids.has(owner.id)) return true;
  return owner.links.some((link) => COLLECTS.has(link.role) && ids.has(link.other));
}

const COLLECTS: ReadonlySet<LinkRole> = new Set<LinkRole>(['has-guardian', 'has-proxy', 'family']);

function guardiansOf(patron: PatronState): readonly string[] {
  return patron.links.flatMap(({ role, other }) => (role === 'has-guardian' ? [other] : []));
}

function isBelow(
  { juvenile, kind }: Pick<PatronState, 'juvenile' | 'kind'>,
  age: number | null,
  limit: number,
): boolean {
  if (kind !== 'person') return false;
  return age === null ? juvenile : age < limit;
}

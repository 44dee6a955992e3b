import type { LocalDate } from '../clock/instant.ts';
import type { Draft } from '../journal/seal.ts';
import { draftAfter } from './draft-after.ts';
import type { PatronState } from './fold-patron.ts';
import { subscriptionOn } from './subscription-periods.ts';

/** First and last day, and the subscription that classes have. */
export interface SchoolYear {
  readonly from: LocalDate;
  readonly until: LocalDate;
  readonly subscription: string;
}

/** What becomes of a class: its name in the new year, or null where it leaves the school. */
export interface ClassMove {
  readonly patron: PatronState;
  readonly name: string | null;
}

/**
 * The yearly turn of a school's classes (P7): each gets its new name and the new year, and one that leaves ends. Run again it gives
 * nothing for what has the new year already.
 */
export function rollOver(moves: readonly ClassMove[], year: SchoolYear): readonly Draft[] {
  return moves.flatMap(({ patron, name }): readonly Draft[] => {
    const running = subscriptionOn(patron, year.from);
    if (name === null) {
      return running
        ? [draftAfter(patron, 'patron.subscription', period(patron.id, 'end', { ...year, ...running }, year))]
        : [];
    }
    if (running?.from === year.from) return [];
    return [
      draftAfter(
        patron,
        'patron.edit',
        { patron: patron.id, set: {}, fields: ['familyName'] },
        { familyName: name },
      ),
      draftAfter(patron, 'patron.subscription', period(patron.id, 'renew', year, year)),
    ];
  });
}

/** A row of a school's list of pupils. `patron` is the id that the pupil has or gets. */
export interface PupilRow {
  readonly patron: string;
  readonly givenName: string;
  readonly familyName: string;
  readonly birthDate: LocalDate | null;
  readonly guardian: string | null;
}

interface ClassImport {
  readonly drafts: readonly Draft[];
  /** Numbers of rows, from 0, that name nobody or somebody a second time. */
  readonly refused: readonly { readonly row: number; readonly why: 'name-missing' | 'patron-twice' }[];
}

/**
 * Pupils of a class from the school's list (P7): registered where nobody of that id is known, and linked to the class, whose card may
 * collect for them, and to their guardian. Run again it gives only what is not there yet.
 */
export function importClass(
  schoolClass: Pick<PatronState, 'id' | 'home'>,
  rows: readonly PupilRow[],
  known: ReadonlyMap<string, PatronState>,
): ClassImport {
  const drafts: Draft[] = [];
  const refused: { row: number; why: 'name-missing' | 'patron-twice' }[] = [];
  const seen = new Set<string>();
  for (const [row, pupil] of rows.entries()) {
    if (!pupil.givenName.trim() || !pupil.familyName.trim()) refused.push({ row, why: 'name-missing' });
    else if (seen.has(pupil.patron)) refused.push({ row, why: 'patron-twice' });
    else {
      seen.add(pupil.patron);
      drafts.push(...draftsOfPupil(schoolClass, pupil, known.get(pupil.patron)));
    }
  }
  return { drafts, refused };
}

function draftsOfPupil(
  schoolClass: Pick<PatronState, 'id' | 'home'>,
  { patron: id, givenName, familyName, birthDate, guardian }: PupilRow,
  state: PatronState | undefined,
): readonly Draft[] {
  const base = state ?? { newest: null };
  const has = (role: string, other: string): boolean =>
    state?.links.some((link) => link.role === role && link.other === other) ?? false;
  const drafts: Draft[] = [];
  if (!state?.known) {
    const personal = { familyName, givenName, ...(birthDate === null ? {} : { birthDate }) };
    const fields = Object.keys(personal).sort();
    const kind = { kind: 'person', juvenile: true, verified: true, homeLibrary: null } as const;
    drafts.push(
      draftAfter(base, 'patron.register', { patron: id, home: schoolClass.home, ...kind, fields }, personal),
    );
  }
  const link = { patron: id, act: 'make' } as const;
  if (!has('has-proxy', schoolClass.id))
    drafts.push(draftAfter(base, 'patron.link', { ...link, other: schoolClass.id, link: 'proxy' }));
  if (guardian !== null && !has('has-guardian', guardian))
    drafts.push(draftAfter(base, 'patron.link', { ...link, other: guardian, link: 'guardian' }));
  return drafts;
}

function period(
  patron: string,
  act: 'renew' | 'end',
  { subscription }: Pick<SchoolYear, 'subscription'>,
  { from, until }: SchoolYear,
) {
  const free = { credits: null, priceCents: 0, refundCents: 0, autoRenew: false };
  return { patron, act, subscription, from, until: act === 'end' ? null : until, ...free };
}

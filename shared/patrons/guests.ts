import type { Draft } from '../journal/seal.ts';
import { fitsPattern } from '../policy/fits-pattern.ts';
import { draftAfter } from './draft-after.ts';
import type { PatronState } from './fold-patron.ts';

/** What the form of a card says of a patron whom nobody here knows (G1). */
type CardForm =
  | { readonly kind: 'guest'; readonly limits: typeof GUEST_LIMITS; readonly provisional: true }
  | { readonly kind: 'unknown' };

/** The name of the limits that guests have in a policy. */
export const GUEST_LIMITS = 'gast';

/** `national` is the pattern of cards that are valid everywhere (G2): a regular expression over the whole number. */
export function guestByCard(card: string, national: string): CardForm {
  return fitsPattern(card, national)
    ? { kind: 'guest', limits: GUEST_LIMITS, provisional: true }
    : { kind: 'unknown' };
}

/** Lent to without the home library's word (G1): nobody knows the patron here, or a guest who is not confirmed. */
export function isProvisional({ known, kind, verified }: PatronState): boolean {
  return !known || (kind === 'guest' && !verified);
}

/**
 * The guest record that is made once the home library confirmed the member (G1). It names that library, which keeps the contract, and
 * carries the name alone (G2). Null for one who is known and confirmed.
 */
export function confirmGuest(
  patron: PatronState,
  homeLibrary: string,
  { familyName, givenName }: { readonly familyName: string; readonly givenName: string },
): Draft | null {
  if (!isProvisional(patron)) return null;
  const body = { patron: patron.id, kind: 'guest', home: null, juvenile: patron.juvenile } as const;
  const fields = ['familyName', 'givenName'];
  return draftAfter(
    patron,
    'patron.register',
    { ...body, verified: true, homeLibrary, fields },
    { familyName, givenName },
  );
}

/** The library that has a patron's contract and is the controller of the personal data (G2); `own` is this one. */
export function contractAt({ kind, homeLibrary }: PatronState, own: string): string {
  return kind === 'guest' && homeLibrary !== null ? homeLibrary : own;
}

import type { ItemState } from '../circulation/item-state.ts';
import { fitsPattern } from '../policy/fits-pattern.ts';
import type { Policy } from '../policy/policy.ts';
import { isSame } from './patron-facts.ts';
import type { Counter, PatronSituation } from './situation.ts';

/** With a patron open, a scan of a book (U1): `lend`; `nothing` for what this visit lent them; else asked by one key. */
export function meaningOfScan(
  { session }: Pick<Counter, 'session'>,
  { patron }: Pick<PatronSituation, 'patron'>,
  { loan }: ItemState,
): 'lend' | 'nothing' | 'ask' {
  if (!loan || !isSame(patron, loan.patron)) return 'lend';
  return loan.session === session ? 'nothing' : 'ask';
}

/**
 * How staff say that a number nobody knows is the library's (U3, D1): with a key where it was scanned, by typing it again where it was
 * typed. Null where it fits no pattern of the library.
 */
export function unlistedWord(
  { patterns }: Pick<Policy, 'patterns'>,
  code: string,
  by: 'scanned' | 'typed' | 'picked',
): 'key' | 'type-again' | null {
  if (!fitsPattern(code, patterns.item)) return null;
  return by === 'typed' ? 'type-again' : 'key';
}

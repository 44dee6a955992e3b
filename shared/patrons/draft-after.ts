import type { Kind, Bodies } from '../journal/kinds.ts';
import type { Draft } from '../journal/seal.ts';
import type { PatronState } from './fold-patron.ts';

/** A draft that rests on what is known of a patron. */
export function draftAfter<K extends Kind>(
  patron: Pick<PatronState, 'newest'>,
  kind: K,
  body: Bodies[K],
  personal?: Readonly<Record<string, string>>,
): Draft {
  const after = patron.newest === null ? [] : [patron.newest];
  return { kind, body, after, ...(personal ? { personal } : {}) } as Draft;
}

import type { PatronState } from '../patrons/fold-patron.ts';
import { type Objection, objection } from './outcome.ts';

/** Why nothing can be written of a patron: nobody knows them here, or they were erased (A1). */
export function absent({ known, status }: Pick<PatronState, 'known' | 'status'>): Objection[] {
  if (status === 'erased') return [objection('patron-erased')];
  return known ? [] : [objection('patron-unknown')];
}

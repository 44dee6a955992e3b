import type { PaperView } from '../../contract/papers.ts';
import type { ActView } from '../../contract/acts.ts';
import { fakeItems } from './fake-data.ts';

/** Receipt of the visit, or the slip of what does not go to its shelf. */
export function paperOf(act: ActView, standing: readonly ActView[]): PaperView | null {
  if (kindOfPaper(act) === null) return null;
  const itemOf = ({ title }: ActView) => ({
    barcode: fakeItems.find((item) => item.title === title)?.barcode ?? '301009990001',
    title,
  });
  const { destination } = act;
  const common = { at: act.at, branch: 'Woensel', copy: false, payment: null, place: null, code: null };
  if (destination?.kind === 'hold-shelf') {
    const slip = { place: destination.place, code: '7K-4PX', to: null, forHold: false };
    return { ...common, ...slip, kind: 'hold-slip', item: itemOf(act), lines: [] };
  }
  if (destination?.kind === 'branch') {
    const slip = { to: destination.branch, forHold: destination.forHold };
    return { ...common, ...slip, kind: 'transit-slip', item: itemOf(act), lines: [] };
  }
  const kinds = act.act === 'taken' ? ['taken'] : ['lent', 'renewed'];
  const visit = standing.filter((one) => one.session === act.session && kinds.includes(one.act));
  return {
    ...common,
    kind: act.act === 'taken' ? 'returns' : 'loans',
    item: null,
    to: null,
    forHold: false,
    lines: visit.map((one) => ({
      kind: one.act === 'renewed' ? 'renewed' : one.act === 'taken' ? 'returned' : 'lent',
      item: itemOf(one),
      due: one.act === 'taken' ? null : one.due,
      cents: 0,
    })),
  };
}

/** Which paper belongs to an act, if any. */
export function kindOfPaper({ act, destination }: ActView): 'receipt' | 'slip' | null {
  if (act === 'taken') return destination?.kind === 'shelf' ? 'receipt' : 'slip';
  return act === 'lent' || act === 'renewed' || act === 'paid' ? 'receipt' : null;
}

import type { ActView } from '../../contract/acts.ts';
import type { PaperView } from '../../contract/papers.ts';

/** Receipt of the visit, or the slip of what does not go to its shelf; drawn roughly. */
export function paperOf(act: ActView, standing: readonly ActView[]): PaperView | null {
  if (kindOfPaper(act) === null) return null;
  const asked = { wanted: { act: act.id }, at: act.at, copy: false };
  const { destination } = act;
  if (destination?.kind === 'hold-shelf')
    return { ...asked, kind: 'hold-slip', ...drawn([destination.place ?? '', '7K-4PX', act.title]) };
  if (destination?.kind === 'branch')
    return { ...asked, kind: 'transit-slip', ...drawn([destination.branch, act.title]) };
  const kinds = act.act === 'taken' ? ['taken'] : ['lent', 'renewed'];
  const visit = standing.filter((one) => one.session === act.session && kinds.includes(one.act));
  const lines = visit.map(({ title, due }) => [title, due].filter(Boolean).join('   '));
  return { ...asked, kind: act.act === 'taken' ? 'returns' : 'loans', ...drawn(lines) };
}

/** Which paper belongs to an act, if any. */
export function kindOfPaper({ act, destination }: ActView): 'receipt' | 'slip' | null {
  if (act === 'taken') return destination?.kind === 'shelf' ? 'receipt' : 'slip';
  return act === 'lent' || act === 'renewed' || act === 'paid' ? 'receipt' : null;
}

const WIDTH = 504;
const LINE = 36;

function drawn(lines: readonly string[]): Pick<PaperView, 'picture' | 'width' | 'height' | 'text'> {
  const all = ['Woensel', ...lines];
  const height = LINE * (all.length + 1);
  const texts = all.map((line, i) => `<text x="${WIDTH / 2}" y="${LINE * (i + 1)}">${escaped(line)}</text>`);
  const picture = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" font-family="monospace" font-size="22" text-anchor="middle">${texts.join('')}</svg>`;
  return { picture, width: WIDTH, height, text: all.join('\n') };
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}

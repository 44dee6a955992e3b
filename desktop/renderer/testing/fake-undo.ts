import type { ActView } from '../../contract/acts.ts';
import type { Answer, RefusalView } from '../../contract/answers.ts';
import { fakeItems } from './fake-data.ts';
import { kindOfPaper } from './fake-papers.ts';

/** What can be done about one of these acts. */
export function askedOf(acts: readonly ActView[], id: string): Answer {
  const act = acts.find((one) => one.id === id);
  if (!act) return { kind: 'failed', code: 'undo-unknown', params: {} };
  return { kind: 'act', act, refusal: refusalOf(acts, act), paper: kindOfPaper(act) };
}

/** Takes an act back, or the last of all, and says so; of an earlier visit it asks first. */
export function undoAmong(
  acts: readonly ActView[],
  id: string | null,
  session: string,
): { readonly answer: Answer; readonly undone: ActView | null } {
  const act = acts.findLast((one) => (id === null ? stands(one) : one.id === id));
  if (!act) return { answer: { kind: 'failed', code: 'undo-nothing', params: {} }, undone: null };
  if (id === null && act.session !== session) return { answer: askedOf(acts, act.id), undone: null };
  const refusal = refusalOf(acts, act);
  if (refusal || act.act === 'blocked')
    return { answer: { kind: 'failed', ...(refusal ?? notDone) }, undone: null };
  return {
    answer: {
      kind: 'undone',
      act: act.act,
      item: fakeItems.find((one) => one.title === act.title) ?? null,
      reverse: act.act === 'lent' ? ['receipt', 'security-on'] : act.sign === 'away' ? ['slip'] : [],
    },
    undone: { ...act, undone: true },
  };
}

export function stands(act: ActView): boolean {
  return act.act !== 'blocked' && !act.undone;
}

const notDone: RefusalView = { code: 'undo-not-done', params: {} };

function refusalOf(acts: readonly ActView[], act: ActView): RefusalView | null {
  if (act.act === 'blocked') return notDone;
  if (act.undone) return { code: 'undone-already', params: {} };
  if (act.act.startsWith('till-')) return { code: 'undo-till', params: {} };
  if (act.act === 'patrons-merged') return { code: 'undo-merge', params: {} };
  if (act.act === 'exception-settled') return { code: 'undo-settling', params: {} };
  if (act.params['method'] === 'pin') return { code: 'undo-pin', params: {} };
  const later = acts.findLast((one) => one.title === act.title && one.title !== '' && stands(one));
  if (!later || later === act) return null;
  return { code: 'undo-later-act', params: { act: later.act, at: later.at } };
}

import type { TFunction } from 'i18next';
import type { DoneAct, ScanAct } from '../../contract/acts.ts';
import type { Answer } from '../../contract/answers.ts';
import type { Wording } from '../app/wording.ts';

/** What holds again: `De inname telt niet meer. Het boek is weer uitgeleend, retour ma 14 dec.` */
export function undoneSentence(
  { act, item }: Extract<Answer, { kind: 'undone' }>,
  t: TFunction,
  wording: Wording,
): string {
  if (!item || !isScan(act)) return t('undone.other', { act: t(`acts.did.${act}`) });
  return item.due ? t(`undone.${act}Due`, { date: wording.shortDay(item.due) }) : t(`undone.${act}`);
}

function isScan(act: DoneAct): act is ScanAct {
  return act === 'lent' || act === 'taken' || act === 'renewed';
}

import type { TFunction } from 'i18next';
import type { Wording } from '../app/wording.ts';
import { actHead } from './act-line.ts';
import type { ShownAnswer } from './shown-answer.ts';

/** The band's word: a past participle, without praise or blame. */
export function bandWord(answer: ShownAnswer, t: TFunction, wording: Wording): string {
  switch (answer.kind) {
    case 'patron':
      if (answer.patron.checks.some((check) => check.level === 'block')) return t('answer.openedBlocked');
      return answer.patron.checks.length > 0 ? t('answer.openedLook') : t('answer.opened');
    case 'lent':
      if (answer.again === 'renewed') return t('answer.renewed');
      return answer.again === 'nothing' ? t('answer.lentAgain') : t('answer.lent');
    case 'renewed':
      return t('answer.renewed');
    case 'taken':
      return t('answer.taken');
    case 'blocked':
      return answer.act === 'lend' ? t('answer.notLent') : t('answer.notRenewed');
    case 'choose':
      return t('answer.choose');
    case 'copies':
      return t('answer.copies');
    case 'unlisted':
      return t('answer.unlisted');
    case 'act':
      return answer.act.act === 'blocked' ? t('acts.blocked') : actHead(answer.act, t, wording);
    case 'done':
      return t(`acts.did.${answer.act}`);
    case 'undone':
      return t('answer.undone');
    case 'misread':
      return t('answer.misread');
    case 'failed':
      return answer.code === 'unknown-code' ? t('answer.unlisted') : t('answer.failed');
  }
}

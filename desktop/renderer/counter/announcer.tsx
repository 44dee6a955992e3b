import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import partsCss from '../app/parts.module.css';
import { useCounter, useWording } from '../app/screens.tsx';
import type { Wording } from '../app/wording.ts';
import { misreadSentence } from '../devices/device-sentences.ts';
import { actDetails } from './act-line.ts';
import { bandWord } from './band-word.ts';
import { checkHead } from './check-rows.tsx';
import { plateOf } from './destination.ts';
import { undoneSentence } from './undone-sentence.ts';
import type { ShownAnswer } from './shown-answer.ts';

/** Says each answer once: what is done calmly, what is not done at once. */
export function Announcer() {
  const { t } = useTranslation();
  const wording = useWording();
  const shown = useCounter((state) => state.shown);
  const text = shown ? spoken(shown.answer, t, wording) : '';
  const urgent = shown !== null && ['blocked', 'failed', 'misread'].includes(shown.answer.kind);
  // A sentence that is the same as the last one is only heard when its element is new.
  return (
    <>
      <div className={partsCss['hidden']} role="status">
        {urgent ? null : <span key={shown?.number}>{text}</span>}
      </div>
      <div className={partsCss['hidden']} role="alert">
        {urgent ? <span key={shown?.number}>{text}</span> : null}
      </div>
    </>
  );
}

function spoken(answer: ShownAnswer, t: TFunction, wording: Wording): string {
  const parts = [bandWord(answer, t, wording)];
  if ('item' in answer && answer.item) parts.push(answer.item.title || answer.item.barcode);
  switch (answer.kind) {
    case 'patron':
      parts.push(...answer.patron.checks.map((check) => checkHead(check, wording)));
      break;
    case 'lent':
    case 'renewed':
      parts.push(`${t('answer.returnBy')} ${wording.longDay(answer.due)}`);
      parts.push(...answer.notices.map((check) => checkHead(check, wording)));
      break;
    case 'taken': {
      const plate = plateOf(answer.destination, t);
      parts.push(`${plate.over} ${plate.place}`);
      parts.push(...answer.notices.map((check) => checkHead(check, wording)));
      break;
    }
    case 'blocked':
      parts.push(...answer.checks.map((check) => checkHead(check, wording)));
      break;
    case 'act':
      parts.push(...actDetails(answer.act, t, wording));
      parts.push(answer.refusal ? wording.refusal(answer.refusal) : t('act.question'));
      break;
    case 'done':
      parts.push(answer.patron.name);
      break;
    case 'undone':
      parts.push(undoneSentence(answer, t, wording));
      parts.push(...answer.reverse.map((one) => t(`undone.reverse.${one}`)));
      break;
    case 'misread':
      parts.push(misreadSentence(answer, wording));
      break;
    case 'failed':
      parts.push(wording.refusal(answer));
      break;
    case 'copies':
      parts.push(answer.title);
      break;
    case 'unlisted':
      parts.push(answer.confirm === 'key' ? t('unlisted.key') : t('unlisted.again'));
      break;
    case 'choose':
      parts.push(answer.options.map((option) => t(`choose.${option}`)).join(', '));
      break;
  }
  return parts.join('. ');
}

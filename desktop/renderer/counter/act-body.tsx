import { useTranslation } from 'react-i18next';
import type { Answer } from '../../contract/answers.ts';
import { KeyButton } from '../app/key-button.tsx';
import { useScreens, useWording } from '../app/screens.tsx';
import { Sign } from '../app/sign.tsx';
import { actDetails } from './act-line.ts';
import css from './answer.module.css';
import questionCss from './question.module.css';
import { showPaper } from './show-paper.ts';

/** One of today's acts: what it was and when; one key takes it back (L8), one shows its paper. What stays says why. */
export function ActBody({ answer }: { readonly answer: Extract<Answer, { kind: 'act' }> }) {
  const { t } = useTranslation();
  const { bridge, shell, counter } = useScreens();
  const wording = useWording();
  const { act, refusal, paper } = answer;
  const at = t('act.at', { time: wording.time(act.at) });
  const [first, ...others] = actDetails(act, t, wording);
  return (
    <>
      <div className={css['body']}>
        <h3 className={css['title']}>{first ? (act.title ? first : capital(first)) : capital(at)}</h3>
        {first ? <p className={css['second']}>{[at, ...others].join(' · ')}</p> : null}
        {refusal ? null : <p className={css['over']}>{t('act.question')}</p>}
      </div>
      {refusal ? (
        <div className={css['check']} data-level="notice">
          <Sign name="look" size={24} />
          <div className={css['checkHead']}>{wording.refusal(refusal)}</div>
        </div>
      ) : null}
      <div className={questionCss['strip']}>
        <div className={questionCss['buttons']}>
          {refusal ? null : <KeyButton label={t('act.undo')} keycap="F8" filled onPress={counter.undo} />}
          {paper ? (
            <KeyButton
              label={paper === 'slip' ? t('paper.slip') : t('paper.last')}
              keycap="Alt+P"
              onPress={() => void showPaper({ bridge, shell, counter })}
            />
          ) : null}
          <KeyButton label={refusal ? t('act.close') : t('act.leave')} keycap="F4" onPress={counter.cancel} />
        </div>
      </div>
    </>
  );
}

/** A word of ours that stands as a heading; a book's title stays as it is. */
function capital(words: string): string {
  return words.slice(0, 1).toLocaleUpperCase() + words.slice(1);
}

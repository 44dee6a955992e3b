import { useTranslation } from 'react-i18next';
import type { Answer } from '../../contract/answers.ts';
import { KeyButton } from '../app/key-button.tsx';
import { useScreens, useWording } from '../app/screens.tsx';
import { inFours } from '../app/wording.ts';
import { misreadSentence } from '../devices/device-sentences.ts';
import css from './answer.module.css';
import type { Shown } from './session.ts';
import type { ShownAnswer } from './shown-answer.ts';
import questionCss from './question.module.css';

/** Rules U3, L10: nobody knows this number; a key confirms what was scanned, typing again what was typed. */
export function UnlistedBody({
  answer,
  shown,
}: {
  readonly answer: Extract<Answer, { kind: 'unlisted' }>;
  readonly shown: Shown;
}) {
  const { t } = useTranslation();
  const { counter } = useScreens();
  const byKey = answer.confirm === 'key';
  return (
    <>
      <div className={css['body']}>
        <h3 className={css['title']}>{inFours(answer.barcode)}</h3>
        <p className={css['over']}>{byKey ? t('unlisted.key') : t('unlisted.again')}</p>
      </div>
      <div className={questionCss['strip']}>
        <div className={questionCss['buttons']}>
          {byKey ? (
            <KeyButton
              label={t(`unlisted.confirm.${shown.command.mode}`)}
              keycap="F8"
              filled
              onPress={counter.confirmUnlisted}
            />
          ) : null}
          <KeyButton label={t('unlisted.leave')} keycap="F4" onPress={counter.cancel} />
        </div>
      </div>
    </>
  );
}

/** Says why what was scanned is no code. */
export function MisreadBody({ answer }: { readonly answer: Extract<ShownAnswer, { kind: 'misread' }> }) {
  const wording = useWording();
  return (
    <div className={css['body']}>
      <h3 className={css['checkHead']}>{misreadSentence(answer, wording)}</h3>
    </div>
  );
}

/** Says what did not happen. A scan that never got its answer stays, and can be tried again. */
export function FailedBody({
  answer,
  shown,
}: {
  readonly answer: Extract<Answer, { kind: 'failed' }>;
  readonly shown: Shown;
}) {
  const { t } = useTranslation();
  const { counter } = useScreens();
  const wording = useWording();
  return (
    <>
      <div className={css['body']}>
        <h3 className={css['checkHead']}>{wording.refusal(answer)}</h3>
        {shown.command.code ? (
          <p className={css['second']}>{t('failed.scanned', { code: inFours(shown.command.code) })}</p>
        ) : null}
      </div>
      {shown.unanswered ? (
        <div className={questionCss['strip']}>
          <div className={questionCss['buttons']}>
            <KeyButton label={t('failed.retry')} keycap="F8" filled onPress={counter.retry} />
            <KeyButton label={t('failed.leave')} keycap="F4" onPress={counter.cancel} />
          </div>
        </div>
      ) : null}
    </>
  );
}

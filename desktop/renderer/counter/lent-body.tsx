import { useTranslation } from 'react-i18next';
import type { Answer } from '../../contract/answers.ts';
import type { PatronView } from '../../contract/views.ts';
import { useWording } from '../app/screens.tsx';
import css from './answer.module.css';
import { CheckRows, checkHead } from './check-rows.tsx';
import { ItemLines } from './item-lines.tsx';

type Lent = Extract<Answer, { kind: 'lent' | 'renewed' }>;

/** The due date is the hero. */
export function LentBody({ answer }: { readonly answer: Lent }) {
  const { t } = useTranslation();
  const wording = useWording();
  const { periodDays, renewalsLeft } = answer;
  const day = wording.longDay(answer.due);
  const weeks = periodDays % 7 === 0 && periodDays > 0;
  return (
    <>
      <div className={css['body']}>
        <ItemLines item={answer.item} />
        <p className={css['over']}>{t('answer.returnBy')}</p>
        <p
          className={css['hero']}
          style={{ '--characters': day.length } as React.CSSProperties}
          data-testid="answer-hero"
          data-due={answer.due}
        >
          {day}
        </p>
      </div>
      <dl className={css['facts']}>
        <div>
          <dt>{t('answer.period')}</dt>
          <dd>
            {weeks ? t('answer.weeks', { count: periodDays / 7 }) : t('answer.days', { count: periodDays })}
          </dd>
        </div>
        <div>
          <dt>{t('answer.renewals')}</dt>
          <dd>
            {answer.kind === 'lent' && renewalsLeft === 0
              ? t('answer.neverRenewed')
              : t('answer.renewalsLeft', { count: renewalsLeft })}
          </dd>
        </div>
        {answer.patron ? (
          <div>
            <dt>{t('answer.loans')}</dt>
            <dd>{loansText(answer.patron)}</dd>
          </div>
        ) : null}
      </dl>
      <CheckRows checks={answer.notices} />
      {answer.overridden.length > 0 ? (
        <p className={css['despite']}>
          {t('answer.overridden', {
            checks: answer.overridden.map((check) => checkHead(check, wording)).join(' · '),
          })}
        </p>
      ) : null}
    </>
  );

  function loansText(patron: PatronView): string {
    if (patron.loanLimit === null) return wording.count(patron.loans.length);
    return t('answer.loansOf', { count: patron.loans.length, limit: patron.loanLimit });
  }
}

import { useTranslation } from 'react-i18next';
import type { PatronView } from '../../contract/views.ts';
import { useScreens, useWording } from '../app/screens.tsx';
import { Sign } from '../app/sign.tsx';
import answerCss from './answer.module.css';
import css from './counter.module.css';
import panelCss from './panel.module.css';
import { usePick } from './use-pick.ts';
import questionCss from './question.module.css';

/** Verlengen with a patron open: the books need not be at hand. */
export function LoansToRenew({ patron }: { readonly patron: PatronView }) {
  const { t } = useTranslation();
  const { counter } = useScreens();
  const wording = useWording();
  const loans = [...patron.loans].sort((a, b) => a.due.localeCompare(b.due));
  const pick = (index: number): void => {
    const loan = loans[index];
    if (loan) counter.scan(loan.item.barcode, 'picked');
  };
  const chosen = usePick(loans.length, pick);
  if (loans.length === 0) return null;
  return (
    <section className={css['list']} aria-label={t('loans.title')}>
      <div className={css['listHead']}>
        <h2>{t('loans.title')}</h2>
        <span className={css['meta']}>{t('loans.pick')}</span>
      </div>
      <div className={css['rows']} role="listbox" aria-label={t('loans.title')}>
        {loans.map((loan, index) => (
          <div
            key={loan.id}
            role="option"
            aria-selected={chosen === index}
            className={questionCss['picked']}
            data-loan=""
            onClick={() => pick(index)}
          >
            <span>{loan.item.title}</span>
            {loan.daysLate > 0 ? (
              <span className={panelCss['late']}>
                <Sign name="look" size={16} />
                {t('loans.late', { count: loan.daysLate })}
              </span>
            ) : (
              <span className={answerCss['second']}>
                {t('answer.renewalsLeft', { count: loan.renewalsLeft })}
              </span>
            )}
            <span className={css['strong']}>{wording.shortDay(loan.due)}</span>
          </div>
        ))}
      </div>
    </section>
  );
}

import { useTranslation } from 'react-i18next';
import { useCounter } from '../app/screens.tsx';
import css from './panel.module.css';

/** Uitlenen and Verlengen with nobody open. */
export function NobodyPanel() {
  const { t } = useTranslation();
  const renews = useCounter((state) => state.mode === 'renew');
  return (
    <aside className={css['panel']} data-folds="" aria-label={t('patron.label')}>
      <div className={css['line']}>
        <strong>{t('patron.nobody')}</strong>
        <span className={css['second']}>{renews ? t('patron.renewWithout') : t('patron.scanCard')}</span>
      </div>
      <div className={css['head']}>
        <h2>{t('patron.nobody')}</h2>
        <p className={css['second']}>{renews ? t('patron.renewWithout') : t('patron.scanCard')}</p>
      </div>
    </aside>
  );
}

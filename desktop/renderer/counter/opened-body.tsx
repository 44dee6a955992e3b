import { useTranslation } from 'react-i18next';
import type { PatronView } from '../../contract/views.ts';
import { Sign } from '../app/sign.tsx';
import css from './answer.module.css';
import { CheckRows } from './check-rows.tsx';
import panelCss from './panel.module.css';

/** The patron has come: what stands in the way, and what lies ready for them. */
export function OpenedBody({ patron }: { readonly patron: PatronView }) {
  const { t } = useTranslation();
  const ready = patron.holds.filter((hold) => hold.state === 'ready');
  const blocked = patron.checks.some((check) => check.level === 'block');
  // Each that lies ready has a row of its own below.
  const checks = patron.checks.filter((check) => ready.length === 0 || check.code !== 'hold-ready-here');
  return (
    <>
      <div className={css['body']} data-testid="answer-hero">
        <h3 className={css['title']}>{patron.name}</h3>
        {blocked ? null : <p className={css['second']}>{t('answer.scanFirst')}</p>}
      </div>
      <CheckRows checks={checks} />
      {ready.map((hold) => (
        <div key={hold.id} className={css['check']}>
          <Sign name="look" size={24} />
          <div>
            <div className={css['checkHead']}>{hold.title}</div>
            <div className={css['checkWhy']}>{t('answer.readyHere')}</div>
          </div>
          {hold.place ? <span className={panelCss['place']}>{hold.place}</span> : null}
        </div>
      ))}
    </>
  );
}

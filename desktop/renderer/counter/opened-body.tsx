import { useTranslation } from 'react-i18next';
import type { PatronView } from '../../contract/views.ts';
import css from './answer.module.css';
import { CheckRows } from './check-rows.tsx';
import panelCss from './panel.module.css';

/** The patron has come: what stands in the way, and what lies ready for them. */
export function OpenedBody({ patron }: { readonly patron: PatronView }) {
  const { t } = useTranslation();
  const ready = patron.holds.filter((hold) => hold.state === 'ready');
  return (
    <>
      <div className={css['body']} data-testid="answer-hero">
        <h3 className={css['title']}>{patron.name}</h3>
        <p className={css['second']}>{t('answer.scanFirst')}</p>
      </div>
      <CheckRows checks={patron.checks} />
      {ready.map((hold) => (
        <div key={hold.id} className={css['ready']}>
          <span>
            <span className={css['meta']}>{t('answer.readyHere')} · </span>
            {hold.title}
          </span>
          {hold.place ? <span className={panelCss['place']}>{hold.place}</span> : null}
        </div>
      ))}
    </>
  );
}

import { useTranslation } from 'react-i18next';
import type { PaperView } from '../../contract/papers.ts';
import { useWording } from '../app/screens.tsx';
import { inFours } from '../app/wording.ts';
import css from './paper.module.css';

/** Paper of 42 signs wide, white in the dark too. No name stands on it (A7). */
export function Paper({ paper }: { readonly paper: PaperView }) {
  const { t } = useTranslation();
  const wording = useWording();
  const kind = t(`paper.kind.${paper.kind}`);
  return (
    <article className={css['paper']} aria-label={kind}>
      <p className={css['head']}>{paper.branch}</p>
      {paper.item ? <Slip paper={paper} kind={kind} /> : <Receipt paper={paper} kind={kind} />}
      <p className={css['when']}>
        {wording.fullDay(wording.dateOf(paper.at))} {wording.time(paper.at)}
        {paper.payment ? ` · ${t('paper.number', { number: paper.payment.number })}` : ''}
      </p>
      {paper.copy ? <p className={css['head']}>{t('paper.copy')}</p> : null}
    </article>
  );
}

interface Part {
  readonly paper: PaperView;
  readonly kind: string;
}

function Slip({ paper, kind }: Part) {
  const { t } = useTranslation();
  return (
    <>
      <p className={css['middle']}>{kind}</p>
      {paper.to ? <p className={css['large']}>{paper.to}</p> : null}
      {paper.place ? <p className={css['large']}>{paper.place}</p> : null}
      {paper.code ? <p className={css['large']}>{paper.code}</p> : null}
      {paper.forHold ? <p className={css['middle']}>{t('paper.forHold')}</p> : null}
      <div className={css['ruled']}>
        <p>{paper.item?.title}</p>
        <p>{inFours(paper.item?.barcode ?? '')}</p>
      </div>
    </>
  );
}

function Receipt({ paper, kind }: Part) {
  const { t } = useTranslation();
  const wording = useWording();
  const { lines, payment } = paper;
  return (
    <>
      <p className={css['columns']}>
        <strong>{kind}</strong>
        <span>{lines.some(({ due }) => due) ? t('paper.dueHead') : ''}</span>
      </p>
      {lines.length > 0 ? (
        <ul className={css['ruled']}>
          {lines.map(({ kind: end, item, due, cents }, i) => (
            <li key={`${item?.barcode ?? ''}-${i}`}>
              <div className={css['columns']}>
                <span>{item ? item.title || inFours(item.barcode) : t('paper.charge')}</span>
                <span>{due ? wording.shortDay(due) : cents > 0 ? wording.money(cents) : ''}</span>
              </div>
              <p className={css['second']}>
                {[
                  item?.title ? inFours(item.barcode) : null,
                  end === 'renewed' ? t('paper.renewed') : null,
                  due && cents > 0 ? wording.money(cents) : null,
                ]
                  .filter(Boolean)
                  .join(' · ')}
              </p>
            </li>
          ))}
        </ul>
      ) : null}
      {payment && payment.roundingCents !== 0 ? (
        <p className={css['columns']}>
          <span>{t('paper.rounding')}</span>
          <span>{wording.money(payment.roundingCents)}</span>
        </p>
      ) : null}
      {payment ? (
        <p className={css['columns']}>
          <strong>{wording.code('paper.method', payment.method)}</strong>
          <strong>{wording.money(payment.cents)}</strong>
        </p>
      ) : null}
    </>
  );
}

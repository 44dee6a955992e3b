import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { SearchHits } from '../../contract/views.ts';
import { Icon } from '../app/icon.tsx';
import { useWording } from '../app/screens.tsx';
import { inFours } from '../app/wording.ts';
import css from './hit-list.module.css';
import type { Search } from './use-search.ts';

export interface Hit {
  /** What is looked up when it is picked: a card, a barcode, or the title's id when several copies can be meant. */
  readonly code: string;
  readonly id: string;
}

/** The order in which arrows go: people first, then titles. */
export function hitsInOrder(hits: SearchHits): readonly Hit[] {
  return [
    ...hits.patrons.map((patron) => ({ code: patron.card, id: patron.id })),
    ...hits.titles.map((title) => ({ code: title.barcode ?? title.id, id: title.id })),
  ];
}

export function optionId(index: number): string {
  return `hit-${index}`;
}

interface HitListProps {
  readonly search: Search;
  readonly chosen: number;
  readonly onPick: (index: number) => void;
}

export function HitList({ search, chosen, onPick }: HitListProps) {
  const { t } = useTranslation();
  const wording = useWording();
  const hits = search.hits ?? { patrons: [], titles: [] };
  const empty = hits.patrons.length + hits.titles.length === 0;
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' });
  }, [chosen, search.hits]);
  return (
    <div className={css['drop']}>
      {empty ? <div className={css['none']}>{said()}</div> : null}
      <div ref={list} id="hits" className={css['hits']} role="listbox" aria-label={t('scan.hits')}>
        {hits.patrons.length > 0 ? (
          <div role="group" aria-labelledby="hits-people">
            <div className={css['head']} id="hits-people">
              {t('scan.people')}
            </div>
            {hits.patrons.map((patron, index) => (
              <div
                key={patron.id}
                id={optionId(index)}
                role="option"
                aria-selected={chosen === index}
                className={css['hit']}
                onClick={() => onPick(index)}
              >
                <Icon name="person" />
                <span className={css['main']}>{patron.name}</span>
                <span className={css['side']}>
                  {[
                    patron.born ? t('scan.born', { year: patron.born }) : null,
                    patron.city,
                    inFours(patron.card),
                  ]
                    .filter(Boolean)
                    .join(' · ')}
                </span>
              </div>
            ))}
          </div>
        ) : null}
        {hits.titles.length > 0 ? (
          <div role="group" aria-labelledby="hits-titles">
            <div className={css['head']} id="hits-titles">
              {t('scan.titles')}
            </div>
            {hits.titles.map((title, i) => {
              const index = hits.patrons.length + i;
              return (
                <div
                  key={title.id}
                  id={optionId(index)}
                  role="option"
                  aria-selected={chosen === index}
                  className={css['hit']}
                  onClick={() => onPick(index)}
                >
                  <Icon name="book" />
                  <span className={css['main']}>
                    {title.title}{' '}
                    {title.author ? <span className={css['author']}>{title.author}</span> : null}
                  </span>
                  <span className={css['side']}>
                    {t('scan.available', { available: title.available, copies: title.copies })}
                  </span>
                </div>
              );
            })}
          </div>
        ) : null}
      </div>
    </div>
  );

  function said(): string {
    if (search.failed) return wording.refusal({ code: search.failed, params: {} });
    return search.hits ? t('scan.none') : t('scan.searching');
  }
}

import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { Icon, type IconName } from '../app/icon.tsx';
import { useCounter, useTodaysActs, useWording } from '../app/screens.tsx';
import type { Wording } from '../app/wording.ts';
import { binOf, binsOf, leavesShelf, type Bin, type BinKind } from './destination.ts';
import css from './panel.module.css';

const icons: Readonly<Record<BinKind, IconName>> = {
  away: 'crate',
  'hold-shelf': 'holdShelf',
  shelf: 'shelf',
  library: 'back',
  tray: 'tray',
};

const names = {
  away: 'away',
  'hold-shelf': 'holdShelf',
  shelf: 'shelf',
  library: 'back',
  tray: 'tray',
} as const;

/** Innemen: the piles of today, and the one in which the book in hand goes filled. */
export function Destinations() {
  const { t } = useTranslation();
  const wording = useWording();
  const bins = binsOf(useTodaysActs());
  const answer = useCounter((state) => state.shown?.answer);
  const here = answer?.kind === 'taken' && leavesShelf(answer.destination) ? binOf(answer.destination) : null;
  return (
    <aside className={css['panel']} data-folds="" data-testid="destinations" aria-label={t('bins.title')}>
      <div className={css['line']}>
        {bins.map((bin) => (
          <span key={bin.kind}>
            {t(`bins.${names[bin.kind]}`)} <strong>{wording.count(bin.count)}</strong>
          </span>
        ))}
      </div>
      <div className={css['head']} data-tall="">
        <h2>{t('bins.title')}</h2>
        <p className={css['second']}>{t('bins.sub')}</p>
      </div>
      <ul>
        {bins.map((bin) => (
          <li key={bin.kind} className={css['bin']} data-now={bin.kind === here ? '' : undefined}>
            <Icon name={icons[bin.kind]} />
            <div>
              <strong>{t(`bins.${names[bin.kind]}`)}</strong>
              <div className={`${css['meta']} ${css['parts']}`}>
                {detail(bin, t, wording).map((part) => (
                  <span key={part}>{part}</span>
                ))}
              </div>
            </div>
            <span className={css['count']}>{wording.count(bin.count)}</span>
          </li>
        ))}
      </ul>
      <div className={css['aside']}>
        <strong>{t('patron.nobody')}</strong>
        <p className={css['second']}>{t('patron.takeWithout')}</p>
      </div>
    </aside>
  );
}

function detail(bin: Bin, t: TFunction, wording: Wording): readonly string[] {
  if (bin.count === 0) return [t('bins.none')];
  if (bin.kind === 'hold-shelf') return bin.lastPlace ? [t('bins.lastPlace', { place: bin.lastPlace })] : [];
  return bin.places.slice(0, 3).map(({ place, count }) => {
    if (bin.kind === 'away') return t('bins.crateCount', { place, count });
    return bin.kind === 'tray' ? `${wording.code('place.reason', place)} ${count}` : `${place} ${count}`;
  });
}

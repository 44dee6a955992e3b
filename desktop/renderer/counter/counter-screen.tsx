import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import partsCss from '../app/parts.module.css';
import { useCounter, useDevices, useScreens } from '../app/screens.tsx';
import { ActsColumn } from './acts-column.tsx';
import { Announcer } from './announcer.tsx';
import { AnswerCard } from './answer-card.tsx';
import { listenForKeys } from './counter-keys.ts';
import css from './counter.module.css';
import { Destinations } from './destinations.tsx';
import { LoansToRenew } from './loans-to-renew.tsx';
import { NobodyPanel } from './nobody-panel.tsx';
import { liesThere, PadPile } from './pad-pile.tsx';
import { PatronPanel } from './patron-panel.tsx';
import { Pile } from './pile.tsx';
import { ScanField } from './scan-field.tsx';
import { showPaper } from './show-paper.ts';

/** Balie: the patron or the piles at the left, the answer in the middle, today at the right. */
export function CounterScreen() {
  const { t } = useTranslation();
  const { bridge, counter, devices, preferences, shell } = useScreens();
  const field = useRef<HTMLInputElement>(null);
  const mode = useCounter((state) => state.mode);
  const patron = useCounter((state) => state.patron);
  const pileIsEmpty = useCounter((state) => state.pile.length === 0);

  const onPad = useDevices(({ pile }) => liesThere(pile));

  useEffect(
    () =>
      listenForKeys({
        ...{ window, counter, devices, shell, preferences },
        field: () => field.current,
        papers: () => void showPaper({ bridge, shell, counter }),
      }),
    [bridge, counter, devices, shell, preferences],
  );

  return (
    <main className={css['screen']}>
      <h1 className={partsCss['hidden']}>{t('app.counter')}</h1>
      {patron ? <PatronPanel patron={patron} /> : mode === 'take' ? <Destinations /> : <NobodyPanel />}
      <div className={css['middle']}>
        <ScanField inputRef={field} />
        <AnswerCard />
        <PadPile />
        {onPad ? null : patron && mode === 'renew' && pileIsEmpty ? (
          <LoansToRenew patron={patron} />
        ) : (
          <Pile />
        )}
      </div>
      <ActsColumn />
      <Announcer />
    </main>
  );
}

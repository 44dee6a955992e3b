import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { KeyButton } from '../app/key-button.tsx';
import { useCounter, useScreens, useShell } from '../app/screens.tsx';
import { ActsColumn } from './acts-column.tsx';
import { Announcer } from './announcer.tsx';
import { AnswerCard } from './answer-card.tsx';
import { listenForKeys } from './counter-keys.ts';
import css from './counter.module.css';
import { Destinations } from './destinations.tsx';
import { LoansToRenew } from './loans-to-renew.tsx';
import { NobodyPanel } from './nobody-panel.tsx';
import { PatronPanel } from './patron-panel.tsx';
import { Pile } from './pile.tsx';
import { ScanField } from './scan-field.tsx';

/** Balie: the patron or the piles at the left, the answer in the middle, today at the right. */
export function CounterScreen() {
  const { t } = useTranslation();
  const { counter, preferences, shell } = useScreens();
  const field = useRef<HTMLInputElement>(null);
  const mode = useCounter((state) => state.mode);
  const patron = useCounter((state) => state.patron);
  const pileIsEmpty = useCounter((state) => state.pile.length === 0);
  const wholeDay = useShell((state) => state.wholeDay);

  useEffect(
    () => listenForKeys({ window, counter, shell, preferences, field: () => field.current }),
    [counter, shell, preferences],
  );

  return (
    <main className={css['screen']}>
      {patron ? <PatronPanel patron={patron} /> : mode === 'take' ? <Destinations /> : <NobodyPanel />}
      <div className={css['middle']}>
        <ScanField inputRef={field} />
        <div className={css['unfold']}>
          <KeyButton
            size="small"
            label={t('acts.title')}
            keycap="Ctrl+L"
            expanded={wholeDay}
            onPress={() => shell.setState({ wholeDay: !wholeDay })}
          />
        </div>
        <AnswerCard />
        {patron && mode === 'renew' && pileIsEmpty ? <LoansToRenew patron={patron} /> : <Pile />}
      </div>
      <ActsColumn />
      <Announcer />
    </main>
  );
}

import { SegmentedControl } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Dialog } from './dialog.tsx';
import { Keycap } from './key-button.tsx';
import type { Preferences } from './preferences.ts';
import { usePreferences, useScreens } from './screens.tsx';
import css from './shell.module.css';

const rows = [
  ['mode', ['F5', 'F6', 'F7']],
  ['choose', ['↑', '↓']],
  ['confirm', ['Enter']],
  ['override', ['F8']],
  ['cancel', ['F4']],
  ['close', ['F12']],
  ['undo', ['Alt+⌫']],
  ['paper', ['Alt+P']],
  ['pin', ['Alt+I']],
  ['padDo', ['Enter']],
  ['padAgain', ['Alt+S']],
  ['list', ['Ctrl+L']],
  ['screens', ['Ctrl+1', 'Ctrl+7']],
  ['language', ['Ctrl+Shift+L']],
  ['help', ['F1']],
] as const;

/** F1: the keys, and what this desk prefers. */
export function KeysDialog() {
  const { t } = useTranslation();
  const { preferences } = useScreens();
  const chosen = usePreferences((all) => all);
  const choose = (change: Partial<Preferences>): void => preferences.setState(change);
  return (
    <Dialog name="keys" title={t('app.keysTitle')} width={44}>
      <dl className={css['keys']}>
        {rows.map(([name, keys]) => (
          <div key={name} className={css['keyRow']}>
            <dt>{t(`keys.${name}`)}</dt>
            <dd>
              {keys.map((key) => (
                <Keycap key={key}>{key}</Keycap>
              ))}
            </dd>
          </div>
        ))}
      </dl>
      <p className={css['about']}>
        {t('keys.scanner')} {t('keys.digits')}
      </p>
      <h2 className={css['subtitle']}>{t('preferences.title')}</h2>
      <Choice
        label={t('preferences.language')}
        value={chosen.language}
        of={[
          ['nl', 'Nederlands'],
          ['en', 'English'],
        ]}
        onChoose={(language) => choose({ language })}
      />
      <Choice
        label={t('preferences.theme')}
        value={chosen.theme}
        of={[
          ['system', t('preferences.system')],
          ['light', t('preferences.light')],
          ['dark', t('preferences.dark')],
        ]}
        onChoose={(theme) => choose({ theme })}
      />
      <Choice
        label={t('preferences.sound')}
        value={chosen.sound ? 'on' : 'off'}
        of={[
          ['on', t('preferences.on')],
          ['off', t('preferences.off')],
        ]}
        onChoose={(sound) => choose({ sound: sound === 'on' })}
      />
    </Dialog>
  );
}

interface ChoiceProps<T extends string> {
  readonly label: string;
  readonly value: T;
  readonly of: readonly (readonly [T, string])[];
  readonly onChoose: (value: T) => void;
}

function Choice<T extends string>({ label, value, of, onChoose }: ChoiceProps<T>) {
  return (
    <div className={css['choice']}>
      <span>{label}</span>
      <SegmentedControl
        aria-label={label}
        value={value}
        onChange={(next) => onChoose(next as T)}
        data={of.map(([one, text]) => ({ value: one, label: text }))}
        transitionDuration={0}
        styles={{
          root: {
            background: 'var(--sunken)',
            border: '1px solid var(--edge)',
            padding: 3,
            justifySelf: 'start',
          },
          indicator: { background: 'var(--acc)', boxShadow: 'none' },
          label: { font: '500 var(--t-body)' },
        }}
        classNames={{ label: css['segment'] ?? '' }}
      />
    </div>
  );
}

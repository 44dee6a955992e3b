import { useTranslation } from 'react-i18next';
import { Icon } from './icon.tsx';
import { Keycap } from './key-button.tsx';
import { screenKeys } from './screen-keys.ts';
import { useScreens, useShell } from './screens.tsx';
import type { ShellState } from './shell-state.ts';
import css from './shell.module.css';

/** The screens that exist. */
export function Navigation() {
  const { t } = useTranslation();
  const { shell } = useScreens();
  const wholeDay = useShell((state) => state.wholeDay);
  const open = useShell((state) => state.dialog === 'keys');
  const atCounter = useShell((state) => state.screen === 'counter');
  return (
    <nav className={css['nav']} aria-label={t('app.screens')}>
      <Entry screen="counter" label={t('app.counter')} />
      {atCounter ? (
        <button
          type="button"
          className={`${css['entry']} ${css['unfold']}`}
          aria-expanded={wholeDay}
          onClick={() => shell.setState({ wholeDay: !wholeDay })}
        >
          <Keycap>Ctrl+L</Keycap>
          {t('acts.title')}
        </button>
      ) : null}
      <Entry screen="settings" label={t('settings.title')} />
      <button
        type="button"
        className={`${css['entry']} ${css['help']}`}
        aria-expanded={open}
        aria-haspopup="dialog"
        onClick={() => shell.setState({ dialog: 'keys' })}
      >
        <Keycap>F1</Keycap>
        {t('app.keys')}
      </button>
    </nav>
  );
}

function Entry({ screen, label }: { readonly screen: ShellState['screen']; readonly label: string }) {
  const { shell } = useScreens();
  const isHere = useShell((state) => state.screen === screen);
  return (
    <button
      type="button"
      className={css['entry']}
      aria-current={isHere ? 'page' : undefined}
      aria-keyshortcuts={`Control+${screenKeys[screen]}`}
      data-testid={`screen-${screen}`}
      onClick={() => shell.setState({ screen })}
    >
      <Icon name={screen} size={24} />
      {label}
    </button>
  );
}

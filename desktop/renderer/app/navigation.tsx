import { useTranslation } from 'react-i18next';
import { Icon } from './icon.tsx';
import { Keycap } from './key-button.tsx';
import { useScreens, useShell } from './screens.tsx';
import css from './shell.module.css';

const screens = ['counter', 'devices'] as const;

/** The screens that exist. */
export function Navigation() {
  const { t } = useTranslation();
  const { shell } = useScreens();
  const screen = useShell((state) => state.screen);
  const wholeDay = useShell((state) => state.wholeDay);
  const open = useShell((state) => state.dialog === 'keys');
  return (
    <nav className={css['nav']} aria-label={t('app.screens')}>
      {screens.map((name) => (
        <button
          key={name}
          type="button"
          className={css['entry']}
          aria-current={screen === name ? 'page' : undefined}
          onClick={() => shell.setState({ screen: name })}
        >
          <Icon name={name} size={24} />
          {t(`app.${name}`)}
        </button>
      ))}
      <button
        type="button"
        className={`${css['entry']} ${css['unfold']}`}
        aria-expanded={wholeDay}
        onClick={() => shell.setState({ wholeDay: !wholeDay })}
      >
        <Keycap>Ctrl+L</Keycap>
        {t('acts.title')}
      </button>
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

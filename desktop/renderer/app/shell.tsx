import { MantineProvider } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import type { i18n } from 'i18next';
import { useEffect, useLayoutEffect } from 'react';
import { I18nextProvider, useTranslation } from 'react-i18next';
import { CounterScreen } from '../counter/counter-screen.tsx';
import { PaperDialog } from '../counter/paper-dialog.tsx';
import { PinDialog } from '../counter/pin-dialog.tsx';
import { SettingsScreen } from '../devices/settings-screen.tsx';
import { KeysDialog } from './keys-dialog.tsx';
import { Navigation } from './navigation.tsx';
import { ScreensGiven, useCounter, usePreferences, useScreens, useShell, type Screens } from './screens.tsx';
import { listenForScreenKeys } from './screen-keys.ts';
import css from './shell.module.css';
import { SignInDialog } from './sign-in-dialog.tsx';
import { StateLine } from './state-line.tsx';
import { mantineTokens, theme } from './theme.ts';

export function Shell({ screens, language }: { readonly screens: Screens; readonly language: i18n }) {
  return (
    <I18nextProvider i18n={language}>
      <ScreensGiven screens={screens}>
        <Page />
      </ScreensGiven>
    </I18nextProvider>
  );
}

function Page() {
  const { i18n } = useTranslation();
  const chosen = usePreferences((preferences) => preferences.theme);
  const systemDark = useMediaQuery('(prefers-color-scheme: dark)', false, { getInitialValueInEffect: false });
  const mode = useCounter((counter) => counter.mode);
  const screen = useShell((state) => state.screen);
  const { shell, preferences } = useScreens();
  const scheme = chosen === 'system' ? (systemDark ? 'dark' : 'light') : chosen;

  useLayoutEffect(() => {
    const { dataset } = document.documentElement;
    dataset['theme'] = scheme;
    // Uitlenen's colour is the accent of all screens but the counter.
    dataset['mode'] = screen === 'counter' ? mode : 'lend';
    document.documentElement.lang = i18n.language;
  }, [scheme, mode, screen, i18n.language]);

  useEffect(() => listenForScreenKeys({ window, shell, preferences }), [shell, preferences]);

  return (
    <MantineProvider theme={theme} cssVariablesResolver={mantineTokens} forceColorScheme={scheme}>
      <div className={css.page}>
        <Navigation />
        {screen === 'counter' ? <CounterScreen /> : <SettingsScreen />}
        <StateLine />
      </div>
      <KeysDialog />
      <SignInDialog />
      <PaperDialog />
      <PinDialog />
    </MantineProvider>
  );
}

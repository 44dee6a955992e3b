import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { Icon, type IconName } from '../app/icon.tsx';
import { useScreens, useShell } from '../app/screens.tsx';
import type { SettingsPage } from '../app/shell-state.ts';
import { idleSeconds } from '../counter/session.ts';
import { DevicesPage } from './devices-page.tsx';
import css from './settings.module.css';
import { TaggingPage } from './tagging-page.tsx';
import { WalkPage } from './walk-page.tsx';

const pages: readonly { readonly page: SettingsPage; readonly icon: IconName }[] = [
  { page: 'devices', icon: 'scan' },
  { page: 'tagging', icon: 'tag' },
  { page: 'walk', icon: 'shelf' },
];

/** Beheer: its pages at the left, one of them at the right. */
export function SettingsScreen() {
  const { t } = useTranslation();
  const { counter, shell } = useScreens();
  const shown = useShell((state) => state.page);

  // Rule U2: a patron who is still open at the counter goes as they would there.
  useEffect(() => {
    const timer = window.setTimeout(() => counter.closePatron(), idleSeconds * 1000);
    return () => window.clearTimeout(timer);
  }, [counter]);

  return (
    <main className={css['screen']} data-testid="settings">
      <nav className={css['menu']} aria-label={t('settings.title')}>
        <h2>{t('settings.title')}</h2>
        {pages.map(({ page, icon }) => (
          <button
            key={page}
            type="button"
            className={css['entry']}
            aria-current={page === shown ? 'page' : undefined}
            data-testid={`page-${page}`}
            onClick={() => shell.setState({ page })}
          >
            <Icon name={icon} />
            {t(`settings.${page}`)}
          </button>
        ))}
      </nav>
      <div className={css['middle']}>
        {shown === 'devices' ? <DevicesPage /> : shown === 'tagging' ? <TaggingPage /> : <WalkPage />}
      </div>
    </main>
  );
}

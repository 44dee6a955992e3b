import { useTranslation } from 'react-i18next';
import { StateDevices } from '../devices/state-devices.tsx';
import { Icon } from './icon.tsx';
import { useDeskState, useNow, useScreens, useWording } from './screens.tsx';
import css from './shell.module.css';
import { Sign } from './sign.tsx';

/** Contact, acts not yet at the centre, then desk, user and clock. Out of contact is calm. */
export function StateLine() {
  const { t } = useTranslation();
  const { shell } = useScreens();
  const desk = useDeskState();
  const wording = useWording();
  const now = useNow();
  if (!desk) {
    return (
      <footer className={css['state']} data-testid="state-line" aria-label={t('state.label')}>
        <div className={css['contact']}>{t('state.starting')}</div>
      </footer>
    );
  }
  return (
    <footer
      className={css['state']}
      data-testid="state-line"
      aria-label={t('state.label')}
      data-contact={desk.contact}
      data-waiting={desk.waiting}
      data-copying={desk.copying !== null}
    >
      <div className={css['contact']} data-contact={desk.contact}>
        <Icon name={desk.contact === 'online' ? 'online' : 'alone'} />
        {t(`state.contact.${desk.contact}`)}
      </div>
      {desk.trouble ? (
        <div className={css['trouble']} role="alert">
          <Sign name="stop" size={16} />
          {t(`state.trouble.${desk.trouble.code}`)}
        </div>
      ) : null}
      <div>
        <Icon name="upload" size={16} />
        {t('state.waiting', { count: desk.waiting })}
      </div>
      {desk.refused > 0 ? (
        <div className={css['look']}>
          <Sign name="look" size={16} />
          {t('state.refused', { count: desk.refused })}
        </div>
      ) : null}
      {desk.contact !== 'online' && !desk.trouble && !desk.copying ? (
        <div className={css['quiet']}>{t('state.goOn')}</div>
      ) : null}
      {desk.copying ? <FirstCopy {...desk.copying} /> : null}
      <div className={css['grow']} />
      <StateDevices />
      <div>
        {desk.desk.name} · {desk.branch.name}
      </div>
      <div>
        {desk.staff ? (
          <>
            <Icon name="person" size={16} />
            {desk.staff.name}
          </>
        ) : (
          <button
            type="button"
            className={css['signIn']}
            onClick={() => shell.setState({ dialog: 'sign-in' })}
          >
            {t('state.nobody')}
          </button>
        )}
      </div>
      <div className={css['clock']}>
        {wording.dayOf(now)}
        {'\u2002'}
        {wording.time(now)}
      </div>
    </footer>
  );
}

function FirstCopy({ done, total }: { readonly done: number; readonly total: number }) {
  const { t } = useTranslation();
  const wording = useWording();
  const label =
    total > 0
      ? t('state.copying', { done: wording.count(done), total: wording.count(total) })
      : t('state.copyingStart');
  return (
    <div>
      <Icon name="download" size={16} />
      {label}
      {total > 0 ? (
        <div
          className={css['progress']}
          role="progressbar"
          aria-label={label}
          aria-valuenow={done}
          aria-valuemin={0}
          aria-valuemax={total}
        >
          <div style={{ width: `${Math.min(100, (100 * done) / total)}%` }} />
        </div>
      ) : null}
    </div>
  );
}

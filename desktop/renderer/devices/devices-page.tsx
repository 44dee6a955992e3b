import { useTranslation } from 'react-i18next';
import { useDevices, useWording } from '../app/screens.tsx';
import { Sign } from '../app/sign.tsx';
import { problemSentence, signOfDevice } from './device-sentences.ts';
import { DeviceRow } from './device-row.tsx';
import { KeyboardRow } from './keyboard-row.tsx';
import { PrintJobs } from './print-jobs.tsx';
import css from './settings.module.css';

/** Every device of this desk: what it is, how it is, and a live test of it. */
export function DevicesPage() {
  const { t } = useTranslation();
  const view = useDevices((state) => state.devices);
  const wording = useWording();
  const failing = view?.devices.filter((device) => signOfDevice(device) === 'stop').length ?? 0;
  const isWrong = failing > 0 || (view?.problems.length ?? 0) > 0;
  return (
    <>
      <header className={css['head']}>
        <h1>{t('devices.title')}</h1>
        <p role="status">
          {view === null
            ? t('devices.reading')
            : failing > 0
              ? t('devices.failing', { count: failing })
              : isWrong
                ? ''
                : t('devices.allReady')}
        </p>
      </header>
      {view && view.problems.length > 0 ? (
        <section className={css['notice']} data-sign="stop" data-testid="profile-problems">
          <Sign name="stop" size={24} />
          <div>
            <h2>{t('devices.problems')}</h2>
            <ul>
              {view.problems
                .map((problem) => problemSentence(problem, wording))
                .map((sentence) => (
                  <li key={sentence}>{sentence}</li>
                ))}
            </ul>
          </div>
        </section>
      ) : null}
      {view && view.unsecured > 0 ? (
        <section className={css['notice']} data-sign="look">
          <Sign name="look" size={24} />
          <h2>{t('devices.unsecured', { count: view.unsecured })}</h2>
        </section>
      ) : null}
      {view ? (
        <ul className={css['card']}>
          {view.devices.map((device) => (
            <DeviceRow key={`${device.kind} ${device.name}`} device={device} />
          ))}
          <KeyboardRow typing={view.typing} />
        </ul>
      ) : null}
      <PrintJobs />
    </>
  );
}

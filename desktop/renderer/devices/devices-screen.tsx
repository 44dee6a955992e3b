import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import type { DeviceView } from '../../contract/devices.ts';
import { useDevices, useScreens } from '../app/screens.tsx';
import { Sign } from '../app/sign.tsx';
import { DeviceRow } from './device-row.tsx';
import css from './devices.module.css';
import { listenForLeaving } from './leaving.ts';
import { PrintJobs } from './print-jobs.tsx';
import { ShelfWalk } from './shelf-walk.tsx';
import { TagBench } from './tag-bench.tsx';

const kinds = ['scanner', 'pad', 'printer'] as const;

/** Apparaten: what stands at this desk, how it is, and a live test of each. */
export function DevicesScreen() {
  const { t } = useTranslation();
  const { shell, preferences } = useScreens();
  const devices = useDevices((state) => state.devices);
  useEffect(() => listenForLeaving({ window, shell, preferences }), [shell, preferences]);
  if (!devices) return <main className={css['screen']} aria-busy="true" />;
  const pads = devices.devices.filter(({ kind }) => kind === 'pad');
  return (
    <main className={css['screen']} data-testid="devices">
      <header className={css['top']}>
        <h1>{t('device.title')}</h1>
        <p className={css['meta']}>{t('device.about')}</p>
      </header>
      <Problems sentences={devices.problems} />
      <div className={css['column']}>
        {kinds.map((kind) => (
          <Kind key={kind} kind={kind} devices={devices.devices.filter((one) => one.kind === kind)} />
        ))}
      </div>
      <div className={css['column']}>
        <PrintJobs />
        {pads.length ? <TagBench /> : null}
        {pads.map(({ name }) => (
          <ShelfWalk key={name} pad={name} />
        ))}
      </div>
    </main>
  );
}

function Kind({
  kind,
  devices,
}: {
  readonly kind: DeviceView['kind'];
  readonly devices: readonly DeviceView[];
}) {
  const { t } = useTranslation();
  return (
    <section className={css['card']} aria-label={t(`device.kinds.${kind}`)}>
      <h2>{t(`device.kinds.${kind}`)}</h2>
      {devices.map((device) => (
        <DeviceRow key={device.name} device={device} />
      ))}
      {devices.length ? null : (
        <p className={css['empty']}>{t('device.none', { kind: t(`device.kind.${kind}`) })}</p>
      )}
      {kind === 'scanner' ? <p className={css['empty']}>{t('device.keyboard')}</p> : null}
    </section>
  );
}

function Problems({ sentences }: { readonly sentences: readonly string[] }) {
  const { t } = useTranslation();
  if (!sentences.length) return null;
  return (
    <section className={css['problems']} role="alert">
      <strong>
        <Sign name="stop" />
        {t('device.problems')}
      </strong>
      <ul>
        {sentences.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
    </section>
  );
}

import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { KeyButton } from '../app/key-button.tsx';
import { useDevices, useScreens, useWording } from '../app/screens.tsx';
import type { FailureCode } from '../../contract/failures.ts';
import type { InventoryView } from '../../contract/devices.ts';
import css from './devices.module.css';

/** A walk along the shelves with a reader: every item that it meets is seen there, once. */
export function ShelfWalk({ pad }: { readonly pad: string }) {
  const { t } = useTranslation();
  const { bridge } = useScreens();
  const wording = useWording();
  const running = useDevices((state) => state.devices?.inventory ?? null);
  const [shelf, setShelf] = useState('');
  const [ended, setEnded] = useState<InventoryView | null>(null);
  const [refused, setRefused] = useState<FailureCode | null>(null);
  if (running && running.pad !== pad) return null;
  const shown = running ?? ended;

  async function turn(): Promise<void> {
    setRefused(null);
    if (running) {
      const reply = await bridge.call('inventory.stop', {});
      if (reply.ok) setEnded(reply.result);
      else setRefused(reply.error.code);
      return;
    }
    setEnded(null);
    const wanted = { pad, shelf: shelf.trim() || null, session: crypto.randomUUID() };
    const reply = await bridge.call('inventory.start', wanted);
    if (!reply.ok) setRefused(reply.error.code);
  }

  return (
    <section className={css['card']} aria-label={t('device.walk.title')} data-testid="shelf-walk">
      <h2>{t('device.walk.title')}</h2>
      <div className={css['body']}>
        <div className={css['form']}>
          <label className={css['field']}>
            {t('device.walk.shelf')}
            <input
              value={running ? (running.shelf ?? '') : shelf}
              readOnly={running !== null}
              onChange={(event) => setShelf(event.currentTarget.value)}
            />
          </label>
          <KeyButton
            label={t(running ? 'device.walk.stop' : 'device.walk.start')}
            onPress={() => void turn()}
          />
        </div>
        {refused ? <p role="alert">{wording.refusal({ code: refused, params: {} })}</p> : null}
        {shown ? <Counted walk={shown} /> : null}
      </div>
    </section>
  );
}

function Counted({ walk: { seen, unknown, failed, unread } }: { readonly walk: InventoryView }) {
  const { t } = useTranslation();
  return (
    <ul className={css['said']} aria-live="polite">
      <li className={css['number']}>{t('device.walk.seen', { count: seen })}</li>
      {unknown.length ? <li>{t('device.walk.unknown', { numbers: unknown.join(', ') })}</li> : null}
      {failed.length ? (
        <li>{t('device.walk.failed', { numbers: failed.map(({ number }) => number).join(', ') })}</li>
      ) : null}
      {unread ? <li>{t('device.walk.unread', { count: unread })}</li> : null}
    </ul>
  );
}

import { type SyntheticEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { InventoryView } from '../../contract/devices.ts';
import type { FailureCode } from '../../contract/failures.ts';
import { KeyButton } from '../app/key-button.tsx';
import partsCss from '../app/parts.module.css';
import { useDevices, useScreens, useWording } from '../app/screens.tsx';
import { Sign } from '../app/sign.tsx';
import { inFours } from '../app/wording.ts';
import { padTrouble } from './device-sentences.ts';
import css from './settings.module.css';
import walkCss from './walk.module.css';

/** A walk along the shelves: begun and ended here, counted live. */
export function WalkPage() {
  const { t } = useTranslation();
  const { bridge, devices } = useScreens();
  const wording = useWording();
  const running = useDevices((state) => state.devices?.inventory ?? null);
  const [ended, setEnded] = useState<InventoryView | null>(null);
  const [refused, setRefused] = useState<FailureCode | null>(null);

  /** The core tells by itself how a walk goes on; the answer only comes sooner. */
  function put(inventory: InventoryView | null): void {
    const { devices: view } = devices.getState();
    if (view) devices.setState({ devices: { ...view, inventory } });
  }

  async function start(pad: string, shelf: string | null): Promise<void> {
    const session = crypto.randomUUID();
    const reply = await bridge.call('inventory.start', { pad, shelf, session });
    setRefused(reply.ok ? null : reply.error.code);
    if (!reply.ok) return;
    setEnded(null);
    put(reply.result);
  }

  async function stop(): Promise<void> {
    const reply = await bridge.call('inventory.stop', {});
    setRefused(reply.ok ? null : reply.error.code);
    if (!reply.ok) return;
    setEnded(reply.result);
    put(null);
  }

  const shown = running ?? ended;
  return (
    <>
      <header className={css['head']}>
        <h1>{t('walk.title')}</h1>
        <p>{t('walk.sub')}</p>
      </header>
      {refused ? (
        <p className={css['notice']} data-sign="stop" role="alert">
          <Sign name="stop" size={24} />
          {wording.refusal({ code: refused, params: {} })}
        </p>
      ) : null}
      <section className={css['card']} data-testid="walk" data-running={running !== null}>
        {running ? (
          <div className={css['band']} data-sign="walk" role="status">
            <h2>{t('walk.running')}</h2>
            <span className={css['second']}>
              {running.pad}
              {running.shelf === null ? '' : ` · ${t('walk.at', { shelf: running.shelf })}`}
            </span>
            <KeyButton label={t('walk.stop')} onPress={() => void stop()} />
          </div>
        ) : (
          <WalkForm onStart={(pad, shelf) => void start(pad, shelf)} />
        )}
        {shown ? <Counts inventory={shown} ended={running === null} /> : null}
      </section>
    </>
  );
}

function WalkForm({ onStart }: { readonly onStart: (pad: string, shelf: string | null) => void }) {
  const { t } = useTranslation();
  const devices = useDevices((state) => state.devices?.devices);
  const pads = devices?.filter(({ kind, state }) => kind === 'pad' && state.code === 'ready') ?? [];
  const [chosen, setChosen] = useState('');
  const [shelf, setShelf] = useState('');
  const pad = pads.find(({ name }) => name === chosen) ?? pads[0];
  if (!pad) return <p className={css['next']}>{t('walk.noPad')}</p>;

  function submit(event: SyntheticEvent): void {
    event.preventDefault();
    if (pad) onStart(pad.name, shelf.trim() || null);
  }

  return (
    <form className={walkCss['form']} onSubmit={submit}>
      <label>
        {t('walk.pad')}
        <select
          className={walkCss['input']}
          value={pad.name}
          onChange={(event) => setChosen(event.currentTarget.value)}
        >
          {pads.map(({ name }) => (
            <option key={name}>{name}</option>
          ))}
        </select>
      </label>
      <label>
        {t('walk.shelf')}
        <input
          className={walkCss['input']}
          value={shelf}
          placeholder={t('walk.shelfHint')}
          autoComplete="off"
          onChange={(event) => setShelf(event.currentTarget.value)}
        />
      </label>
      <button type="submit" className={partsCss['button']} data-filled="">
        {t('walk.start')}
      </button>
    </form>
  );
}

function Counts({ inventory, ended }: { readonly inventory: InventoryView; readonly ended: boolean }) {
  const { t } = useTranslation();
  const wording = useWording();
  const { seen, unknown, failed, unread } = inventory;
  const counts = [
    ['seen', seen],
    ['unknown', unknown.length],
    ['failed', failed.length],
    ['unread', unread],
  ] as const;
  return (
    <>
      {ended ? (
        <p className={css['signed']} data-sign="done" role="status">
          <Sign name="done" />
          {t('walk.ended')}
        </p>
      ) : null}
      <dl className={walkCss['counts']} data-folds="" aria-live="off">
        {counts.map(([name, count]) => (
          <div key={name}>
            <dt>{t(`walk.${name}`)}</dt>
            <dd data-testid={`walk-${name}`}>{wording.count(count)}</dd>
          </div>
        ))}
      </dl>
      {failed.length > 0 ? (
        <section className={walkCss['numbers']}>
          <h3>{t('walk.failedList')}</h3>
          <ul>
            {failed.map(({ number, code }) => (
              <li key={number}>
                <span className={css['code']}>{inFours(number)}</span> {padTrouble(code, wording)}
              </li>
            ))}
          </ul>
        </section>
      ) : null}
      {unknown.length > 0 ? (
        <section className={walkCss['numbers']}>
          <h3>{t('walk.unknownList')}</h3>
          <ul data-columns="">
            {unknown.map((number) => (
              <li key={number} className={css['code']}>
                {inFours(number)}
              </li>
            ))}
          </ul>
        </section>
      ) : null}
    </>
  );
}

import { useTranslation } from 'react-i18next';
import type { PileView } from '../../contract/devices.ts';
import { Icon } from '../app/icon.tsx';
import { KeyButton } from '../app/key-button.tsx';
import partsCss from '../app/parts.module.css';
import { useCounter, useDevices, useScreens } from '../app/screens.tsx';
import counterCss from './counter.module.css';
import { PadPileRow } from './pad-pile-row.tsx';
import { leftIncomplete, padRows, readCount, toDo, toSecure } from './pad-rows.ts';
import css from './pad.module.css';
import type { CounterState } from './session.ts';
import { usePadKeys } from './use-pad-keys.ts';

/** Whether anything lies on a pad that the counter has to show; a card alone opens its patron. */
export function liesThere(pile: PileView | null): boolean {
  return pile !== null && pile.items.length + pile.foreign.length + pile.unreadable.length > 0;
}

/** The pile on the pad, done in one act; what was taken away before its security was switched is named first. */
export function PadPile() {
  const pile = useDevices((state) => state.pile);
  const state = useCounter((counter) => counter);
  // Blocks and their strip need the whole height.
  const fills = state.shown?.open === true && ['blocked', 'choose'].includes(state.shown.answer.kind);
  if (fills || pile === null || (!liesThere(pile) && pile.away.length === 0)) return null;
  return <Lying pile={pile} state={state} />;
}

function Lying({ pile, state }: { readonly pile: PileView; readonly state: CounterState }) {
  const { t } = useTranslation();
  const { bridge, counter, devices } = useScreens();
  const { mode, patron } = state;
  const rows = padRows(pile, state);
  const { read, count } = readCount(pile);
  const open = toDo(pile, state);
  const incomplete = leftIncomplete(pile, state);
  const insecure = toSecure(pile);
  const isAsked = state.shown?.open === true;

  // Incomplete ones go along, so that they are named as not done.
  const whole = open.length - incomplete.length;
  const act = whole > 0 ? () => counter.actOnPile(open.map(({ number }) => number)) : null;
  const anyway = incomplete.length > 0 ? goOnIncomplete : null;
  const secure = insecure.length > 0 ? () => void secureAgain() : null;
  usePadKeys({ act, anyway, secure });

  function goOnIncomplete(): void {
    const numbers = incomplete.map(({ number }) => number);
    counter.actOnPile(numbers, Object.fromEntries(numbers.map((number) => [number, { incomplete: true }])));
  }

  async function secureAgain(): Promise<void> {
    const numbers = insecure.map(({ number }) => number);
    const reply = await bridge.call('pile.secure', { numbers });
    if (reply.ok) devices.setState({ pile: reply.result });
    else counter.tell({ kind: 'failed', code: reply.error.code, params: {} });
  }

  return (
    <section className={css['list']} data-testid="pad-pile" aria-label={t('pad.title')}>
      <div className={css['head']}>
        <h2>{t('pad.title')}</h2>
        {count > 0 ? (
          <>
            <Blocks read={read} count={count} />
            <span className={css['read']} data-whole={read === count ? '' : undefined} role="status">
              {t('pad.read', { read, count })}
            </span>
          </>
        ) : null}
        <div className={css['buttons']}>
          {secure ? (
            <KeyButton size="small" icon="lock" label={t('pad.again')} keycap="Alt+S" onPress={secure} />
          ) : null}
          {anyway && !isAsked ? (
            <KeyButton size="small" label={t('pad.anyway')} keycap="F8" onPress={anyway} />
          ) : null}
          {act ? (
            <KeyButton
              size="small"
              filled
              disabled={isAsked}
              label={t(`pad.do.${mode}`, { count: whole })}
              keycap="Enter"
              onPress={act}
            />
          ) : null}
          {mode === 'lend' && patron === null && pile.items.length > 0 ? (
            <span className={counterCss['second']}>{t('pad.card')}</span>
          ) : null}
        </div>
      </div>
      <Spoken pile={pile} state={state} />
      <ul>
        {rows.map((row) => (
          <PadPileRow key={keyOf(row)} row={row} />
        ))}
      </ul>
    </section>
  );
}

/** One block a thing, filled where it was read; the words beside it say the same. */
function Blocks({ read, count }: { readonly read: number; readonly count: number }) {
  const most = 12;
  if (count > most) return <Icon name="pad" />;
  return (
    <span className={css['blocks']} aria-hidden="true">
      {Array.from({ length: count }, (_, at) => (
        <i key={at} data-read={at < read ? '' : undefined} />
      ))}
    </span>
  );
}

/** Says what came of an act on the pile once, and which items were not done. */
function Spoken({ pile, state }: { readonly pile: PileView; readonly state: CounterState }) {
  const { t } = useTranslation();
  const { pad } = state;
  const lines = pad?.session === state.session && pad.mode === state.mode ? pad.lines : [];
  const done = lines.filter(({ kind }) => kind === 'done').length;
  const failed = lines.filter(({ kind }) => kind !== 'done').map(({ number }) => number);
  const insecure = pile.items.filter(({ security }) => security.state === 'failed');
  const titles = [
    ...pile.items.filter(({ number }) => failed.includes(number)).map(({ item }) => item.title),
    ...insecure.map(({ item }) => `${item.title}: ${t('pad.failed')}`),
    ...pile.away.map(({ item }) => `${item.title}: ${t('pad.away')}`),
  ];
  return (
    <div className={partsCss['hidden']} role={titles.length > 0 ? 'alert' : 'status'}>
      {lines.length > 0 ? t('pad.spoken', { done, count: lines.length }) : null}{' '}
      {titles.length > 0 ? t('pad.spokenFailed', { titles: titles.join(', ') }) : null}
    </div>
  );
}

function keyOf(row: ReturnType<typeof padRows>[number]): string {
  switch (row.kind) {
    case 'item':
      return row.item.number;
    case 'away':
      return `away ${row.away.uid}`;
    case 'foreign':
    case 'unreadable':
      return row.tag.uid;
  }
}

import { useTranslation } from 'react-i18next';
import type { PileItemView, PileView } from '../../contract/devices.ts';
import { KeyButton } from '../app/key-button.tsx';
import { useCounter, useDevices, useScreens, useWording } from '../app/screens.tsx';
import { Sign, type SignName } from '../app/sign.tsx';
import { readOf } from '../devices/devices-state.ts';
import { troubleOf } from '../devices/trouble.ts';
import css from './pad-pile.module.css';

interface Remark {
  readonly key: string;
  readonly sign: SignName;
  readonly says: string;
  /** What a person may say to it. */
  readonly word?: { readonly label: string; readonly say: () => void };
}

/** What lies on the pad: how much of it was read, the whole of it in one act, and by name what is the matter with any of it. */
export function PadPile() {
  const { t } = useTranslation();
  const { counter } = useScreens();
  const mode = useCounter((state) => state.mode);
  const hasPatron = useCounter((state) => state.patron !== null);
  const pile = useDevices((state) => state.pile);
  // Blocks and their strip need the whole height.
  const asked = useCounter((state) => state.shown?.open === true && state.shown.answer.kind !== 'act');
  const remarks = useRemarks(pile);
  if (!pile || (readOf(pile).all === 0 && remarks.length === 0)) return null;
  const { read, all } = readOf(pile);
  const lacksPatron = mode === 'lend' && !hasPatron;
  const count = pile.items.length;
  return (
    <section className={css['pile']} aria-label={t('device.pile.label')} data-testid="pad-pile">
      <div className={css['head']}>
        <h2>{t('device.pile.label')}</h2>
        <span aria-live="polite" data-testid="pad-read">
          {t('device.pile.read', { read, all })}
        </span>
        {lacksPatron && count ? <span className={css['meta']}>{t('device.pile.nobody')}</span> : null}
        <div className={css['act']}>
          {count ? (
            <KeyButton
              filled
              keycap="F9"
              label={t(`device.pile.${mode}`, { count })}
              disabled={lacksPatron}
              onPress={() => counter.actOnPile()}
            />
          ) : null}
        </div>
      </div>
      {remarks.length && !asked ? (
        <ul className={css['remarks']}>
          {remarks.map(({ key, sign, says, word }) => (
            <li key={key} data-testid="pad-remark">
              <Sign name={sign} />
              <span>{says}</span>
              {word ? <KeyButton size="small" label={word.label} onPress={word.say} /> : null}
            </li>
          ))}
        </ul>
      ) : null}
    </section>
  );
}

function useRemarks(pile: PileView | null): readonly Remark[] {
  const { t } = useTranslation();
  const { counter, bridge, devices } = useScreens();
  const wording = useWording();
  if (!pile) return [];
  const title = ({ item, number }: Pick<PileItemView, 'item' | 'number'>): string => item.title || number;
  const secure = (number: string) => ({
    label: t('device.pile.again'),
    say: () =>
      void bridge.call('pile.secure', { numbers: [number] }).then((reply) => {
        if (reply.ok) devices.setState({ pile: reply.result });
      }),
  });
  const ofItem = (one: PileItemView): readonly Remark[] => {
    const { number, missing, doubled, security } = one;
    const anyway = {
      label: t('device.pile.anyway'),
      say: () => counter.actOnPile({ [number]: { incomplete: true } }),
    };
    const parts = missing.length ? missing : doubled;
    const found: Remark[] = [];
    if (parts.length)
      found.push({
        ...{ key: `parts ${number}`, sign: 'look', word: anyway },
        says: t(missing.length ? 'device.pile.missing' : 'device.pile.doubled', {
          ...{ title: title(one), parts: parts.join(', ') },
        }),
      });
    if (security.state === 'failed')
      found.push({
        ...{ key: `security ${number}`, sign: 'stop', word: secure(number) },
        says: t('device.pile.unsecured', { title: title(one), why: troubleOf(security.code, {}, wording) }),
      });
    if (security.state === 'misfit')
      found.push({
        ...{ key: `security ${number}`, sign: 'look', word: secure(number) },
        says: t('device.pile.misfit', { title: title(one) }),
      });
    return found;
  };
  const { away, foreign, unreadable } = pile;
  return [
    ...away.map(({ uid, item }): Remark => ({
      ...{ key: `away ${uid}`, sign: 'stop' },
      says: t('device.pile.away', { title: item.title || item.barcode }),
    })),
    ...pile.items.flatMap(ofItem),
    ...remarkOn('unreadable', 'look', unreadable.length),
    ...remarkOn('foreign', 'look', foreign.length),
  ];

  function remarkOn(what: 'unreadable' | 'foreign', sign: SignName, count: number): readonly Remark[] {
    return count ? [{ key: what, sign, says: t(`device.pile.${what}`, { count }) }] : [];
  }
}

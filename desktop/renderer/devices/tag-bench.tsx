import { useEffect, useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { PileView, TagWritten } from '../../contract/devices.ts';
import partsCss from '../app/parts.module.css';
import { useDevices, useScreens, useWording } from '../app/screens.tsx';
import { Sign } from '../app/sign.tsx';
import css from './devices.module.css';
import { troubleOf } from './trouble.ts';

/** The tagging workstation: one tag on the pad gets the number that is scanned. */
export function TagBench() {
  const { t } = useTranslation();
  const { bridge } = useScreens();
  const wording = useWording();
  const pile = useDevices((state) => state.pile);
  const scanned = useDevices((state) => state.scanned);
  const [item, setItem] = useState('');
  const [ordinal, setOrdinal] = useState('1');
  const [parts, setParts] = useState('1');
  const [outcome, setOutcome] = useState<TagWritten | null>(null);
  const [count, setCount] = useState(0);
  const lying = pile ? tagsOn(pile) : [];
  const standing = outcome?.kind === 'failed' && outcome.code === 'tag-labelled' ? outcome.params : null;

  useEffect(() => {
    if (scanned) setItem(scanned.code);
  }, [scanned]);

  async function write(replaces?: string): Promise<void> {
    const uid = lying[0];
    if (uid === undefined || lying.length > 1 || !item.trim()) return;
    const command = { uid, item: item.trim(), parts: numberOf(parts), ordinal: numberOf(ordinal) };
    const reply = await bridge.call('tag.write', { ...command, ...(replaces ? { replaces } : {}) });
    const result: TagWritten = reply.ok
      ? reply.result
      : { kind: 'failed', code: reply.error.code, params: {} };
    setOutcome(result);
    if (result.kind !== 'written') return;
    setCount(count + 1);
    setItem('');
  }

  function submit(event: FormEvent): void {
    event.preventDefault();
    void write();
  }

  return (
    <section className={css['card']} aria-label={t('device.bench.title')} data-testid="tag-bench">
      <h2>{t('device.bench.title')}</h2>
      <form className={css['body']} onSubmit={submit}>
        <p className={css['meta']}>{t('device.bench.about')}</p>
        <div className={css['form']}>
          <label className={css['field']}>
            {t('device.bench.item')}
            <input value={item} onChange={(event) => setItem(event.currentTarget.value)} />
          </label>
          <label className={css['field']} data-narrow="">
            {t('device.bench.part')}
            <input
              inputMode="numeric"
              value={ordinal}
              onChange={(event) => setOrdinal(event.currentTarget.value)}
            />
          </label>
          <label className={css['field']} data-narrow="">
            {t('device.bench.of')}
            <input
              inputMode="numeric"
              value={parts}
              onChange={(event) => setParts(event.currentTarget.value)}
            />
          </label>
          <button type="submit" className={partsCss['button']} data-filled="" disabled={lying.length !== 1}>
            {t('device.bench.write')}
          </button>
        </div>
        <p className={css['meta']}>{layText()}</p>
        <div aria-live="polite">
          {outcome ? (
            <p className={css['outcome']} data-sign={outcome.kind === 'written' ? 'done' : 'stop'}>
              <Sign name={outcome.kind === 'written' ? 'done' : 'stop'} />
              {outcome.kind === 'written'
                ? t('device.bench.written', { title: outcome.item.title })
                : troubleOf(outcome.code, outcome.params, wording)}
            </p>
          ) : null}
        </div>
        {standing ? (
          <button
            type="button"
            className={partsCss['button']}
            onClick={() => void write(String(standing['number']))}
          >
            {t('device.bench.over')}
          </button>
        ) : null}
        {count ? <p className={css['meta']}>{t('device.bench.count', { count })}</p> : null}
      </form>
    </section>
  );

  function layText(): string {
    if (pile?.cards.length) return t('device.bench.card');
    if (lying.length === 0) return t('device.bench.lay');
    return lying.length === 1
      ? t('device.test.tag_', { uid: lying[0] })
      : t('device.bench.several', { count: lying.length });
  }
}

/** Tags that could be written, cards among them: of several none is meant. */
function tagsOn({ items, cards, foreign, unreadable }: PileView): readonly string[] {
  return [
    ...items.flatMap(({ uids }) => uids),
    ...[...cards, ...foreign, ...unreadable].map(({ uid }) => uid),
  ];
}

function numberOf(text: string): number {
  return Math.max(1, Number.parseInt(text, 10) || 1);
}

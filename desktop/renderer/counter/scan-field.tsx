import { useState, type KeyboardEvent, type RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import type { Mode } from '../../contract/views.ts';
import { Icon } from '../app/icon.tsx';
import { Keycap } from '../app/key-button.tsx';
import { useCounter, useScreens, useWording } from '../app/screens.tsx';
import { misreadSentence } from '../devices/device-sentences.ts';
import { looksUp } from './counter-keys.ts';
import css from './counter.module.css';
import { hitsInOrder, HitList, optionId } from './hit-list.tsx';
import { useSearch } from './use-search.ts';

const modes: readonly { readonly mode: Mode; readonly key: string }[] = [
  { mode: 'lend', key: 'F5' },
  { mode: 'take', key: 'F6' },
  { mode: 'renew', key: 'F7' },
];

/** Mode switch and scan field are one object: what the next scan will do stands in it, with the patron's name. */
export function ScanField({ inputRef }: { readonly inputRef: RefObject<HTMLInputElement | null> }) {
  const { t } = useTranslation();
  const { counter } = useScreens();
  const mode = useCounter((state) => state.mode);
  const text = useCounter((state) => state.text);
  const waiting = useCounter((state) => state.waiting);
  const asked = useCounter((state) => state.shown?.open === true);
  const choosing = useCounter((state) => state.shown?.open === true && state.shown.answer.kind === 'choose');
  const misread = useCounter((state) => state.misread);
  const wording = useWording();
  const what = useWhatNext(mode);
  const search = useSearch(text);
  const hits = search.hits ? hitsInOrder(search.hits) : [];
  const [at, setAt] = useState(0);
  const chosen = Math.min(at, Math.max(0, hits.length - 1));

  function pick(index: number): void {
    const hit = hits[index];
    if (!hit) return;
    counter.scan(hit.code, 'picked');
    inputRef.current?.focus();
  }

  function enter(): void {
    const code = text.trim();
    const look = looksUp(code);
    if (look === 'number') counter.scan(code.replace(/[ -]/g, ''), 'typed');
    else if (hits.length > 0) pick(chosen);
    else if (look === 'code') counter.scan(code.toUpperCase(), 'typed');
    else search.now();
  }

  function key(event: KeyboardEvent<HTMLInputElement>): void {
    if (!text.trim()) return;
    if (event.key === 'Enter') enter();
    else if (event.key === 'ArrowDown' && hits.length > 0) setAt((chosen + 1) % hits.length);
    else if (event.key === 'ArrowUp' && hits.length > 0) setAt((chosen + hits.length - 1) % hits.length);
    else if (event.key === 'Escape') counter.setText('');
    else return;
    event.preventDefault();
  }

  return (
    <div className={css['scanHolder']}>
      <section className={css['scan']} aria-label={t('scan.label')}>
        <div className={css['modes']} role="group" aria-label={t('mode.label')}>
          {modes.map((one) => (
            <button
              key={one.mode}
              type="button"
              className={css['mode']}
              style={{ '--c': `var(--${one.mode})` } as React.CSSProperties}
              aria-pressed={mode === one.mode}
              data-testid={`mode-${one.mode}`}
              onClick={() => counter.setMode(one.mode)}
            >
              <Icon name={one.mode} />
              {t(`mode.${one.mode}`)}
              {choosing ? null : <Keycap>{one.key}</Keycap>}
            </button>
          ))}
        </div>
        <div className={css['field']}>
          <Icon name="scan" size={32} />
          <div className={css['words']}>
            <div className={css['what']} id="what-next" data-misread={misread ? '' : undefined}>
              {misread ? <span role="alert">{misreadSentence(misread, wording)}</span> : what}
            </div>
            <input
              ref={inputRef}
              className={css['input']}
              data-testid="scan-field"
              data-scan-field=""
              role="combobox"
              aria-label={t('scan.label')}
              aria-describedby="what-next"
              aria-expanded={search.open}
              aria-controls="hits"
              aria-autocomplete="list"
              aria-activedescendant={hits.length > 0 ? optionId(chosen) : undefined}
              placeholder={t('scan.label')}
              autoComplete="off"
              spellCheck={false}
              autoFocus
              value={text}
              onChange={(event) => {
                setAt(0);
                counter.setText(event.currentTarget.value);
              }}
              onKeyDown={key}
            />
          </div>
          {asked && waiting > 0 ? (
            <div className={css['waiting']}>{t('scan.waiting', { count: waiting })}</div>
          ) : null}
        </div>
      </section>
      {search.open ? <HitList search={search} chosen={chosen} onPick={pick} /> : null}
    </div>
  );
}

function useWhatNext(mode: Mode): string {
  const { t } = useTranslation();
  const name = useCounter((state) => state.patron?.name);
  switch (mode) {
    case 'lend':
      return name ? t('scan.next.lend', { name }) : t('scan.next.lendNobody');
    case 'take':
      return t('scan.next.take');
    case 'renew':
      return name ? t('scan.next.renew', { name }) : t('scan.next.renewNobody');
  }
}

import { type SyntheticEvent, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { Icon } from '../app/icon.tsx';
import { KeyButton } from '../app/key-button.tsx';
import { useDevices, useScreens } from '../app/screens.tsx';
import { inFours } from '../app/wording.ts';
import css from './settings.module.css';
import taggingCss from './tagging.module.css';
import { TaggingAnswer } from './tagging-answer.tsx';
import { stepOf } from './tagging.ts';

/** The tagging workstation: a tag on the pad and a scanned item become one. */
export function TaggingPage() {
  const { t } = useTranslation();
  const { tagging } = useScreens();
  const state = useStore(tagging.store);
  const hasPad = useDevices(({ devices }) =>
    devices?.devices.some(({ kind, state: { code } }) => kind === 'pad' && code === 'ready'),
  );
  const field = useRef<HTMLInputElement>(null);
  const [text, setText] = useState('');

  useEffect(() => {
    tagging.open();
    return () => tagging.close();
  }, [tagging]);

  // What is typed lands in the field, whatever has the focus.
  useEffect(() => {
    function key(event: KeyboardEvent): void {
      const command = event.ctrlKey || event.altKey || event.metaKey;
      const isText = event.target instanceof HTMLInputElement;
      if (!command && !isText && /^[A-Za-z0-9]$/.test(event.key)) field.current?.focus();
    }
    window.addEventListener('keydown', key);
    return () => window.removeEventListener('keydown', key);
  }, []);

  function enter(event: SyntheticEvent): void {
    event.preventDefault();
    const code = text.trim();
    setText('');
    if (code) tagging.scan(/^[\d -]+$/.test(code) ? code.replace(/[ -]/g, '') : code);
  }

  const onPad = state.tags.map(({ number, reading }) =>
    number === null ? t(`device.tagReading.${reading}`) : inFours(number),
  );
  return (
    <>
      <header className={css['head']}>
        <h1>{t('tagging.title')}</h1>
        <p data-testid="tagging-count">{t('tagging.count', { count: state.count })}</p>
      </header>
      <form className={taggingCss['scan']} onSubmit={enter}>
        <Icon name="scan" size={32} />
        <div className={taggingCss['words']}>
          <p className={taggingCss['what']} id="tagging-what">
            {hasPad === false ? t('tagging.noPad') : t('tagging.sub')}
          </p>
          <input
            ref={field}
            className={taggingCss['input']}
            aria-label={t('tagging.label')}
            aria-describedby="tagging-what"
            placeholder={t('tagging.ask')}
            autoComplete="off"
            autoFocus
            spellCheck={false}
            value={text}
            data-testid="tagging-field"
            data-scan-field=""
            onChange={(event) => setText(event.currentTarget.value)}
          />
        </div>
      </form>
      <section className={css['card']} data-testid="tagging" data-step={stepOf(state)}>
        <TaggingAnswer state={state} />
        <dl className={taggingCss['facts']} data-folds="">
          <div>
            <dt>{t('tagging.onTag')}</dt>
            <dd>{onPad.length > 0 ? onPad.join(', ') : t('tagging.nothing')}</dd>
          </div>
          <div>
            <dt>{t('tagging.item')}</dt>
            <dd>
              {state.item === null ? t('tagging.nothing') : inFours(state.item)}
              {state.item === null ? null : (
                <KeyButton size="small" label={t('tagging.clear')} onPress={tagging.leave} />
              )}
            </dd>
          </div>
          <div>
            <dt>{t('tagging.part')}</dt>
            <dd>
              <PartInput
                label={t('tagging.part')}
                value={state.ordinal}
                onChange={(ordinal) => tagging.setParts(state.parts, ordinal)}
              />
              {t('tagging.partOf')}
              <PartInput
                label={`${t('tagging.part')} ${t('tagging.partOf')}`}
                value={state.parts}
                onChange={(parts) => tagging.setParts(parts, state.ordinal)}
              />
            </dd>
          </div>
        </dl>
      </section>
    </>
  );
}

interface PartInputProps {
  readonly label: string;
  readonly value: number;
  readonly onChange: (value: number) => void;
}

function PartInput({ label, value, onChange }: PartInputProps) {
  return (
    <input
      type="number"
      className={taggingCss['part']}
      aria-label={label}
      min={1}
      max={99}
      value={value}
      onChange={(event) => onChange(event.currentTarget.valueAsNumber)}
    />
  );
}

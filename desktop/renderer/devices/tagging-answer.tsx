import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { KeyButton } from '../app/key-button.tsx';
import { useScreens, useWording } from '../app/screens.tsx';
import { Sign, type SignName } from '../app/sign.tsx';
import { inFours } from '../app/wording.ts';
import { padTrouble } from './device-sentences.ts';
import css from './settings.module.css';
import taggingCss from './tagging.module.css';
import { stepOf, type TaggingState } from './tagging.ts';

/** What was written, what is asked, or what to do next: one band, and one sentence in large type. */
export function TaggingAnswer({ state }: { readonly state: TaggingState }) {
  const { t } = useTranslation();
  const { tagging } = useScreens();
  const wording = useWording();
  const { asks, last } = state;
  const step = stepOf(state);

  useEffect(() => {
    if (asks === null) return;
    function key(event: KeyboardEvent): void {
      if (event.key === 'F8') tagging.replace();
      else if (event.key === 'F4') tagging.leave();
      else return;
      event.preventDefault();
    }
    window.addEventListener('keydown', key);
    return () => window.removeEventListener('keydown', key);
  }, [asks, tagging]);

  if (asks) {
    const item = unbroken(asks.item);
    const question =
      asks.number === null
        ? t('tagging.replaceUnknown', { item })
        : t('tagging.replaceNumber', { item, number: unbroken(asks.number) });
    return (
      <>
        {band('ask', question)}
        <div className={taggingCss['strip']}>
          <KeyButton label={t('tagging.replace')} keycap="F8" filled onPress={tagging.replace} />
          <KeyButton label={t('tagging.leave')} keycap="F4" onPress={tagging.leave} />
        </div>
      </>
    );
  }
  if (last?.kind === 'failed' && step !== 'writing') {
    return (
      <>
        {band('stop', t('tagging.notWritten'))}
        <p className={taggingCss['large']}>{padTrouble(last.code, wording, last.params)}</p>
      </>
    );
  }
  if (last?.kind === 'written' && (step === 'swap' || step === 'lay-and-scan')) {
    return (
      <>
        {band('done', t('tagging.written'))}
        <div className={taggingCss['large']}>
          <p>{last.item.title}</p>
          <p className={taggingCss['second']}>
            {[last.item.author, inFours(last.item.barcode)].filter(Boolean).join(' · ')}
          </p>
          <p className={taggingCss['hint']}>
            {step === 'swap' ? t('tagging.take') : t('tagging.layAndScan')}
          </p>
        </div>
      </>
    );
  }
  return <div className={css['next']}>{next()}</div>;

  function next() {
    switch (step) {
      case 'writing':
        return <p role="status">{t('tagging.writing')}</p>;
      case 'one-only':
        return <p role="status">{t('tagging.oneOnly', { count: state.tags.length })}</p>;
      case 'scan-item':
        return <p role="status">{t('tagging.scanItem')}</p>;
      case 'swap':
        return <p role="status">{t('tagging.take')}</p>;
      case 'lay-tag':
        return <p role="status">{t('tagging.layTag')}</p>;
      default:
        return <p role="status">{t('tagging.layAndScan')}</p>;
    }
  }
}

function band(sign: Exclude<SignName, 'tick'>, text: string) {
  return (
    <div className={css['band']} data-sign={sign} role={sign === 'stop' ? 'alert' : 'status'}>
      <Sign name={sign} size={40} />
      <h2>{text}</h2>
    </div>
  );
}

/** A number that stays on one line. */
function unbroken(code: string): string {
  return inFours(code).replaceAll(' ', '\u00a0');
}

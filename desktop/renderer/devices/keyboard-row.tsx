import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { hearKey, wedgeSilence } from '../../../hardware/codecs/keyboard-wedge.ts';
import { Icon } from '../app/icon.tsx';
import { useShell } from '../app/screens.tsx';
import { Sign } from '../app/sign.tsx';
import { inFours } from '../app/wording.ts';
import css from './settings.module.css';

/** Scanners that type have no profile: whatever they type on this page is shown. */
export function KeyboardRow() {
  const { t } = useTranslation();
  const [code, setCode] = useState<string | null>(null);
  const dialog = useShell((state) => state.dialog);

  useEffect(() => {
    if (dialog !== null) return;
    let wedge = wedgeSilence;
    function key(event: KeyboardEvent): void {
      const command = event.ctrlKey || event.altKey || event.metaKey;
      if (command || event.repeat || event.isComposing) {
        wedge = wedgeSilence;
        return;
      }
      const { state, heard } = hearKey(wedge, { key: event.key, at: event.timeStamp });
      wedge = state;
      if (heard.kind !== 'scanned') return;
      // Its Enter would press the button that has the focus.
      event.preventDefault();
      event.stopImmediatePropagation();
      setCode(heard.code);
    }
    window.addEventListener('keydown', key, { capture: true });
    return () => window.removeEventListener('keydown', key, { capture: true });
  }, [dialog]);

  return (
    <li className={css['device']} data-testid="device-keyboard">
      <Icon name="keyboard" size={24} />
      <div>
        <h2>{t('devices.keyboardName')}</h2>
        <p className={css['meta']}>{t('devices.kind.keyboard')}</p>
      </div>
      <div className={css['say']} data-sign="tick">
        <Sign name="tick" />
        <p>{t('devices.keyboardSay')}</p>
      </div>
      <div className={css['result']} role="status">
        {code === null ? null : (
          <p className={css['signed']} data-sign="done">
            <Sign name="done" />
            {t('devices.keyboardHeard', { code: inFours(code) })}
          </p>
        )}
      </div>
    </li>
  );
}

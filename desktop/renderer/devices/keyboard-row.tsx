import { useTranslation } from 'react-i18next';
import type { TypingView } from '../../contract/devices.ts';
import { Icon } from '../app/icon.tsx';
import { useDevices, useWording } from '../app/screens.tsx';
import { Sign } from '../app/sign.tsx';
import { inFours } from '../app/wording.ts';
import { misreadSentence } from './device-sentences.ts';
import css from './settings.module.css';
import devicesCss from './devices.module.css';

/** All scanners that type: whatever they type is shown as it was read. */
export function KeyboardRow({ typing: { name } }: { readonly typing: TypingView }) {
  const { t } = useTranslation();
  const wording = useWording();
  const heard = useDevices((state) => (state.heard?.source === name ? state.heard : null));
  const isRead = heard !== null && 'symbology' in heard;

  return (
    <li className={devicesCss['device']} data-testid="device-keyboard">
      <Icon name="keyboard" size={24} />
      <div>
        <h2>{name || t('devices.keyboardName')}</h2>
        <p className={css['meta']}>{t('devices.kind.keyboard')}</p>
      </div>
      <div className={devicesCss['say']} data-sign="tick">
        <Sign name="tick" />
        <p>{t('devices.keyboardSay')}</p>
      </div>
      <div className={devicesCss['result']} role="status">
        {heard === null ? null : (
          <p className={css['signed']} data-sign={isRead ? 'done' : 'stop'}>
            <Sign name={isRead ? 'done' : 'stop'} />
            {isRead
              ? t('devices.keyboardHeard', { code: inFours(heard.code) })
              : misreadSentence(heard, wording)}
          </p>
        )}
      </div>
    </li>
  );
}

import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DeviceTest, DeviceView } from '../../contract/devices.ts';
import { Icon, type IconName } from '../app/icon.tsx';
import { KeyButton } from '../app/key-button.tsx';
import { useDevices, useScreens, useWording } from '../app/screens.tsx';
import { Sign } from '../app/sign.tsx';
import { inFours } from '../app/wording.ts';
import { firstSentence, isDrawerShut, misreadSentence, signOfDevice, troubleOf } from './device-sentences.ts';
import { DeviceTestResult, type TestState } from './device-test-result.tsx';
import css from './settings.module.css';
import devicesCss from './devices.module.css';

type What = DeviceTest['what'];

const icons: Readonly<Record<DeviceView['kind'], IconName>> = {
  ...{ scanner: 'scan', pad: 'pad', printer: 'printer' },
};
const tests: Readonly<Record<DeviceView['kind'], readonly What[]>> = {
  ...{ scanner: ['scan'], pad: ['tag'], printer: ['print', 'drawer'] },
};

/** One device: what it is, what is the matter with it, its tests and what came of the last one. */
export function DeviceRow({ device }: { readonly device: DeviceView }) {
  const { t } = useTranslation();
  const { bridge } = useScreens();
  const wording = useWording();
  const [test, setTest] = useState<TestState>({ kind: 'none' });
  const heard = useDevices((state) => (state.heard?.source === device.name ? state.heard : null));
  const { kind, name, state } = device;
  const sign = signOfDevice(device);
  const trouble = troubleOf(device, wording);
  const detail = state.params['detail'];

  async function run(what: What): Promise<void> {
    setTest({ kind: 'running', what });
    const reply = await bridge.call('devices.test', { device: name, what });
    if (reply.ok) setTest({ kind: 'ended', what, tested: reply.result });
    else setTest({ kind: 'refused', code: reply.error.code });
  }

  return (
    <li className={devicesCss['device']} data-testid={`device-${name}`} data-state={state.code}>
      <Icon name={icons[kind]} size={24} />
      <div>
        <h2>{kind === 'printer' ? t('devices.printerName') : name}</h2>
        <p className={css['meta']}>{t(`devices.kind.${kind}`)}</p>
      </div>
      <div className={devicesCss['say']} data-sign={sign}>
        <Sign name={sign} />
        <div>
          <p>{trouble === null ? readySentence() : <Sentences text={trouble} />}</p>
          {state.code !== 'ready' && isDrawerShut(device) ? <p>{t('printing.noDrawer')}</p> : null}
          {trouble !== null && typeof detail === 'string' && detail !== '' ? (
            <p className={css['meta']}>{t('devices.detail', { detail })}</p>
          ) : null}
        </div>
      </div>
      <div className={devicesCss['buttons']}>
        {tests[kind].map((what) => (
          <KeyButton
            key={what}
            size="small"
            label={t(`devices.${what}`)}
            disabled={test.kind === 'running' && test.what !== 'scan'}
            onPress={() => void run(what)}
          />
        ))}
      </div>
      <div className={devicesCss['result']} role="status">
        {test.kind === 'none' ? heardText() : <DeviceTestResult test={test} />}
      </div>
    </li>
  );

  function readySentence(): ReactNode {
    if (kind === 'printer') return t('devices.printerReady');
    return t(`device.${kind}.ready`);
  }

  /** What came by itself while this page is open. */
  function heardText(): ReactNode {
    if (!heard) return null;
    if ('symbology' in heard) return <p>{t('devices.scanned', { code: inFours(heard.code) })}</p>;
    return <p>{misreadSentence(heard, wording)}</p>;
  }
}

/** What is wrong stands out from what to do. */
function Sentences({ text }: { readonly text: string }) {
  const first = firstSentence(text);
  return (
    <>
      <strong>{first}.</strong>
      {text.slice(first.length + 1)}
    </>
  );
}

import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DeviceTest, DeviceTested, DeviceView } from '../../contract/devices.ts';
import { KeyButton } from '../app/key-button.tsx';
import { useScreens, useWording } from '../app/screens.tsx';
import { Sign } from '../app/sign.tsx';
import { inFours } from '../app/wording.ts';
import css from './devices.module.css';
import { sentenceOfDevice, signOfDevice, troubleOf } from './trouble.ts';

type What = DeviceTest['what'];

const testsOf: Readonly<Record<DeviceView['kind'], readonly What[]>> = {
  scanner: ['scan'],
  pad: ['tag'],
  printer: ['print', 'drawer'],
};

/** One device: how it is, and what may be tried with it. */
export function DeviceRow({ device }: { readonly device: DeviceView }) {
  const { t } = useTranslation();
  const { bridge } = useScreens();
  const wording = useWording();
  const [trying, setTrying] = useState<What | null>(null);
  const [tested, setTested] = useState<DeviceTested | null>(null);
  const { name, kind } = device;

  async function test(what: What): Promise<void> {
    setTrying(what);
    setTested(null);
    const reply = await bridge.call('devices.test', { device: name, what });
    setTrying(null);
    setTested(reply.ok ? reply.result : null);
  }

  return (
    <div className={css['device']} data-testid={`device-${name}`} data-code={device.state.code}>
      <Sign name={signOfDevice(device)} />
      <strong>{kind === 'printer' ? t('device.kind.printer') : name}</strong>
      <div className={css['tests']}>
        {testsOf[kind].map((what) => (
          <KeyButton
            key={what}
            size="small"
            label={t(`device.test.${what}`)}
            disabled={trying !== null}
            onPress={() => void test(what)}
          />
        ))}
      </div>
      <p className={css['under']}>{sentenceOfDevice(device, t, wording)}</p>
      <div aria-live="polite" className={tested || trying ? css['said'] : undefined}>
        {trying ? t(trying === 'scan' ? 'device.test.waiting' : 'device.test.busy') : null}
        {tested ? <Tested tested={tested} /> : null}
      </div>
    </div>
  );
}

function Tested({ tested }: { readonly tested: DeviceTested }) {
  const { t } = useTranslation();
  const wording = useWording();
  switch (tested.kind) {
    case 'sent':
      return t('device.test.sent');
    case 'failed':
      return troubleOf(tested.code, tested.params, wording);
    case 'scan':
      return (
        <p>
          <span className={css['number']}>{t('device.test.scanned', { code: tested.code })}</span>{' '}
          {tested.symbology ? t('device.test.symbology', { symbology: tested.symbology }) : null}
        </p>
      );
    case 'tags':
      if (!tested.tags.length) return t('device.test.noTags');
      return (
        <ul>
          {tested.tags.map(({ uid, afi, reading, number }) => (
            <li key={uid}>
              <span className={css['number']}>
                {number ? inFours(number) : wording.code('device.reading', reading)}
              </span>
              <span className={css['meta']}>{t('device.test.tag_', { uid })}</span>
              <span className={css['meta']}>
                {afi === null ? t('device.test.noAfi') : t('device.test.afi', { afi: hex(afi) })}
              </span>
            </li>
          ))}
        </ul>
      );
  }
}

function hex(byte: number): string {
  return byte.toString(16).toUpperCase().padStart(2, '0');
}

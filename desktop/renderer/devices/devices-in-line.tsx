import { useTranslation } from 'react-i18next';
import type { DevicesView, DeviceView } from '../../contract/devices.ts';
import { useDevices, useScreens, useWording } from '../app/screens.tsx';
import { Sign, type SignName } from '../app/sign.tsx';
import css from '../app/shell.module.css';
import { isInOrder, sentenceOfDevice, signOfDevice } from './trouble.ts';

interface Wrong {
  readonly sign: SignName;
  readonly says: string;
}

/** Devices in the line of state: ticks while all is well, else the worst, which leads to where it can be mended. */
export function DevicesInLine() {
  const { t } = useTranslation();
  const { shell } = useScreens();
  const devices = useDevices((state) => state.devices);
  const [worst, ...others] = useWrong(devices);
  if (!devices) return null;
  if (!worst)
    return devices.devices.filter(isInOrder).map((device) => (
      <div key={device.name} className={css['quiet']} data-device={device.name}>
        <Sign name="tick" size={16} />
        {device.kind === 'printer' ? t('device.kind.printer') : device.name}
      </div>
    ));
  return (
    <div>
      <button
        type="button"
        className={css['wrongDevice']}
        data-testid="device-wrong"
        onClick={() => shell.setState({ screen: 'devices' })}
      >
        <Sign name={worst.sign} size={16} />
        {worst.says}
        {others.length ? ` ${t('device.line.more', { count: others.length })}` : null}
      </button>
    </div>
  );
}

/** All that is wrong, what stops first. What to do about it stands where it leads to. */
function useWrong(devices: DevicesView | null): readonly Wrong[] {
  const { t } = useTranslation();
  const wording = useWording();
  if (!devices) return [];
  const shortly = (device: DeviceView): string => {
    const [wrong = ''] = sentenceOfDevice(device, t, wording).split(/[.;] |\.$/);
    return device.kind === 'printer' ? wrong : `${device.name}: ${wrong}`;
  };
  const { problems, unsecured } = devices;
  const found: Wrong[] = devices.devices
    .filter((device) => !isInOrder(device) && device.state.code !== 'starting')
    .map((device) => ({ sign: signOfDevice(device), says: shortly(device) }));
  if (problems.length) found.unshift({ sign: 'stop', says: t('device.line.problems') });
  if (unsecured) found.push({ sign: 'look', says: t('device.line.unsecured', { count: unsecured }) });
  return found.sort((a, b) => Number(b.sign === 'stop') - Number(a.sign === 'stop'));
}

import type { TFunction } from 'i18next';
import type { DeviceView } from '../../contract/devices.ts';
import type { Params } from '../../contract/views.ts';
import type { SignName } from '../app/sign.tsx';
import type { Wording } from '../app/wording.ts';

type StateOfDrawer = NonNullable<Extract<DeviceView, { kind: 'printer' }>['drawer']>;

const calm: readonly string[] = ['ready', 'starting', 'closed'];

/** How a device is, as a sign. */
export function signOfDevice(device: DeviceView): SignName {
  const { code } = device.state;
  if (code === 'ready') return isInOrder(device) ? 'tick' : 'look';
  if (code === 'starting') return 'ask';
  return code === 'paper-near-end' ? 'look' : 'stop';
}

export function isInOrder(device: DeviceView): boolean {
  return device.state.code === 'ready' && !troubleOfDrawer(device);
}

/** A drawer that did not open says so at the printer that it is plugged into. */
function troubleOfDrawer(device: DeviceView): StateOfDrawer | null {
  const drawer = device.kind === 'printer' ? device.drawer : undefined;
  return drawer && drawer.code !== 'ready' ? drawer : null;
}

/** What a device is, or what is wrong with it and what to do. */
export function sentenceOfDevice(device: DeviceView, t: TFunction, wording: Wording): string {
  const { kind, state } = device;
  const drawer = troubleOfDrawer(device);
  const { code, params } = state.code === 'ready' && drawer ? drawer : state;
  if (calm.includes(code)) return t(`device.state.${code}` as 'device.state.ready');
  if (kind === 'printer') return sentenceOfPrinter(code, params, wording);
  return troubleOf(code, params, wording);
}

/** A code of a device as a sentence; the code of something else as that is said. */
export function troubleOf(code: string, params: Params, wording: Wording): string {
  return (
    wording.filled(`device.trouble.${code}`, params) ??
    wording.filled(`printing.printer.${code}`, params) ??
    wording.code('failure', code)
  );
}

/** An error of the printer says what it is in. */
function sentenceOfPrinter(code: string, params: Params, wording: Wording): string {
  if (code !== 'error') return troubleOf(code, params, wording);
  return wording.code('printing.printer.error', String(params['what'] ?? 'other'));
}

import { profileSentence } from '../../../hardware/codecs/profile/profile-problem.ts';
import type { PileTroubleCode, TaggingTroubleCode, UnreadableCode } from '../../contract/device-codes.ts';
import type { DeviceView, ProfileProblemView, ScanMisread } from '../../contract/devices.ts';
import type { RefusalCode } from '../../contract/failures.ts';
import type { Params } from '../../contract/views.ts';
import type { SignName } from '../app/sign.tsx';
import type { Wording } from '../app/wording.ts';

/** What is the matter with a device and what to do; null of one that is in order. */
export function troubleOf(device: DeviceView, wording: Pick<Wording, 'filled'>): string | null {
  const { code, params } = device.state;
  if (code === 'ready') return isDrawerShut(device) ? wording.filled('printing.noDrawer', {}) : null;
  if (device.kind !== 'printer') return wording.filled(`device.${device.kind}.${code}`, params);
  if (code !== 'error') return wording.filled(`printing.printer.${code}`, {});
  const what = String(params['what'] ?? 'other');
  return (
    wording.filled(`printing.printer.error.${what}`, {}) ?? wording.filled('printing.printer.error.other', {})
  );
}

/** The cash drawer at this printer did not open when it was last to do so. */
export function isDrawerShut(device: DeviceView): boolean {
  return device.kind === 'printer' && device.drawer?.code === 'drawer-not-opened';
}

/** `look` of what still works or comes by itself, `stop` of what does not. */
export function signOfDevice(device: DeviceView): Extract<SignName, 'tick' | 'look' | 'stop'> {
  const { code } = device.state;
  if (code === 'ready') return isDrawerShut(device) ? 'look' : 'tick';
  return code === 'starting' || code === 'paper-near-end' ? 'look' : 'stop';
}

/** Why a tag, or an item of a pile, is not as it should be. */
export function padTrouble(
  code: TaggingTroubleCode | PileTroubleCode | UnreadableCode,
  wording: Pick<Wording, 'filled' | 'refusal'>,
  params: Params = {},
): string {
  return (
    wording.filled(`device.tagging.${code === 'damaged' ? 'read-failed' : code}`, params) ??
    wording.filled(`device.pile.${code}`, params) ??
    wording.refusal({ code: code as RefusalCode, params })
  );
}

/** What is wrong in `devices.json`, with its line, and what would be right. */
export function problemSentence(problem: ProfileProblemView, wording: Pick<Wording, 'filled'>): string {
  return profileSentence(
    problem,
    'devices.json',
    (key, params) => wording.filled(`device.profile.${key}`, params) ?? key,
  );
}

/** Why what a scanner sent is no code, and what to do. */
export function misreadSentence(
  { code, params }: Pick<ScanMisread, 'code' | 'params'>,
  wording: Pick<Wording, 'filled'>,
): string {
  return wording.filled(`device.misread.${code}`, params) ?? code;
}

/** The first sentence alone: what is wrong, where there is no room for what to do. */
export function firstSentence(text: string): string {
  return /^.*?[.](?=\s|$)/.exec(text)?.[0].slice(0, -1) ?? text;
}

import { typingScannerOf } from '@balie/hardware/codecs/profile/typing-scanner.ts';
import { systemTimer } from '@balie/hardware/devices/system-timer.ts';
import type { DevicePorts } from '../core/devices/device-ports.ts';
import type { ProfileRead } from './profile-file.ts';

/** The scanners and pads that a profile names. Never rejects: what goes wrong is one of `problems`. */
export async function openDevices({ profile, problems }: ProfileRead): Promise<DevicePorts> {
  const base = { problems, typing: typingScannerOf(profile), timer: systemTimer };
  const none = { ...base, scanners: [], openPads: () => [] };
  if (!profile.scanners.length && !profile.pads.length) return none;
  try {
    // Only here: the native parts are none of a desk's business that has no device of its own.
    const { openPads, openScanners } = await import('./profile-devices.ts');
    return { ...base, scanners: openScanners(profile), openPads: (tags) => openPads(profile, tags) };
  } catch (error) {
    const params = { detail: String(error) };
    return { ...none, problems: [...problems, { code: 'drivers-missing', line: null, place: '', params }] };
  }
}

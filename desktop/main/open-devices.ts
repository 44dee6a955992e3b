import { readFile } from 'node:fs/promises';
import { classifyCode } from '@balie/hardware/codecs/barcode/classify-code.ts';
import { type DeskProfile, deskProfileSchema } from '@balie/hardware/codecs/profile/desk-profile.ts';
import { readDeskProfile } from '@balie/hardware/codecs/profile/read-profile.ts';
import { systemTimer } from '@balie/hardware/devices/system-timer.ts';
import type { DevicePorts } from '../core/devices/device-ports.ts';

/**
 * The devices that `devices.json` names, none where it is not there. Never rejects: what is wrong with it becomes a sentence of
 * `problems`, and the desk has the scanners that type.
 */
export async function openDevices(path: string): Promise<DevicePorts> {
  const { profile, problems } = await readProfile(path);
  const codeOf = codesOf(profile);
  const unused = profile.printers.length
    ? [`${path}: "printers" is not used yet; the desk prints as "printer" of desk.json says.`]
    : [];
  const none = { scanners: [], openPads: () => [] };
  const said = [...problems, ...unused];
  if (!profile.scanners.length && !profile.pads.length)
    return { ...none, problems: said, codeOf, timer: systemTimer };
  try {
    // Only here: the native parts are none of a desk's business that has no device of its own.
    const { openPads, openScanners } = await import('./profile-devices.ts');
    return {
      scanners: openScanners(profile),
      openPads: (tags) => openPads(profile, tags),
      ...{ problems: said, codeOf, timer: systemTimer },
    };
  } catch (error) {
    const sentence = `${path}: no device was opened, for a part of this program could not be loaded: ${String(error)}`;
    return { ...none, problems: [...said, sentence], codeOf, timer: systemTimer };
  }
}

/** The profile at `path`, an empty one where it is not there or is wrong; what is wrong comes as sentences. Never rejects. */
export async function readProfile(
  path: string,
): Promise<{ readonly profile: DeskProfile; readonly problems: readonly string[] }> {
  const nothing = deskProfileSchema.parse({});
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    const isMissing = (error as NodeJS.ErrnoException).code === 'ENOENT';
    const sentence = `${path} cannot be read: ${(error as Error).message}. May the desk's user read it?`;
    return { profile: nothing, problems: isMissing ? [] : [sentence] };
  }
  const read = readDeskProfile(text, path);
  if (read.ok) return { profile: read.profile, problems: [] };
  return { profile: nothing, problems: read.problems.map(({ sentence }) => sentence) };
}

/** Scanned codes by the desk's own rules. */
function codesOf({ codes }: DeskProfile): DevicePorts['codeOf'] {
  return (scan) => {
    const { code, problems } = classifyCode(scan, codes);
    const [problem] = problems;
    return problem ? { ok: false, ...problem } : { ok: true, code };
  };
}

import { readFile } from 'node:fs/promises';
import { type DeskProfile, deskProfileSchema } from '@balie/hardware/codecs/profile/desk-profile.ts';
import { readDeskProfile } from '@balie/hardware/codecs/profile/read-profile.ts';

/** `devices.json` as it was read: with problems, a whole sentence each, nothing of it counts. */
export interface ProfileRead {
  readonly profile: DeskProfile;
  readonly problems: readonly string[];
}

/** The profile at `path`, an empty one where it is not there or is wrong. Never rejects. */
export async function readProfile(path: string): Promise<ProfileRead> {
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

/**
 * What a desk without a window has of its profile: the printer. Nobody scans there, or sees what lies on a pad. `say` is told what no
 * screen will show.
 */
export function withoutWindow(
  { profile, problems }: ProfileRead,
  say: (sentence: string) => void,
): ProfileRead {
  for (const problem of problems) say(problem);
  for (const { name } of [...profile.scanners, ...profile.pads])
    say(`"${name}" is not opened: a desk without a window has no scanners and no pads.`);
  return { profile: { ...profile, scanners: [], pads: [] }, problems };
}

import { readFile } from 'node:fs/promises';
import { type DeskProfile, deskProfileSchema } from '@balie/hardware/codecs/profile/desk-profile.ts';
import { type ProfileProblem, profileSentence } from '@balie/hardware/codecs/profile/profile-problem.ts';
import { readDeskProfile } from '@balie/hardware/codecs/profile/read-profile.ts';

/** `devices.json` as it was read: with problems nothing of it counts. */
export interface ProfileRead {
  readonly profile: DeskProfile;
  readonly problems: readonly ProfileProblem[];
}

/** The profile at `path`, an empty one where it is not there or is wrong. Never rejects. */
export async function readProfile(path: string): Promise<ProfileRead> {
  const nothing = deskProfileSchema.parse({});
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    const isMissing = (error as NodeJS.ErrnoException).code === 'ENOENT';
    const params = { detail: (error as Error).message };
    const problem: ProfileProblem = { code: 'file-unreadable', line: null, place: '', params };
    return { profile: nothing, problems: isMissing ? [] : [problem] };
  }
  const read = readDeskProfile(text);
  if (read.ok) return { profile: read.profile, problems: [] };
  return { profile: nothing, problems: read.problems };
}

/**
 * What a desk without a window has of its profile: the printer. Nobody scans there, or sees what lies on a pad. `say` is told what no
 * screen will show.
 */
export function withoutWindow(
  { profile, problems }: ProfileRead,
  file: string,
  say: (sentence: string) => void,
): ProfileRead {
  for (const problem of problems) say(profileSentence(problem, file));
  for (const { name } of [...profile.scanners, ...profile.pads])
    say(`"${name}" is not opened: a desk without a window has no scanners and no pads.`);
  return { profile: { ...profile, scanners: [], pads: [] }, problems };
}

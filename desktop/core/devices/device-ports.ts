import type { LabelTag, RfidPad } from '@balie/hardware/ports/rfid-pad.ts';
import type { Scanner } from '@balie/hardware/ports/scanner.ts';
import type { Timer } from '@balie/hardware/ports/timer.ts';
import type { TagSettings } from '@balie/shared/policy/tags.ts';
import type { ProfileProblemView, TypingView } from '../../contract/devices.ts';

export interface NamedPad {
  readonly name: string;
  readonly pad: RfidPad;
  readonly label: LabelTag;
}

/** The devices of a desk's profile. The desk starts the scanners, and closes everything. */
export interface DevicePorts {
  /** What is wrong in the profile. */
  readonly problems: readonly ProfileProblemView[];
  readonly scanners: readonly Scanner[];
  /** The window hears those that type. */
  readonly typing: TypingView;
  /** Opens the pads for tags as the library has them; each looks for its reader by itself from then on. */
  readonly openPads: (tags: TagSettings) => readonly NamedPad[];
  readonly timer: Timer;
}

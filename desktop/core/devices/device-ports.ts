import type { LabelTag, RfidPad } from '@balie/hardware/ports/rfid-pad.ts';
import type { Scan, Scanner } from '@balie/hardware/ports/scanner.ts';
import type { Timer } from '@balie/hardware/ports/timer.ts';
import type { TagSettings } from '@balie/shared/policy/tags.ts';
import type { MisreadCode } from '../../contract/device-codes.ts';
import type { Params } from '../../contract/views.ts';

export interface NamedPad {
  readonly name: string;
  readonly pad: RfidPad;
  readonly label: LabelTag;
}

/** A scanned code as the catalogue has it, or why it is misread. */
type CodeRead =
  | { readonly ok: true; readonly code: string }
  | { readonly ok: false; readonly code: MisreadCode; readonly params: Params };

/** The devices of a desk's profile. The desk starts the scanners, and closes everything. */
export interface DevicePorts {
  /** What is wrong in the profile, a whole sentence each. */
  readonly problems: readonly string[];
  readonly scanners: readonly Scanner[];
  readonly codeOf: (scan: Pick<Scan, 'code' | 'symbology'>) => CodeRead;
  /** Opens the pads for tags as the library has them; each looks for its reader by itself from then on. */
  readonly openPads: (tags: TagSettings) => readonly NamedPad[];
  readonly timer: Timer;
}

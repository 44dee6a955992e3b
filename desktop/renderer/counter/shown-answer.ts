import type { DoneAct } from '../../contract/acts.ts';
import type { Answer } from '../../contract/answers.ts';
import type { ScanMisread } from '../../contract/devices.ts';
import type { PatronView } from '../../contract/views.ts';

/** What stands large in the middle: the core's answer to a scan, an undo or an act that was opened, or what the screen has to tell itself. */
export type ShownAnswer = Answer | Misread | Done;

/** Why what a scanner sent is no code. */
export type Misreading = Pick<ScanMisread, 'code' | 'params'>;

/** Nothing was looked up. */
type Misread = { readonly kind: 'misread' } & Misreading;

/** Something else than a scan was done, for this patron as they are now. */
interface Done {
  readonly kind: 'done';
  readonly act: DoneAct;
  readonly patron: PatronView;
}

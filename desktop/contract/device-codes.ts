import type { FailureCode, RefusalCode } from './failures.ts';

/** How it is with a scanner of the desk's own; `refused` to `several-listed` as `hardware/ports/scanner.ts` says why. */
export type ScannerStateCode =
  | 'starting'
  | 'ready'
  | 'closed'
  | 'refused'
  | 'unplugged'
  | 'lost'
  | 'not-listed'
  | 'not-hid-pos'
  | 'several-listed';

/** Why a pad did not do what was asked of it or of a tag that lies there; `hardware/ports/rfid-pad.ts`. */
export type PadTroubleCode =
  | 'tag-gone'
  | 'tag-locked'
  | 'tag-unsupported'
  | 'outside-memory'
  | 'read-failed'
  | 'write-failed'
  | 'pad-silent'
  | 'pad-lost'
  | 'pad-refused'
  | 'label-does-not-fit'
  | 'label-not-sayable'
  | 'unsupported-tag-model';

/** `not-found`: it was not met since the desk started, and is being looked for. */
export type PadStateCode = 'ready' | 'not-found' | PadTroubleCode;

/** Of the cash drawer: whether it opened when it was last to do so. */
export type DrawerStateCode = 'ready' | 'drawer-not-opened';

/** Why what a scanner sent is no whole code; `hardware/codecs/barcode`. */
export type MisreadCode =
  | 'cut-off'
  | 'unreadable'
  | 'empty'
  | 'prefix-missing'
  | 'suffix-missing'
  | 'too-long'
  | 'report-damaged'
  | 'check-digit'
  | 'check-impossible'
  | 'no-pattern';

/** What a tag's bytes are, as far as the library's models read them. */
export type TagReadingCode =
  'label' | 'blank' | 'unknown' | 'unsupported-tag-model' | 'damaged' | 'unreadable';

/** Why a tag that lies there says nothing of use. */
export type UnreadableCode = 'damaged' | PadTroubleCode;

/** Why the security of a tag is not as it should be. */
export type SecurityTroubleCode = PadTroubleCode | FailureCode;

/** Why nothing was done of one item of a pile. */
export type PileTroubleCode = 'not-on-pad' | 'not-an-item' | RefusalCode;

/** Why a tag got no label; `tag-labelled` where it has another number, which may be replaced. */
export type TaggingTroubleCode = 'tag-labelled' | 'unknown-code' | PadTroubleCode;

/** Why trying a scanner ended without a code. */
export type ScanTestTroubleCode = 'test-asked-again' | 'nothing-came' | 'desk-closes' | MisreadCode;

/** What is wrong in `devices.json`; `hardware/codecs/profile/profile-problem.ts`. */
export type ProfileProblemCode =
  | 'not-text'
  | 'not-number'
  | 'not-boolean'
  | 'not-list'
  | 'not-object'
  | 'not-one-of'
  | 'too-small'
  | 'too-big'
  | 'too-short'
  | 'too-long'
  | 'too-few'
  | 'not-name'
  | 'not-hex'
  | 'no-setting'
  | 'not-pattern'
  | 'divide-not-longer'
  | 'drawer-not-here'
  | 'second-printer'
  | 'name-taken'
  | 'second-keyboard'
  | 'same-serial'
  | 'same-file'
  | 'same-address'
  | 'same-hid'
  | 'json-end'
  | 'json-nesting'
  | 'json-value'
  | 'json-name'
  | 'json-name-twice'
  | 'json-sign'
  | 'file-unreadable'
  | 'drivers-missing';

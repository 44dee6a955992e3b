import type { TagUid } from '../codecs/rfid/tag-uid.ts';
import type { PadResult, PadTag, RfidPad } from './rfid-pad.ts';

/** AFI by which the gates tell a lent item; a setting of each library. */
export interface Security {
  readonly inLibrary: number;
  readonly onLoan: number;
}

/** biblstandard.dk; gates of FEIG alarm on 07. */
export const usualSecurity: Security = { inLibrary: 0x07, onLoan: 0xc2 };

export type SecurityState = 'in-library' | 'on-loan';

/** Null where the tag has neither AFI, or does not tell it. */
export function securityOf({ afi }: PadTag, security: Security): SecurityState | null {
  if (afi === security.inLibrary) return 'in-library';
  return afi === security.onLoan ? 'on-loan' : null;
}

/** Confirmed by reading back. To be called only once the entry is durable, and again after a failure. */
export function setSecurity(
  pad: RfidPad,
  uid: TagUid,
  state: SecurityState,
  security: Security,
): Promise<PadResult<null>> {
  return pad.writeAfi(uid, state === 'in-library' ? security.inLibrary : security.onLoan);
}

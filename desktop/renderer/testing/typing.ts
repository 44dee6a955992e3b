import { usualCodes } from '../../../hardware/codecs/barcode/code-settings.ts';
import { wedgeLimits } from '../../../hardware/codecs/keyboard-wedge.ts';
import type { TypingView } from '../../contract/devices.ts';

/** Scanners that type at a desk without a profile. */
export const usualTyping: TypingView = {
  name: '',
  limits: wedgeLimits,
  reading: { prefix: '', suffix: '', sameScanMs: 300, codes: usualCodes, otherCodes: 'accepted' },
};

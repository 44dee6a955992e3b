import type { PadTimes } from './polled-pad.ts';
import type { LineTimes } from './request-line.ts';

/** For tests: everything that a pad waits for, as short as a busy machine bears. */
export const quickPad: PadTimes = {
  lookMs: 5,
  looksBeforeGone: 2,
  tries: 3,
  betweenTriesMs: 5,
  silencesBeforeLost: 2,
  reopenMs: [10, 20, 40],
};

export const quickLine: LineTimes = { replyMs: 400, restMs: 1, cutMs: 20 };

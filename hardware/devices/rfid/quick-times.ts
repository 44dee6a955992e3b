import type { PadTimes } from './polled-pad.ts';
import type { LineTimes } from './request-line.ts';

/** For tests: a pad that waits as little as it may, but never gives up because the machine is busy. */
export const quickPad: PadTimes = {
  lookMs: 5,
  looksBeforeGone: 2,
  tries: 3,
  betweenTriesMs: 5,
  silencesBeforeLost: 2,
  reopenMs: [10, 20, 40],
};

export const quickLine: LineTimes = { replyMs: 5_000, restMs: 1, cutMs: 20 };

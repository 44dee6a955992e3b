import { FrameScanner, type Probed } from '../../codecs/frame-scanner.ts';
import type { ByteLink } from '../../ports/byte-link.ts';
import type { Timer } from '../../ports/timer.ts';

/** How a simulated reader misbehaves on its wire; all by setting, nothing by chance. */
export interface WireFaults {
  /** Hears everything and answers nothing. */
  isSilent: boolean;
  /** Sent before every reply. */
  junk: Uint8Array;
  /** Before the reply to a request, ms, given the number of the request from 1. */
  delayMs: (request: number) => number;
  /** Replies are sent in pieces of so many bytes. */
  pieceBytes: number;
}

export const noWireFaults = (): WireFaults => ({
  isSilent: false,
  junk: new Uint8Array(),
  delayMs: () => 0,
  pieceBytes: Number.POSITIVE_INFINITY,
});

/**
 * Answers the frames that come over a link, one after the other, as a reader does. `answer` gives the bytes of the reply,
 * or null where a reader would say nothing.
 */
export function answerFrames<F>(
  link: ByteLink,
  probe: (bytes: Uint8Array) => Probed<F>,
  answer: (frame: F) => Uint8Array | null,
  faults: WireFaults,
  timer: Timer,
): void {
  const scanner = new FrameScanner(probe);
  let turn: Promise<void> = Promise.resolve();
  let requests = 0;
  let isOver = false;
  link.onEnd(() => {
    isOver = true;
  });
  const reply = async (frame: F): Promise<void> => {
    const bytes = faults.isSilent ? null : answer(frame);
    requests += 1;
    const delay = faults.delayMs(requests);
    if (delay > 0) await new Promise<void>((passed) => timer.after(delay, passed));
    if (bytes === null || isOver) return;
    const all = Uint8Array.of(...faults.junk, ...bytes);
    const step = Math.min(faults.pieceBytes, all.length);
    for (let at = 0; at < all.length && !isOver; at += step) await link.write(all.subarray(at, at + step));
  };
  link.onBytes((piece) => {
    for (const frame of scanner.push(piece))
      turn = turn
        .then(() => reply(frame))
        .catch(() => {
          // The desk pulled the cable while the reader spoke: there is nobody left to answer.
          isOver = true;
        });
  });
}

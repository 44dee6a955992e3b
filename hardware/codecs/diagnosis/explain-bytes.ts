import { announcedFrame, type ExplainedFrame, explainFrame, framesAmong } from './explain-frame.ts';
import { type ExplainedTag, explainTag } from './explain-tag.ts';

export type Explained =
  | ExplainedTag
  /** Nothing but zeros: a tag that was never written. */
  | { readonly what: 'blank' }
  | ExplainedFrame
  /** Several frames, or frames with `between` other bytes before, between or behind them. */
  | { readonly what: 'frames'; readonly frames: readonly ExplainedFrame[]; readonly between: number }
  /** `why` is a whole sentence. */
  | { readonly what: 'nothing'; readonly why: string };

const shortestDanish = 32;

/**
 * What bytes that somebody found are: the memory of a tag, or frames of a FEIG reader or a 3M pad. What has a checksum goes before what
 * has none, and what is whole before what is damaged. `dsfid` is null where nobody knows it. Never throws.
 */
export function explainBytes(bytes: Uint8Array, dsfid: number | null = null): Explained {
  const frame = explainFrame(bytes);
  if (frame?.crc === 'right') return frame;
  const tag = explainTag(bytes, dsfid);
  if (tag?.what === 'blank' || tag?.crc === 'right') return tag;
  const { frames, between } = framesAmong(bytes);
  if (frames.length > 1 && between === 0) return { what: 'frames', frames, between };
  if (tag?.fields) return tag;
  if (frame) return frame;
  if (frames.length > 0) return { what: 'frames', frames, between };
  return tag ?? { what: 'nothing', why: whyNot(bytes, dsfid) };
}

function whyNot(bytes: Uint8Array, dsfid: number | null): string {
  const { length } = bytes;
  const announced = announcedFrame(bytes);
  if (announced && announced.length > length) {
    const whose = announced.protocol === '3m' ? 'a 3M pad' : 'a FEIG reader';
    return `A frame of ${whose} begins here and says that it has ${announced.length} bytes, but only ${length} were given.`;
  }
  if (length < shortestDanish)
    return (
      `${length === 1 ? 'This byte is' : `These ${length} bytes are`} no whole frame of a FEIG reader or a 3M pad and no label of ` +
      `ISO 28560-2, and a label of ISO 28560-3 has at least ${shortestDanish} bytes.`
    );
  return (
    `These ${length} bytes are no frame of a FEIG reader or a 3M pad and no label of ISO 28560-3 or ISO 28560-2 in either byte order; ` +
    'they may be a tag of the Dutch model, whose layout is not public, or of another trade' +
    (dsfid === null ? '; a label of ISO 28560-2 with little on it is known by its DSFID only.' : '.')
  );
}

import type { TagReadingCode } from '../../contract/device-codes.ts';
import type { PileView } from '../../contract/devices.ts';

/** One tag that lies on a pad, as the tagging workstation sees it. */
export interface TagOnPad {
  readonly uid: string;
  readonly reading: TagReadingCode;
  /** What its label says; null where it has none. */
  readonly number: string | null;
}

/** Every tag that lies there, whatever stands on it. */
export function tagsOnPad({ items, cards, foreign, unreadable }: PileView): readonly TagOnPad[] {
  return [
    ...items.flatMap(({ uids, number }) => uids.map((uid) => ({ uid, reading: 'label' as const, number }))),
    ...cards.map(({ uid, number }) => ({ uid, reading: 'label' as const, number })),
    ...foreign.map(({ uid, reading }) => ({ uid, reading, number: null })),
    ...unreadable.map(({ uid, code }) => ({
      ...{ uid, number: null },
      reading: code === 'damaged' ? ('damaged' as const) : ('unreadable' as const),
    })),
  ];
}

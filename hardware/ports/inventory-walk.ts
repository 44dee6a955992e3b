import type { TagUid } from '../codecs/rfid/tag-uid.ts';
import type { PadTag, RfidPad } from './rfid-pad.ts';

/** A walk along the shelves with a reader: every tag counts once, however often the antenna passes it. */
export interface InventoryWalk {
  /** In the order in which they were first met, each as it was read last. */
  readonly met: readonly PadTag[];
  stop(): void;
}

/** Begins with what lies there. `meet` is told each tag when it is first met, and again if it is read better later. */
export function walk(pad: RfidPad, meet: (tag: PadTag, first: boolean) => void): InventoryWalk {
  const met = new Map<TagUid, PadTag>();
  const pass = (tag: PadTag): void => {
    const before = met.get(tag.uid);
    const better = before?.reading.kind === 'unreadable' && tag.reading.kind !== 'unreadable';
    if (before !== undefined && !better) return;
    met.set(tag.uid, tag);
    meet(tag, before === undefined);
  };
  const stop = pad.onEvent((event) => {
    if (event.kind === 'came' || event.kind === 'changed') pass(event.tag);
  });
  for (const tag of pad.present()) pass(tag);
  return {
    get met() {
      return [...met.values()];
    },
    stop,
  };
}

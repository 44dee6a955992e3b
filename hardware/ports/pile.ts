import type { ItemLabel } from '../codecs/rfid/item-label.ts';
import type { TagUid } from '../codecs/rfid/tag-uid.ts';
import type { PadTag } from './rfid-pad.ts';

/** What lies on a pad, as staff see it. Every tag is in exactly one of these. */
export interface Pile {
  /** In the order in which their first part came. */
  readonly items: readonly PileItem[];
  readonly cards: readonly PadTag[];
  /** Tags that no model of the library reads, and tags without a label. */
  readonly foreign: readonly PadTag[];
  /** Tags of the library that are damaged, or did not answer when they were read. */
  readonly unreadable: readonly UnreadTag[];
}

type UnreadTag = PadTag & {
  readonly reading: Extract<PadTag['reading'], { readonly kind: 'damaged' | 'unreadable' }>;
};

interface PileItem {
  readonly item: string;
  /** ISIL of the first part that has one. */
  readonly owner: string | null;
  readonly uids: readonly TagUid[];
  /** The largest number that a part gives; 1 where none says. */
  readonly parts: number;
  /** Ordinals that do not lie there; the item is complete when there are none. */
  readonly missing: readonly number[];
  /** Ordinals that lie there more than once: copied labels, or two items under one number. */
  readonly doubled: readonly number[];
}

/** Sorts the tags on a pad into items. A tag that is given twice counts once. */
export function pileOf(tags: readonly PadTag[]): Pile {
  const lying = [...new Map(tags.map((tag) => [tag.uid, tag])).values()];
  const labelled = lying.flatMap((tag) =>
    tag.reading.kind === 'label' ? [{ uid: tag.uid, tag, label: tag.reading.label }] : [],
  );
  const parts = labelled.filter(({ label }) => label.usage !== 'card');
  const numbers = new Set(parts.map(({ label }) => label.item));
  return {
    items: [...numbers].map((item) =>
      pileItem(
        item,
        parts.filter(({ label }) => label.item === item),
      ),
    ),
    cards: labelled.filter(({ label }) => label.usage === 'card').map(({ tag }) => tag),
    foreign: lying.filter(({ reading }) =>
      ['blank', 'unknown', 'unsupported-tag-model'].includes(reading.kind),
    ),
    unreadable: lying.filter(
      (tag): tag is UnreadTag => tag.reading.kind === 'damaged' || tag.reading.kind === 'unreadable',
    ),
  };
}

function pileItem(item: string, those: readonly { uid: TagUid; label: ItemLabel }[]): PileItem {
  const parts = Math.max(1, ...those.map(({ label }) => label.parts));
  // A tag of an item of one part need not say which part it is.
  const lying = those.map(({ label }) => (parts === 1 ? 1 : label.ordinal));
  const ordinals = Array.from({ length: parts }, (_, index) => index + 1);
  return {
    item,
    owner: those.find(({ label }) => label.owner !== null)?.label.owner ?? null,
    uids: those.map(({ uid }) => uid),
    parts,
    missing: ordinals.filter((ordinal) => !lying.includes(ordinal)),
    doubled: ordinals.filter((ordinal) => lying.filter((one) => one === ordinal).length > 1),
  };
}

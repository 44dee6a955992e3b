import type { ItemLabel } from '../codecs/rfid/item-label.ts';
import type { TagMemory } from '../codecs/rfid/tag-memory.ts';
import type { TagImage, TagReading } from '../codecs/rfid/tag-model.ts';
import type { TagUid } from '../codecs/rfid/tag-uid.ts';

/** A pad on the counter: which tags lie on it, and what is done to them. It comes back by itself after a fault. */
export interface RfidPad {
  readonly isReady: boolean;
  /** In the order in which they came. Empty while the pad is lost. */
  present(): readonly PadTag[];
  /** Everything from now on. Returns how to stop listening. */
  onEvent(listener: (event: PadEvent) => void): () => void;
  readBlocks(uid: TagUid, first: number, count: number): Promise<PadResult<Uint8Array>>;
  /** Whole blocks of a tag that lies there, confirmed by reading them back. */
  writeBlocks(uid: TagUid, first: number, bytes: Uint8Array): Promise<PadResult<null>>;
  readAfi(uid: TagUid): Promise<PadResult<number>>;
  /** Confirmed by reading it back. Never locks it. */
  writeAfi(uid: TagUid, afi: number): Promise<PadResult<null>>;
  /** For good: nothing is told any more. */
  close(): Promise<void>;
}

export interface PadTag {
  readonly uid: TagUid;
  /** Null where pad or tag does not tell. */
  readonly dsfid: number | null;
  readonly afi: number | null;
  /** The raw bytes, also of a tag that no model reads; none of a tag that could not be read. */
  readonly memory: TagMemory;
  readonly reading: TagReading | { readonly kind: 'unreadable'; readonly failure: PadFailure };
}

export type PadEvent =
  | { readonly kind: 'came'; readonly tag: PadTag }
  /** What is known of a tag that lies there is another: it was written, or could be read at last. */
  | { readonly kind: 'changed'; readonly tag: PadTag }
  | { readonly kind: 'went'; readonly uid: TagUid }
  /** The pad answers, for the first time or again. What lies on it comes next. */
  | { readonly kind: 'ready' }
  /** The pad is gone, silent or was never found, and with it all that lay there; it is being looked for. Again for another reason. */
  | { readonly kind: 'lost'; readonly failure: PadFailure };

export type PadResult<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly failure: PadFailure };

export type PadFailureCode =
  /** The tag does not answer: it was taken away, or lies at the edge. */
  | 'tag-gone'
  /** A block or the AFI is locked for ever. */
  | 'tag-locked'
  /** The tag cannot do what was asked. */
  | 'tag-unsupported'
  | 'outside-memory'
  | 'read-failed'
  /** Also when reading back gave something else. */
  | 'write-failed'
  /** The pad is connected and does not answer. */
  | 'pad-silent'
  /** The pad is not connected. */
  | 'pad-lost'
  /** The pad answers that it will not: its settings are not those of a counter. */
  | 'pad-refused'
  /** A label that cannot be put on this tag. */
  | (TagImage & { ok: false })['code'];

export interface PadFailure {
  readonly code: PadFailureCode;
  /** Null where no one tag is meant. */
  readonly uid: TagUid | null;
  /** What the device said, for the log. */
  readonly detail: string;
}

/** Puts a label on a tag that lies there: encoded, written, read back, and its AFI set to "in the library". */
export type LabelTag = (uid: TagUid, label: ItemLabel) => Promise<PadResult<PadTag>>;

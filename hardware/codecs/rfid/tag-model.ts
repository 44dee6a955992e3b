import type { ItemLabel } from './item-label.ts';
import type { TagMemory } from './tag-memory.ts';

export type TagModelId = 'iso-28560-3' | 'iso-28560-2' | 'nl-genpve-5';

/** How a writer strayed from the standard; a tag is written back as it was found. */
export type TagQuirk =
  /** Each block of 4 bytes stands the other way round. */
  | 'blocks-reversed'
  /** Usage stands in the high half of the first byte and version in the low. */
  | 'usage-high'
  /** Extension blocks end in bytes that are no block. */
  | 'extensions-broken';

export type TagReading =
  | {
      readonly kind: 'label';
      readonly model: TagModelId;
      readonly label: ItemLabel;
      /** `none` where the model has no checksum. */
      readonly crc: 'ok' | 'none';
      readonly quirks: readonly TagQuirk[];
    }
  /** Of this model, but its bytes contradict each other. `label` is what they seem to say, never to be acted on. */
  | {
      readonly kind: 'damaged';
      readonly model: TagModelId;
      readonly label: ItemLabel | null;
      readonly crc: 'wrong' | 'none';
      readonly quirks: readonly TagQuirk[];
    }
  /** The library has tags of a model whose layout is not public; the raw bytes stay with the tag. */
  | { readonly kind: 'unsupported-tag-model'; readonly model: TagModelId }
  | { readonly kind: 'blank' }
  /** No model of the library reads it: another trade's tag, or another library's. */
  | { readonly kind: 'unknown' };

/** The whole memory as it has to be, or why this label cannot be put on this tag. */
export type TagImage =
  | { readonly ok: true; readonly bytes: Uint8Array }
  | {
      readonly ok: false;
      readonly code: 'label-does-not-fit' | 'label-not-sayable' | 'unsupported-tag-model';
    };

/** One way of laying a label in memory. Neither function throws, whatever the bytes. */
export interface TagModel {
  readonly id: TagModelId;
  /** What a tag of this model has as DSFID, for tags that are written anew. */
  readonly dsfid: number;
  /** Null where the bytes are not of this model. `dsfid` is null where the pad does not tell it. */
  read(memory: TagMemory, dsfid: number | null): TagReading | null;
  /** `before` is what was read there: its quirks, and what a label does not name, are kept. */
  write(label: ItemLabel, memory: TagMemory, before: TagReading): TagImage;
}

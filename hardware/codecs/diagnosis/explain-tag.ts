import { hexOf } from '../hex.ts';
import { decodeDanishTag } from '../rfid/danish-tag.ts';
import type { ItemLabel } from '../rfid/item-label.ts';
import { reverseBlocks } from '../rfid/tag-memory.ts';
import type { TagModelId, TagQuirk } from '../rfid/tag-model.ts';
import { TagModels } from '../rfid/tag-models.ts';

/** What stands beside the label on a tag of ISO 28560-3. */
interface DanishFields {
  readonly version: number;
  readonly country: string;
  readonly library: string;
  readonly extensions: readonly { readonly id: number; readonly name: string; readonly hex: string }[];
}

export interface ExplainedTag {
  readonly what: 'tag';
  readonly model: TagModelId;
  /** Of a tag whose checksum is wrong, what it seems to say; null where nothing can be made out. */
  readonly fields: (ItemLabel & Partial<DanishFields>) | null;
  /** `none` where the model has no checksum. */
  readonly crc: 'right' | 'wrong' | 'none';
  readonly quirks: readonly TagQuirk[];
}

/** Those whose layout is public, the one with a checksum first. */
const models = new TagModels(['iso-28560-3', 'iso-28560-2']);

const extensionNames: Readonly<Record<number, string>> = {
  1: 'library',
  2: 'acquisition',
  3: 'supplement',
  4: 'title',
  5: 'interlibrary loan',
};

/** A tag's memory from its first byte; `dsfid` is null where nobody knows it. Null for what no public model explains. Never throws. */
export function explainTag(bytes: Uint8Array, dsfid: number | null): ExplainedTag | { what: 'blank' } | null {
  if (bytes.length === 0) return null;
  const reading = models.read({ blockSize: 4, bytes }, dsfid);
  if (reading.kind === 'blank') return { what: 'blank' };
  if (reading.kind !== 'label' && reading.kind !== 'damaged') return null;
  const { model, label, quirks } = reading;
  const beside = model === 'iso-28560-3' ? besideLabel(bytes, quirks) : {};
  return {
    ...{ what: 'tag', model, quirks },
    fields: label && { ...label, ...beside },
    crc: reading.crc === 'ok' ? 'right' : reading.crc,
  };
}

function besideLabel(bytes: Uint8Array, quirks: readonly TagQuirk[]): Partial<DanishFields> {
  const decoded = decodeDanishTag(quirks.includes('blocks-reversed') ? reverseBlocks(bytes) : bytes);
  if (decoded === null) return {};
  const { version, country, library, extensions } = decoded.tag;
  const named = extensions.flatMap((one) =>
    one === 'filler'
      ? []
      : [{ id: one.id, name: extensionNames[one.id] ?? 'of another maker', hex: hexOf(one.data) }],
  );
  return { version, country, library, extensions: named };
}

import { danishModel } from './danish-model.ts';
import { dutchModel } from './dutch-model.ts';
import { isoObjectsModel } from './iso-objects-model.ts';
import type { ItemLabel } from './item-label.ts';
import type { TagMemory } from './tag-memory.ts';
import type { TagImage, TagModel, TagModelId, TagReading } from './tag-model.ts';

const registered: Readonly<Record<TagModelId, TagModel>> = {
  'iso-28560-3': danishModel,
  'iso-28560-2': isoObjectsModel,
  'nl-genpve-5': dutchModel,
};

/** The models of a library, in its order: tags are read by trying them, and new tags are written in the first. */
export class TagModels {
  readonly #models: readonly TagModel[];

  constructor(order: readonly TagModelId[]) {
    this.#models = order.map((id) => registered[id]);
  }

  /** Never throws: what no model reads is `blank` or `unknown`. */
  read(memory: TagMemory, dsfid: number | null): TagReading {
    if (memory.bytes.every((byte) => byte === 0)) return { kind: 'blank' };
    const readings = this.#models
      .map((model) => model.read(memory, dsfid))
      .filter((reading) => reading !== null);
    return (
      readings.find((reading) => isSure(reading, dsfid)) ??
      readings.find(({ kind }) => kind === 'label' || kind === 'damaged') ??
      readings[0] ?? { kind: 'unknown' }
    );
  }

  /** The memory with this label in it, in the model and with the quirks that the tag has already. */
  write(label: ItemLabel, memory: TagMemory, before: TagReading): TagImage {
    const model = 'model' in before ? registered[before.model] : this.#models[0];
    return model?.write(label, memory, before) ?? { ok: false, code: 'unsupported-tag-model' };
  }
}

/** By checksum or by DSFID. Elsewise bytes can look like several models, and the library's order has to tell. */
function isSure(reading: TagReading, dsfid: number | null): boolean {
  return reading.kind === 'label' && (reading.crc === 'ok' || registered[reading.model].dsfid === dsfid);
}

import type { TagMemory } from '../../codecs/rfid/tag-memory.ts';
import type { TagModels } from '../../codecs/rfid/tag-models.ts';
import type { TagUid } from '../../codecs/rfid/tag-uid.ts';
import type { LabelTag, PadFailureCode, PadResult, PadTag, RfidPad } from '../../ports/rfid-pad.ts';
import { setSecurity, type Security } from '../../ports/security.ts';

/** The tagging workstation: puts labels on tags in the library's first model, or in that which a tag has. */
export function labelTag(pad: RfidPad, models: TagModels, security: Security): LabelTag {
  const lying = (uid: TagUid): PadTag | undefined => pad.present().find((tag) => tag.uid === uid);

  return async (uid, label) => {
    const tag = lying(uid);
    if (tag === undefined) return failed('tag-gone', uid, 'The tag does not lie on the pad.');
    if (tag.reading.kind === 'unreadable') return { ok: false, failure: tag.reading.failure };
    const image = models.write(label, tag.memory, tag.reading);
    if (!image.ok) return failed(image.code, uid, `${label.item} on ${tag.memory.bytes.length} bytes`);
    for (const { first, bytes } of changedBlocks(tag.memory, image.bytes)) {
      const written = await pad.writeBlocks(uid, first, bytes);
      if (!written.ok) return written;
    }
    const secured = await setSecurity(pad, uid, 'in-library', security);
    if (!secured.ok) return secured;
    const labelled = lying(uid);
    return labelled
      ? { ok: true, value: labelled }
      : failed('tag-gone', uid, 'The tag left after it was written.');
  };
}

/** Blocks that differ, those next to each other together: fewer writes, and none to what is locked and right. */
function changedBlocks(memory: TagMemory, image: Uint8Array): { first: number; bytes: Uint8Array }[] {
  const { blockSize, bytes } = memory;
  const runs: { first: number; end: number }[] = [];
  for (let block = 0; block * blockSize < image.length; block += 1) {
    const from = block * blockSize;
    const differs = image.subarray(from, from + blockSize).some((byte, at) => byte !== bytes[from + at]);
    const last = runs.at(-1);
    if (differs && last?.end === block) last.end = block + 1;
    else if (differs) runs.push({ first: block, end: block + 1 });
  }
  return runs.map(({ first, end }) => ({ first, bytes: image.slice(first * blockSize, end * blockSize) }));
}

function failed(code: PadFailureCode, uid: TagUid, detail: string): PadResult<never> {
  return { ok: false, failure: { code, uid, detail } };
}

import type { TagModel } from './tag-model.ts';

/**
 * The Dutch and Flemish model (NBLC, GenPvE v5): numbered blocks around a nationally issued id. Its layout is not public,
 * so a tag that no other model reads is said to be of it, and neither read nor written.
 */
export const dutchModel: TagModel = {
  id: 'nl-genpve-5',
  dsfid: 0x00,
  read: () => ({ kind: 'unsupported-tag-model', model: 'nl-genpve-5' }),
  write: () => ({ ok: false, code: 'unsupported-tag-model' }),
};

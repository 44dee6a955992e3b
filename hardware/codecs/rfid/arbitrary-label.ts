import fc from 'fast-check';
import type { ItemLabel, TagUsage } from './item-label.ts';

const usages: readonly TagUsage[] = [
  'acquisition',
  'circulating',
  'not-for-loan',
  'discarded',
  'card',
  'equipment',
  'unsaid',
];

/** Labels that fit on any tag of at least 34 bytes, in every model. */
export const arbitraryLabel: fc.Arbitrary<ItemLabel> = fc
  .record({
    item: fc.stringMatching(/^[0-9A-Z]{1,16}$/),
    owner: fc.option(fc.stringMatching(/^[A-Z]{2}-[0-9A-Za-z]{1,8}$/)),
    usage: fc.constantFrom(...usages),
    parts: fc.integer({ min: 1, max: 255 }),
    ordinal: fc.integer({ min: 1, max: 255 }),
  })
  .map((label) => ({ ...label, ordinal: Math.min(label.ordinal, label.parts) }));

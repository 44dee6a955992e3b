import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ItemLabel } from '../codecs/rfid/item-label.ts';
import type { TagUid } from '../codecs/rfid/tag-uid.ts';
import { pileOf } from './pile.ts';
import type { PadTag } from './rfid-pad.ts';

const book: ItemLabel = { item: '1', owner: 'NL-1', usage: 'circulating', parts: 1, ordinal: 1 };
const uidOf = (number: number): TagUid => `E0${`${number}`.padStart(14, '0')}` as TagUid;

function tagOf(number: number, reading: PadTag['reading']): PadTag {
  const memory = { blockSize: 4, bytes: new Uint8Array(112) };
  return { uid: uidOf(number), dsfid: 0, afi: 7, memory, reading };
}
const labelled = (number: number, label: Partial<ItemLabel>): PadTag =>
  tagOf(number, {
    kind: 'label',
    model: 'iso-28560-3',
    crc: 'ok',
    quirks: [],
    label: { ...book, ...label },
  });

describe('a pile', () => {
  it('is complete when every part lies there, in any order, and else says which are missing', () => {
    const items = fc.uniqueArray(
      fc.record({
        item: fc.stringMatching(/^[0-9]{4}$/),
        parts: fc.integer({ min: 1, max: 6 }),
        away: fc.array(fc.integer({ min: 1, max: 6 }), { maxLength: 4 }),
      }),
      { selector: ({ item }) => item, maxLength: 6 },
    );
    fc.assert(
      fc.property(items, fc.infiniteStream(fc.nat()), (wanted, order) => {
        let number = 0;
        const tags = wanted.flatMap(({ item, parts, away }) =>
          Array.from({ length: parts }, (_, index) => index + 1)
            .filter((ordinal) => !away.includes(ordinal))
            .map((ordinal) => labelled((number += 1), { item, parts, ordinal })),
        );
        const shuffled = tags
          .map((tag) => ({ tag, at: order.next().value ?? 0 }))
          .sort((one, other) => one.at - other.at)
          .map(({ tag }) => tag);
        const pile = pileOf([...shuffled, ...shuffled]);
        const expected = wanted
          .filter(({ parts, away }) => new Set(away.filter((ordinal) => ordinal <= parts)).size < parts)
          .map(({ item, parts, away }) => ({
            item,
            parts,
            missing: [...new Set(away.filter((ordinal) => ordinal <= parts))].sort((a, b) => a - b),
            doubled: [],
          }));
        const byItem = (one: { item: string }, other: { item: string }): number =>
          one.item < other.item ? -1 : 1;
        expect([...pile.items].sort(byItem)).toMatchObject(expected.sort(byItem));
        expect(pile.items.flatMap(({ uids }) => uids).sort()).toEqual(tags.map(({ uid }) => uid).sort());
      }),
    );
  });

  it('counts one tag once, and shows two tags of the same part', () => {
    const first = labelled(1, { parts: 2, ordinal: 1 });
    expect(pileOf([first, first]).items).toMatchObject([{ missing: [2], doubled: [] }]);
    expect(pileOf([first, labelled(2, { parts: 2, ordinal: 1 })]).items).toMatchObject([
      { uids: [uidOf(1), uidOf(2)], missing: [2], doubled: [1] },
    ]);
  });

  it('is not complete by parts that contradict each other, or do not say which they are', () => {
    const contradicting = [labelled(1, { parts: 2, ordinal: 1 }), labelled(2, { parts: 3, ordinal: 2 })];
    expect(pileOf(contradicting).items).toMatchObject([{ parts: 3, missing: [3] }]);
    expect(pileOf([labelled(1, { parts: 2, ordinal: 0 })]).items).toMatchObject([{ missing: [1, 2] }]);
    expect(pileOf([labelled(1, { parts: 0, ordinal: 0 })]).items).toMatchObject([{ parts: 1, missing: [] }]);
  });

  it('keeps cards, foreign tags and unreadable tags apart', () => {
    const failure = { code: 'read-failed', uid: uidOf(6), detail: '' } as const;
    const card = labelled(1, { usage: 'card' });
    const foreign = [
      tagOf(2, { kind: 'blank' }),
      tagOf(3, { kind: 'unknown' }),
      tagOf(4, { kind: 'unsupported-tag-model', model: 'nl-genpve-5' }),
    ];
    const unreadable = [
      tagOf(5, { kind: 'damaged', model: 'iso-28560-3', label: book, crc: 'wrong', quirks: [] }),
      tagOf(6, { kind: 'unreadable', failure }),
    ];
    expect(pileOf([card, ...foreign, ...unreadable])).toEqual({
      items: [],
      cards: [card],
      foreign,
      unreadable,
    });
  });
});

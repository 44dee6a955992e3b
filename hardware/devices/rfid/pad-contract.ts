import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ItemLabel } from '../../codecs/rfid/item-label.ts';
import { TagModels } from '../../codecs/rfid/tag-models.ts';
import { pileOf } from '../../ports/pile.ts';
import type { PadEvent, PadTag, RfidPad } from '../../ports/rfid-pad.ts';
import { securityOf, setSecurity, usualSecurity } from '../../ports/security.ts';
import { blankTag, type SimulatedField, type SimulatedTag } from '../../simulators/rfid/simulated-field.ts';
import { labelTag } from './label-tag.ts';

/** A pad with what lies on it, and its cable. */
export interface PadWorld {
  readonly pad: RfidPad;
  readonly field: SimulatedField;
  put(...tags: readonly SimulatedTag[]): void;
  take(...tags: readonly SimulatedTag[]): void;
  unplug(): Promise<void>;
  plug(): Promise<void>;
  close(): Promise<void>;
}

export const models = new TagModels(['iso-28560-3', 'iso-28560-2', 'nl-genpve-5']);

const book: ItemLabel = {
  item: '30234000517861',
  owner: 'NL-0800070000',
  usage: 'circulating',
  parts: 1,
  ordinal: 1,
};

/** The nth of a row of books, each with its own number on its tag. */
export function labelledTag(number: number, changes: Partial<ItemLabel> = {}): SimulatedTag {
  const tag = blankTag(`E00401004670${number.toString(16).toUpperCase().padStart(4, '0')}`);
  const label = { ...book, item: `3023400000${`${number}`.padStart(4, '0')}`, ...changes };
  const image = models.write(label, { blockSize: 4, bytes: tag.memory }, { kind: 'blank' });
  if (!image.ok) throw new Error(image.code);
  tag.memory.set(image.bytes);
  return tag;
}

/** What a pad promises, whatever it is made of: run on every one of them. */
export function describePad(name: string, open: () => Promise<PadWorld>): void {
  describe(name, () => {
    let world: PadWorld;
    let events: PadEvent[];
    let waiting: (() => void)[];

    /** Resolves once the condition holds, looked at after each event. */
    const until = (isSo: () => boolean): Promise<void> =>
      new Promise((resolve) => {
        const look = (): void => (isSo() ? resolve() : void waiting.push(look));
        look();
      });
    const lies = (tag: SimulatedTag): PadTag | undefined =>
      world.pad.present().find(({ uid }) => uid === tag.uid);
    const laid = async (...tags: readonly SimulatedTag[]): Promise<void> => {
      world.put(...tags);
      await until(() => tags.every((tag) => lies(tag) !== undefined));
    };

    beforeEach(async () => {
      events = [];
      waiting = [];
      world = await open();
      world.pad.onEvent((event) => {
        events.push(event);
        for (const look of waiting.splice(0)) look();
      });
      await until(() => world.pad.isReady);
    });
    afterEach(() => world.close());

    it('tells a tag that comes, with its bytes and its label, and that it went', async () => {
      const tag = { ...labelledTag(7), dsfid: 0x3e, afi: 0xc2 };
      await laid(tag);
      const told = lies(tag);
      expect(told).toMatchObject({ uid: tag.uid, dsfid: 0x3e, afi: 0xc2 });
      expect(told?.memory).toEqual({ blockSize: 4, bytes: tag.memory });
      expect(told?.reading).toMatchObject({ kind: 'label', label: { item: '30234000000007' } });
      expect(told && securityOf(told, usualSecurity)).toBe('on-loan');
      world.take(tag);
      await until(() => lies(tag) === undefined);
      expect(events.filter(({ kind }) => kind !== 'ready')).toEqual([
        { kind: 'came', tag: told },
        { kind: 'went', uid: tag.uid },
      ]);
    });

    it('tells each tag of a pile once, however many there are', async () => {
      const pile = Array.from({ length: 30 }, (_, number) => labelledTag(number));
      await laid(...pile);
      expect(events.filter(({ kind }) => kind === 'came')).toHaveLength(30);
      const { items } = pileOf(world.pad.present());
      expect(items.map(({ item }) => item).sort()).toEqual(
        pile.map((_, number) => `3023400000${`${number}`.padStart(4, '0')}`),
      );
    });

    it('reads blocks', async () => {
      const tag = labelledTag(1);
      await laid(tag);
      expect(await world.pad.readBlocks(tag.uid, 3, 20)).toEqual({
        ok: true,
        value: tag.memory.slice(12, 92),
      });
      expect(await world.pad.readBlocks(tag.uid, 27, 2)).toMatchObject({
        ok: false,
        failure: { code: 'outside-memory', uid: tag.uid },
      });
    });

    it('writes blocks, and knows the tag by its new label', async () => {
      const tag = labelledTag(2);
      await laid(tag);
      const { memory } = labelledTag(3);
      expect(await world.pad.writeBlocks(tag.uid, 0, memory)).toEqual({ ok: true, value: null });
      expect(tag.memory).toEqual(memory);
      expect(lies(tag)?.reading).toMatchObject({ label: { item: '30234000000003' } });
      expect(events.at(-1)).toEqual({ kind: 'changed', tag: lies(tag) });
    });

    it('writes the AFI and reads it back', async () => {
      const tag = labelledTag(4);
      await laid(tag);
      for (const state of ['on-loan', 'in-library'] as const) {
        expect(await setSecurity(world.pad, tag.uid, state, usualSecurity)).toEqual({
          ok: true,
          value: null,
        });
        const afi = state === 'on-loan' ? 0xc2 : 0x07;
        expect(tag.afi).toBe(afi);
        expect(await world.pad.readAfi(tag.uid)).toEqual({ ok: true, value: afi });
        expect(lies(tag)?.afi).toBe(afi);
      }
    });

    it('tries again when a write fails or was not done, and stops after three times', async () => {
      const tag = labelledTag(5);
      await laid(tag);
      world.field.faults.failingWrites = 1;
      world.field.faults.lyingWrites = 1;
      expect(await world.pad.writeAfi(tag.uid, 0x11)).toMatchObject({ ok: true });
      expect(tag.afi).toBe(0x11);
      const failure = { code: 'write-failed', uid: tag.uid };
      world.field.faults.failingWrites = 4;
      expect(await world.pad.writeAfi(tag.uid, 0x22)).toMatchObject({ ok: false, failure });
      expect(world.field.faults.failingWrites).toBe(1);
      world.field.faults.failingWrites = 0;
      expect(events).toContainEqual({
        kind: 'changed',
        tag: expect.objectContaining({ uid: tag.uid, afi: null }),
      });
      world.put();
      await until(() => lies(tag)?.afi === 0x11);
      world.field.faults.lyingWrites = 3;
      const written = await world.pad.writeBlocks(tag.uid, 8, Uint8Array.of(1, 2, 3, 4));
      expect(written).toMatchObject({ ok: false, failure });
      world.put();
      await until(() => lies(tag)?.reading.kind === 'label');
    });

    it('says at once that a block or the AFI is locked', async () => {
      const tag = { ...labelledTag(6), afiLocked: true, lockedBlocks: new Set([2]) };
      await laid(tag);
      const failure = { code: 'tag-locked', uid: tag.uid };
      const before = tag.memory.slice();
      expect(await world.pad.writeBlocks(tag.uid, 0, new Uint8Array(16))).toMatchObject({
        ok: false,
        failure,
      });
      expect(await world.pad.writeAfi(tag.uid, 0xc2)).toMatchObject({ ok: false, failure });
      expect(tag.memory).toEqual(before);
    });

    it('names the tag that left in the middle, and does not mistake another for it', async () => {
      const [leaver, stayer] = [labelledTag(8), labelledTag(9)];
      await laid(leaver, stayer);
      world.field.faults.before = (act) => act === 'write-afi' && world.field.take(leaver);
      expect(await world.pad.writeAfi(leaver.uid, 0xc2)).toMatchObject({
        ok: false,
        failure: { code: 'tag-gone', uid: leaver.uid },
      });
      expect(await world.pad.writeAfi(stayer.uid, 0xc2)).toEqual({ ok: true, value: null });
      expect([leaver.afi, stayer.afi]).toEqual([0, 0xc2]);
    });

    it('says that a tag which it never saw is gone', async () => {
      const { uid } = labelledTag(10);
      const failure = { code: 'tag-gone', uid };
      expect(await world.pad.writeBlocks(uid, 0, new Uint8Array(4))).toMatchObject({ ok: false, failure });
      expect(await world.pad.readAfi(uid)).toMatchObject({ ok: false, failure });
    });

    it('tells a tag that cannot be read as such, and reads it when it can', async () => {
      const tag = labelledTag(11);
      world.field.faults.failingReads = 3;
      await laid(tag);
      expect(lies(tag)?.reading).toMatchObject({
        kind: 'unreadable',
        failure: { code: 'read-failed', uid: tag.uid },
      });
      world.put();
      await until(() => lies(tag)?.reading.kind === 'label');
      expect(events.map(({ kind }) => kind).filter((kind) => kind !== 'ready')).toEqual(['came', 'changed']);
    });

    it('is lost when it is pulled, says so to who asks, and comes back by itself with what lies there', async () => {
      const tag = labelledTag(12);
      await laid(tag);
      await world.unplug();
      await until(() => !world.pad.isReady);
      expect(world.pad.present()).toEqual([]);
      expect(await world.pad.writeAfi(tag.uid, 0xc2)).toMatchObject({
        ok: false,
        failure: { code: 'pad-lost', uid: tag.uid },
      });
      await world.plug();
      await until(() => lies(tag) !== undefined);
      const kinds = events.map(({ kind }) => kind).filter((kind) => kind !== 'changed');
      expect(kinds.slice(kinds.indexOf('came'))).toEqual(['came', 'lost', 'ready', 'came']);
      expect(await world.pad.writeAfi(tag.uid, 0xc2)).toMatchObject({ ok: true });
    });

    it('puts a label on a blank tag, secures it, and changes it later', async () => {
      const tag = blankTag('E004010046707A28');
      await laid(tag);
      const put = labelTag(world.pad, models, usualSecurity);
      const made = await put(tag.uid, book);
      expect(made).toMatchObject({ ok: true, value: { afi: 0x07, reading: { kind: 'label', label: book } } });
      expect(models.read({ blockSize: 4, bytes: tag.memory }, 0)).toMatchObject({ label: book, crc: 'ok' });
      world.field.faults.before = (act) => act === 'write' && world.field.take(tag);
      expect(await put(tag.uid, { ...book, item: '1' })).toMatchObject({
        ok: false,
        failure: { code: 'tag-gone', uid: tag.uid },
      });
      expect(tag.memory.slice(0, 3)).toEqual(Uint8Array.of(0x11, 1, 1));
    });

    it('does not touch a tag of a model that it cannot write', async () => {
      const tag = blankTag('E004010046707A29');
      tag.memory.fill(0xa5);
      await laid(tag);
      expect(await labelTag(world.pad, models, usualSecurity)(tag.uid, book)).toMatchObject({
        ok: false,
        failure: { code: 'unsupported-tag-model', uid: tag.uid },
      });
      expect(tag).toMatchObject({ afi: 0, memory: new Uint8Array(112).fill(0xa5) });
    });

    it('tells nothing more once it was closed', async () => {
      await world.pad.close();
      const told = events.length;
      world.put(labelledTag(13));
      expect(world.pad.isReady).toBe(false);
      expect(await world.pad.readAfi(labelledTag(13).uid)).toMatchObject({ failure: { code: 'pad-lost' } });
      expect(events).toHaveLength(told);
    });
  });
}

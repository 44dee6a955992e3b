import { describe, expect, it } from 'vitest';
import { walk } from '../../ports/inventory-walk.ts';
import { MemoryPad } from '../../simulators/rfid/memory-pad.ts';
import { labelledTag, models } from './pad-contract.ts';

describe('a walk along the shelves', () => {
  it('meets every tag once, with what lay there when it began, however often the antenna passes', () => {
    const pad = new MemoryPad(models);
    const [lying, passed, later] = [labelledTag(1), labelledTag(2), labelledTag(3)];
    pad.put(lying);
    const told: [string, boolean][] = [];
    const inventory = walk(pad, ({ uid }, first) => told.push([uid, first]));
    for (let pass = 0; pass < 3; pass += 1) {
      pad.put(passed);
      pad.take(passed, lying);
    }
    pad.lose();
    pad.find();
    pad.put(lying);
    inventory.stop();
    pad.put(later);
    expect(told).toEqual([
      [lying.uid, true],
      [passed.uid, true],
    ]);
    expect(inventory.met.map(({ uid }) => uid)).toEqual([lying.uid, passed.uid]);
  });

  it('tells a tag again that could not be read at first', () => {
    const pad = new MemoryPad(models);
    const tag = labelledTag(1);
    const told: [string, boolean][] = [];
    const inventory = walk(pad, ({ reading }, first) => told.push([reading.kind, first]));
    pad.field.faults.failingReads = 3;
    pad.put(tag);
    pad.put();
    expect(told).toEqual([
      ['unreadable', true],
      ['label', false],
    ]);
    expect(inventory.met).toMatchObject([{ reading: { kind: 'label' } }]);
  });
});

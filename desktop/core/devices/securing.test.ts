import { labelTag } from '@balie/hardware/devices/rfid/label-tag.ts';
import { labelledTag, models } from '@balie/hardware/devices/rfid/pad-contract.ts';
import { type SecurityState, usualSecurity } from '@balie/hardware/ports/security.ts';
import { MemoryPad } from '@balie/hardware/simulators/rfid/memory-pad.ts';
import type { SimulatedTag } from '@balie/hardware/simulators/rfid/simulated-field.ts';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Pads } from './pads.ts';
import { Securing } from './securing.ts';

const { inLibrary, onLoan } = usualSecurity;
const B = '30100281774501';
const C = '30100281774502';

interface World {
  readonly pad: MemoryPad;
  readonly tag: SimulatedTag;
  readonly securing: Securing;
  /** What the desk knows of the book from now on; `ticks`: so long it takes to look that up. */
  knows(state: SecurityState | Error, ticks?: number): void;
}

/** One book, in the library, on a pad. */
async function world(): Promise<World> {
  const pad = new MemoryPad(models);
  const tag = Object.assign(labelledTag(1, { item: B }), { afi: inLibrary });
  let knowing: { readonly state: SecurityState | Error; readonly ticks: number };
  const pads = new Pads({
    open: ({ security }) => [{ name: 'plaat', pad, label: labelTag(pad, models, security) }],
    heard: (event) => {
      if (event.kind === 'came') securing.came(event.tag.uid);
    },
  });
  const securing = new Securing({
    pads,
    known: async () => {
      const { state, ticks } = knowing;
      for (let tick = 0; tick < ticks; tick += 1) await Promise.resolve();
      if (state instanceof Error) throw state;
      return state;
    },
    security: () => Promise.resolve(usualSecurity),
    changed: () => undefined,
  });
  await pads.use({ models: ['iso-28560-3'], security: usualSecurity });
  pad.put(tag);
  const knows = (state: SecurityState | Error, ticks = 0): void => void (knowing = { state, ticks });
  knows('in-library');
  return { pad, tag, securing, knows };
}

test('the last of many acts has the last word, however close they are and however long each is looked up', async () => {
  const act = fc.record({
    state: fc.constantFrom<SecurityState>('in-library', 'on-loan'),
    ticks: fc.nat(6),
    pause: fc.nat(6),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(act, { minLength: 1, maxLength: 8 }), fc.nat(8), async (acts, failing) => {
      const { pad, tag, securing, knows } = await world();
      pad.field.faults.failingWrites = failing;
      const following = [];
      for (const { state, ticks, pause } of acts) {
        knows(state, ticks);
        following.push(securing.follow(B));
        for (let tick = 0; tick < pause; tick += 1) await Promise.resolve();
      }
      await Promise.all(following);
      await securing.rest();
      expect(tag.afi).toBe(acts.at(-1)!.state === 'on-loan' ? onLoan : inLibrary);
      expect(await securing.of(pad.present())).toEqual({ state: 'done' });
    }),
    { numRuns: 300 },
  );
});

test('a tag that goes while its act is being written is named, and follows when it is back', async () => {
  const { pad, tag, securing, knows } = await world();
  await securing.during(B, [tag.uid], async () => {
    pad.take(tag);
    knows('on-loan');
    await securing.follow(B);
  });
  await securing.rest();
  expect(await securing.away()).toMatchObject([{ uid: tag.uid, wanted: 'on-loan', failure: 'tag-gone' }]);
  pad.put(tag);
  await securing.rest();
  expect(tag.afi).toBe(onLoan);
  expect(await securing.away()).toEqual([]);
});

test('what another desk did meanwhile ends what was wanted of a tag that was taken away', async () => {
  const { pad, tag, securing, knows } = await world();
  knows('on-loan');
  tag.afiLocked = true;
  await securing.follow(B);
  await securing.rest();
  pad.take(tag);
  expect(await securing.away()).toMatchObject([{ failure: 'tag-locked' }]);
  knows('in-library');
  expect(await securing.away()).toEqual([]);
});

test("a tag that got another book's number is left as it is", async () => {
  const { pad, tag, securing, knows } = await world();
  knows('on-loan');
  pad.field.faults.failingWrites = Number.POSITIVE_INFINITY;
  await securing.follow(B);
  await securing.rest();
  pad.take(tag);
  tag.memory.set(labelledTag(2, { item: C }).memory);
  pad.field.faults.failingWrites = 0;
  pad.put(tag);
  await securing.rest();
  expect(tag.afi).toBe(inLibrary);
  expect(await securing.of(pad.present())).toEqual({ state: 'misfit', tag: 'in-library', item: 'on-loan' });
});

test('a fault in looking up is told to who asked, and stops none that comes later', async () => {
  const { tag, securing, knows } = await world();
  knows(new Error('the replica is closed'));
  await expect(securing.follow(B)).rejects.toThrow('the replica is closed');
  knows('on-loan');
  expect(await securing.follow(B)).toBe(true);
  await securing.rest();
  expect(tag.afi).toBe(onLoan);
});

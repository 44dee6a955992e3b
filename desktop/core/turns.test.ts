import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Turns } from './turns.ts';

const names = ['a', 'b', 'c', 'd'];
const asked = fc.record({
  /** Null for an act that is alone. */
  about: fc.option(fc.subarray(names), { nil: null }),
  /** In how many steps it does what it does. */
  steps: fc.nat(5),
  fails: fc.boolean(),
});

describe('turns', () => {
  it('never let two acts run at once that have a name in common, or of which one is alone, and keep their order', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(asked, { maxLength: 20 }), async (acts) => {
        const turns = new Turns();
        const running = new Set<number>();
        const begun: number[] = [];
        const meet = (one: number, other: number): boolean => {
          const [a, b] = [acts[one]!.about, acts[other]!.about];
          return a === null || b === null || a.some((name) => b.includes(name));
        };
        const act = (index: number) => async (): Promise<number> => {
          expect([...running].filter((other) => meet(index, other))).toEqual([]);
          running.add(index);
          begun.push(index);
          for (let step = 0; step < acts[index]!.steps; step += 1) await Promise.resolve();
          running.delete(index);
          if (acts[index]!.fails) throw new Error('refused');
          return index;
        };
        const said = acts.map(({ about }, index) =>
          about === null ? turns.alone(act(index)) : turns.about(about, act(index)),
        );
        const ended = await Promise.allSettled(said);
        expect(ended.map(({ status }) => status)).toEqual(
          acts.map(({ fails }) => (fails ? 'rejected' : 'fulfilled')),
        );
        const meeting = begun.flatMap((one, at) => begun.slice(at + 1).map((later) => [one, later] as const));
        expect(meeting.filter(([one, later]) => meet(one, later) && one > later)).toEqual([]);
        await turns.rest();
        expect(begun).toHaveLength(acts.length);
      }),
    );
  });

  it('let acts run at once that have nothing in common', async () => {
    const turns = new Turns();
    let meet!: () => void;
    const met = new Promise<void>((resolve) => (meet = resolve));
    const waiting = turns.about(['a'], () => met);
    await turns.about(['b'], () => Promise.resolve(meet()));
    await waiting;
  });
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Anchor, joinClocks, retimedBy, type StreamClock, timeOf } from './timing.ts';

const anchor = (seq: number, server: number, mono: number, wall = mono, boot = 'b1'): Anchor => ({
  seq,
  server,
  mono,
  wall,
  boot,
});
const at = (mono: number, wall = mono, boot = 'b1') => ({ mono, wall, boot });

function clocks(
  ...known: readonly (Partial<StreamClock> & { stream: string })[]
): ReadonlyMap<string, StreamClock> {
  return new Map(known.map((clock) => [clock.stream, { previous: null, anchors: [], ...clock }]));
}

describe('the time of an entry', () => {
  test('L1 without any anchor it is the wall clock, provisionally', () => {
    expect(timeOf('d.a', at(5, 700), new Map())).toEqual({ at: 700, final: false });
    expect(timeOf('d.a', at(5, 700), clocks({ stream: 'd.a' }))).toEqual({ at: 700, final: false });
  });

  test('L1 with an anchor it is the server clock plus monotonic distance, before and after; the wall clock means nothing', () => {
    const known = clocks({ stream: 'd.a', anchors: [anchor(3, 50_000, 1000, 9)] });
    expect(timeOf('d.a', at(1400, 1), known)).toEqual({ at: 50_400, final: true });
    expect(timeOf('d.a', at(200, 999_999), known)).toEqual({ at: 49_200, final: true });
  });

  test('L1 the anchor with the lowest number counts, in whatever order they came', () => {
    const [first, second] = [anchor(2, 1000, 0), anchor(9, 7000, 10)];
    for (const anchors of [
      [first, second],
      [second, first],
    ]) {
      expect(timeOf('d.a', at(10), clocks({ stream: 'd.a', anchors }))).toEqual({ at: 1010, final: true });
    }
  });

  test('L1 a stream without one borrows from the stream that continues it, from opening to opening', () => {
    const known = clocks(
      { stream: 'd.a' },
      {
        stream: 'd.b',
        previous: 'd.a',
        opened: { ...at(2000, 90_000), after: 4 },
        anchors: [anchor(2, 500_000, 3000, 91_000)],
      },
    );
    expect(timeOf('d.a', at(1500, 1), known)).toEqual({ at: 498_500, final: true });
  });

  test('L1 across boots the distance is the wall clock’s', () => {
    const next = {
      stream: 'd.b',
      previous: 'd.a',
      opened: { ...at(10, 90_000, 'b2'), after: 4 },
      anchors: [anchor(2, 500_000, 1010, 91_000, 'b2')],
    };
    const known = clocks({ stream: 'd.a' }, next);
    // The second stream opened at 499,000 by the server, when the desk's wall clock said 90,000: it is 409,000 behind.
    expect(timeOf('d.a', at(77_777, 60_000, 'b1'), known)).toEqual({ at: 469_000, final: true });
  });

  test('L1 a wall clock put right between opening and anchor is wrong on no side of it', () => {
    const next = {
      stream: 'd.b',
      previous: 'd.a',
      opened: { ...at(10, 90_000, 'b2'), after: 4 },
      anchors: [anchor(2, 500_000, 1010, 499_999, 'b2')],
    };
    expect(timeOf('d.a', at(5, 60_000, 'b1'), clocks({ stream: 'd.a' }, next)).at).toBe(469_000);
  });

  test('L1 it borrows through streams that have none themselves, each by its opening', () => {
    const known = clocks(
      { stream: 'd.a' },
      { stream: 'd.b', previous: 'd.a', opened: { ...at(2000), after: 3 } },
      {
        stream: 'd.c',
        previous: 'd.b',
        opened: { ...at(3000), after: 2 },
        anchors: [anchor(2, 1_003_500, 3500)],
      },
    );
    expect(timeOf('d.a', at(1000), known)).toEqual({ at: 1_001_000, final: true });
    expect(timeOf('d.b', at(2500), known)).toEqual({ at: 1_002_500, final: true });
  });

  test('L1 of several that continue it, the one that continues the latest entry', () => {
    const own = {
      stream: 'd.z',
      previous: 'd.a',
      opened: { ...at(2000), after: 9 },
      anchors: [anchor(2, 102_000, 2000)],
    };
    const restored = {
      stream: 'd.b',
      previous: 'd.a',
      opened: { ...at(2000), after: 4 },
      anchors: [anchor(2, 902_000, 2000)],
    };
    for (const order of [
      [own, restored],
      [restored, own],
    ]) {
      expect(timeOf('d.a', at(1000), clocks({ stream: 'd.a' }, ...order)).at).toBe(101_000);
    }
    expect(timeOf('d.a', at(1000), clocks({ stream: 'd.a' }, { ...own, anchors: [] }, restored)).at).toBe(
      901_000,
    );
  });

  test('streams that name each other give no time and no endless loop', () => {
    const known = clocks(
      { stream: 'd.a', previous: 'd.b', opened: { ...at(1), after: 1 } },
      { stream: 'd.b', previous: 'd.a', opened: { ...at(2), after: 1 } },
    );
    expect(timeOf('d.a', at(5, 70), known)).toEqual({ at: 70, final: false });
    expect(retimedBy('d.a', known)).toEqual(['d.a', 'd.b']);
  });

  test('the clocks of a large library are looked through at most once for an entry without an anchor of its own', () => {
    const many = Array.from({ length: 20_000 }, (_, i) => ({
      stream: `d${i % 200}.e${i}`,
      previous: i < 200 ? null : `d${i % 200}.e${i - 200}`,
      anchors: [anchor(1, i, i)],
    }));
    let looks = 0;
    let reads = 0;
    const known = new Proxy(clocks(...many, { stream: 'd0.last', previous: 'd0.e19800' }), {
      get(map, name) {
        if (name === 'get') reads += 1;
        else looks += 1;
        const value: unknown = Reflect.get(map, name);
        return typeof value === 'function' ? (value.bind(map) as unknown) : value;
      },
    });
    for (let i = 0; i < 50; i++) timeOf('d0.last', at(i), known);
    expect(looks).toBeLessThanOrEqual(50);
    expect(reads).toBeLessThan(50 * 250);
  });
});

describe('what a new anchor re-times', () => {
  const chain = clocks(
    { stream: 'd.a', anchors: [anchor(1, 1, 1)] },
    { stream: 'd.b', previous: 'd.a' },
    { stream: 'd.c', previous: 'd.b' },
    { stream: 'd.d', previous: 'd.c' },
  );

  test('L1 the stream itself and those before it, back to one that has an anchor', () => {
    expect(retimedBy('d.d', chain)).toEqual(['d.d', 'd.c', 'd.b']);
    expect(retimedBy('d.a', chain)).toEqual(['d.a']);
  });

  test('L1 nothing else changes its time: by property', () => {
    const links = fc.array(fc.record({ previous: fc.nat(8), anchored: fc.boolean() }), {
      minLength: 2,
      maxLength: 8,
    });
    fc.assert(
      fc.property(links, fc.nat(7), (made, pick) => {
        const before = clocks(
          ...made.map(({ previous, anchored }, i) => ({
            stream: `d.${i}`,
            previous: i > 0 && previous < 8 ? `d.${previous % i}` : null,
            opened: { ...at(i * 100), after: 3 },
            anchors: anchored ? [anchor(5, i * 7919, i * 100 + 50)] : [],
          })),
        );
        const chosen = `d.${pick % made.length}`;
        const clock = before.get(chosen)!;
        const after = new Map(before).set(
          chosen,
          joinClocks(clock, { ...clock, anchors: [anchor(2, 1_000_000, 20)] }),
        );
        const changed = [...before.keys()].filter(
          (stream) => timeOf(stream, at(1, 1), before).at !== timeOf(stream, at(1, 1), after).at,
        );
        expect(retimedBy(chosen, after)).toEqual(expect.arrayContaining(changed));
      }),
      { numRuns: 2000, seed: 13 },
    );
  });
});

test('L1 what two readers know of a stream joins the same whichever way round, and twice', () => {
  const someAnchor = fc.record({
    seq: fc.nat(3),
    server: fc.nat(3),
    mono: fc.nat(2),
    wall: fc.nat(2),
    boot: fc.constantFrom('b1', 'b2'),
  });
  const opened = fc.record({
    after: fc.nat(2),
    mono: fc.nat(1),
    wall: fc.nat(1),
    boot: fc.constantFrom('b1', 'b2'),
  });
  const clock = fc
    .record({
      previous: fc.constantFrom(null, 'd.x', 'd.y'),
      opened: fc.option(opened),
      anchors: fc.array(someAnchor, { maxLength: 4 }),
    })
    .map(({ opened: o, ...rest }): StreamClock =>
      joinClocks(
        { stream: 'd.a', ...rest, ...(o ? { opened: o } : {}) },
        { stream: 'd.a', previous: null, anchors: [] },
      ),
    );
  fc.assert(
    fc.property(clock, clock, clock, (a, b, c) => {
      expect(joinClocks(a, b)).toEqual(joinClocks(b, a));
      expect(joinClocks(joinClocks(a, b), c)).toEqual(joinClocks(a, joinClocks(b, c)));
      expect(joinClocks(a, a)).toEqual(a);
    }),
    { numRuns: 2000, seed: 17 },
  );
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Anchor, type Reading, type StreamClock, timeOf } from './timing.ts';

const at = (mono: number, wall = mono, boot = 'b1'): Reading => ({ mono, wall, boot });
const anchor = (seq: number, server: number, reading: Reading): Anchor => ({ seq, server, ...reading });

/** A stream that continues `d.a` and has an anchor, so that `d.a` can borrow from it. */
function follower(
  stream: string,
  server: number,
  opened: Reading | null,
  anchored: Reading,
  after = 4,
): StreamClock {
  return {
    stream,
    previous: 'd.a',
    ...(opened ? { opened: { ...opened, after } } : {}),
    anchors: [anchor(2, server, anchored)],
  };
}

function clocksOf(...known: readonly StreamClock[]): ReadonlyMap<string, StreamClock> {
  const first: StreamClock = { stream: 'd.a', previous: null, anchors: [] };
  return new Map([first, ...known].map((clock) => [clock.stream, clock]));
}

describe('a stream without an anchor', () => {
  test('L1 borrows the anchor itself of a stream whose opening is not known yet: by monotonic distance in one boot', () => {
    const known = clocksOf(follower('d.b', 500_000, null, at(3000, 91_000)));
    expect(timeOf('d.a', at(1500, 1), known)).toEqual({ at: 498_500, final: true });
  });

  test('L1 and by the wall clock from another boot', () => {
    const known = clocksOf(follower('d.b', 500_000, null, at(3000, 91_000, 'b2')));
    expect(timeOf('d.a', at(1500, 90_000), known)).toEqual({ at: 499_000, final: true });
  });

  test('L1 has another time once the opening is known, if the wall clock was put right after it', () => {
    const anchored = at(1010, 499_999, 'b2');
    const reading = at(5, 60_000);
    const before = timeOf('d.a', reading, clocksOf(follower('d.b', 500_000, null, anchored)));
    const after = timeOf('d.a', reading, clocksOf(follower('d.b', 500_000, at(10, 90_000, 'b2'), anchored)));
    expect([before.at, after.at]).toEqual([60_001, 469_000]);
  });

  const ofTwo = (one: StreamClock, other: StreamClock): readonly number[] =>
    [clocksOf(one, other), clocksOf(other, one)].map((known) => timeOf('d.a', at(1000), known).at);

  test('L1 asks of two that continue the same entry the one of its own boot', () => {
    const own = follower('d.z', 102_000, at(2000), at(2000));
    const rebooted = follower('d.b', 902_000, at(2000, 1000, 'b2'), at(2000, 1000, 'b2'));
    expect(ofTwo(own, rebooted)).toEqual([101_000, 101_000]);
  });

  test('L1 then the one that was opened nearest by the wall clock', () => {
    const near = follower('d.z', 102_000, at(2000, 1100), at(2000, 1100));
    const far = follower('d.b', 902_000, at(2000, 9000), at(2000, 9000));
    expect(ofTwo(near, far)).toEqual([101_000, 101_000]);
  });

  test('L1 and one whose opening is not known only when there is no other', () => {
    const opened = follower('d.z', 102_000, at(2000), at(2000), 1);
    const unopened = follower('d.b', 902_000, null, at(2000));
    expect(ofTwo(opened, unopened)).toEqual([101_000, 101_000]);
  });
});

const DAY = 86_400_000;
/** A run of a desk's program: what happened to the clocks before it, how long it lasted, whether it met the centre. */
const run = fc.record({
  before: fc.oneof(
    fc.record({ kind: fc.constant('jump' as const), by: fc.integer({ min: -DAY, max: DAY }) }),
    fc.record({ kind: fc.constant('reboot' as const), off: fc.nat(DAY) }),
  ),
  lasts: fc.integer({ min: 2, max: DAY }),
  anchored: fc.boolean(),
});

test('L1 each entry of each run has its true time, however the wall clock jumped, once a later run met the centre', () => {
  fc.assert(
    fc.property(fc.array(run, { minLength: 1, maxLength: 7 }), (runs) => {
      const known = new Map<string, StreamClock>();
      const written: { readonly stream: string; readonly reading: Reading; readonly true: number }[] = [];
      let now = 1_800_000_000_000;
      let wrong = -5 * DAY;
      let boot = { name: 'b0', began: now - 60_000 };
      const reading = (): Reading => ({ wall: now + wrong, mono: now - boot.began, boot: boot.name });
      for (const [i, { before, lasts, anchored }] of runs.entries()) {
        if (before.kind === 'jump') wrong += before.by;
        else boot = { name: `b${i}`, began: (now += before.off) };
        const stream = `d.${i}`;
        const opened = { ...reading(), after: 3 };
        written.push({ stream, reading: opened, true: now });
        now += lasts >> 1;
        const anchors = anchored || i === runs.length - 1 ? [anchor(2, now, reading())] : [];
        now += lasts - (lasts >> 1);
        written.push({ stream, reading: reading(), true: now });
        known.set(stream, { stream, previous: i > 0 ? `d.${i - 1}` : null, opened, anchors });
      }
      for (const one of written)
        expect(timeOf(one.stream, one.reading, known)).toEqual({ at: one.true, final: true });
    }),
    { numRuns: 2000, seed: 23 },
  );
});

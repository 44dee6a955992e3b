import { describe, expect, test } from 'vitest';
import { Horizon, type HorizonMark, NO_HORIZON } from './horizon.ts';
import { entryId } from './ids.ts';

const id = (seq: number, hash = 'a', stream = 'd1.x'): string => entryId(stream, seq, hash.repeat(64));
const mark = (before: number, seq: number, hash = 'a'): HorizonMark => ({
  by: id(before, 'c', 'centre.x'),
  before,
  cut: { 'd1.x': [id(seq, hash)] },
});
const at = (time: number, final = true) => ({ at: time, final });

describe('the horizon', () => {
  test('L7 without one nothing is late and nothing is cut', () => {
    expect(NO_HORIZON.isLate(id(1), at(0))).toBe(false);
    expect(NO_HORIZON.cuts(id(1))).toBe(false);
    expect(NO_HORIZON.clocksWithin(new Map()).size).toBe(0);
  });

  test('L7 late is what is earlier and had not come; a time that is not final may yet be another', () => {
    const horizon = new Horizon([mark(100, 5)]);
    expect(horizon.isLate(id(5), at(50))).toBe(false);
    expect(horizon.isLate(id(6), at(50))).toBe(true);
    expect(horizon.isLate(id(6), at(50, false))).toBe(false);
    expect(horizon.isLate(id(6), at(100))).toBe(false);
    expect(horizon.isLate(id(1, 'a', 'd2.x'), at(50))).toBe(true);
  });

  test('L7 what was late at one mark stays so, though the next has it in its cut', () => {
    const horizon = new Horizon([mark(100, 5), mark(200, 9)]);
    expect(horizon.isLate(id(6), at(50))).toBe(true);
    expect(horizon.isLate(id(6), at(150))).toBe(false);
    expect(horizon.isLate(id(10), at(150))).toBe(true);
    expect(horizon.undoesTooLate(id(6), undefined, id(5), at(50))).toBe(true);
    expect(horizon.undoesTooLate(id(6), undefined, id(5), at(150))).toBe(false);
    expect(horizon.undoesTooLate(id(5), undefined, id(4), at(50))).toBe(false);
  });

  test('L7 a mark that goes back moves nothing, and one that leaves a stream out leaves its cut', () => {
    const horizon = new Horizon([mark(100, 5), mark(50, 3), { ...mark(120, 9), cut: {} }]);
    expect(horizon.before).toBe(120);
    expect(horizon.cuts(id(5))).toBe(true);
    expect(horizon.isLate(id(6), at(70))).toBe(true);
  });

  test('L7 the other side of a fork is not within the cut', () => {
    const lines = { [id(3, 'a')]: '/aaaaaaaa', [id(3, 'b')]: '/bbbbbbbb', [id(5, 'a')]: '/aaaaaaaa' };
    const horizon = new Horizon([mark(100, 5)], lines);
    expect([id(2), id(3, 'a'), id(5, 'a')].every((one) => horizon.cuts(one))).toBe(true);
    expect([id(3, 'b'), id(5, 'b')].some((one) => horizon.cuts(one))).toBe(false);
    const both = new Horizon([{ ...mark(100, 5), cut: { 'd1.x': [id(5, 'a'), id(3, 'b')] } }], lines);
    expect([id(2), id(5, 'a'), id(3, 'b')].every((one) => both.cuts(one))).toBe(true);
    expect(both.cuts(id(4, 'b'), '/bbbbbbbb')).toBe(false);
  });

  test('L7 within the cut time is what the cut tells: an anchor that comes later tells nothing of it', () => {
    const anchor = (seq: number) => ({ seq, wall: 0, mono: 0, boot: 'b', server: 1000 * seq });
    const clock = { stream: 'd1.x', previous: null, anchors: [anchor(7)] };
    const clocks = new Map([
      ['d1.x', clock],
      ['d2.x', { ...clock, stream: 'd2.x' }],
    ]);
    expect([...new Horizon([mark(100, 5)]).clocksWithin(clocks)]).toEqual([
      ['d1.x', { ...clock, anchors: [] }],
    ]);
    expect(new Horizon([mark(100, 8)]).clocksWithin(clocks).get('d1.x')!.anchors).toHaveLength(1);
  });
});

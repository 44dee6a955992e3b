import { Horizon } from '@balie/shared/journal/horizon.ts';
import { entryId } from '@balie/shared/journal/ids.ts';
import { kinds } from '@balie/shared/journal/kinds.ts';
import { MAX_ENTRY_BYTES } from '@balie/shared/journal/read-entry.ts';
import { expect, test } from 'vitest';
import { nextHorizon } from './next-horizon.ts';

const HASH = '0123456789abcdef'.repeat(4);
const WHOLE = { lines: {}, holes: [], broken: [] };
const state = (stream: string, seq: number) => ({ stream, tip: { seq, hash: seq ? HASH : null }, ...WHOLE });
const streams = (count: number, seq: number) =>
  Array.from({ length: count }, (_, n) => state(`balie-${n}.aaa`, seq));
const marksOf = (drafts: ReturnType<typeof nextHorizon>) =>
  drafts.map(({ body }, n) => ({ by: entryId('centre.aaa', n + 1, HASH), ...body }));

test('[L7] a horizon takes in all that is folded, and what did not move since is left out', () => {
  const first = nextHorizon(streams(3, 5), [], 1000);
  expect(first).toMatchObject([{ kind: 'horizon.set', body: { before: 1000 } }]);
  expect(Object.keys(first[0]!.body.cut)).toHaveLength(3);
  const moved = [...streams(2, 5), state('balie-2.aaa', 9)];
  const second = nextHorizon([...moved, state('new.aaa', 0)], marksOf(first), 2000);
  expect(second[0]!.body).toEqual({
    before: 2000,
    cut: { 'balie-2.aaa': [entryId('balie-2.aaa', 9, HASH)] },
  });
});

test('[L7] more streams than fit in an entry are taken in by several, of which the last moves the horizon', () => {
  const first = nextHorizon(streams(1, 1), [], 500);
  const drafts = nextHorizon(streams(1000, 7), marksOf(first), 1000);
  expect(drafts.map(({ body }) => body.before)).toEqual([500, 500, 1000]);
  const horizon = new Horizon([...marksOf(first), ...marksOf(drafts)]);
  for (const { stream } of streams(1000, 7)) expect(horizon.cuts(entryId(stream, 7, HASH))).toBe(true);
  for (const { body } of drafts) {
    expect(kinds['horizon.set'].safeParse(body).success).toBe(true);
    expect(JSON.stringify(body).length).toBeLessThan(MAX_ENTRY_BYTES - 4096);
  }
});

test('[L7] of a stream that forked it takes in every branch, and of one that lacks entries it does not go on', () => {
  const of = (seq: number, hash: string) => entryId('balie-0.aaa', seq, hash.repeat(64));
  const lines = { [of(3, 'a')]: '/a', [of(4, 'a')]: '/a', [of(3, 'b')]: '/b' };
  const forked = { ...state('balie-0.aaa', 4), lines };
  const marks = marksOf(nextHorizon([forked], [], 1000));
  expect(marks[0]!.cut).toEqual({ 'balie-0.aaa': [of(3, 'b'), of(4, 'a')] });
  const horizon = new Horizon(marks, lines);
  for (const id of Object.keys(lines)) expect(horizon.cuts(id)).toBe(true);
  expect(nextHorizon([forked], marks, 2000)[0]!.body.cut).toEqual({});
  expect(nextHorizon([forked, { ...state('balie-1.aaa', 4), holes: [3] }], [], 1000)).toEqual([]);
});

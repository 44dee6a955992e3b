import { Horizon } from '@balie/shared/journal/horizon.ts';
import { entryId } from '@balie/shared/journal/ids.ts';
import { kinds } from '@balie/shared/journal/kinds.ts';
import { MAX_ENTRY_BYTES } from '@balie/shared/journal/read-entry.ts';
import { expect, test } from 'vitest';
import { nextHorizon } from './next-horizon.ts';

const HASH = '0123456789abcdef'.repeat(4);
const streams = (count: number, seq: number) =>
  Array.from({ length: count }, (_, n) => ({ stream: `balie-${n}.aaa`, tip: { seq, hash: HASH } }));
const marksOf = (drafts: ReturnType<typeof nextHorizon>) =>
  drafts.map(({ body }, n) => ({ by: entryId('centre.aaa', n + 1, HASH), ...body }));

test('[L7] a horizon takes in all that is folded, and what did not move since is left out', () => {
  const first = nextHorizon(streams(3, 5), [], 1000);
  expect(first).toMatchObject([{ kind: 'horizon.set', body: { before: 1000 } }]);
  expect(Object.keys(first[0]!.body.cut)).toHaveLength(3);
  const moved = [...streams(2, 5), { stream: 'balie-2.aaa', tip: { seq: 9, hash: HASH } }];
  const second = nextHorizon(
    [...moved, { stream: 'new.aaa', tip: { seq: 0, hash: null } }],
    marksOf(first),
    2000,
  );
  expect(second[0]!.body).toEqual({ before: 2000, cut: { 'balie-2.aaa': entryId('balie-2.aaa', 9, HASH) } });
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

import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Draft } from '../journal/seal.ts';
import { unite } from '../journal/fact.ts';
import { calendarDoc, documentsNamedBy, LIBRARY_CALENDAR_DOC } from '../protocol/document-ids.ts';
import { factsOf, TestStream } from '../testing/make-entry.ts';
import { branchCalendar, foldCalendar } from './fold-calendar.ts';
import { effectiveDue } from './opening.ts';

type Written = Pick<Draft, 'kind' | 'body'>;

const set = (branch: string, weekday: number): Written => ({
  kind: 'calendar.set',
  body: { branch, hours: [{ weekday, opens: '10:00', closes: '17:00' }], closed: [] },
});
const close = (branch: string | null, from: string, to = from): Written => ({
  kind: 'calendar.close',
  body: { branch, from, to, reason: 'storm' },
});
const extend = (branch: string | null, due: string, until: string): Written => ({
  kind: 'loan.extend',
  body: { branch, dueFrom: due, dueTo: due, until, reason: 'strike' },
});

const acts = fc.array(
  fc.oneof(
    fc.nat(6).map((weekday) => set('centrum', weekday)),
    fc.nat(20).map((n) => close('centrum', `2026-12-${String(n + 1).padStart(2, '0')}`)),
    fc.nat(20).map((n) => extend('centrum', `2026-12-${String(n + 1).padStart(2, '0')}`, '2026-12-31')),
  ),
  { minLength: 1, maxLength: 8 },
);

test('D8 a closing or an extension of the whole library counts at every branch, beside its own', () => {
  const centre = new TestStream('centre.a');
  centre.write(close(null, '2026-12-14'), { at: 1 });
  centre.write(extend(null, '2026-12-20', '2027-01-04'), { at: 2 });
  const branch = new TestStream('centre.b');
  branch.write(close('centrum', '2026-12-15', '2026-12-16'), { at: 1 });
  const library = foldCalendar(factsOf(centre.entries));
  const own = foldCalendar(factsOf(branch.entries));
  const joined = branchCalendar(own, library);
  expect(effectiveDue(joined, '2026-12-14')).toBe('2026-12-17');
  expect(effectiveDue(joined, '2026-12-20')).toBe('2027-01-04');
  expect(effectiveDue(branchCalendar(null, library), '2026-12-14')).toBe('2026-12-15');
  expect(effectiveDue(branchCalendar(own, null), '2026-12-14')).toBe('2026-12-14');
  expect(branchCalendar(null, null)).toEqual({ hours: [], closed: [] });
  expect(documentsNamedBy(close(null, '2026-12-14'))).toEqual([LIBRARY_CALENDAR_DOC]);
  expect(documentsNamedBy(close('centrum', '2026-12-14'))).toEqual([calendarDoc('centrum')]);
});

test('D8 new hours take the place of the old and leave closings and extensions alone', () => {
  const centre = new TestStream('centre.a');
  centre.write(close('centrum', '2026-12-14'), { at: 1 });
  const first = centre.write(set('centrum', 0), { at: 2 });
  const last = centre.write(set('centrum', 3), { at: 3 });
  const state = foldCalendar(factsOf(centre.entries));
  expect(state).toMatchObject({ entry: last._id, newest: last._id, body: { hours: [{ weekday: 3 }] } });
  expect(state.closings).toHaveLength(1);
  expect(first._id).not.toBe(last._id);
});

test('L8 an undone closing is as if it had never been', () => {
  const centre = new TestStream('centre.a');
  const closing = centre.write(close(null, '2026-12-14'), { at: 1 });
  centre.write(
    {
      kind: 'undo',
      body: { entry: closing._id, kind: closing.kind, documents: [LIBRARY_CALENDAR_DOC] },
    },
    { at: 2 },
  );
  expect(foldCalendar(factsOf(centre.entries))).toMatchObject({ closings: [], findings: [] });
});

test('L1 a calendar is a function of the set of its facts', () => {
  fc.assert(
    fc.property(acts, acts, (ours, theirs) => {
      const [a, b] = [new TestStream('centre.a'), new TestStream('centre.b')];
      for (const [i, act] of ours.entries()) a.write(act, { at: 10 * i });
      for (const [i, act] of theirs.entries()) b.write(act, { at: 10 * i + 5 });
      const [one, other] = [factsOf(a.entries), factsOf(b.entries)];
      const state = foldCalendar(unite(one, other));
      expect(foldCalendar(unite(other, unite(one, other)))).toEqual(state);
      expect(JSON.parse(JSON.stringify(state))).toEqual(state);
    }),
    { numRuns: 200 },
  );
});

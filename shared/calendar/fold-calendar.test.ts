import fc from 'fast-check';
import { expect, test } from 'vitest';
import { calendarDoc, documentsNamedBy, LIBRARY_CALENDAR_DOC } from '../protocol/document-ids.ts';
import {
  calendarClose as close,
  calendarHistories,
  calendarSet as set,
  loanExtend as extend,
} from '../testing/arbitrary-centre-facts.ts';
import { anyArrival, arriving } from '../testing/history.ts';
import { factsOf, TestStream } from '../testing/make-entry.ts';
import { branchCalendar, foldCalendar } from './fold-calendar.ts';
import { effectiveDue } from './opening.ts';

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

test('L1 a calendar is a function of the set of its facts, however they came', () => {
  fc.assert(
    fc.property(calendarHistories(), anyArrival, ({ entries, clocks }, arrival) => {
      const state = foldCalendar(factsOf(entries, clocks));
      expect(foldCalendar(arriving(entries, clocks, arrival))).toEqual(state);
      expect(JSON.parse(JSON.stringify(state))).toEqual(state);
    }),
    { numRuns: 2000, seed: 61 },
  );
});

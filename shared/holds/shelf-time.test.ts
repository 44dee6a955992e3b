import { expect, test } from 'vitest';
import { ALWAYS_OPEN, type BranchCalendar } from '../calendar/opening.ts';
import { holdPlace, holdPlaceAs, titleMerge } from '../testing/make-entry.ts';
import { expiredOn, type Expiry, lastShelfDay, lastWantedDay } from './shelf-time.ts';
import { Q, QueueScene } from './testing-queue.ts';

const MONDAY = Date.parse('2026-11-23T10:00:00Z');
const DAY = 86_400_000;

/** Open on Monday, Wednesday and Friday; closed at Christmas. */
const calendar: BranchCalendar = {
  hours: [0, 2, 4].map((weekday) => ({ weekday, opens: '10:00', closes: '17:00' })),
  closed: [{ from: '2026-12-24', to: '2027-01-01', reason: 'Kerst' }],
};

const expiry: Expiry = {
  shelfDays: 3,
  unfilledDays: 365,
  timeZone: 'Europe/Amsterdam',
  calendarOf: () => calendar,
  readySince: () => MONDAY,
};

test('H8 the days on the hold shelf are open days of the pick-up branch after the day of the notice', () => {
  expect(lastShelfDay(ALWAYS_OPEN, '2026-11-23', 7)).toBe('2026-11-30');
  expect(lastShelfDay(calendar, '2026-11-23', 3)).toBe('2026-11-30');
  expect(lastShelfDay(calendar, '2026-12-21', 3)).toBe('2027-01-06');
});

test('H8 what was not collected on the last day expires on the next, and the entry names the copy', () => {
  const scene = new QueueScene();
  const a = scene.web.write(holdPlace(Q, 'anna'), { at: MONDAY - DAY });
  const capture = scene.capture('b1', a, MONDAY - 3600);
  const queue = scene.queue();
  expect(expiredOn('2026-11-30', [queue], expiry)).toEqual([]);
  expect(expiredOn('2026-12-01', [queue], expiry)).toEqual([
    {
      kind: 'hold.expire',
      body: { queue: Q, hold: a._id, why: 'not-collected', item: 'b1' },
      after: [a._id, capture._id],
    },
  ]);
});

test('H8 a copy that is still on its way to the hold shelf does not expire', () => {
  const scene = new QueueScene();
  scene.capture('b1', scene.web.write(holdPlace(Q, 'anna'), { at: 1 }), 2);
  expect(expiredOn('2027-06-01', [scene.queue()], { ...expiry, readySince: () => null })).toEqual([]);
});

test('H8 what the turn of the day writes ends the hold, and the next turn writes nothing', () => {
  const scene = new QueueScene();
  scene.capture('b1', scene.web.write(holdPlace(Q, 'anna'), { at: MONDAY - DAY }), MONDAY);
  scene.web.write(holdPlaceAs(Q, 'bram', { until: '2026-11-30' }), { at: MONDAY });
  const drafts = expiredOn('2026-12-01', [scene.queue()], expiry);
  expect(drafts.map((draft) => draft.body.why)).toEqual(['not-collected', 'not-filled']);
  const turn = scene.stream('centre.b');
  for (const draft of drafts) turn.write(draft, { at: MONDAY + 8 * DAY, after: draft.after });
  expect(scene.queue().holds.map((hold) => hold.status)).toEqual(['expired', 'expired']);
  expect(expiredOn('2026-12-02', [scene.queue()], expiry)).toEqual([]);
});

test('H9 an unfilled hold is wanted for 365 days from its placing, or until its own last day', () => {
  const placedAt = Date.parse('2026-11-23T23:30:00Z');
  expect(lastWantedDay({ until: null, placedAt }, 365, 'Europe/Amsterdam')).toBe('2027-11-24');
  expect(lastWantedDay({ until: '2026-12-31', placedAt }, 365, 'Europe/Amsterdam')).toBe('2026-12-31');
});

test('H9 an unfilled hold expires after its last day, or with the subscription where the policy says so', () => {
  const scene = new QueueScene();
  const a = scene.web.write(holdPlaceAs(Q, 'anna', { until: '2026-12-31' }), { at: MONDAY });
  const b = scene.web.write(holdPlace(Q, 'bram'), { at: MONDAY });
  const whys = (today: string, change: Partial<Expiry> = {}): readonly string[][] =>
    expiredOn(today, [scene.queue()], { ...expiry, ...change }).map(({ body }) => [body.hold, body.why]);
  expect(whys('2026-12-31')).toEqual([]);
  expect(whys('2027-01-01')).toEqual([[a._id, 'not-filled']]);
  expect(whys('2026-12-01', { isSubscriptionOver: (patron) => patron === 'bram' })).toEqual([
    [b._id, 'subscription-ended'],
  ]);
});

test('H9 a hold that has one of its copies is not unfilled, and that of merged titles expires once', () => {
  const scene = new QueueScene();
  const school = scene.web.write(holdPlaceAs(Q, 'school', { copies: 2, until: '2026-12-31' }), { at: 1 });
  scene.web.write(holdPlaceAs(Q, 'anna', { until: '2026-12-31' }), { at: 2 });
  scene.web.write(titleMerge('t2', 't1'), { at: 3 });
  scene.capture('b1', school, 10);
  const queues = [scene.queue(Q, 'queue:title:t2'), scene.queue('queue:title:t2', Q)];
  const drafts = expiredOn('2027-01-01', queues, { ...expiry, readySince: () => null });
  expect(drafts.map(({ body }) => [body.queue, body.why])).toEqual([[Q, 'not-filled']]);
});

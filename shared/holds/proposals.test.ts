import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ALWAYS_OPEN, type BranchCalendar } from '../calendar/opening.ts';
import { holdNotOnShelf, holdPlace, holdPlaceAs, holdSuspend } from '../testing/make-entry.ts';
import { openMinutesBetween } from './open-minutes.ts';
import { type Aiming, aimsFor, type PullBranch, type ShelfCopy } from './proposals.ts';
import { pullLists } from './pull-list.ts';
import { Q, QueueScene } from './testing-queue.ts';

const NOW = Date.parse('2026-11-25T12:00:00+01:00');
const HOUR = 3_600_000;
const timeZone = 'Europe/Amsterdam';
const aiming: Aiming = { now: NOW, today: '2026-11-25', timeZone, graceMinutes: 120 };

/** From ten to five, not on Sunday. */
const calendar: BranchCalendar = {
  hours: [0, 1, 2, 3, 4, 5].map((weekday) => ({ weekday, opens: '10:00', closes: '17:00' })),
  closed: [],
};

const branch = (id: string, silentSince: number | null = null): PullBranch => ({ id, calendar, silentSince });
const branches = ['centrum', 'noord', 'zuid'].map((id) => branch(id));

const copy = (item: string, at: string, change: Partial<ShelfCopy> = {}): ShelfCopy => ({
  ...{ item, queues: [Q], branch: at, shelf: 'Romans', callNumber: null, language: null, format: null },
  ...change,
});

const pairs = (aims: ReturnType<typeof aimsFor>): readonly string[] =>
  aims.map((a) => `${a.branch} ${a.item}`);

function waiting(...pickups: readonly string[]): QueueScene {
  const scene = new QueueScene();
  for (const [i, pickup] of pickups.entries()) scene.web.write(holdPlace(Q, `p${i}`, pickup), { at: i + 1 });
  return scene;
}

describe('aims', () => {
  test('H6 a hold is aimed at a copy of its pick-up branch before all others', () => {
    const scene = waiting('noord');
    const copies = [copy('b1', 'centrum'), copy('b2', 'noord'), copy('b3', 'zuid')];
    expect(aimsFor([scene.queue()], copies, branches, aiming)).toEqual([
      { queue: Q, hold: scene.web.entries[0]!._id, item: 'b2', branch: 'noord', pickup: 'noord' },
    ]);
  });

  test('H6 without one there the branch with the fewest aims is asked, ties by id', () => {
    const copies = [
      ...['b1', 'b2', 'b3'].map((item) => copy(item, 'noord')),
      ...['b4', 'b5'].map((item) => copy(item, 'zuid')),
    ];
    const queues = [waiting('centrum', 'centrum', 'centrum', 'centrum').queue()];
    expect(pairs(aimsFor(queues, copies, branches, aiming))).toEqual([
      'noord b1',
      'zuid b4',
      'noord b2',
      'zuid b5',
    ]);
  });

  test('H6 a copy that was not on its shelf is asked for after all others', () => {
    const scene = waiting('noord');
    scene.desk.write(holdNotOnShelf(Q, scene.web.entries[0]!._id, 'b2'), { at: 50 });
    const copies = [copy('b1', 'centrum'), copy('b2', 'noord')];
    expect(pairs(aimsFor([scene.queue()], copies, branches, aiming))).toEqual(['centrum b1']);
    expect(pairs(aimsFor([scene.queue()], copies.slice(1), branches, aiming))).toEqual(['noord b2']);
  });

  test('H6 who is served first chooses first; captured and suspended holds are not aimed', () => {
    const scene = new QueueScene();
    const held = scene.web.write(holdPlace(Q, 'anna'), { at: 1 });
    const suspended = scene.web.write(holdPlace(Q, 'bram'), { at: 2 });
    scene.web.write(holdPlace(Q, 'celil'), { at: 3 });
    const urgent = scene.web.write(holdPlace(Q, 'dirk', 'centrum', -1), { at: 4 });
    scene.capture('b9', held, 10);
    scene.web.write(holdSuspend(Q, suspended._id, '2026-11-26'), { at: 11 });
    const copies = [copy('b1', 'centrum')];
    expect(aimsFor([scene.queue()], copies, branches, aiming).map((a) => a.hold)).toEqual([urgent._id]);
    const two = [...copies, copy('b2', 'centrum'), copy('b3', 'centrum')];
    expect(aimsFor([scene.queue()], two, branches, aiming)).toHaveLength(2);
    const later = { ...aiming, today: '2026-11-26' };
    expect(aimsFor([scene.queue()], two, branches, later)).toHaveLength(3);
  });

  test('H6 a hold on more copies is aimed at as many as it still wants, in what its language and format allow', () => {
    const scene = new QueueScene();
    scene.web.write(holdPlaceAs(Q, 'school', { copies: 3, language: 'nld' }), { at: 1 });
    const copies = [
      copy('b1', 'centrum', { language: 'nld' }),
      copy('b2', 'centrum', { language: 'eng' }),
      copy('b3', 'noord'),
      copy('b4', 'zuid', { language: 'nld' }),
      copy('b5', 'zuid', { language: 'nld' }),
    ];
    expect(pairs(aimsFor([scene.queue()], copies, branches, aiming))).toEqual([
      'centrum b1',
      'noord b3',
      'zuid b4',
    ]);
  });

  test('H10 own members come first, and a copy is only asked for where it may be collected', () => {
    const queues = [waiting('centrum', 'noord').queue()];
    const copies = [copy('b1', 'zuid')];
    const patrons = (change: Partial<Aiming>): readonly string[] =>
      aimsFor(queues, copies, branches, { ...aiming, ...change }).map((a) => a.pickup);
    expect(patrons({})).toEqual(['centrum']);
    expect(patrons({ isOwnMember: (patron) => patron === 'p1' })).toEqual(['noord']);
    expect(patrons({ mayGoTo: (_, pickup) => pickup !== 'centrum' })).toEqual(['noord']);
  });

  test('H7 a branch out of contact is waited for during its opening hours and the grace, then others are asked', () => {
    const queues = [waiting('noord').queue()];
    const copies = [copy('b1', 'noord'), copy('b2', 'zuid')];
    const silent = (since: number): readonly string[] =>
      pairs(aimsFor(queues, copies, [branch('noord', since), branch('zuid')], aiming));
    expect(silent(Date.parse('2026-11-24T20:00:00+01:00'))).toEqual(['noord b1']);
    expect(silent(NOW - 2 * HOUR)).toEqual(['noord b1']);
    expect(silent(Date.parse('2026-11-24T16:30:00+01:00'))).toEqual(['zuid b2']);
  });

  test('H7 only opening hours count, by the clock of the country', () => {
    const at = (text: string): number => Date.parse(text);
    const saturday = at('2026-11-28T16:00:00+01:00');
    expect(openMinutesBetween(calendar, saturday, at('2026-11-30T10:30:00+01:00'), timeZone)).toBe(90);
    expect(openMinutesBetween(calendar, NOW, NOW, timeZone)).toBe(0);
    expect(openMinutesBetween(calendar, at('2026-11-25T08:00:00Z'), NOW, timeZone)).toBe(120);
    expect(openMinutesBetween(ALWAYS_OPEN, NOW - 30 * HOUR, NOW, timeZone)).toBe(1800);
    const closed = { ...calendar, closed: [{ from: '2026-11-25', to: '2026-11-25', reason: 'storm' }] };
    expect(openMinutesBetween(closed, NOW - 2 * HOUR, NOW, timeZone)).toBe(0);
  });
});

test('H6 a pull list has the aims of one branch, along its shelves', () => {
  const copies = [
    copy('b1', 'noord', { shelf: 'Romans', callNumber: 'K 10' }),
    copy('b2', 'noord', { shelf: 'Romans', callNumber: 'K 9' }),
    copy('b3', 'noord', { shelf: 'Jeugd', callNumber: 'Z 1' }),
    copy('b4', 'centrum'),
  ];
  const queues = [waiting('centrum', 'centrum', 'centrum', 'centrum').queue()];
  const lists = pullLists(aimsFor(queues, copies, branches, aiming), copies);
  expect(lists.map((list) => [list.branch, ...list.lines.map((line) => line.item)])).toEqual([
    ['centrum', 'b4'],
    ['noord', 'b3', 'b2', 'b1'],
  ]);
  expect(lists[1]!.lines[0]).toMatchObject({ shelf: 'Jeugd', callNumber: 'Z 1', pickup: 'centrum' });
});

const places = fc.constantFrom('centrum', 'noord', 'zuid', 'west');
const world = fc.record({
  holds: fc.array(
    fc.record({
      work: fc.boolean(),
      patron: fc.nat(12),
      pickup: places,
      copies: fc.integer({ min: 1, max: 3 }),
    }),
    { maxLength: 15 },
  ),
  copies: fc.array(fc.record({ at: places, both: fc.boolean() }), { maxLength: 12 }),
});

test('H6 no copy is aimed at twice, no hold gets more than it wants, and the order of what is known changes nothing', () => {
  fc.assert(
    fc.property(world, ({ holds, copies }) => {
      const scene = new QueueScene();
      const work = 'queue:work:w1';
      for (const [i, { work: onWork, patron, pickup, copies: wanted }] of holds.entries())
        scene.web.write(
          holdPlaceAs(onWork ? work : Q, `p${patron}`, { pickup, copies: wanted, priority: i % 2 }),
          { at: i + 1 },
        );
      const queues = [scene.queue(Q), scene.queue(work)];
      const shelves = copies.map(({ at, both }, i) => copy(`b${i}`, at, { queues: both ? [Q, work] : [Q] }));
      const aims = aimsFor(queues, shelves, branches, aiming);
      expect(new Set(aims.map((aim) => aim.item)).size).toBe(aims.length);
      for (const hold of queues.flatMap((queue) => queue.holds))
        expect(aims.filter((aim) => aim.hold === hold.id).length).toBeLessThanOrEqual(hold.wanted);
      expect(aims.every((aim) => aim.branch !== 'west')).toBe(true);
      expect(aimsFor(queues.toReversed(), shelves.toReversed(), branches.toReversed(), aiming)).toEqual(aims);
    }),
    { numRuns: 2000, seed: 6 },
  );
});

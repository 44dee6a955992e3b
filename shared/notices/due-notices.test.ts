import { describe, expect, test } from 'vitest';
import { Q, QueueScene } from '../holds/testing-queue.ts';
import type { Draft } from '../journal/seal.ts';
import { nationalDefault } from '../policy/national-default.ts';
import {
  factsOf,
  holdCancel,
  holdCancelByLibrary,
  holdExpire,
  holdPlace,
  TestStream,
} from '../testing/make-entry.ts';
import {
  type Due,
  dueNotices,
  type NoticeLoan,
  type NoticeMoment,
  type NoticePatron,
  type NoticeRules,
} from './due-notices.ts';
import { foldNotices } from './fold-notices.ts';
import { noticeDrafts } from './notice-drafts.ts';

const LOAN = 'entry:d.a:00000001:0123456789abcdef';

const rules: NoticeRules = {
  preOverdueDays: 3,
  overdueDays: [7, 21],
  invoiceDays: 42,
  subscriptionDays: 30,
  endedHoldDays: 14,
  releaseDays: 5,
  partsDays: 14,
};

const moment: NoticeMoment = {
  today: '2026-11-23',
  timeZone: 'Europe/Amsterdam',
  behindSince: null,
  released: false,
  collectUntil: () => null,
};

const loan = (due: string, change: Partial<NoticeLoan> = {}): NoticeLoan => ({
  ...{ id: LOAN, item: 'b1', promised: due, due, stopped: false },
  ...change,
});

const anna = (change: Partial<NoticePatron> = {}): NoticePatron => ({
  id: 'anna',
  recipient: 'anna',
  ways: ['email', 'letter'],
  loans: [],
  pays: true,
  holds: [],
  cases: [],
  subscription: null,
  told: foldNotices('anna', {}),
  ...change,
});

const ids = (due: Due): readonly string[] => due.messages.flatMap((m) => m.notices.map((n) => n.id));
const on = (today: string, patron: NoticePatron, change: Partial<NoticeMoment> = {}): readonly string[] =>
  ids(dueNotices([patron], rules, { ...moment, today, ...change }));

type Told = readonly (readonly [Draft['kind'], string, string])[];

/** What the centre wrote of a notice. */
function told(...written: Told): NoticePatron['told'] {
  const centre = new TestStream('centre.a');
  for (const [i, [kind, notice, way]] of written.entries()) {
    const body = { patron: 'anna', notice, way, ...(kind === 'notice.failed' ? { code: 'bounced' } : {}) };
    centre.write({ kind, body } as Pick<Draft, 'kind' | 'body'>, { at: i + 1 });
  }
  return foldNotices('anna', factsOf(centre.entries));
}

describe('loans', () => {
  test('N1 a loan is announced, reminded of and invoiced on its days, each by an id made from its cause', () => {
    const patron = anna({ loans: [loan('2026-11-23')] });
    expect(on('2026-11-19', patron)).toEqual([]);
    expect(on('2026-11-20', patron)).toEqual([`pre-overdue:${LOAN}:2026-11-23`]);
    expect(on('2026-11-23', patron)).toEqual([`pre-overdue:${LOAN}:2026-11-23`]);
    expect(on('2026-11-24', patron)).toEqual([]);
    expect(on('2026-11-30', patron)).toEqual([`overdue:${LOAN}:2026-11-23:1`]);
    expect(on('2026-12-14', patron)).toEqual([`overdue:${LOAN}:2026-11-23:2`]);
    expect(on('2027-01-04', patron)).toEqual([`invoice:${LOAN}`]);
  });

  test('N1 what was sent is never sent twice, and a loan that was renewed since is reminded of anew', () => {
    const sent = told(['notice.sent', `overdue:${LOAN}:2026-11-23:1`, 'email']);
    expect(on('2026-11-30', anna({ loans: [loan('2026-11-23')], told: sent }))).toEqual([]);
    expect(on('2026-12-28', anna({ loans: [loan('2026-12-21')], told: sent }))).toEqual([
      `overdue:${LOAN}:2026-12-21:1`,
    ]);
  });

  test('N1 a day that has become closed since moves the reminder, and makes no second one', () => {
    const moved = loan('2026-11-23', { due: '2026-11-27' });
    expect(on('2026-12-03', anna({ loans: [moved] }))).toEqual([]);
    expect(on('2026-12-04', anna({ loans: [moved] }))).toEqual([`overdue:${LOAN}:2026-11-23:1`]);
  });

  test('N1 a notice that bounced goes by the next way, and at last on the call list', () => {
    const overdue = `overdue:${LOAN}:2026-11-23:1`;
    const way = (...written: Told): string | undefined =>
      dueNotices([anna({ loans: [loan('2026-11-23')], told: told(...written) })], rules, {
        ...moment,
        today: '2026-11-30',
      }).messages[0]?.way;
    expect(way()).toBe('email');
    expect(way(['notice.sent', overdue, 'email'], ['notice.failed', overdue, 'email'])).toBe('letter');
    expect(way(['notice.failed', overdue, 'email'], ['notice.failed', overdue, 'letter'])).toBe('call-list');
    expect(way(['notice.failed', overdue, 'email'], ['notice.printed', overdue, 'letter'])).toBeUndefined();
  });

  test('L13 of a book that is said to be returned, or given up, nobody is reminded', () => {
    expect(on('2026-12-14', anna({ loans: [loan('2026-11-23', { stopped: true })] }))).toEqual([]);
  });

  test('N2 reminders and invoices wait while a desk is behind, and what is no reminder goes', () => {
    const loans = [
      loan('2026-11-16'),
      loan('2026-10-01', { id: 'entry:d.a:00000002:0123456789abcdef' }),
      loan('2026-11-25', { id: 'entry:d.a:00000003:0123456789abcdef' }),
    ];
    const behindSince = Date.parse('2026-11-20T10:00:00+01:00');
    const due = dueNotices([anna({ loans })], rules, { ...moment, behindSince });
    expect(ids(due)).toEqual(['pre-overdue:entry:d.a:00000003:0123456789abcdef:2026-11-25']);
    expect(due.waiting.map((n) => n.kind)).toEqual(['overdue', 'invoice']);
    expect(due.mayRelease).toBe(false);
    expect(dueNotices([anna({ loans })], rules, moment).waiting).toEqual([]);
  });

  test('N2 after so many days a named person may release them, and not before', () => {
    const patron = anna({ loans: [loan('2026-11-16')] });
    const released = (behind: string): Due =>
      dueNotices([patron], rules, { ...moment, behindSince: Date.parse(behind), released: true });
    expect(released('2026-11-19T10:00:00+01:00')).toMatchObject({ messages: [], mayRelease: false });
    const late = released('2026-11-18T10:00:00+01:00');
    expect(late).toMatchObject({ waiting: [], mayRelease: true });
    expect(ids(late)).toEqual([`overdue:${LOAN}:2026-11-16:1`]);
  });

  test('N4 of a loan only the newest stage goes, and none of one that came back', () => {
    const untold = anna({ loans: [loan('2026-11-23')] });
    expect(on('2027-01-10', untold)).toEqual([`invoice:${LOAN}`]);
    expect(on('2027-01-10', anna())).toEqual([]);
  });
});

describe('holds and subscriptions', () => {
  const ready = (until: string | null): Partial<NoticeMoment> => ({ collectUntil: () => until });

  function holding(scene: QueueScene): NoticePatron {
    return anna({ holds: scene.queue().holds.map((hold) => ({ queue: Q, hold })) });
  }

  test('N3 hold ready goes once the copy is on its pick-up shelf, and names the capture', () => {
    const scene = new QueueScene();
    const hold = scene.web.write(holdPlace(Q, 'anna'), { at: 1 });
    const capture = scene.capture('b1', hold, 2);
    expect(on('2026-11-23', holding(scene), ready(null))).toEqual([]);
    const due = dueNotices([holding(scene)], rules, { ...moment, ...ready('2026-12-03') });
    expect(due.messages).toEqual([
      {
        recipient: 'anna',
        way: 'email',
        notices: [
          {
            kind: 'hold-ready',
            id: `hold-ready:${hold._id}:${capture._id}`,
            patron: 'anna',
            ...{ hold: hold._id, queue: Q, item: 'b1', pickup: 'centrum', until: '2026-12-03' },
          },
        ],
      },
    ]);
  });

  test('N3 without an address the patron stands on the call list', () => {
    const scene = new QueueScene();
    scene.capture('b1', scene.web.write(holdPlace(Q, 'anna'), { at: 1 }), 2);
    const due = dueNotices([{ ...holding(scene), ways: [] }], rules, { ...moment, ...ready('2026-12-03') });
    expect(due.messages.map((m) => m.way)).toEqual(['call-list']);
  });

  test('N4 a hold that was cancelled since is not announced as ready', () => {
    const scene = new QueueScene();
    const hold = scene.web.write(holdPlace(Q, 'anna'), { at: 1 });
    scene.capture('b1', hold, 2);
    scene.web.write(holdCancel(Q, hold._id), { at: 3 });
    expect(on('2026-11-23', holding(scene), ready('2026-12-03'))).toEqual([]);
  });

  test('H9 the patron is told of a hold that the library ended, while that is news', () => {
    const at = Date.parse('2026-11-20T09:00:00+01:00');
    const scene = new QueueScene();
    const [a, b, c] = ['anna', 'bram', 'celil'].map((p, i) =>
      scene.web.write(holdPlace(Q, p), { at: i + 1 }),
    );
    scene.desk.write(holdCancelByLibrary(Q, a!._id), { at });
    scene.desk.write(holdExpire(Q, b!._id, 'not-filled'), { at: at + 1 });
    scene.desk.write(holdCancel(Q, c!._id), { at: at + 2 });
    expect(on('2026-12-04', holding(scene))).toEqual([`hold-cancelled:${a!._id}`, `hold-expired:${b!._id}`]);
    expect(on('2026-12-05', holding(scene))).toEqual([]);
  });

  test('H8 the patron is told that nobody came for the copy', () => {
    const at = Date.parse('2026-11-20T09:00:00+01:00');
    const scene = new QueueScene();
    const hold = scene.web.write(holdPlace(Q, 'anna'), { at: 1 });
    scene.capture('b1', hold, 2);
    scene.stream('centre.a').write(holdExpire(Q, hold._id, 'not-collected', 'b1'), { at });
    expect(on('2026-11-21', holding(scene), ready('2026-12-03'))).toEqual([`hold-expired:${hold._id}`]);
  });

  test('N1 the end of a subscription is announced, but not of one that renews itself', () => {
    const ending = (renewsItself: boolean): NoticePatron =>
      anna({ subscription: { until: '2026-12-31', renewsItself } });
    expect(on('2026-11-30', ending(false))).toEqual([]);
    expect(on('2026-12-01', ending(false))).toEqual(['subscription-ending:anna:2026-12-31']);
    expect(on('2026-12-31', ending(false))).toEqual(['subscription-ending:anna:2026-12-31']);
    expect(on('2027-01-01', ending(false))).toEqual([]);
    expect(on('2026-12-01', ending(true))).toEqual([]);
  });

  test('M3 what a reminder costs goes with it by its step, by whatever way it goes', () => {
    const policy = {
      ...nationalDefault,
      charges: { ...nationalDefault.charges, remindersCents: [0, 150] },
    };
    const drafts = (today: string, ways: NoticePatron['ways'], pays = true) =>
      dueNotices([anna({ ways, pays, loans: [loan('2026-11-23')] })], rules, {
        ...moment,
        today,
      }).messages.flatMap((message) => noticeDrafts(message, policy));
    const notice = `overdue:${LOAN}:2026-11-23`;
    expect(drafts('2026-11-30', ['email'])).toEqual([
      { kind: 'notice.sent', body: { patron: 'anna', notice: `${notice}:1`, way: 'email' }, after: [] },
    ]);
    expect(drafts('2026-12-14', ['letter'])).toEqual([
      {
        kind: 'notice.printed',
        body: { patron: 'anna', notice: `${notice}:2`, way: 'letter', charge: { cents: 150, item: 'b1' } },
        after: [],
      },
    ]);
    expect(drafts('2026-12-14', ['letter'], false)).toEqual([
      { kind: 'notice.printed', body: { patron: 'anna', notice: `${notice}:2`, way: 'letter' }, after: [] },
    ]);
    expect(drafts('2027-01-04', ['email'])).toMatchObject([{ body: { notice: `invoice:${LOAN}` } }]);
  });

  test('L12 who had an incomplete or damaged book last is told until when it can be made good', () => {
    const by = 'entry:d.a:00000009:0123456789abcdef';
    const at = Date.parse('2026-11-23T10:00:00+01:00');
    const patron = anna({ cases: [{ by, item: 'b1', what: 'parts-missing', at }] });
    const { messages } = dueNotices([patron], rules, moment);
    expect(messages.flatMap((m) => m.notices)).toEqual([
      { kind: 'parts-missing', id: `parts-missing:${by}`, patron: 'anna', item: 'b1', until: '2026-12-07' },
    ]);
    expect(on('2026-12-07', patron)).toHaveLength(1);
    expect(on('2026-12-08', patron)).toEqual([]);
    expect(ids(dueNotices([patron], { ...rules, partsDays: null }, moment))).toEqual([]);
  });

  test('N4 what goes to one person by one way goes in one message, a guardian’s children’s too', () => {
    const bounced = `overdue:${LOAN}:2026-11-16:1`;
    const patrons = [
      anna({
        loans: [loan('2026-11-16'), loan('2026-11-15', { id: 'entry:d.a:00000002:0123456789abcdef' })],
        subscription: { until: '2026-12-01', renewsItself: false },
        told: told(['notice.failed', bounced, 'email']),
      }),
      anna({ id: 'bram', recipient: 'anna', loans: [loan('2026-11-25', { id: 'x' })] }),
      anna({ id: 'celil', recipient: 'celil', loans: [loan('2026-11-25', { id: 'y' })] }),
    ];
    const { messages } = dueNotices(patrons, rules, moment);
    expect(messages.map((m) => [m.recipient, m.way, m.notices.map((n) => `${n.patron} ${n.kind}`)])).toEqual([
      ['anna', 'letter', ['anna overdue']],
      ['anna', 'email', ['anna overdue', 'anna subscription-ending', 'bram pre-overdue']],
      ['celil', 'email', ['celil pre-overdue']],
    ]);
  });
});

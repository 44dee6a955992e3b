import fc from 'fast-check';
import { addDays } from '../calendar/days.ts';
import type { AnyEntry } from '../journal/entry.ts';
import type { Draft } from '../journal/seal.ts';
import { type DeskClock, Desks, type History, wrongClocks } from './history.ts';
import { undoOf } from './make-entry.ts';

type Written = Pick<Draft, 'kind' | 'body'>;

export const calendarSet = (branch: string, weekday: number): Written => ({
  kind: 'calendar.set',
  body: { branch, hours: [{ weekday, opens: '10:00', closes: '17:00' }], closed: [] },
});
export const calendarClose = (branch: string | null, from: string, to = from): Written => ({
  kind: 'calendar.close',
  body: { branch, from, to, reason: 'storm' },
});
export const loanExtend = (branch: string | null, due: string, until: string): Written => ({
  kind: 'loan.extend',
  body: { branch, dueFrom: due, dueTo: due, until, reason: 'strike' },
});

/** Two messages to one patron, of one matter each. */
export const NOTICES = [1, 2].map(
  (stage) => `overdue:entry:d.a:00000001:0123456789abcdef:2026-11-20:${stage}`,
);

export function notice(
  kind: 'notice.sent' | 'notice.failed' | 'notice.printed',
  way: 'email' | 'sms' | 'letter',
  of = NOTICES[0]!,
): Written {
  const body = { patron: 'anna', notice: of, way };
  return kind === 'notice.failed' ? { kind, body: { ...body, code: 'bounced' } } : { kind, body };
}

interface Dice {
  readonly kind: number;
  readonly pick: number;
}

/** What several streams, whose clocks are wrong, write of one document; `undo` says whether that may be taken back. */
function histories(
  draftOf: (dice: Dice) => Written,
  undo: boolean,
  wrong: fc.Arbitrary<readonly DeskClock[]> = wrongClocks(3, 60),
): fc.Arbitrary<History> {
  const step = fc.record({ desk: fc.nat(2), kind: fc.nat(19), pick: fc.nat(20), pause: fc.nat(20) });
  return fc.tuple(fc.array(step, { maxLength: 16 }), wrong).map(([steps, clocks]) => {
    const desks = new Desks(clocks);
    let now = 1000;
    for (const { desk, pause, ...dice } of steps) {
      const target: AnyEntry | undefined = desks.entries[dice.pick % Math.max(1, desks.entries.length)];
      const takesBack = undo && dice.kind > 16 && target !== undefined;
      desks.write(desk, takesBack ? undoOf(target) : draftOf(dice), (now += pause));
    }
    return desks.history(now);
  });
}

const calendarDraft = ({ kind, pick }: Dice): Written => {
  const day = addDays('2026-12-01', pick);
  if (kind % 3 === 0) return calendarSet('centrum', pick % 7);
  return kind % 3 === 1 ? calendarClose('centrum', day) : loanExtend('centrum', day, '2026-12-31');
};

/** What a branch and the centre say of the days of one branch. */
export const calendarHistories = (clocks?: fc.Arbitrary<readonly DeskClock[]>): fc.Arbitrary<History> =>
  histories(calendarDraft, true, clocks);

/** What one patron was told, and what bounced. */
export const noticeHistories = histories(({ kind, pick }) => {
  const kinds = ['notice.sent', 'notice.failed', 'notice.printed'] as const;
  return notice(kinds[kind % 3]!, (['email', 'sms', 'letter'] as const)[pick % 3]!, NOTICES[pick % 2]);
}, false);

/** How one member of staff was set, again and again. */
export const settingHistories = (clocks?: fc.Arbitrary<readonly DeskClock[]>): fc.Arbitrary<History> =>
  histories(
    ({ pick }) => ({
      kind: 'staff.set',
      body: { staff: 's1', name: `Els ${pick}`, mayOverride: pick % 2 === 0, pin: '' },
    }),
    false,
    clocks,
  );

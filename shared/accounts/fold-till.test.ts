import { expect, test } from 'vitest';
import type { AnyEntry } from '../journal/entry.ts';
import type { FactOf } from '../journal/fact.ts';
import type { EntryId } from '../journal/ids.ts';
import { factsOf, TestStream, undoOf } from '../testing/make-entry.ts';
import { foldTill } from './fold-till.ts';
import {
  byPin,
  pay,
  refund,
  TILL as T,
  tillClose as close,
  tillCount as count,
  tillDrop as drop,
  tillOpen as open,
} from './make-money.ts';
import { mayUndo } from './may-undo.ts';
import { tillReport } from './till-report.ts';

type Draft = Parameters<TestStream['write']>[0];

function drawer() {
  const stream = new TestStream('d1.a');
  let at = 0;
  let receipt = 0;
  const write = (draft: Draft): AnyEntry => stream.write(draft, { at: (at += 10) });
  return {
    write,
    cash: (cents: number, roundingCents = 0) =>
      write(
        pay('anna', [[`x:${++receipt}`, cents - roundingCents]], { till: T, cents, roundingCents, receipt }),
      ),
    pin: (cents: number, outcome: 'approved' | 'unknown' | 'declined', resolves?: EntryId) =>
      write(pay('anna', [[`x:${++receipt}`, cents]], { till: T, ...byPin(outcome, resolves), receipt })),
    giveBack: (cents: number) => write(refund('anna', cents, { till: T, receipt: ++receipt })),
    state: () => foldTill(T, factsOf(stream.entries)),
    entries: stream.entries,
  };
}

const kindsOf = ({ findings }: ReturnType<typeof foldTill>) =>
  findings.map(({ kind, weight }) => `${weight} ${kind}`);
const bodyOf = (entry: AnyEntry) => entry as unknown as FactOf<'pay'>;

test('M8 a session is a person’s: float, cash in, refunds, drops, count and difference', () => {
  const till = drawer();
  till.write(open());
  till.cash(500);
  till.cash(505, 2);
  till.giveBack(300);
  till.write(drop(400));
  expect(till.state().open).toMatchObject({ person: 'demo', floatCents: 10_000, expectedCents: 10_305 });
  const counted = till.write(count(10_300));
  till.write(close(counted._id));
  const { sessions, open: running, findings } = till.state();
  expect(running).toBeNull();
  expect(sessions).toHaveLength(1);
  expect(sessions[0]).toMatchObject({
    received: { cash: 1005 },
    refunded: { cash: 300 },
    droppedCents: 400,
    roundingCents: 2,
    counts: [{ entry: counted._id, expectedCents: 10_305, countedCents: 10_300, differenceCents: -5 }],
  });
  expect(findings).toMatchObject([{ kind: 'till-difference', weight: 'remark', params: { cents: -5 } }]);
});

test('M8 a difference stays as it was recorded: neither later money nor a second count nor an undo takes it away', () => {
  const till = drawer();
  till.write(open());
  const paid = till.cash(500);
  const first = till.write(count(10_400));
  till.cash(100);
  const second = till.write(count(10_600));
  till.write(undoOf(paid));
  till.write(undoOf(first));
  const { open: running } = till.state();
  expect(running?.counts).toMatchObject([
    { entry: first._id, differenceCents: -100 },
    { entry: second._id, differenceCents: 0 },
  ]);
  expect(running?.expectedCents).toBe(10_100);
  expect(kindsOf(till.state())).toEqual([
    'remark till-difference',
    'remark undone-after-count',
    'exception undo-refused',
  ]);
});

test('M8 the totals of each terminal are held beside what it says that it took', () => {
  const till = drawer();
  till.write(open());
  till.pin(500, 'approved');
  till.pin(300, 'declined');
  till.write(refund('anna', 200, { till: T, ...byPin('approved'), receipt: 9 }));
  till.write(count(10_000, 350));
  const { open: running } = till.state();
  expect(running?.terminals).toEqual([{ id: 'pin-1', cents: 300, unknownCents: 0 }]);
  expect(running?.counts[0]?.terminals).toEqual([
    { id: 'pin-1', expectedCents: 300, countedCents: 350, differenceCents: 50 },
  ]);
  expect(kindsOf(till.state())).toEqual(['remark pin-difference']);
});

test('M8 what a terminal left unanswered is apart until somebody says how it ended', () => {
  const till = drawer();
  till.write(open());
  const asked = till.pin(500, 'unknown');
  expect(till.state().open?.terminals).toEqual([{ id: 'pin-1', cents: 0, unknownCents: 500 }]);
  till.pin(500, 'approved', asked._id);
  expect(till.state().open).toMatchObject({
    terminals: [{ id: 'pin-1', cents: 500, unknownCents: 0 }],
    received: { pin: 500 },
  });
});

test('M8 an answer that comes after the session belongs to it, and opens no drawer', () => {
  for (const [answer, pin] of [
    ['approved', 500],
    ['declined', 0],
  ] as const) {
    const till = drawer();
    till.write(open());
    const asked = till.pin(500, 'unknown');
    till.write(close(till.write(count(10_000))._id));
    till.pin(500, answer, asked._id);
    const { sessions, open: running, findings } = till.state();
    expect(running).toBeNull();
    expect(sessions).toMatchObject([{ expectedCents: 10_000, received: { cash: 0, pin }, person: 'demo' }]);
    expect(findings).toEqual([]);
  }
});

test('M8 what a terminal refused opens no drawer and asks for no new count', () => {
  const till = drawer();
  till.pin(500, 'declined');
  expect(till.state()).toMatchObject({ sessions: [], open: null, findings: [] });
  till.write(open());
  const counted = till.write(count(10_000));
  till.pin(500, 'declined');
  till.write(close(counted._id));
  expect(kindsOf(till.state())).toEqual([]);
});

test('M8 credit that is given back leaves the drawer, rounded', () => {
  const till = drawer();
  till.write(open());
  till.write(refund('anna', 505, { till: T, roundingCents: 2 }));
  expect(till.state().open).toMatchObject({ expectedCents: 9495, roundingCents: -2, creditCents: -503 });
});

test('L8 cash is undone until its count, PIN never', () => {
  const till = drawer();
  till.write(open());
  const early = till.cash(500);
  const pinned = till.pin(400, 'approved');
  const asked = till.pin(400, 'unknown');
  const ask = (entry: AnyEntry) => mayUndo(entry._id, bodyOf(entry), till.state());
  expect(ask(early)).toEqual({ ok: true });
  expect(ask(pinned)).toEqual({ ok: false, why: 'pin' });
  expect(ask(asked)).toEqual({ ok: false, why: 'pin-unknown' });
  till.write(count(10_500));
  const late = till.cash(200);
  expect(ask(early)).toEqual({ ok: false, why: 'counted' });
  expect(ask(late)).toEqual({ ok: true });
  expect(mayUndo(late._id, bodyOf(late), null)).toEqual({ ok: false, why: 'till-unknown' });
});

test('L8 cash that is undone before the count was never in the drawer', () => {
  const till = drawer();
  till.write(open());
  const paid = till.cash(500);
  till.write(undoOf(paid));
  expect(till.state().open).toMatchObject({ expectedCents: 10_000, received: { cash: 0 } });
  expect(till.state()).toMatchObject({ uncounted: [], findings: [] });
});

test('L8 an undone PIN payment leaves the terminal’s money where it is, for a person to give back', () => {
  const till = drawer();
  till.write(open());
  const paid = till.pin(500, 'approved');
  till.write(undoOf(paid));
  expect(till.state().open?.terminals).toMatchObject([{ cents: 500 }]);
  expect(kindsOf(till.state())).toEqual(['exception pin-undone']);
});

test('M8 a drawer that nobody opened takes money all the same, an exception until it is counted', () => {
  const till = drawer();
  till.cash(500);
  expect(till.state().open).toMatchObject({ person: null, floatCents: 0, expectedCents: 500 });
  expect(kindsOf(till.state())).toEqual(['exception till-unopened']);
  till.write(count(500));
  expect(kindsOf(till.state())).toEqual(['remark till-unopened']);
});

test('M8 a drawer that the next person opens was left; one that is closed uncounted is told of', () => {
  const till = drawer();
  till.write(open());
  till.cash(500);
  const next = till.write(open(5000));
  expect(till.state().open).toMatchObject({ id: next._id, floatCents: 5000, expectedCents: 5000 });
  till.write(close(next._id));
  expect(kindsOf(till.state())).toEqual(['remark till-left-open', 'remark till-closed-uncounted']);
  expect(till.state().sessions.every((session) => session.closedAt !== null)).toBe(true);
});

test('M8 the report adds sessions up by ledger account and VAT rate, with credit and rounding apart', () => {
  const till = drawer();
  till.write(open());
  till.write(
    pay('anna', [], {
      ...{ till: T, cents: 2000, roundingCents: -1, receipt: 1 },
      lines: [
        { charge: 'late:1', cents: 1090, booking: { ledger: '8000', vat: 900 } },
        { charge: 'card:1', cents: 605, booking: { ledger: '8100', vat: 2100 } },
        { charge: 'x:1', cents: 100 },
      ],
    }),
  );
  const counted = till.write(count(12_000));
  till.write(close(counted._id));
  till.write(open());
  till.cash(218);
  till.giveBack(100);
  const { sessions } = till.state();
  expect(tillReport(sessions)).toEqual({
    rows: [
      { ledger: null, vat: null, grossCents: 100, vatCents: 0, netCents: 100 },
      { ledger: '8000', vat: 900, grossCents: 1308, vatCents: 108, netCents: 1200 },
      { ledger: '8100', vat: 2100, grossCents: 605, vatCents: 105, netCents: 500 },
    ],
    creditCents: 206 - 100,
    roundingCents: -1,
    totalCents: 2118,
    differenceCents: null,
  });
  expect(tillReport(sessions.slice(0, 1)).differenceCents).toBe(0);
});

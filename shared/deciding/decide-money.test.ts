import { describe, expect, test } from 'vitest';
import type { AccountCharge } from '../accounts/account-state.ts';
import { type AccountState, foldAccount } from '../accounts/fold-account.ts';
import { foldTill } from '../accounts/fold-till.ts';
import type { Bodies } from '../journal/kinds.ts';
import { factsOf, TestStream } from '../testing/make-entry.ts';
import { counter, patron } from '../testing/make-situation.ts';
import type { TillState } from '../accounts/till-state.ts';
import {
  decideCharging,
  decidePaying,
  decideRefunding,
  decideTerminalAnswer,
  decideTill,
  decideWaiving,
} from './decide-money.ts';
import type { Outcome } from './outcome.ts';

const why = (made: Outcome): readonly string[] =>
  made.kind === 'refused' ? made.objections.map(({ code }) => code) : [];

const late: AccountCharge = {
  ...{
    id: 'late:x',
    reason: 'late',
    at: 1,
    by: 'entry:d2.a:00000009:0123456789abcdef',
    item: 'b1',
    cents: 300,
  },
  ...{ paidCents: 0, waivedCents: 0, fromCreditCents: 0, openCents: 300, pendingCents: 0, offeredCents: 0 },
  debit: null,
};
const account: AccountState = { ...foldAccount('anna', {}), charges: [late], owedCents: 300 };

const till = (write: (stream: TestStream) => void = () => undefined) => {
  const stream = new TestStream('d1.a');
  write(stream);
  return foldTill('kassa-1', factsOf(stream.entries));
};
const open = (stream: TestStream): void => {
  stream.write({ kind: 'till.open', body: { till: 'kassa-1', person: 'joke', floatCents: 5000 } }, { at: 1 });
};
const pay = (change: Partial<Bodies['pay']> = {}): Bodies['pay'] => ({
  ...{ patron: 'anna', method: 'cash', cents: 300, lines: [{ charge: 'late:x', cents: 300, item: 'b1' }] },
  ...{ roundingCents: 0, till: 'kassa-1', terminal: null, receipt: 1, ...change },
});

describe('money at the counter', () => {
  test('M6 below 18, or where nobody knows, no subscription, registration or lending is charged', () => {
    const charge = (reason: string, change: Parameters<typeof patron>[0] = {}): Outcome =>
      decideCharging(counter, patron(change), { reason, cents: 50 });
    expect(charge('lending')).toMatchObject({
      drafts: [{ body: { patron: 'anna', reason: 'lending', cents: 50, ledger: '8000', vat: 0 } }],
    });
    expect(why(charge('lending', { juvenile: true }))).toEqual(['free-below-18']);
    expect(why(charge('lending', { known: false }))).toEqual(['free-below-18']);
    expect(charge('damage', { juvenile: true }).kind).toBe('done');
    expect(why(decideCharging(counter, patron(), { reason: 'damage', cents: 0 }))).toEqual(['amount-unfit']);
  });

  test('M2 never more than is open of a charge, nor of what a bank or a terminal was asked for', () => {
    expect(decidePaying(account, pay(), till(open)).kind).toBe('done');
    const twice = pay({ cents: 305, lines: [{ charge: 'late:x', cents: 305 }] });
    expect(why(decidePaying(account, twice, till(open)))).toEqual(['more-than-open']);
    const pending = { ...account, charges: [{ ...late, pendingCents: 1 }] };
    expect(why(decidePaying(pending, pay(), till(open)))).toEqual(['more-than-open']);
    expect(why(decidePaying({ ...account, charges: [] }, pay(), till(open)))).toEqual(['charge-unknown']);
  });

  test('M8 cash goes into an open drawer, PIN names its terminal, and the sum is right', () => {
    expect(why(decidePaying(account, pay(), till()))).toEqual(['till-closed']);
    expect(why(decidePaying(account, pay(), null))).toEqual(['till-closed']);
    expect(why(decidePaying(account, pay({ till: null }), till(open)))).toEqual(['till-missing']);
    expect(why(decidePaying(account, pay({ method: 'pin' }), till(open)))).toEqual(['terminal-unfit']);
    const terminal = { id: 't1', outcome: 'approved' } as const;
    expect(decidePaying(account, pay({ method: 'pin', terminal, till: null }), null).kind).toBe('done');
    expect(why(decidePaying(account, pay({ cents: 295 }), till(open)))).toEqual(['less-than-lines']);
    const rounded = pay({ method: 'voucher', roundingCents: -2, cents: 298, till: null });
    expect(why(decidePaying(account, rounded, null))).toEqual(['rounding-unfit']);
  });

  test('M4 a waiver is at most what is open, for a reason, by somebody with the right', () => {
    const waive = (change: object, staff = counter.staff) =>
      decideWaiving({ ...counter, staff }, account, {
        charge: 'late:x',
        cents: 300,
        reason: 'leniency',
        ...change,
      });
    expect(waive({})).toMatchObject({
      drafts: [{ body: { patron: 'anna', charge: 'late:x', cents: 300, item: 'b1' } }],
    });
    expect(why(waive({ cents: 301 }))).toEqual(['more-than-open']);
    expect(why(waive({ cents: 0 }))).toEqual(['more-than-open']);
    expect(why(waive({ reason: 'because' }))).toEqual(['reason-unknown']);
    expect(why(waive({ charge: 'late:y' }))).toEqual(['charge-unknown']);
    expect(why(waive({}, { id: 'junior', mayOverride: false }))).toEqual(['right-missing']);
  });

  test('M4 what is paid out is credit, without the rounding', () => {
    const refund = (cents: number, roundingCents: number, creditCents: number) =>
      decideRefunding(
        { ...account, creditCents },
        {
          ...{ patron: 'anna', method: 'cash', cents, roundingCents, of: null },
          ...{ till: 'kassa-1', terminal: null, receipt: 2 },
        },
        till(open),
      );
    expect(why(refund(300, 0, 299))).toEqual(['more-than-credit']);
    expect(refund(300, 2, 298).kind).toBe('done');
  });

  test('M8 cash is what can be handed over', () => {
    const odd = pay({ cents: 298, lines: [{ charge: 'late:x', cents: 298 }] });
    expect(why(decidePaying(account, odd, till(open)))).toEqual(['rounding-unfit']);
    expect(
      decidePaying(
        account,
        pay({ cents: 300, roundingCents: 2, lines: [{ charge: 'late:x', cents: 298 }] }),
        till(open),
      ).kind,
    ).toBe('done');
  });

  test('M8 what a terminal did is told once, be its drawer open or closed', () => {
    const stream = new TestStream('d1.a');
    const charge = stream.write(
      { kind: 'charge', body: { patron: 'anna', reason: 'damage', cents: 300, ledger: '8000', vat: 0 } },
      { at: 1 },
    );
    const lines = [{ charge: charge._id, cents: 300 }];
    const asked = { ...pay({ method: 'pin', lines }), terminal: { id: 't1', outcome: 'unknown' as const } };
    const unknown = stream.write({ kind: 'pay', body: asked }, { at: 2 });
    const answer = (stand: TillState | null) => {
      const facts = factsOf(stream.entries);
      const act = { id: unknown._id, fact: facts[unknown._id] };
      return decideTerminalAnswer(foldAccount('anna', facts), act, 'approved', 7, stand);
    };
    expect(answer(till(open)).kind).toBe('done');
    const made = answer(till());
    expect(made).toMatchObject({
      drafts: [{ body: { receipt: 7, terminal: { outcome: 'approved', resolves: unknown._id }, lines } }],
    });
    if (made.kind === 'done') stream.write(made.drafts[0]!, { at: 3 });
    expect(foldAccount('anna', factsOf(stream.entries))).toMatchObject({
      owedCents: 0,
      creditCents: 0,
      findings: [],
    });
    expect(why(answer(till(open)))).toEqual(['not-waiting']);
  });

  test('M8 a drawer is opened once, emptied of what it has, counted, and closed after its count', () => {
    expect(decideTill(till(), { kind: 'till.open', person: 'joke', floatCents: 0 }).kind).toBe('done');
    expect(why(decideTill(till(open), { kind: 'till.open', person: 'els', floatCents: 0 }))).toEqual([
      'till-open',
    ]);
    expect(why(decideTill(till(), { kind: 'till.close' }))).toEqual(['till-closed']);
    expect(why(decideTill(till(open), { kind: 'till.drop', cents: 5001, to: 'kluis' }))).toEqual([
      'more-than-drawer',
    ]);
    expect(why(decideTill(till(open), { kind: 'till.close' }))).toEqual(['till-uncounted']);
    const counted = till((stream) => {
      open(stream);
      stream.write(
        { kind: 'till.count', body: { till: 'kassa-1', cashCents: 5000, terminals: [] } },
        { at: 2 },
      );
    });
    const count = counted.open!.counts[0]!.entry;
    expect(decideTill(counted, { kind: 'till.close' })).toMatchObject({
      drafts: [{ kind: 'till.close', body: { till: 'kassa-1', count } }],
    });
  });
});

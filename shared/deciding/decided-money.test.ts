import { expect, test } from 'vitest';
import { payableCents } from '../accounts/account-state.ts';
import { roundToFiveCents } from '../accounts/cash-rounding.ts';
import { payment } from '../accounts/payments.ts';
import { bookingOf } from '../policy/policy.ts';
import {
  decideCharging,
  decidePaying,
  decideRefunding,
  decideTerminalAnswer,
  decideTill,
  decideWaiving,
} from './decide-money.ts';
import { TILL } from './testing-library.ts';
import { type Choice, counter, holdsTrue, person, pickOf, settledLibrary } from './testing-acts.ts';

const money: readonly Choice[] = [
  (library, one) => {
    const id = person(library, one);
    const before = library.account(id).creditCents;
    return {
      outcome: decideCharging(counter, library.situation(id), { reason: 'damage', cents: one.cents }),
      meant: ([entry]) => {
        const after = library.account(id);
        const charge = after.charges.find((own) => own.id === entry)!;
        expect(charge).toMatchObject({ cents: one.cents, fromCreditCents: Math.min(before, one.cents) });
        expect(after.balanceCents).toBe(
          after.charges.reduce((sum, { openCents }) => sum + openCents, -after.creditCents),
        );
      },
    };
  },
  (library, one) => {
    const id = person(library, one);
    const before = library.account(id);
    const { till } = library;
    const method = (['cash', 'pin', 'voucher'] as const)[one.pick % 3]!;
    const paid = payment(before.charges, {
      ...{ method, givenCents: one.pick % 2 ? one.cents : null },
      bookingOf: (reason) => bookingOf(counter.policy, reason),
    });
    if (!paid) return null;
    const { lines, cents, roundingCents } = paid;
    const outcome = (['approved', 'unknown'] as const)[one.pick % 2]!;
    const terminal = method === 'pin' ? { id: 'pin-1', outcome } : null;
    const body = {
      ...{ patron: id, method, cents, lines, roundingCents, terminal, receipt: library.receipt },
      till: till.open ? TILL : null,
    };
    return {
      outcome: decidePaying(before, body, till),
      meant: () => {
        const after = library.account(id);
        const settled = lines.reduce((sum, line) => sum + line.cents, 0);
        const isKnown = terminal?.outcome !== 'unknown';
        expect(before.owedCents - after.owedCents).toBe(settled);
        expect(after.creditCents).toBe(before.creditCents);
        for (const { charge, cents: part } of lines) {
          const [was, is] = [before, after].map(({ charges }) => charges.find((own) => own.id === charge)!);
          expect([is!.paidCents - was!.paidCents, is!.pendingCents - was!.pendingCents]).toEqual(
            isKnown ? [part, 0] : [0, part],
          );
        }
        const inDrawer = method === 'cash' ? cents : 0;
        expect((library.till.open?.expectedCents ?? 0) - (till.open?.expectedCents ?? 0)).toBe(inDrawer);
      },
    };
  },
  (library, one) => {
    const id = person(library, one);
    const account = library.account(id);
    const waiting = account.findings.filter(({ kind }) => kind === 'pin-outcome-unknown');
    const of = pickOf(waiting, one.pick)?.entry;
    if (of === undefined) return null;
    const fact = library.facts(`account:${id}`)[of]!;
    const answer = one.pick % 2 ? ('approved' as const) : ('declined' as const);
    const pending = (): number =>
      library.account(id).charges.reduce((sum, { pendingCents }) => sum + pendingCents, 0);
    const before = pending();
    return {
      outcome: decideTerminalAnswer(account, { id: of, fact }, answer, library.receipt, library.till),
      meant: () => {
        const { findings } = library.account(id);
        expect(findings.filter(({ entry }) => entry === of)).toEqual([]);
        expect(pending()).toBeLessThan(before);
      },
    };
  },
  (library, one) => {
    const id = person(library, one);
    const before = library.account(id);
    const charge = pickOf(
      before.charges.filter((own) => payableCents(own) > 0),
      one.pick,
    );
    if (!charge) return null;
    const cents = Math.min(one.cents, charge.openCents);
    return {
      outcome: decideWaiving(counter, before, { charge: charge.id, cents, reason: 'leniency' }),
      meant: () => {
        const after = library.account(id);
        expect([before.owedCents - after.owedCents, after.creditCents]).toEqual([cents, before.creditCents]);
      },
    };
  },
  (library, one) => {
    const id = person(library, one);
    const before = library.account(id);
    const taken = Math.min(one.cents, before.creditCents);
    const cents = roundToFiveCents(taken);
    if (cents <= 0) return null;
    const roundingCents = cents - taken;
    const body = {
      patron: id,
      method: 'cash',
      cents,
      roundingCents,
      of: null,
      till: TILL,
      terminal: null,
      receipt: library.receipt,
    } as const;
    const expected = library.till.open?.expectedCents ?? 0;
    return {
      outcome: decideRefunding(before, body, library.till),
      meant: () => {
        expect(library.account(id).creditCents).toBe(before.creditCents - taken);
        expect(library.till.open!.expectedCents).toBe(expected - cents);
      },
    };
  },
  (library, one) => {
    const { till } = library;
    const expected = till.open?.expectedCents ?? 0;
    const act = pickOf(
      [
        { kind: 'till.open', person: 'joke', floatCents: one.cents },
        { kind: 'till.drop', cents: one.cents, to: 'safe' },
        { kind: 'till.count', cashCents: expected, terminals: [] },
        { kind: 'till.close' },
      ] as const,
      one.pick,
    )!;
    const counted = act.kind === 'till.count' ? { ...act, terminals: [] } : act;
    return {
      outcome: decideTill(till, counted),
      meant: ([entry]) => {
        const { open, findings } = library.till;
        if (act.kind === 'till.open')
          expect(open).toMatchObject({ person: 'joke', expectedCents: one.cents });
        else if (act.kind === 'till.drop') expect(open!.expectedCents).toBe(expected - one.cents);
        else if (act.kind === 'till.count')
          expect(open!.counts.at(-1)).toMatchObject({ entry, differenceCents: 0 });
        else expect(open).toBeNull();
        expect(findings).toEqual([]);
      },
    };
  },
];

test('M1 what is decided of money is so once it is folded, to the cent, and is no exception', () => {
  holdsTrue(money, settledLibrary, 1000);
}, 120_000);

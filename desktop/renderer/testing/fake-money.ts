import type { AccountView, TillView } from '../../contract/money.ts';
import { fakeNow } from './fake-data.ts';

const DAY = 86_400_000;

/** A patron with a late charge that is open, and a book that is still running. */
export function fakeAccount(patron: string): AccountView {
  const plain = { offeredCents: 0, pendingCents: 0, running: false, disputed: false };
  return {
    ...{ patron, balanceCents: 240, owedCents: 240, creditCents: 0, runningCents: 150 },
    charges: [
      {
        ...{
          id: 'late:1',
          reason: 'late',
          since: fakeNow - 9 * DAY,
          cents: 240,
          openCents: 240,
          payableCents: 240,
        },
        ...{ ...plain, about: { barcode: '301001100014', title: 'Het gouden ei' } },
      },
      {
        ...{
          id: 'late:2',
          reason: 'late',
          since: fakeNow - 3 * DAY,
          cents: 150,
          openCents: 150,
          payableCents: 0,
        },
        ...{ ...plain, running: true, about: { barcode: '301002200028', title: 'De zeven zussen' } },
      },
    ],
    payments: [
      {
        ...{ id: 'act-1', kind: 'payment', at: fakeNow - 40 * DAY, method: 'pin', cents: 5250 },
        ...{ roundingCents: 0, receipt: 12, outcome: 'done' },
      },
    ],
  };
}

export function fakeTill(till: string): TillView {
  return {
    till,
    open: {
      ...{ person: 'Joke V.', since: fakeNow - 4 * 3_600_000, floatCents: 10000, expectedCashCents: 12345 },
      ...{ expectedCardCents: 8640, terminals: [{ id: 'pin-1', cents: 8640, unknownCents: 0 }] },
      ...{ droppedCents: 0, receipts: 17, uncounted: 9, lastCount: null },
    },
    last: null,
  };
}

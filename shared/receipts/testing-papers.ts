import { dayNumber } from '../calendar/days.ts';
import type { Paper } from './paper.ts';
import { tillReport } from '../accounts/till-report.ts';
import type { TillSession } from '../accounts/till-state.ts';

const MINUTE = 60_000;
/** On 23 November 2026, UTC. */
const clock = (hours: number, minutes: number): number =>
  (dayNumber('2026-11-23') * 1440 + hours * 60 + minutes) * MINUTE;

const made = { at: clock(13, 6), branch: 'Wilgendam Centrum' };
const item = (barcode: string, title: string) => ({ barcode, title });
const book = item('30100281774501', 'De ontdekking van de hemel / Harry Mulisch');
const long = item(
  '30100281774519',
  'Het is oorlog maar er is nog één roofdier: een geïllustreerde geschiedenis van België, Curaçao en España in 1000 anekdotes / Zoë van Öttingen',
);

const session: TillSession = {
  id: 'entry:d1.a:00000001:0123456789abcdef',
  person: 'M. de Wit',
  openedAt: clock(8, 0),
  floatCents: 10_000,
  received: { cash: 4_350, pin: 8_420, voucher: 500, transfer: 0 },
  refunded: { cash: 150, pin: 0, transfer: 0 },
  droppedCents: 5_000,
  roundingCents: 2,
  creditCents: 100,
  booked: [
    { ledger: '8000', vat: 0, cents: 8_420 },
    { ledger: '8010', vat: 2100, cents: 4_598 },
  ],
  expectedCents: 9_200,
  terminals: [{ id: 'pin-1', cents: 8_420, unknownCents: 0 }],
  counts: [
    {
      ...{ entry: 'entry:d1.a:00000009:0123456789abcdef', at: clock(16, 30) },
      ...{ expectedCents: 9_200, countedCents: 9_150, differenceCents: -50, terminals: [] },
    },
  ],
  closedAt: clock(16, 32),
};

/** One of each kind, with what is hard to print. */
export const papers = {
  loans: {
    ...made,
    kind: 'loans',
    lines: [
      { kind: 'lent', item: book, due: '2026-12-14', feeCents: 0 },
      { kind: 'lent', item: long, due: '2026-12-14', feeCents: 0 },
      { kind: 'lent', item: item('30100281774527', 'Déjà vu'), due: '2026-11-30', feeCents: 150 },
      { kind: 'renewed', item: item('30100281774535', ''), due: '2026-12-21', feeCents: 0 },
    ],
  },
  returns: { ...made, kind: 'returns', lines: [{ kind: 'returned', item: book }] },
  'hold-slip': { ...made, kind: 'hold-slip', item: book, place: 'B-14', code: '7K-4PX' },
  'transit-slip': { ...made, kind: 'transit-slip', item: long, to: 'Wilgendam Noord', forHold: true },
  'ill-slip': {
    ...{
      ...made,
      kind: 'ill-slip',
      way: 'out',
      item: book,
      to: 'Bibliotheek De Kempen',
      request: 'ill:NL-0800070000:42',
    },
    due: '2027-01-18',
  },
  payment: {
    ...{
      ...made,
      kind: 'payment',
      number: 17,
      stream: 'noord.k3x9a',
      method: 'cash',
      cents: 4_850,
      roundingCents: 2,
    },
    lines: [
      { reason: 'late', item: long, cents: 150, vat: 0 },
      { reason: 'subscription', item: null, cents: 4_200, vat: 2100 },
      { reason: 'kopieën', item: null, cents: 398, vat: 2100 },
    ],
  },
  refund: {
    ...{
      ...made,
      kind: 'refund',
      number: 18,
      stream: 'noord.k3x9a',
      method: 'pin',
      cents: 1_250,
      roundingCents: 0,
    },
    lines: [],
  },
  'till-report': {
    ...made,
    kind: 'till-report',
    till: 'kassa-1',
    sessions: [session],
    report: tillReport([session]),
  },
  overview: {
    ...{ ...made, kind: 'overview', card: '22004417140427', owedCents: 1_430, creditCents: 0 },
    loans: [
      { item: long, due: '2026-12-14', late: false },
      { item: book, due: '2026-11-16', late: true },
    ],
    holds: [
      { title: 'Oeroeg / Hella S. Haasse', state: 'ready', pickup: 'Wilgendam Centrum', position: null },
      { title: 'Het smelt / Lize Spit', state: 'waiting', pickup: 'Wilgendam Noord', position: 3 },
    ],
  },
  test: { ...made, kind: 'test' },
} satisfies { readonly [K in Paper['kind']]: Paper & { readonly kind: K } };

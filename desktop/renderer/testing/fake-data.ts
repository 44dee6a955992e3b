import type { ActView } from '../../contract/acts.ts';
import type { DestinationView, HoldView, ItemView, LocalDate, PatronView } from '../../contract/views.ts';

/** Monday 23 November 2026, 14:06 in Amsterdam: the moment of the design's pictures. */
export const fakeNow = Date.parse('2026-11-23T13:06:00Z');

export function fakeItem(
  barcode: string,
  title: string,
  author: string | null,
  more: Partial<ItemView> = {},
): ItemView {
  return {
    barcode,
    title,
    author,
    loanGroup: 'boek',
    listed: true,
    branch: 'Woensel',
    shelf: 'Romans',
    callNumber: null,
    state: 'available',
    due: null,
    ...more,
  };
}

const dueSoon: LocalDate = '2026-12-07';

export const fakeItems: readonly ItemView[] = [
  fakeItem('301002817745', 'Wij slaven van Suriname', 'Anton de Kom'),
  fakeItem('301002900012', 'Het smelt', 'Lize Spit', { callNumber: 'SPIT' }),
  fakeItem('301002900029', 'Oppenheimer', 'Christopher Nolan', { loanGroup: 'dvd', shelf: 'Film' }),
  fakeItem('301003301182', 'De camino', 'Anya Niewierra'),
  fakeItem('301001179036', 'Kruistocht in spijkerbroek', 'Thea Beckman', {
    branch: 'Waalre',
    shelf: 'Jeugd C',
  }),
  fakeItem('301001100014', 'Het gouden ei', 'Tim Krabbé', { callNumber: 'K' }),
  fakeItem('301001100021', 'Dummie de mummie 4', 'Tosca Menten', {
    shelf: 'Jeugd',
    callNumber: 'B',
    loanGroup: 'jeugdboek',
  }),
  fakeItem('301001100038', 'Lampje', 'Annet Schaap', { shelf: 'Jeugd', callNumber: 'C' }),
  fakeItem('301001100045', 'Atlas van de wereld', null, { shelf: '910', callNumber: null }),
  fakeItem('301001100052', 'De brief voor de koning', 'Tonke Dragt', { shelf: 'Jeugd', callNumber: 'C' }),
  fakeItem('301001100069', 'Catan', null, { shelf: 'Spellen', loanGroup: 'spel' }),
  fakeItem('301002200011', 'Max Havelaar', 'Multatuli', { state: 'on-loan', due: dueSoon }),
  fakeItem('301002200028', 'De zeven zussen', 'Lucinda Riley', { state: 'on-loan', due: '2026-11-20' }),
  fakeItem('301002200035', 'Gids Lissabon', null, { state: 'on-loan', due: dueSoon }),
  fakeItem('301002200042', 'Koken met peulen', 'Joris Vermeer', { state: 'on-loan', due: dueSoon }),
  fakeItem('301004400017', 'De avond is ongemak', 'Marieke Lucas Rijneveld', { callNumber: 'RIJN' }),
  fakeItem('301004400024', 'De avond is ongemak', 'Marieke Lucas Rijneveld', {
    callNumber: 'RIJN',
    state: 'on-loan',
    due: '2026-12-03',
  }),
  fakeItem('301004400031', 'De avond is ongemak', 'Marieke Lucas Rijneveld', {
    branch: 'Waalre',
    callNumber: 'RIJN',
  }),
];

export const fakeCopies = { code: '9789025446802', title: 'De avond is ongemak' };

const hold = (id: string, title: string, more: Partial<HoldView>): HoldView => ({
  id,
  queue: `queue:title:${id}`,
  title,
  state: 'ready',
  place: 'B-14',
  pickup: 'Woensel',
  until: '2026-11-28',
  position: null,
  ...more,
});

const loaned = fakeItems.filter((item) => item.barcode.startsWith('3010022'));

const deBoer: PatronView = {
  id: 'patron-1',
  name: 'M. de Boer-Yılmaz',
  age: 41,
  kind: 'person',
  card: '220044170427',
  homeBranch: 'Woensel',
  subscription: { code: 'basis', until: '2027-03-31', expired: false },
  messages: ['Sjaal ligt achter de balie'],
  loans: loaned.map((item, i) => ({
    id: `loan-${i}`,
    item,
    due: item.due ?? dueSoon,
    daysLate: item.due === '2026-11-20' ? 3 : 0,
    renewals: 1,
    renewalsLeft: 2 - (i % 3),
    thisSession: false,
    lost: false,
  })),
  loanLimit: 10,
  holds: [hold('hold-1', 'Stoner', {}), hold('hold-2', 'Het lied van ooievaar en dromedaris', {})],
  owedCents: 240,
  owedLimitCents: 1000,
  checks: [],
  guest: false,
};

const jansen: PatronView = {
  ...deBoer,
  id: 'patron-2',
  name: 'T. Jansen',
  age: 15,
  card: '220044170500',
  homeBranch: 'Waalre',
  subscription: { code: 'jeugd', until: '2026-10-31', expired: true },
  messages: [],
  loans: [],
  loanLimit: 20,
  holds: [hold('hold-3', 'Kolonie', { state: 'waiting', place: null, until: null, position: 3 })],
  owedCents: 1430,
  checks: [
    {
      code: 'owed-over-limit',
      level: 'block',
      params: { owedCents: 1430, limitCents: 1000 },
      overridable: true,
    },
    { code: 'subscription-ended', level: 'block', params: { date: '2026-10-31' }, overridable: true },
    { code: 'patron-provisional', level: 'notice', params: {}, overridable: true },
  ],
};

export const fakePatrons: readonly PatronView[] = [deBoer, jansen];

const shelf = (name: string): DestinationView => ({ kind: 'shelf', shelf: name, callNumber: null });

type Told = Pick<ActView, 'act' | 'title' | 'due' | 'destination' | 'cents' | 'card' | 'params' | 'sign'>;

/** Of an act what it does not say itself. */
export const plainAct = {
  title: '',
  due: null,
  destination: null,
  cents: null,
  card: null,
  params: {},
  sign: 'done',
} as const;

const told = (act: ActView['act'], more: Partial<Told>): Told => ({ ...plainAct, act, ...more });

const taken = (title: string, destination: DestinationView): Told =>
  told('taken', { title, destination, sign: destination.kind === 'shelf' ? 'done' : 'away' });

/** Newest first. */
const earlier: readonly Told[] = [
  taken('Pluk van de Petteflet', shelf('Jeugd')),
  told('lent', { title: 'De zeven zussen', due: '2026-12-12' }),
  told('paid', { cents: 450, card: '0427', params: { method: 'pin' } }),
  told('hold-placed', { title: 'De avond is ongemak', card: '0427', params: { branch: 'Woensel' } }),
  taken('Matilda', shelf('Jeugd')),
  told('renewed', { title: 'Max Havelaar', due: '2026-12-14', sign: 'look' }),
  taken('Turks fruit', { kind: 'branch', branch: 'Geldrop', forHold: true }),
  told('blocked', { title: 'De camino', sign: 'stop' }),
  told('item-marked', { title: 'Catan', params: { mark: 'damaged' } }),
  taken('Nooit meer slapen', { kind: 'hold-shelf', place: 'B-07' }),
  told('subscription-renewed', {
    ...{ card: '0500', cents: 5250, due: '2027-11-30', params: { subscription: 'basis' } },
  }),
  told('charged', { title: 'Catan', cents: 500, card: '0500', params: { reason: 'damage' } }),
  taken('Catan', { kind: 'tray', reason: 'incomplete' }),
  told('lent', { title: 'Koken met peulen', due: '2026-12-14' }),
  told('exception-settled', { params: { exception: 'paid-twice', answer: 'leave-as-credit' } }),
  taken('Oeroeg', { kind: 'library', library: 'Bibliotheek Tilburg' }),
  told('patrons-merged', { card: '0311' }),
  told('waived', { title: 'Het diner', cents: 150, card: '0311', params: { reason: 'leniency' } }),
  told('card-replaced', { card: '0311', cents: 500 }),
  told('lent', { title: 'Gids Lissabon', due: '2026-12-14' }),
  told('till-opened', { cents: 10000 }),
];

/** `count` acts of this day before now, the oldest with `seq` 1. */
export function fakeDay(count: number): ActView[] {
  return Array.from({ length: count }, (_, i) => {
    const age = count - i;
    const kind = earlier[(age - 1) % earlier.length];
    if (!kind) throw new Error('no act');
    return {
      ...kind,
      id: `act-${i + 1}`,
      seq: i + 1,
      at: fakeNow - age * 110_000,
      session: `earlier-${Math.floor(age / 4)}`,
      settled: age > 3,
      undone: age === 5,
    };
  });
}

import { beforeEach, expect, test } from 'vitest';
import { MemoryIndex } from '../adapters/memory-index.ts';
import type { ActView } from '../contract/acts.ts';
import { anna, B, C, Q, registering, TestDesk, UNSETTLED } from './testing-desk.ts';

let desk: TestDesk;

beforeEach(async () => {
  desk = await TestDesk.open(() => new MemoryIndex());
});

type Told = readonly [act: ActView['act'], of: string | null, more: unknown];

/** What each act tells: of which book or card, and the amount, the date or whatever else it has. */
function told(acts: readonly ActView[]): readonly Told[] {
  return acts.map(({ act, title, card, cents, due, params }) => [
    act,
    title || card,
    cents ?? due ?? Object.values(params)[0] ?? null,
  ]);
}

/** Since the act before, the same after a restart. */
async function listed(expected: readonly Told[]): Promise<void> {
  await desk.lasting(async () => expect(told(await desk.acts()).slice(-expected.length)).toEqual(expected));
}

test('a registration is told by card, subscription and price, and never by name', async () => {
  const { patron } = await desk.done(registering('CARD-0001'));
  await listed([
    ['patron-registered', '0001', 'person'],
    ['card-issued', '0001', null],
    ['subscription-begun', '0001', (await desk.acts()).at(-1)!.cents],
  ]);
  await desk.done({ kind: 'patron.edit', patron: patron!.id, personal: { city: 'Elders' } });
  await desk.done({ kind: 'patron.note', patron: patron!.id, text: 'Sjaal van Jansen', show: 'at-counter' });
  await desk.done({ kind: 'patron.block', patron: patron!.id, reason: 'conduct', until: null });
  await desk.done({ kind: 'patron.consent', patron: patron!.id, to: 'history', given: true });
  await listed([
    ['patron-edited', '0001', null],
    ['note-made', '0001', null],
    ['patron-blocked', '0001', 'conduct'],
    ['consent-given', '0001', 'history'],
  ]);
  await desk.done({ kind: 'patron.card', patron: patron!.id, act: 'replace', number: 'CARD-0002' });
  await listed([['card-replaced', '0002', 500]]);
  for (const known of [anna.familyName, anna.givenName, anna.birthDate])
    expect(JSON.stringify(await desk.acts())).not.toContain(known);
});

test('money is told by its amount, at the drawer and at the account', async () => {
  const id = await desk.member();
  await desk.done({ kind: 'till.open', person: 'Joke', floatCents: 5000 });
  const { entries } = await desk.done({ kind: 'charge', patron: id, reason: 'damage', cents: 500, item: B });
  await desk.done({ kind: 'waive', patron: id, charge: entries[0]!, cents: 100, reason: 'leniency' });
  await desk.done({ kind: 'pay', patron: id, method: 'cash', givenCents: null });
  await desk.done({ kind: 'till.count', cashCents: 5400, terminals: [] });
  await desk.done({ kind: 'till.close' });
  await listed([
    ['till-opened', null, 5000],
    ['charged', B, 500],
    ['waived', B, 100],
    ['paid', '0001', 400],
    ['till-counted', null, 5400],
    ['till-closed', null, null],
  ]);
});

test('M8 what a terminal did after all is an act of its own', async () => {
  const id = await desk.register();
  const terminal = { id: 'pin-1', outcome: 'unknown' } as const;
  const { entries } = await desk.done({ kind: 'pay', patron: id, method: 'pin', givenCents: null, terminal });
  const cents = (await desk.acts()).at(-1)!.cents;
  await desk.done({ kind: 'terminal.answer', patron: id, of: entries[0]!, outcome: 'declined' });
  await listed([
    ['paid', '0001', cents],
    ['terminal-declined', '0001', cents],
  ]);
});

test('holds, copies and what was found out are told by their book', async () => {
  const id = await desk.member();
  const { entries } = await desk.done({ kind: 'hold.place', queue: Q, patron: id, pickup: 'centrum' });
  await desk.done({ kind: 'hold.suspend', queue: Q, hold: entries[0]!, until: '2027-03-01' });
  await desk.done({ kind: 'hold.cancel', queue: Q, hold: entries[0]!, by: 'patron' });
  await desk.done({ kind: 'item.mark', item: C, mark: 'damaged' });
  await desk.done({ kind: 'item.mark', item: C, mark: 'found' });
  await desk.done({ kind: 'item.send', item: C, to: 'noord', why: 'collection' });
  await desk.done({ kind: 'exception.settle', exception: UNSETTLED, answer: 'reshelved' });
  await listed([
    ['hold-placed', '0001', 'centrum'],
    ['hold-suspended', '0001', '2027-03-01'],
    ['hold-cancelled', '0001', null],
    ['item-marked', C, 'damaged'],
    ['item-found', C, null],
    ['item-sent', C, 'noord'],
    ['exception-settled', null, 'reshelve'],
  ]);
});

test('what staff overrode stands out, at once and after a restart', async () => {
  const id = await desk.register();
  await desk.done({ kind: 'hold.place', queue: Q, patron: id, pickup: 'centrum' }, 'pays-today');
  await desk.lasting(async () =>
    expect((await desk.acts()).at(-1)).toMatchObject({ act: 'hold-placed', sign: 'look', settled: false }),
  );
});

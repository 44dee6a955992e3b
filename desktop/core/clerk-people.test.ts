import { beforeEach, expect, test } from 'vitest';
import { MemoryIndex } from '../adapters/memory-index.ts';
import { anna, B, registering, TestDesk } from './testing-desk.ts';

let desk: TestDesk;

beforeEach(async () => {
  desk = await TestDesk.open(() => new MemoryIndex());
});

test('P4 somebody is registered, found by card and name, and lent to', async () => {
  const id = await desk.register('CARD-0001');
  expect(await desk.scan(B, 'lend', id)).toMatchObject({
    kind: 'blocked',
    checks: [{ code: 'subscription-unpaid' }, { code: 'owed-over-limit' }],
  });
  await desk.done({ kind: 'pay', patron: id, method: 'voucher', givenCents: null });
  expect(await desk.scan(B, 'lend', id)).toMatchObject({ kind: 'lent' });
  await desk.lasting(async () => {
    expect(await desk.scan('card-0001', 'lend')).toMatchObject({ kind: 'patron', patron: { id } });
    expect(await desk.patron(id)).toMatchObject({
      ...{
        name: 'Anna Jansen',
        age: 36,
        card: 'CARD-0001',
        owedCents: 0,
        loans: [{ item: { barcode: B } }],
      },
      subscription: { code: 'basis', until: '2028-01-14', expired: false },
    });
    const found = await desk.call('search', { text: 'jans anna' });
    expect(found).toMatchObject({ patrons: [{ id, name: 'Anna Jansen' }] });
  });
});

test('A1 personal fields stand in payloads and in no entry', async () => {
  await desk.register('CARD-0001');
  expect(JSON.stringify(desk.written())).not.toMatch(/Jansen|Dorpsstraat|1990-05-05/);
  expect([...desk.disk.files.values()].join('')).toMatch(/Jansen/);
});

test('A7 a PIN is set, and only its verifier is written', async () => {
  const id = await desk.member();
  const { entries } = await desk.done({ kind: 'patron.pin', patron: id, pin: '081547' });
  expect(desk.entry(entries[0]!)).toMatchObject({
    kind: 'patron.edit',
    body: { patron: id, set: {}, fields: ['pin'] },
  });
  const disk = [...desk.disk.files.values()].join('');
  expect(disk).toMatch(/scrypt\$/);
  expect(disk).not.toContain('081547');
  expect((await desk.acts()).at(-1)).toMatchObject({ act: 'pin-set', card: '0001' });
});

test('A7 a PIN is a number, of somebody who is known, and no other act writes one', async () => {
  const id = await desk.member();
  for (const pin of ['', '123', '12a4', '1234567890123', '12 34'])
    expect(await desk.objections({ kind: 'patron.pin', patron: id, pin })).toEqual(['pin-unfit']);
  expect(await desk.objections({ kind: 'patron.pin', patron: 'nobody', pin: '1234' })).toEqual([
    'patron-unknown',
  ]);
  const personal = { ...anna, birthDate: '1991-05-05', pin: '081547' };
  expect(await desk.objections({ kind: 'patron.edit', patron: id, personal })).toEqual(['input-unfit']);
  expect(await desk.objections(registering('CARD-0002', personal))).toEqual(['input-unfit']);
  expect([...desk.disk.files.values()].join('')).not.toContain('081547');
});

test('P3 who may be somebody else already is registered only by whoever looked', async () => {
  const id = await desk.register('CARD-0001');
  const command = registering(null, { ...anna, familyName: 'Jansen-Smit', givenName: 'A.' });
  expect(await desk.act(command)).toEqual({
    kind: 'refused',
    objections: [
      { code: 'possible-duplicate', params: { other: id, name: 'Anna Jansen' }, overridable: true },
    ],
  });
  expect(await desk.objections({ ...command, card: 'CARD-0001' })).toContain('card-taken');
  const { entries } = await desk.done(command, 'consulted');
  expect(desk.written().find(({ _id }) => _id === entries[0])?.body).toMatchObject({
    overrides: { checks: ['possible-duplicate'], reason: 'consulted', by: 'demo' },
  });
});

test('P2 somebody is blocked, and is not any more', async () => {
  const id = await desk.member();
  const { entries } = await desk.done({ kind: 'patron.block', patron: id, reason: 'conduct', until: null });
  await desk.lasting(async () => {
    expect(await desk.scan(B, 'lend', id)).toMatchObject({
      kind: 'blocked',
      checks: [{ code: 'patron-blocked' }],
    });
  });
  await desk.done({ kind: 'patron.unblock', patron: id, block: entries[0]! });
  await desk.lasting(async () => expect((await desk.patron(id)).checks).toEqual([]));
});

test('P1 a record is edited field by field, with notes, consents and cards', async () => {
  const id = await desk.member();
  await desk.done({ kind: 'patron.edit', patron: id, personal: { familyName: 'de Boer' } });
  expect(
    await desk.objections({ kind: 'patron.edit', patron: id, personal: { familyName: 'de Boer' } }),
  ).toEqual(['nothing-changed']);
  const { entries } = await desk.done({
    kind: 'patron.note',
    patron: id,
    text: 'Belt voor zij komt',
    show: 'at-counter',
  });
  await desk.done({ kind: 'patron.consent', patron: id, to: 'history', given: true });
  await desk.done({ kind: 'patron.card', patron: id, act: 'replace', number: 'card-0002' });
  await desk.lasting(async () =>
    expect(await desk.patron(id)).toMatchObject({
      ...{ name: 'Anna de Boer', messages: ['Belt voor zij komt'], card: 'CARD-0002', owedCents: 500 },
    }),
  );
  await desk.done({ kind: 'patron.note', patron: id, ends: entries[0]! });
  expect(await desk.patron(id)).toMatchObject({ messages: [] });
  await desk.done({ kind: 'patron.card', patron: id, act: 'lost', number: 'CARD-0002' });
  await desk.lasting(async () => {
    expect(await desk.scan('CARD-0002', 'lend')).toMatchObject({
      patron: { checks: [{ code: 'card-inactive' }] },
    });
  });
});

test('P4 a subscription changes, which gives back what was left, and ends', async () => {
  const id = await desk.member();
  await desk.done({ kind: 'patron.subscription', patron: id, act: 'renew' });
  await desk.done({ kind: 'patron.subscription', patron: id, act: 'change', subscription: 'compleet' });
  await desk.lasting(async () =>
    expect(await desk.patron(id)).toMatchObject({
      subscription: { code: 'compleet', until: '2028-01-14' },
      // Both years of the old one come back whole.
      owedCents: 6500 - 4200,
    }),
  );
  await desk.done({ kind: 'patron.subscription', patron: id, act: 'end' });
  expect(await desk.objections({ kind: 'patron.subscription', patron: id, act: 'end' })).toEqual([
    'subscription-ends',
  ]);
});

test('P6 what a child owes counts for the guardian', async () => {
  const parent = await desk.member();
  const child = await desk.done({
    ...{
      kind: 'patron.register',
      as: 'person',
      verified: true,
      subscription: 'jeugd',
      guardianConsents: true,
    },
    personal: { ...anna, givenName: 'Bo', birthDate: '2018-01-01' },
  });
  const id = child.patron!.id;
  await desk.done({ kind: 'patron.link', patron: id, other: parent, link: 'guardian', act: 'make' });
  await desk.done({ kind: 'charge', patron: id, reason: 'damage', cents: 1500 });
  await desk.lasting(async () =>
    expect((await desk.patron(parent)).checks).toMatchObject([{ code: 'owed-over-limit' }]),
  );
  await desk.done({ kind: 'patron.link', patron: id, other: parent, link: 'guardian', act: 'end' });
  expect((await desk.patron(parent)).checks).toEqual([]);
});

test('P3 two are one person, with the loans and the money of both, until somebody says that they are not', async () => {
  const first = await desk.member();
  const second = await desk.register('CARD-0002', { ...anna, birthDate: '1991-05-05' });
  await desk.scan(B, 'lend', first);
  await desk.done({ kind: 'hold.place', queue: 'queue:title:t2', patron: first, pickup: 'centrum' });
  await desk.done({ kind: 'patron.merge', patron: first, other: second });
  const [into] = [first, second].sort();
  await desk.lasting(async () => {
    for (const id of [first, second])
      expect(await desk.patron(id)).toMatchObject({
        ...{ id: into, owedCents: 4200, loans: [{ item: { barcode: B } }], holds: [{ state: 'waiting' }] },
      });
    expect(await desk.scan('CARD-0002', 'lend')).toMatchObject({ patron: { id: into } });
  });
  expect(await desk.objections({ kind: 'patron.merge', patron: first, other: second })).toEqual([
    'merged-already',
  ]);
  await desk.done({ kind: 'patron.distinct', patron: first, other: second });
  await desk.lasting(async () => {
    expect(await desk.patron(first)).toMatchObject({ id: first, owedCents: 0, loans: [{}] });
    expect(await desk.patron(second)).toMatchObject({ id: second, owedCents: 4200, loans: [], holds: [] });
  });
  expect(await desk.objections({ kind: 'patron.merge', patron: first, other: second })).toEqual([
    'told-apart',
  ]);
  await desk.done({ kind: 'patron.merge', patron: first, other: second }, 'consulted');
});

test('A4 nobody is erased with anything open; afterwards nothing is left', async () => {
  const id = await desk.member();
  await desk.scan(B, 'lend', id);
  await desk.done({ kind: 'charge', patron: id, reason: 'damage', cents: 100 });
  await desk.done({ kind: 'hold.place', queue: 'queue:title:t2', patron: id, pickup: 'centrum' });
  const erase = { kind: 'patron.erase', patron: id, why: 'request' } as const;
  expect(await desk.objections(erase)).toEqual(['open-loans', 'open-money', 'open-holds']);
  await desk.scan(B, 'take');
  await desk.done({ kind: 'pay', patron: id, method: 'voucher', givenCents: null });
  const [hold] = (await desk.patron(id)).holds;
  await desk.done({ kind: 'hold.cancel', queue: 'queue:title:t2', hold: hold!.id, by: 'patron' });
  expect(await desk.done(erase)).toMatchObject({ patron: null });
  await desk.lasting(async () => {
    expect(await desk.patron(id)).toMatchObject({ name: '', card: '', subscription: { code: '' } });
    expect(await desk.call('search', { text: 'jansen' })).toMatchObject({ patrons: [] });
    expect(await desk.objections({ kind: 'patron.block', patron: id, reason: 'other', until: null })).toEqual(
      ['patron-erased'],
    );
  });
});

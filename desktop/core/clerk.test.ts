import { FaultyDisk } from '@balie/shared/testing/faulty-disk.ts';
import { checkout, factsOf, itemOpen, patronOpen, TestStream } from '@balie/shared/testing/make-entry.ts';
import { nationalDefault } from '@balie/shared/policy/national-default.ts';
import { stateDocument } from '@balie/shared/protocol/state-document.ts';
import { readJournal } from '@balie/shared/journal/journal-lines.ts';
import type { AnyEntry } from '@balie/shared/journal/entry.ts';
import { beforeEach, describe, expect, test } from 'vitest';
import { MemoryIndex } from '../adapters/memory-index.ts';
import type { ActOutcome, DeskCommand } from '../contract/commands.ts';
import type { Answer, PatronView } from '../contract/views.ts';
import { Desk } from './desk.ts';
import { type DeskPorts, GatewayError, type ReplicaDocument, type Store } from './ports.ts';
import { FakeClock, FakeGateway } from './testing-ports.ts';

const B = '30100281774501';
const C = '30100281774502';
const Q = 'queue:title:t1';
const UNSETTLED = 'exception:reshelve:entry:centre.x:00000001:0123456789abcdef';

let clock: FakeClock;
let disk: FaultyDisk;
let names: number;
let desk: Desk;
let documents: Map<string, ReplicaDocument>;

/** Documents as the centre wrote them before the line went down. */
function replica(): Map<string, ReplicaDocument> {
  const centre = new TestStream('centre.x');
  const made: [string, ReplicaDocument][] = [];
  const put = (id: string, ...entries: AnyEntry[]): void =>
    void made.push([id, stateDocument(id, { facts: factsOf(entries) })]);
  const at = { at: 1 };
  const staff = (name: string, mayOverride: boolean): void =>
    put(
      `staff:${name}`,
      centre.write({ kind: 'staff.set', body: { staff: name, name, mayOverride, pin: '' } }, at),
    );
  staff('demo', true);
  staff('junior', false);
  put(`item:${B}`, centre.write(itemOpen(B), at));
  put(`item:${C}`, centre.write(itemOpen(C), at));
  const exception = {
    _id: UNSETTLED,
    v: 1,
    kind: 'reshelve',
    entry: 'e',
    about: `item:${B}`,
    params: {},
    at: 1,
  };
  made.push([UNSETTLED, exception as never]);
  return new Map(made);
}

function store(): Store {
  return {
    generation: 'one',
    getMany: async (ids) =>
      new Map(ids.flatMap((id) => (documents.has(id) ? [[id, documents.get(id)!]] : []))),
    page: async () => [],
    follow: () => undefined,
    close: async () => undefined,
  };
}

/** Starts the program, out of contact. */
async function start(): Promise<Desk> {
  const gateway = new FakeGateway();
  gateway.failing.status = new GatewayError('unreachable', 'the line is down');
  const index = new MemoryIndex();
  await index.apply([...documents.values()], []);
  const ports: DeskPorts = {
    identity: {
      ...{ desk: 'noord', name: 'Balie', library: 'NL-0800070000', branch: 'centrum', timeZone: 'UTC' },
      signedIn: 'demo',
    },
    program: 'test',
    disk,
    openStore: async () => store(),
    index,
    gateway,
    clock,
    random: () => `r${names++}`.padEnd(16, 'x'),
    sign: () => 'sig',
    verifyPin: async () => true,
  };
  return Desk.open(ports);
}

beforeEach(async () => {
  clock = new FakeClock();
  disk = new FaultyDisk();
  names = 0;
  documents = replica();
  desk = await start();
});

async function act(command: DeskCommand, reason?: string): Promise<ActOutcome> {
  clock.now += 60_000;
  const override = reason === undefined ? {} : { override: { reason } };
  const reply = await desk.call('act.do', { command, session: 'visit', ...override });
  if (!reply.ok) throw new Error(reply.error.message);
  return reply.result;
}

type Done = Extract<ActOutcome, { kind: 'done' }>;

async function done(command: DeskCommand, reason?: string): Promise<Done> {
  const outcome = await act(command, reason);
  if (outcome.kind === 'refused') throw new Error(outcome.objections.map(({ code }) => code).join());
  return outcome;
}

async function objections(command: DeskCommand): Promise<readonly string[]> {
  const outcome = await act(command);
  return outcome.kind === 'refused' ? outcome.objections.map(({ code }) => code) : [];
}

async function patron(id: string): Promise<PatronView> {
  const reply = await desk.call('patron.get', { id, session: 'visit' });
  if (!reply.ok || !reply.result) throw new Error('no patron');
  return reply.result;
}

async function scan(code: string, mode: 'lend' | 'take', of: string | null = null): Promise<Answer> {
  clock.now += 60_000;
  const reply = await desk.call('counter.scan', { code, by: 'scanned', mode, patron: of, session: 'visit' });
  if (!reply.ok) throw new Error(reply.error.message);
  return reply.result;
}

/** What holds at the desk holds after its program was started anew, from nothing but its journal and its replica. */
async function lasting(check: () => Promise<void>): Promise<void> {
  await check();
  await desk.close();
  desk = await start();
  await check();
}

/** All that stands in the journal, in order. */
function written(): readonly AnyEntry[] {
  return [...disk.files.values()].flatMap((text) => readJournal(text).records.map(({ entry }) => entry));
}

const ANNA = { familyName: 'Jansen', givenName: 'Anna', birthDate: '1990-05-05', street: 'Dorpsstraat' };
const anna = { ...ANNA, houseNumber: '1', postcode: '1234 AB', city: 'Ons Dorp' };

async function register(card: string, personal = anna, reason?: string): Promise<string> {
  const command = {
    ...{ kind: 'patron.register', as: 'person', verified: true, card, subscription: 'basis' },
    personal,
  } as const;
  return (await done(command, reason)).patron!.id;
}

/** Somebody who has paid for the subscription. */
async function member(card = 'CARD-0001'): Promise<string> {
  const id = await register(card);
  await done({ kind: 'pay', patron: id, method: 'voucher', givenCents: null });
  return id;
}

describe('out of contact, and after a restart from the journal', () => {
  test('P4 somebody is registered, found by card and name, and lent to', async () => {
    const id = await register('CARD-0001');
    expect(await scan(B, 'lend', id)).toMatchObject({
      kind: 'blocked',
      checks: [{ code: 'subscription-unpaid' }, { code: 'owed-over-limit' }],
    });
    await done({ kind: 'pay', patron: id, method: 'voucher', givenCents: null });
    expect(await scan(B, 'lend', id)).toMatchObject({ kind: 'lent' });
    await lasting(async () => {
      expect(await scan('card-0001', 'lend')).toMatchObject({ kind: 'patron', patron: { id } });
      expect(await patron(id)).toMatchObject({
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
      expect(found).toMatchObject({ ok: true, result: { patrons: [{ id, name: 'Anna Jansen' }] } });
    });
  });

  test('A1 personal fields stand in payloads and in no entry', async () => {
    await register('CARD-0001');
    expect(JSON.stringify(written())).not.toMatch(/Jansen|Dorpsstraat|1990-05-05/);
    expect([...disk.files.values()].join('')).toMatch(/Jansen/);
  });

  test('P3 who may be somebody else already is registered only by whoever looked', async () => {
    const id = await register('CARD-0001');
    const again = { ...anna, familyName: 'Jansen-Smit', givenName: 'A.' };
    const command = {
      ...{ kind: 'patron.register', as: 'person', verified: true, subscription: 'basis', personal: again },
    } as const;
    expect(await act(command)).toEqual({
      kind: 'refused',
      objections: [{ code: 'possible-duplicate', params: { other: id }, overridable: true }],
    });
    expect(await objections({ ...command, card: 'CARD-0001' })).toContain('card-taken');
    const { entries } = await done(command, 'consulted');
    expect(written().find(({ _id }) => _id === entries[0])?.body).toMatchObject({
      overrides: { checks: ['possible-duplicate'], reason: 'consulted', by: 'demo' },
    });
  });

  test('H1 a hold is placed, suspended and cancelled', async () => {
    const id = await member();
    const place = { kind: 'hold.place', queue: Q, patron: id, pickup: 'centrum' } as const;
    const { patron: after } = await done(place);
    const [hold] = after!.holds;
    expect(hold).toMatchObject({ state: 'waiting', position: 1 });
    expect(await objections(place)).toEqual(['reserved-already']);
    await lasting(async () => expect((await patron(id)).holds).toEqual([hold]));
    await done({ kind: 'hold.suspend', queue: Q, hold: hold!.id, until: '2027-06-01' });
    await done({ kind: 'hold.resume', queue: Q, hold: hold!.id });
    expect(await objections({ kind: 'hold.resume', queue: Q, hold: hold!.id })).toEqual(['not-suspended']);
    await done({ kind: 'hold.move', queue: Q, hold: hold!.id, pickup: 'noord' });
    await done({ kind: 'hold.cancel', queue: Q, hold: hold!.id, by: 'patron' });
    await lasting(async () => expect((await patron(id)).holds).toEqual([]));
    expect(await objections({ kind: 'hold.cancel', queue: Q, hold: hold!.id, by: 'patron' })).toEqual([
      'hold-ended',
    ]);
    expect(await objections({ kind: 'hold.resume', queue: 'queue:title:t9', hold: hold!.id })).toEqual([
      'hold-unknown',
    ]);
  });

  test('H8 a captured copy that is not collected goes on', async () => {
    const id = await member();
    const { patron: after } = await done({ kind: 'hold.place', queue: Q, patron: id, pickup: 'centrum' });
    await scan(B, 'take');
    expect((await patron(id)).holds).toMatchObject([{ state: 'ready' }]);
    const command = {
      kind: 'hold.expire',
      queue: Q,
      hold: after!.holds[0]!.id,
      why: 'not-collected',
    } as const;
    expect(await done(command)).toMatchObject({ patron: null });
    await lasting(async () => {
      expect(await patron(id)).toMatchObject({ holds: [], owedCents: 100 });
    });
  });

  test('M8 money is taken in cash at an open drawer, rounded, with change and a numbered receipt', async () => {
    const id = await member();
    await done({ kind: 'charge', patron: id, reason: 'damage', cents: 402, item: B });
    const pay = { kind: 'pay', patron: id, method: 'cash', givenCents: 1000 } as const;
    expect(await objections(pay)).toEqual(['till-closed']);
    await done({ kind: 'till.open', person: 'Joke', floatCents: 5000 });
    const paid = await done(pay);
    expect(paid.money).toEqual({ cents: 400, roundingCents: -2, changeCents: 600, receipt: 2 });
    expect(paid.patron).toMatchObject({ owedCents: 0 });
    expect(await objections(pay)).toEqual(['nothing-to-pay']);
    await done({ kind: 'till.drop', cents: 400, to: 'safe' });
    expect(await objections({ kind: 'till.close' })).toEqual(['till-uncounted']);
    await done({ kind: 'till.count', cashCents: 5000, terminals: [] });
    await lasting(async () =>
      expect(await objections({ kind: 'till.open', person: 'Bob', floatCents: 0 })).toEqual(['till-open']),
    );
    await done({ kind: 'till.close' });
    await lasting(async () => expect(await objections({ kind: 'till.close' })).toEqual(['till-closed']));
    expect(
      written()
        .filter(({ kind }) => kind.startsWith('till.'))
        .every(({ body }) => body['till'] === 'noord'),
    ).toBe(true);
  });

  test('M4 a part is waived by who may, and credit is given back', async () => {
    const id = await member();
    const { entries } = await done({ kind: 'charge', patron: id, reason: 'damage', cents: 500 });
    await done({ kind: 'waive', patron: id, charge: entries[0]!, cents: 100, reason: 'leniency' });
    await done({ kind: 'till.open', person: 'Joke', floatCents: 0 });
    expect(await objections({ kind: 'refund', patron: id, method: 'cash' })).toEqual(['nothing-to-pay']);
    // A voucher of more than is asked.
    const voucher = await done({
      kind: 'pay',
      patron: id,
      method: 'voucher',
      charges: entries,
      givenCents: 1001,
    });
    expect(voucher).toMatchObject({ money: { cents: 1001, changeCents: 0 }, patron: { owedCents: -601 } });
    expect(await objections({ kind: 'refund', patron: id, method: 'cash', cents: 700 })).toEqual([
      'more-than-credit',
    ]);
    const { money } = await done({ kind: 'refund', patron: id, method: 'cash' });
    expect(money).toEqual({ cents: -600, roundingCents: -1, changeCents: 0, receipt: 3 });
    await lasting(async () => expect(await patron(id)).toMatchObject({ owedCents: 0 }));
    await desk.call('desk.signIn', { staff: 'junior', pin: '' });
    const other = await done({ kind: 'charge', patron: id, reason: 'damage', cents: 500 });
    expect(
      await objections({ kind: 'waive', patron: id, charge: other.entries[0]!, reason: 'leniency' }),
    ).toEqual(['right-missing']);
  });

  test('M8 what a terminal did is told when it is known', async () => {
    const id = await register('CARD-0001');
    const terminal = { id: 'pin-1', outcome: 'unknown' } as const;
    const { entries } = await done({ kind: 'pay', patron: id, method: 'pin', givenCents: null, terminal });
    expect(await objections({ kind: 'pay', patron: id, method: 'pin', givenCents: null, terminal })).toEqual([
      'nothing-to-pay',
    ]);
    const answer = { kind: 'terminal.answer', patron: id, of: entries[0]!, outcome: 'approved' } as const;
    expect(await done(answer)).toMatchObject({ patron: { owedCents: 0 } });
    await lasting(async () => expect(await objections(answer)).toEqual(['not-waiting']));
  });

  test('M3 a late charge of this desk counts at once, and the limit with it', async () => {
    const id = await member();
    await scan(B, 'lend', id);
    clock.now += 60 * 86_400_000;
    await scan(B, 'take');
    await lasting(async () => expect(await patron(id)).toMatchObject({ owedCents: 500, loans: [] }));
  });

  test('L13 a book that is missing is found', async () => {
    await done({ kind: 'item.mark', item: B, mark: 'missing' });
    await lasting(async () => {
      expect(await objections({ kind: 'item.mark', item: B, mark: 'missing' })).toEqual(['marked-already']);
    });
    await done({ kind: 'item.mark', item: B, mark: 'found' });
    await lasting(async () => {
      expect(await objections({ kind: 'item.mark', item: B, mark: 'found' })).toEqual(['not-marked']);
    });
  });

  test('L13 a patron says that a book was returned, and gives it up later', async () => {
    const id = await member();
    await scan(B, 'lend', id);
    expect((await done({ kind: 'loan.claim', item: B })).patron?.id).toBe(id);
    expect(await objections({ kind: 'loan.claim', item: B })).toEqual(['claimed-already']);
    await done({ kind: 'loan.lost', item: B, why: 'patron-says' });
    await lasting(async () =>
      expect(await patron(id)).toMatchObject({ loans: [{ lost: true }], owedCents: 2245 }),
    );
    await done({ kind: 'item.seen', item: B });
    await lasting(async () => expect(await patron(id)).toMatchObject({ loans: [], owedCents: 250 }));
  });

  test('L10 a copy is described, changed, sent and received', async () => {
    const described = {
      ...{ title: 't1', work: null, owner: 'centrum', shelf: null, callNumber: null, loanGroup: 'dvd' },
      ...{ priceCents: 1000, holdable: true, circulates: true, parts: 2 },
    };
    await done({ kind: 'item.register', item: '30100281774599', ...described });
    expect(await objections({ kind: 'item.register', item: '30100281774599', ...described })).toEqual([
      'item-known',
    ]);
    await done({ kind: 'item.edit', item: '30100281774599', set: { shelf: 'Film' } });
    await done({ kind: 'item.send', item: '30100281774599', to: 'noord', why: 'collection' });
    await done({ kind: 'item.receive', item: '30100281774599' });
    const long = 'a'.repeat(121);
    expect(await act({ kind: 'item.edit', item: '30100281774599', set: { shelf: long } })).toEqual({
      kind: 'refused',
      objections: [{ code: 'input-unfit', params: { field: 'set.shelf' }, overridable: false }],
    });
  });

  test('P2 somebody is blocked, and is not any more', async () => {
    const id = await member();
    const { entries } = await done({ kind: 'patron.block', patron: id, reason: 'conduct', until: null });
    await lasting(async () => {
      expect(await scan(B, 'lend', id)).toMatchObject({
        kind: 'blocked',
        checks: [{ code: 'patron-blocked' }],
      });
    });
    await done({ kind: 'patron.unblock', patron: id, block: entries[0]! });
    await lasting(async () => expect((await patron(id)).checks).toEqual([]));
  });

  test('P1 a record is edited field by field, with notes, consents and cards', async () => {
    const id = await member();
    await done({ kind: 'patron.edit', patron: id, personal: { familyName: 'de Boer' } });
    expect(
      await objections({ kind: 'patron.edit', patron: id, personal: { familyName: 'de Boer' } }),
    ).toEqual(['nothing-changed']);
    const { entries } = await done({
      kind: 'patron.note',
      patron: id,
      text: 'Belt voor zij komt',
      show: 'at-counter',
    });
    await done({ kind: 'patron.consent', patron: id, to: 'history', given: true });
    await done({ kind: 'patron.card', patron: id, act: 'replace', number: 'card-0002' });
    await lasting(async () =>
      expect(await patron(id)).toMatchObject({
        ...{ name: 'Anna de Boer', messages: ['Belt voor zij komt'], card: 'CARD-0002', owedCents: 500 },
      }),
    );
    await done({ kind: 'patron.note', patron: id, ends: entries[0]! });
    expect(await patron(id)).toMatchObject({ messages: [] });
    await done({ kind: 'patron.card', patron: id, act: 'lost', number: 'CARD-0002' });
    await lasting(async () => {
      expect(await scan('CARD-0002', 'lend')).toMatchObject({
        patron: { checks: [{ code: 'card-inactive' }] },
      });
    });
  });

  test('P4 a subscription changes, which gives back what was left, and ends', async () => {
    const id = await member();
    await done({ kind: 'patron.subscription', patron: id, act: 'renew' });
    await done({ kind: 'patron.subscription', patron: id, act: 'change', subscription: 'compleet' });
    await lasting(async () =>
      expect(await patron(id)).toMatchObject({
        subscription: { code: 'compleet', until: '2028-01-14' },
        // Both years of the old one come back whole.
        owedCents: 6500 - 4200,
      }),
    );
    await done({ kind: 'patron.subscription', patron: id, act: 'end' });
    expect(await objections({ kind: 'patron.subscription', patron: id, act: 'end' })).toEqual([
      'subscription-ends',
    ]);
  });

  test('P6 what a child owes counts for the guardian', async () => {
    const parent = await member();
    const child = await done({
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
    await done({ kind: 'patron.link', patron: id, other: parent, link: 'guardian', act: 'make' });
    await done({ kind: 'charge', patron: id, reason: 'damage', cents: 1500 });
    await lasting(async () =>
      expect((await patron(parent)).checks).toMatchObject([{ code: 'owed-over-limit' }]),
    );
    await done({ kind: 'patron.link', patron: id, other: parent, link: 'guardian', act: 'end' });
    expect((await patron(parent)).checks).toEqual([]);
  });

  test('P3 two are one person, with the loans and the money of both, until somebody says that they are not', async () => {
    const first = await member();
    const second = await register('CARD-0002', { ...anna, birthDate: '1991-05-05' });
    await scan(B, 'lend', first);
    await done({ kind: 'hold.place', queue: 'queue:title:t2', patron: first, pickup: 'centrum' });
    await done({ kind: 'patron.merge', patron: first, other: second });
    const [into] = [first, second].sort();
    await lasting(async () => {
      for (const id of [first, second])
        expect(await patron(id)).toMatchObject({
          ...{ id: into, owedCents: 4200, loans: [{ item: { barcode: B } }], holds: [{ state: 'waiting' }] },
        });
      expect(await scan('CARD-0002', 'lend')).toMatchObject({ patron: { id: into } });
    });
    expect(await objections({ kind: 'patron.merge', patron: first, other: second })).toEqual([
      'merged-already',
    ]);
    await done({ kind: 'patron.distinct', patron: first, other: second });
    await lasting(async () => {
      expect(await patron(first)).toMatchObject({ id: first, owedCents: 0, loans: [{}] });
      expect(await patron(second)).toMatchObject({ id: second, owedCents: 4200, loans: [], holds: [] });
    });
    expect(await objections({ kind: 'patron.merge', patron: first, other: second })).toEqual(['told-apart']);
    await done({ kind: 'patron.merge', patron: first, other: second }, 'consulted');
  });

  test('A4 nobody is erased with anything open; afterwards nothing is left', async () => {
    const id = await member();
    await scan(B, 'lend', id);
    await done({ kind: 'charge', patron: id, reason: 'damage', cents: 100 });
    await done({ kind: 'hold.place', queue: 'queue:title:t2', patron: id, pickup: 'centrum' });
    const erase = { kind: 'patron.erase', patron: id, why: 'request' } as const;
    expect(await objections(erase)).toEqual(['open-loans', 'open-money', 'open-holds']);
    await scan(B, 'take');
    await done({ kind: 'pay', patron: id, method: 'voucher', givenCents: null });
    const [hold] = (await patron(id)).holds;
    await done({ kind: 'hold.cancel', queue: 'queue:title:t2', hold: hold!.id, by: 'patron' });
    expect(await done(erase)).toMatchObject({ patron: null });
    await lasting(async () => {
      expect(await patron(id)).toMatchObject({ name: '', card: '', subscription: { code: '' } });
      expect(await desk.call('search', { text: 'jansen' })).toMatchObject({ result: { patrons: [] } });
      expect(await objections({ kind: 'patron.block', patron: id, reason: 'other', until: null })).toEqual([
        'patron-erased',
      ]);
    });
  });

  test('E4 an exception is settled once, with an answer that is offered', async () => {
    const settle = { kind: 'exception.settle', exception: UNSETTLED, answer: 'reshelved' } as const;
    expect(await objections({ ...settle, answer: 'thrown-away' })).toEqual(['answer-unknown']);
    expect(await objections({ ...settle, exception: `${UNSETTLED}9` })).toEqual(['exception-unknown']);
    await done(settle);
    await lasting(async () => expect(await objections(settle)).toEqual(['settled-already']));
  });
});

describe('what is written', () => {
  test('D2 an override says which checks, why and who; without the right nothing is written', async () => {
    const id = await register('CARD-0001');
    const place = { kind: 'hold.place', queue: Q, patron: id, pickup: 'centrum' } as const;
    expect(await objections(place)).toEqual(['subscription-unpaid', 'owed-over-limit']);
    await desk.call('desk.signIn', { staff: 'junior', pin: '' });
    const before = written().length;
    expect(await act(place, 'pays-today')).toMatchObject({ kind: 'refused' });
    expect(written()).toHaveLength(before);
    await desk.call('desk.signIn', { staff: 'demo', pin: '' });
    expect(await act(place, 'because')).toMatchObject({ kind: 'refused' });
    const { entries } = await done(place, 'pays-today');
    expect(written().find(({ _id }) => _id === entries[0])).toMatchObject({
      ...{ staff: 'demo', session: 'visit', policy: nationalDefault.version },
      body: {
        overrides: { checks: ['subscription-unpaid', 'owed-over-limit'], reason: 'pays-today', by: 'demo' },
      },
    });
  });

  test('a registration whose write fails is not there at all', async () => {
    disk.failNext = { error: new Error('ENOSPC'), torn: 900 };
    const command = {
      ...{ kind: 'patron.register', as: 'person', verified: true, card: 'CARD-0001', subscription: 'basis' },
      personal: anna,
    } as const;
    expect(await desk.call('act.do', { command, session: 'visit' })).toMatchObject({
      ...{ ok: false, error: { code: 'journal-failed' } },
    });
    expect(await scan('CARD-0001', 'take')).not.toMatchObject({ kind: 'patron' });
    await register('CARD-0001');
  });

  test('M8 receipts are one row in each stream, and a clock that was put right begins another', async () => {
    const id = await member();
    const pays = async (): Promise<void> => {
      await done({ kind: 'charge', patron: id, reason: 'damage', cents: 100 });
      await done({ kind: 'pay', patron: id, method: 'voucher', givenCents: null });
    };
    await pays();
    await done({ kind: 'charge', patron: id, reason: 'damage', cents: 100 });
    clock.wrong = 3_600_000;
    await done({ kind: 'pay', patron: id, method: 'voucher', givenCents: null });
    await pays();
    const receipts = written().flatMap(({ kind, stream, body }) =>
      kind === 'pay' ? [[stream, body['receipt']] as const] : [],
    );
    const [one, , other] = receipts.map(([stream]) => stream);
    expect(receipts).toEqual([
      [one, 1],
      [one, 2],
      [other, 1],
      [other, 2],
    ]);
  });

  test('M3 what the centre folded of an account stands until this desk knows more', async () => {
    const centre = new TestStream('centre.y');
    const open = centre.write(patronOpen('bram'), { at: 1 });
    const lent = centre.write(checkout(C, 'bram', '2026-12-01'), { at: 2 });
    documents.set('patron:bram', stateDocument('patron:bram', { facts: factsOf([open]) }));
    const item = factsOf([centre.write(itemOpen(C), { at: 1 }), lent]);
    documents.set(`item:${C}`, stateDocument(`item:${C}`, { facts: item }));
    desk = await start();
    expect(await patron('bram')).toMatchObject({ loans: [{ item: { barcode: C } }] });
    await done({ kind: 'loan.lost', item: C, why: 'patron-says' });
    expect(await patron('bram')).toMatchObject({ loans: [{ lost: true }] });
  });
});

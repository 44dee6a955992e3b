import { beforeEach, describe, expect, test } from 'vitest';
import { MemoryIndex } from '../../adapters/memory-index.ts';
import { B, C, Q, TestDesk } from '../testing-desk.ts';
import { sentencesEn } from './sentences.en.ts';
import { DATE, type TestMachine, TestMachines, withBranches, withFees } from './testing-machine.ts';

const card = 'CARD-0001';
let desk: TestDesk;
let machine: TestMachine;
let sorter: TestMachine;
let patron: string;

beforeEach(async () => {
  desk = await TestDesk.open(() => new MemoryIndex());
  patron = await desk.member(card);
  await connect();
});

async function connect(): Promise<void> {
  const machines = new TestMachines(desk);
  machine = await machines.loggedIn();
  sorter = await machines.loggedIn('sorter', 'sorter');
}

const checkout = (item: string, more = '', of = card) =>
  machine.ask<'12'>(`11YN${DATE}${DATE}AOlib|AA${of}|AB${item}|AC|${more}`);
const checkin = (item: string, by = sorter) => by.ask<'10'>(`09N${DATE}${DATE}APhere|AOlib|AB${item}|AC|`);
const information = (summary = '', more = '') =>
  machine.ask<'64'>(`63001${DATE}${summary.padEnd(10)}AOlib|AA${card}|AC|AD|${more}`);
const book = (item: string) => machine.ask<'18'>(`17${DATE}AOlib|AB${item}|`);

describe('23 and 63 patrons', () => {
  test('counts, limits, and the one list that is asked for', async () => {
    for (const item of [B, C]) await checkout(item);
    desk.clock.now += 30 * 86_400_000;
    await desk.done({ kind: 'charge', patron, reason: 'damage', cents: 250 });
    await desk.done({ kind: 'hold.place', queue: 'queue:title:t9', patron, pickup: 'centrum' });
    const { fixed, fields } = await information('  Y');
    expect(fixed).toMatchObject({
      ...{ chargedCount: '0002', overdueCount: '0002', fineCount: '0001', holdCount: '0000' },
      ...{ unavailHoldCount: '0001', recallCount: '0000', language: '001' },
    });
    expect(fields).toMatchObject({
      AE: 'Anna Jansen',
      BL: 'Y',
      BH: 'EUR',
      BV: '2.50',
      CC: '10.00',
      CB: '0010',
      CA: '0005',
      BZ: '0010',
    });
    expect(fields.AU).toEqual([B, C]);
    expect((await information('  Y', 'BP2|BQ2|')).fields.AU).toEqual([C]);
    expect((await information(' Y')).fields.AT).toEqual([B, C]);
    expect((await information('   Y')).fields.AV).toEqual([
      expect.stringMatching(/^[0-9a-f]{8} 2\.50 EUR Damage$/),
    ]);
    expect((await information('     Y')).fields.CD).toEqual(['queue:title:t9']);
    expect((await information()).fields).not.toHaveProperty('AU');
  });

  test('a hold that is ready is told by its copy, as its patron comes and not with each book', async () => {
    await desk.done({ kind: 'hold.place', queue: Q, patron, pickup: 'centrum' });
    await checkin(B);
    expect(await information('Y')).toMatchObject({
      fixed: { holdCount: '0001', unavailHoldCount: '0000' },
      fields: { AS: [B], AF: 'Reservations that are ready for you here: 1.' },
    });
    const { fixed, fields } = await checkout(C);
    expect(fixed.ok).toBe('1');
    expect(fields).not.toHaveProperty('AF');
  });

  test('what is denied has its sign', async () => {
    const signs = async (): Promise<string> =>
      (await machine.ask<'24'>(`23001${DATE}AOlib|AA${card}|AC|AD|`)).fixed.patronStatus;
    expect(await signs()).toBe(' '.repeat(14));
    await desk.done({ kind: 'charge', patron, reason: 'damage', cents: 2000 });
    expect(await signs()).toBe('YY Y      YY  ');
    await desk.done({ kind: 'patron.card', patron, act: 'lost', number: card });
    expect(await signs()).toBe('YY YY     YY  ');
  });
});

describe('15 holds', () => {
  const hold = (mode: string, more: string) => machine.ask<'16'>(`15${mode}${DATE}AOlib|AA${card}|${more}`);

  test('H1 are placed on the title or the copy, moved and cancelled', async () => {
    await withBranches(desk, 'noord', 'centrum');
    await connect();
    expect(await hold('+', `AB${B}|BSnoord|`)).toMatchObject({
      fixed: { ok: '1', available: 'N' },
      fields: { BR: '1', BS: 'noord' },
    });
    expect((await desk.patron(patron)).holds).toMatchObject([{ queue: Q }]);
    expect(await hold('*', `AB${C}|BScentrum|`)).toMatchObject({
      fixed: { ok: '1' },
      fields: { BS: 'centrum' },
    });
    expect(await hold('+', `AB${B}|BY3|BSnoord|`)).toMatchObject({ fixed: { ok: '1' } });
    expect((await desk.patron(patron)).holds).toHaveLength(2);
    expect(await hold('-', `AB${C}|`)).toMatchObject({ fixed: { ok: '1' } });
    expect((await desk.patron(patron)).holds).toMatchObject([{ queue: `queue:item:${B}` }]);
    expect(await hold('-', 'AJnothing of the kind|')).toMatchObject({ fixed: { ok: '0' } });
    expect(await hold('+', 'AB30100281779999|')).toMatchObject({ fixed: { ok: '0' } });
    expect(await hold('?', `AB${B}|`)).toMatchObject({ fixed: { ok: '0' } });
  });

  test('are not placed at, nor moved to, a branch that the library has not', async () => {
    await withBranches(desk, 'centrum');
    await connect();
    const AF = 'You cannot collect at that branch.';
    expect(await hold('+', `AB${B}|BSnowhere|`)).toMatchObject({ fixed: { ok: '0' }, fields: { AF } });
    expect((await desk.patron(patron)).holds).toEqual([]);
    expect(await hold('+', `AB${B}|BScentrum|`)).toMatchObject({ fixed: { ok: '1' } });
    expect(await hold('*', `AB${B}|BSnowhere|`)).toMatchObject({ fixed: { ok: '0' }, fields: { AF } });
    expect(await hold('-', `AB${B}|BSnowhere|`)).toMatchObject({ fixed: { ok: '1' } });
  });

  test('M5 what reserving costs is asked first', async () => {
    await withFees(desk, 0, 75);
    await connect();
    expect(await hold('+', `AB${B}|`)).toMatchObject({
      fixed: { ok: '0' },
      fields: { AF: 'This costs € 0.75.' },
    });
    expect(await hold('+', `AB${B}|BOY|`)).toMatchObject({ fixed: { ok: '1' } });
  });
});

describe('37 payments', () => {
  const pay = (type: string, currency: string, fields: string, date = DATE) =>
    machine.ask<'38'>(`37${date}04${type}${currency}AOlib|AA${card}|${fields}`);

  test("M8 a terminal's money settles the charge that is named, else the oldest", async () => {
    await desk.done({ kind: 'charge', patron, reason: 'damage', cents: 300 });
    await desk.done({ kind: 'charge', patron, reason: 'card', cents: 200 });
    const [, second] = (await information('   Y')).fields.AV!;
    expect(await pay('02', 'EUR', `BV2.00|CG${second!.slice(0, 8)}|BK1|`)).toMatchObject({
      fixed: { paymentAccepted: 'Y' },
      fields: { BK: '1' },
    });
    expect((await information('   Y')).fields.AV).toEqual([expect.stringContaining('3.00 EUR Damage')]);
    // More than is owed is the patron's.
    expect(await pay('02', 'EUR', 'BV5,00|BK2|')).toMatchObject({ fixed: { paymentAccepted: 'Y' } });
    expect((await desk.patron(patron)).owedCents).toBe(-200);
    expect(desk.written().at(-1)!.body).toMatchObject({
      method: 'pin',
      terminal: { id: 'selfcheck', outcome: 'approved' },
    });
    expect(await pay('02', 'EUR', 'BV5.00|BK3|')).toMatchObject({ fixed: { paymentAccepted: 'N' } });
  });

  test("M8 cash needs the machine's own drawer to be open", async () => {
    await desk.done({ kind: 'charge', patron, reason: 'damage', cents: 300 });
    expect(await pay('00', 'EUR', 'BV3.00|BK1|')).toMatchObject({
      fields: { AF: sentencesEn['till-closed'] },
    });
    await desk.done({ kind: 'till.open', till: 'sip2:selfcheck', person: 'Joke', floatCents: 0 });
    expect(await pay('00', 'EUR', 'BV3.00|BK1|')).toMatchObject({ fixed: { paymentAccepted: 'Y' } });
  });

  test('two of the same amount without a time or a transaction are two', async () => {
    await desk.done({ kind: 'charge', patron, reason: 'damage', cents: 300 });
    for (let n = 0; n < 2; n++)
      expect(await pay('01', '   ', 'BV1.00|', ' '.repeat(18))).toMatchObject({
        fixed: { paymentAccepted: 'Y' },
      });
    expect((await desk.patron(patron)).owedCents).toBe(100);
  });

  test.each([
    ['USD', 'BV1.00|', 'currency-unfit'],
    ['EUR', 'BVfree|', 'amount-unfit'],
    ['EUR', 'BV0|', 'amount-unfit'],
    ['EUR', '', 'amount-unfit'],
  ] as const)('%s %s is no money', async (currency, fields, code) => {
    expect(await pay('02', currency, fields)).toMatchObject({
      fixed: { paymentAccepted: 'N' },
      fields: { AF: sentencesEn[code] },
    });
  });
});

describe('01, 25, 17 and 19', () => {
  test('a card that a machine blocks is open again when it says so; what people blocked stays', async () => {
    expect(await machine.ask(`01Y${DATE}AOlib|ALleft in the machine|AA${card}|AC|`)).toMatchObject({
      code: '24',
      fixed: { patronStatus: 'YY Y          ' },
    });
    expect((await desk.patron(patron)).messages).toEqual(['selfcheck: left in the machine']);
    await desk.done({ kind: 'patron.block', patron, reason: 'conduct', until: null });
    const enable = () => machine.ask<'26'>(`25${DATE}AOlib|AA${card}|AC|AD|`);
    expect((await enable()).fixed.patronStatus).toBe('YY Y          ');
    const { blocks } = (await desk.forMachines().situations.person(patron)).patron;
    expect(blocks.map(({ reason }) => reason)).toEqual(['conduct']);
  });

  test('where a copy is', async () => {
    expect(await book(B)).toMatchObject({
      fixed: { circStatus: '03', feeType: '01' },
      fields: { CF: '0', BG: 'centrum', AQ: 'centrum', AP: 'centrum' },
    });
    await checkout(B);
    expect(await book(B)).toMatchObject({
      fixed: { circStatus: '04' },
      fields: { AH: '20270205    235900' },
    });
    expect(JSON.stringify(await book(B))).not.toContain('Jansen');
    await desk.done({ kind: 'loan.claim', item: B });
    expect((await book(B)).fixed.circStatus).toBe('11');
    await desk.done({ kind: 'hold.place', queue: Q, patron, pickup: 'centrum' });
    await checkin(C);
    expect((await book(C)).fixed.circStatus).toBe('08');
    await desk.done({ kind: 'item.send', item: C, to: 'noord', why: 'collection' });
    expect((await book(C)).fixed.circStatus).toBe('10');
    expect(await book('30100281779999')).toMatchObject({
      fixed: { circStatus: '01' },
      fields: { AF: sentencesEn['item-unknown'] },
    });
    await desk.done({ kind: 'loan.lost', item: B, why: 'patron-says' });
    expect((await book(B)).fixed.circStatus).toBe('12');
  });

  test('an item status update is kept where the library gave it a meaning', async () => {
    const update = (words: string) => machine.ask<'20'>(`19${DATE}AOlib|AB${B}|CH${words}|`);
    expect(await update('broken')).toMatchObject({ fixed: { itemPropsOk: '1' }, fields: { CH: 'broken' } });
    expect(await update('broken')).toMatchObject({ fixed: { itemPropsOk: '1' } });
    expect((await book(B)).fixed.circStatus).toBe('01');
    expect(await update('mended')).toMatchObject({ fixed: { itemPropsOk: '1' } });
    expect(await update('toString')).toMatchObject({
      fixed: { itemPropsOk: '0' },
      fields: { AF: sentencesEn['not-kept'] },
    });
  });
});

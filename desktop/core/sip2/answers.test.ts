import { checkCodeSchema } from '@balie/shared/policy/check-codes.ts';
import { factsOf, itemOpen, TestStream } from '@balie/shared/testing/make-entry.ts';
import { stateDocument } from '@balie/shared/protocol/state-document.ts';
import { beforeEach, describe, expect, test } from 'vitest';
import { MemoryIndex } from '../../adapters/memory-index.ts';
import { anna, B, C, Q, TestDesk } from '../testing-desk.ts';
import { sentencesEn } from './sentences.en.ts';
import { isSentence } from './say.ts';
import { sentencesNl } from './sentences.nl.ts';
import { DATE, type TestMachine, TestMachines, withFees } from './testing-machine.ts';

const card = 'CARD-0001';
const berta = { ...anna, givenName: 'Berta', birthDate: '1985-03-03' };
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

/** Another copy, as the centre wrote it. */
async function another(item: string, change: object): Promise<void> {
  const draft = itemOpen(item);
  const entry = new TestStream('centre.z').write(
    { ...draft, body: { ...draft.body, ...change } } as typeof draft,
    { at: 1 },
  );
  desk.documents.set(`item:${item}`, stateDocument(`item:${item}`, { facts: factsOf([entry]) }));
  await desk.restart();
  await connect();
}

const checkout = (item: string, more = '', of = card) =>
  machine.ask<'12'>(`11YN${DATE}${DATE}AOlib|AA${of}|AB${item}|AC|${more}`);
const checkin = (item: string, by = sorter) => by.ask<'10'>(`09N${DATE}${DATE}APhere|AOlib|AB${item}|AC|`);
const information = (summary = '', more = '') =>
  machine.ask<'64'>(`63001${DATE}${summary.padEnd(10)}AOlib|AA${card}|AC|AD|${more}`);

describe('11 checkout', () => {
  test('D1 lends what is known, with the day on which it is due', async () => {
    expect(await checkout(B)).toEqual({
      code: '12',
      fixed: {
        ok: '1',
        renewalOk: 'N',
        magneticMedia: 'N',
        desensitize: 'Y',
        date: expect.any(String) as string,
      },
      fields: { AO: 'NL-0800070000', AA: card, AB: B, AJ: B, AH: '20270205    235900', CK: '001' },
    });
    expect(desk.written().at(-1)).toMatchObject({
      kind: 'checkout',
      staff: 'sip2:selfcheck',
      branch: 'centrum',
    });
  });

  test('D2 a card that was replaced lends nothing, the new one does', async () => {
    await desk.done({ kind: 'patron.card', patron, act: 'replace', number: 'CARD-0009' });
    expect(await checkout(B)).toMatchObject({
      fixed: { ok: '0' },
      fields: { AF: 'This card is no longer valid. Please ask at the desk.' },
    });
    expect(await checkout(B, '', 'CARD-0009')).toMatchObject({ fixed: { ok: '1' } });
  });

  test('D2 every block is said, and none is overridden', async () => {
    await desk.done({ kind: 'patron.block', patron, reason: 'conduct', until: null });
    await desk.done({ kind: 'charge', patron, reason: 'damage', cents: 1200 });
    expect(await checkout(B)).toMatchObject({
      fixed: { ok: '0', desensitize: 'N' },
      fields: {
        AF: 'Your card is blocked. Please ask at the desk. You owe € 12.00. Please pay first; then you can borrow again.',
      },
    });
    // Nor where the machine says that it has lent already.
    expect(await machine.say(`11YY${DATE}${DATE}AO|AA${card}|AB${B}|AC|`)).toMatch(/^120/);
  });

  test('L4 what the patron has is renewed where the machine renews, else it says so', async () => {
    await checkout(B);
    desk.clock.now += 3 * 86_400_000;
    expect(await machine.say(`11NN${DATE}${DATE}AO|AA${card}|AB${B}|AC|`)).toMatch(
      /^120N.*AFYou have borrowed this already/,
    );
    expect(await checkout(B)).toMatchObject({
      fixed: { ok: '1', renewalOk: 'Y' },
      fields: { AH: '20270208    235900' },
    });
  });

  test('U3 a number that nobody knows is not lent without a person', async () => {
    expect(await checkout('30100281779999')).toMatchObject({
      fixed: { ok: '0' },
      fields: { AF: sentencesEn['item-unknown'] },
    });
    expect(await checkout(card)).toMatchObject({ fixed: { ok: '0' } });
    expect(await checkout(B, '', 'NOBODY-1')).toMatchObject({ fields: { AF: sentencesEn['card-unknown'] } });
  });

  test('M5 what costs money is asked first', async () => {
    await withFees(desk, 150);
    await connect();
    expect(await checkout(B)).toMatchObject({
      fixed: { ok: '0' },
      fields: { BT: '06', BH: 'EUR', BV: '1.50', AF: 'This costs € 1.50.' },
    });
    expect(await checkout(B, 'BOY|')).toMatchObject({ fixed: { ok: '1' } });
    expect(await information()).toMatchObject({ fields: { BV: '1.50' } });
  });

  test('L8 BI takes back what the machine did last with a book, once', async () => {
    await checkout(B);
    expect(await machine.say(`09N${DATE}${DATE}AP|AOlib|AB${B}|AC|BIY|`)).toMatch(/^101YNN/);
    expect(await machine.say(`09N${DATE}${DATE}AP|AOlib|AB${B}|AC|BIY|`)).toMatch(/^101YNN/);
    expect(
      desk
        .written()
        .map(({ kind }) => kind)
        .slice(-2),
    ).toEqual(['checkout', 'undo']);
    await checkout(B);
    await checkin(B, machine);
    expect(await checkout(B, 'BIY|')).toMatchObject({ fixed: { ok: '1', renewalOk: 'N' } });
    expect((await information()).fixed.chargedCount).toBe('0001');
  });
});

describe('09 checkin', () => {
  test('D5 the answer names the bin, the alert and the destination', async () => {
    await another('30100281774503', { owner: 'noord' });
    await another('30100281774504', { owner: 'oost' });
    await another('30100281774505', { loanGroup: 'dvd' });
    expect(await checkin(B)).toMatchObject({
      fixed: { ok: '1', resensitize: 'Y', alert: 'N' },
      fields: { AB: B, AQ: 'centrum', CL: '1', CS: 'K 3', CK: '001' },
    });
    expect((await checkin('30100281774505')).fields).toMatchObject({ CL: '5', CK: '006' });
    const elsewhere = await checkin('30100281774503');
    expect(elsewhere).toMatchObject({ fixed: { alert: 'Y' }, fields: { CL: '7', CV: '04', CT: 'noord' } });
    expect((await checkin('30100281774504')).fields).toMatchObject({ CL: '3', CT: 'oost' });
    expect((await checkin('30100281779999')).fields).toMatchObject({ CL: '9', CV: '99' });
    expect(await checkin('?')).toMatchObject({
      fixed: { ok: '0', alert: 'Y' },
      fields: { CL: '9', CV: '99' },
    });
  });

  test('H2 a book that somebody waits for goes to the hold shelf, with a code and no name', async () => {
    await desk.done({ kind: 'hold.place', queue: Q, patron, pickup: 'centrum' });
    const { fixed, fields } = await checkin(B);
    expect({ fixed, fields }).toMatchObject({ fixed: { alert: 'Y' }, fields: { CL: '2', CV: '01' } });
    expect(fields.AF).toMatch(/^Gereserveerd\. Leg het in de afhaalkast: .*[0-9A-Z]{2}-[0-9A-Z]{3}\.$/);
    expect(fields).not.toHaveProperty('DA');
    await desk.done({
      kind: 'hold.place',
      queue: Q,
      patron: await desk.member('CARD-0002', berta),
      pickup: 'noord',
    });
    expect((await checkin(C)).fields).toMatchObject({ CL: '7', CV: '02', CT: 'noord' });
  });
});

describe('29 and 65 renewals', () => {
  beforeEach(async () => {
    for (const item of [B, C]) await checkout(item);
    desk.clock.now += 2 * 86_400_000;
  });

  test("D6 one by its number or its title, never another's", async () => {
    expect(await machine.ask(`29NN${DATE}${DATE}AOlib|AA${card}|AB${B}|`)).toMatchObject({
      code: '30',
      fixed: { ok: '1', renewalOk: 'Y' },
      fields: { AH: '20270207    235900' },
    });
    expect(await machine.say(`29NN${DATE}${DATE}AOlib|AA${card}|AJno such title|`)).toMatch(
      /^300.*not in your name/,
    );
    await desk.member('CARD-0002', berta);
    expect(await machine.say(`29NN${DATE}${DATE}AOlib|AACARD-0002|AB${B}|`)).toMatch(
      /^300.*not in your name/,
    );
  });

  test('D6 all at once, each with its own answer', async () => {
    await desk.done({
      kind: 'hold.place',
      queue: `queue:item:${C}`,
      patron: await desk.member('CARD-0002', berta),
      pickup: 'centrum',
    });
    expect(await machine.ask(`65${DATE}AOlib|AA${card}|`)).toMatchObject({
      fixed: { ok: '1', renewedCount: '0001', unrenewedCount: '0001' },
      fields: { BM: [B], BN: [C], AF: 'Others are waiting for this title.' },
    });
    expect(await machine.ask(`65${DATE}AOlib|AACARD-0002|`)).toMatchObject({
      fixed: { ok: '1', renewedCount: '0000', unrenewedCount: '0000' },
    });
  });
});

test("L8 the last act of the people at a desk is theirs, not a machine's", async () => {
  await desk.scan(C, 'lend', patron);
  await checkout(B);
  expect(await desk.call('act.undo', { id: null, session: 'visit' })).toMatchObject({
    kind: 'undone',
    item: { barcode: C },
  });
});

test('a journal that cannot be written is said, and nothing is lent', async () => {
  desk.disk.failNext = { error: new Error('ENOSPC'), torn: 0 };
  expect(await checkout(B)).toMatchObject({ fixed: { ok: '0' }, fields: { AF: sentencesEn.fault } });
  expect((await information()).fixed.chargedCount).toBe('0000');
  expect(await checkout(B)).toMatchObject({ fixed: { ok: '1' } });
});

test('every check has a sentence, in both languages', () => {
  const lacking = checkCodeSchema.options.filter((code) => !isSentence(code));
  expect(lacking).toEqual([]);
  expect(Object.keys(sentencesEn).sort()).toEqual(Object.keys(sentencesNl).sort());
  expect(
    [...Object.values(sentencesEn), ...Object.values(sentencesNl)].filter((text) => /[|\r\n]/.test(text)),
  ).toEqual([]);
});

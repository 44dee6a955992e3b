import { writeFrame } from '@balie/hardware/codecs/sip2/frame.ts';
import fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import { MemoryIndex } from '../../adapters/memory-index.ts';
import { B, TestDesk } from '../testing-desk.ts';
import type { TestMachine } from './testing-machine.ts';
import { DATE, TestMachines, testMachines } from './testing-machine.ts';

let desk: TestDesk;
let machines: TestMachines;
const card = 'CARD-0001';

beforeEach(async () => {
  desk = await TestDesk.open(() => new MemoryIndex());
  machines = new TestMachines(desk);
});

/** The line as a machine that detects errors sends it, without its CR. */
function counted(text: string, sequence: string): string {
  const frame = writeFrame(text, 'utf-8', { sequence, checksum: true });
  return Buffer.from(frame).toString('utf8').slice(0, -1);
}

const lend = (item: string): string => `11YN${DATE}${DATE}AOlib|AA${card}|AB${item}|AC|`;
const loansIn = (): number => desk.written().filter(({ kind }) => kind === 'checkout').length;

describe('a login', () => {
  test.each(['cp850', 'latin-1', 'utf-8'] as const)(
    'is read in the character set of the machine that it names: %s',
    async (characterSet) => {
      const machine = { name: 'm', user: 'käthe', password: 'pässwörd', characterSet };
      const others = testMachines.map((one) => ({ ...one, characterSet: 'utf-8' as const }));
      machines = new TestMachines(desk, {
        machines: [...others, { ...machine, accepts: { location: 'Zürich' } }],
      });
      for (const [location, answer] of [
        ['Zurich', '940\r'],
        ['Zürich', '941\r'],
      ] as const) {
        const line = writeFrame(`9300CNkäthe|COpässwörd|CP${location}|`, characterSet, {
          sequence: null,
          checksum: false,
        });
        const answers: string[] = [];
        for await (const said of machines.connect().conversation.hear(line))
          answers.push(Buffer.from(said).toString('latin1'));
        expect(answers).toEqual([answer]);
      }
    },
  );
});

describe('error detection', () => {
  test('a line with a sequence and a checksum is answered with both, one without is answered without', async () => {
    const machine = machines.connect();
    expect(await machine.say('9300CNself|COpass|CPhere|')).toBe('941');
    expect(await machine.say(counted('9300CNself|COpass|CPhere|', '7'))).toBe('941AY7AZFDF6');
    expect(await machine.say('9900302.00AY1AZFCA5')).toMatch(/^98YYYYYN0400032027.*\|AY1AZ[0-9A-F]{4}$/);
    expect(await machine.say('9900302.00')).toMatch(/\|BXYYYYYYYYYYYYYYYY\|AMcentrum\|ANcentrum\|$/);
  });

  test('a wrong checksum is answered 96AZFEF6 and does nothing', async () => {
    await desk.member(card);
    const machine = await machines.loggedIn();
    const line = counted(lend(B), '3');
    expect(await machine.say(line.replace(B, B.replace('4501', '4502')))).toBe('96AZFEF6');
    expect(loansIn()).toBe(0);
    expect(await machine.say(line)).toMatch(/^121N/);
  });

  test.each(['', 'hello', 'ZZ', '10', '941', '96AZFEF6', 'x'.repeat(5000), '|||', '63'])(
    'what is no request is asked for again, and never ends the conversation: %s',
    async (junk) => {
      const machine = await machines.loggedIn();
      const answers = await machine.sayAll(`${junk}\r`);
      for (const answer of answers) expect(answer).toMatch(/^(96AZFEF6|64)/);
      expect(await machine.say('9900302.00')).toMatch(/^98Y/);
    },
  );

  test('any bytes are answered by whole lines', async () => {
    const machine = await machines.loggedIn();
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom('63', '11', '09', '17', '65', '37', '15', ''),
        fc.uint8Array(),
        async (code, raw) => {
          for await (const answer of machine.conversation.hear(
            Buffer.concat([Buffer.from(code), raw, Buffer.from('\r')]),
          ))
            expect(Buffer.from(answer).toString('latin1')).toMatch(/^\d\d[^\r]*\r$/);
        },
      ),
    );
  });
});

describe('what is said twice', () => {
  test('the same sequence and the same words get the same answer, and lend nothing more', async () => {
    await desk.member(card);
    const machine = await machines.loggedIn();
    const line = counted(lend(B), '4');
    const answer = await machine.say(line);
    expect(answer).toMatch(/^121N/);
    desk.clock.now += 5000;
    expect(await machine.say(line)).toBe(answer);
    expect(loansIn()).toBe(1);
  });

  test('97 gets the last answer word for word, as often as it is asked, and does nothing', async () => {
    await desk.member(card);
    const machine = await machines.loggedIn();
    const answer = await machine.say(counted(lend(B), '4'));
    const entries = desk.written().length;
    for (const again of ['97AZFEF5', '97', counted('97', '5')]) expect(await machine.say(again)).toBe(answer);
    expect(desk.written()).toHaveLength(entries);
    expect(await machines.connect().say('97AZFEF5')).toBe('96AZFEF6');
  });

  test('the same words with another sequence are asked anew', async () => {
    const machine = await machines.loggedIn();
    const first = await machine.say(counted('9900302.00', '1'));
    expect(await machine.say(counted('9900302.00', '2'))).not.toBe(first);
  });

  test('a machine whose connection dropped before the answer lends once, whatever it repeats', async () => {
    await desk.member(card);
    const before = await machines.loggedIn();
    // The answer never arrives.
    const lost = await before.say(counted(lend(B), '1'));
    const after = await machines.loggedIn();
    expect(await after.say(counted(lend(B), '1'))).toBe(lost);
    // With a clock that has gone on, and after the desk was started anew.
    await desk.restart();
    machines = new TestMachines(desk);
    const later = await machines.loggedIn();
    const minute = lend(B).replaceAll(DATE, '20270115    080100');
    expect(await later.ask<'12'>(minute)).toMatchObject({ fixed: { ok: '1', renewalOk: 'N' } });
    expect(loansIn()).toBe(1);
    expect(desk.written().filter(({ kind }) => kind === 'renew')).toEqual([]);
  });

  test('books that are taken back, renewed, reserved or paid twice are so once', async () => {
    const id = await desk.member(card);
    await (await machines.loggedIn()).say(lend(B));
    desk.clock.now += 86_400_000;
    const date = '20270116    080000';
    const once = async (line: string, kind: string): Promise<string> => {
      const answer = await (await machines.loggedIn()).say(line);
      await desk.restart();
      machines = new TestMachines(desk);
      const again = await machines.loggedIn();
      expect(await again.say(line)).toBe(answer);
      expect(
        desk.written().filter((entry) => entry.kind === kind && entry.staff === 'sip2:selfcheck'),
      ).toHaveLength(1);
      return answer;
    };
    expect(await once(`29NN${date}${date}AOlib|AA${card}|AB${B}|`, 'renew')).toMatch(/^301Y/);
    expect(await once(`09N${date}${date}APhere|AOlib|AB${B}|AC|`, 'checkin')).toMatch(/^101Y/);
    expect(await once(`15+${date}AOlib|AA${card}|AB${B}|BOY|`, 'hold.place')).toMatch(/^161N/);
    await desk.done({ kind: 'charge', patron: id, reason: 'damage', cents: 500 });
    expect(await once(`37${date}0402EURBV5.00|AOlib|AA${card}|BKT-1|`, 'pay')).toMatch(/^38Y/);
    expect(await once(`15-${date}AOlib|AA${card}|AB${B}|`, 'hold.cancel')).toMatch(/^161N/);
    expect(await once(`01N${date}AOlib|ALleft behind|AA${card}|AC|`, 'patron.block')).toMatch(/^24Y/);
  });

  test('a loan after a return is another loan, though the machine has no clock', async () => {
    await desk.member(card);
    const machine = await machines.loggedIn();
    const blank = ' '.repeat(18);
    for (let turn = 0; turn < 3; turn++) {
      expect(await machine.say(`11NN${blank}${blank}AOlib|AA${card}|AB${B}|AC|`)).toMatch(/^121/);
      expect(await machine.say(`09N${blank}${blank}AP|AOlib|AB${B}|AC|`)).toMatch(/^101/);
    }
    expect(loansIn()).toBe(3);
    expect(desk.written().filter(({ kind }) => kind === 'checkin')).toHaveLength(3);
  });
});

describe('who a machine is', () => {
  test('one that has not logged in hears the status, and of everything else that it may not', async () => {
    const id = await desk.member(card);
    const machine = machines.connect();
    expect(await machine.ask('9900302.00')).toMatchObject({ fixed: { checkoutOk: 'N', online: 'Y' } });
    for (const line of [lend(B), `63001${DATE}          AO|AA${card}|`, `17${DATE}AO|AB${B}|`]) {
      const answer = await machine.say(line);
      expect(answer).toMatch(/AFDit apparaat is niet aangemeld\.\|$/);
      expect(answer).not.toContain('Jansen');
    }
    expect((await desk.patron(id)).loans).toEqual([]);
  });

  test('a wrong password is refused, and after five nobody is heard', async () => {
    const machine = machines.connect();
    for (let n = 0; n < 4; n++) expect(await machine.say('9300CNself|COwrong|')).toBe('940');
    expect(machine.conversation.isOver).toBe(false);
    expect(await machine.say('9300CNself|CO|')).toBe('940');
    expect(machine.conversation.isOver).toBe(true);
    expect(await machine.sayAll('9300CNself|COpass|\r')).toEqual([]);
  });

  test('passwords that are encrypted are refused: nobody knows how', async () => {
    expect(await machines.connect().say('9311CNself|COpass|')).toBe('940');
  });

  test('a machine does what it may, and no more', async () => {
    await desk.member(card);
    const sorter = await machines.loggedIn('sorter', 'sorter');
    expect(await sorter.ask('9900302.00')).toMatchObject({
      fixed: { checkinOk: 'Y', checkoutOk: 'N', acsRenewalPolicy: 'N', statusUpdateOk: 'N' },
      fields: { BX: 'NNYNYYYNYNNNNNNN' },
    });
    expect(await sorter.ask(lend(B))).toMatchObject({
      fixed: { ok: '0' },
      fields: { AF: 'Dat kan niet aan dit apparaat. Vraag het aan de balie.' },
    });
    expect(loansIn()).toBe(0);
  });

  test('institution, location and terminal password have to be as the library says, where it says so', async () => {
    const [selfcheck] = testMachines;
    const strict = {
      ...{ ...selfcheck, institution: 'WILG', terminalPassword: 'term' },
      accepts: { institution: 'WILG|Wilgendam', location: 'hal-\\d' },
    };
    machines = new TestMachines(desk, { machines: [strict] });
    const machine = machines.connect();
    expect(await machine.say('9300CNself|COpass|CPzolder|')).toBe('940');
    expect(await machine.say('9300CNself|COpass|CPhal-2|')).toBe('941');
    const ask = async (fields: string): Promise<string | undefined> =>
      (await machine.ask<'64'>(`63001${DATE}          ${fields}`)).fields.AF;
    expect(await ask('AOelsewhere|AA1|ACterm|')).toMatch(/another institution/);
    expect(await ask('AOWILG|AA1|ACwrong|')).toMatch(/password of this machine/);
    expect(await ask('AOWilgendam|AA1|ACterm|')).toMatch(/not known here/);
    // AC is optional there, and required of a checkin.
    expect(await ask('AO|AA1|')).toMatch(/not known here/);
    expect(await machine.say(`09N${DATE}${DATE}AP|AOWILG|AB${B}|`)).toMatch(/^100.*AFThe password/);
    expect(await machine.ask('9900302.00')).toMatchObject({ fields: { AO: 'WILG' } });
  });

  test('each is answered in its own character set', async () => {
    await desk.register(card, {
      ...{ familyName: 'Müller–Ş', givenName: 'Zoë' },
      ...{ birthDate: '1990-01-01' },
      ...address,
    });
    const [selfcheck] = testMachines;
    const name = async (characterSet: string): Promise<string> => {
      machines = new TestMachines(desk, { machines: [{ ...selfcheck, characterSet }] });
      const machine = machines.connect();
      await machine.say('9300CNself|COpass|');
      const line = `23001${DATE}AOlib|AA${card}|AC|AD|\r`;
      for await (const answer of machine.conversation.hear(Buffer.from(line)))
        return /AE([^|]*)/.exec(Buffer.from(answer).toString('latin1'))![1]!;
      return '';
    };
    expect(await name('cp850')).toBe('Zo\x89 M\x81ller-S');
    expect(await name('latin-1')).toBe('Zoë Müller-S');
    expect(Buffer.from(await name('utf-8'), 'latin1').toString('utf8')).toBe('Zoë Müller–Ş');
  });
});

const address = { street: 'Dorpsstraat', houseNumber: '1', postcode: '1234 AB', city: 'Ons Dorp' };

describe('PINs', () => {
  let patron: string;
  const information = (pin: string): string => `63001${DATE}          AO|AA${card}|AC|AD${pin}|`;

  beforeEach(async () => {
    patron = await desk.member(card);
    await desk.done({ kind: 'patron.pin', patron, pin: '4711' });
  });

  test('A7 a right one is said to be right, a wrong one gets nothing of anybody', async () => {
    const machine = await machines.loggedIn();
    expect(await machine.ask(information('4711'))).toMatchObject({
      fields: { AE: 'Anna Jansen', BL: 'Y', CQ: 'Y' },
    });
    expect(await machine.ask(information('4712'))).toMatchObject({
      fixed: { patronStatus: 'YYYY          ', chargedCount: '0000' },
      fields: { AE: '', BL: 'Y', CQ: 'N', AF: 'The PIN is not right.' },
    });
    expect(await machine.say(lend(B).replace('AC|', 'AC|AD4712|'))).toMatch(/^120/);
    expect(loansIn()).toBe(0);
  });

  test('A7 where one is required a right one holds until the patron goes', async () => {
    machines = new TestMachines(desk, { machines: [{ ...testMachines[0], pin: 'required' }] });
    const machine = await machines.loggedIn();
    expect(await machine.ask(lend(B))).toMatchObject({ fields: { AF: 'Please give your PIN.' } });
    await machine.say(information('4711'));
    expect(await machine.say(lend(B))).toMatch(/^121/);
    expect(await machine.ask(`35${DATE}AOlib|AA${card}|`)).toMatchObject({ fixed: { endSession: 'Y' } });
    expect(await machine.ask(information(''))).toMatchObject({ fields: { CQ: 'N', AE: '' } });
  });

  test('A7 after five wrong ones nobody is heard for a quarter of an hour, at no machine', async () => {
    const machine = await machines.loggedIn();
    for (let n = 0; n < 5; n++)
      expect(await machine.ask(information(`000${n}`))).toMatchObject({ fields: { CQ: 'N' } });
    const other = await machines.loggedIn();
    expect((await other.ask<'64'>(information('4711'))).fields.AF).toMatch(/^Too many wrong PINs/);
    expect((await other.ask<'64'>(information(''))).fields).toMatchObject({
      CQ: 'N',
      AF: expect.stringMatching(/^Too many/) as string,
    });
    desk.clock.now += 15 * 60_000;
    expect(await other.ask(information('4711'))).toMatchObject({ fields: { CQ: 'Y' } });
  });

  test('A7 a new PIN that is set at the counter is heard at once, and the old one no more', async () => {
    const machine = await machines.loggedIn();
    for (let n = 0; n < 5; n++) await machine.say(information(`000${n}`));
    await desk.done({ kind: 'patron.pin', patron, pin: '081500' });
    expect(await machine.ask(information('081500'))).toMatchObject({ fields: { CQ: 'Y' } });
    expect(await machine.ask(information('4711'))).toMatchObject({ fields: { CQ: 'N' } });
  });

  test('A7 no PIN, no password and no name stands in the log', async () => {
    const machine = await machines.loggedIn();
    await machine.say(information('4711'));
    await machine.say(`63001${DATE}Y AD4711|AA${card}|XXAD4711|`);
    await machine.say(`99AD4711|AY1AZ0000`);
    await machine.say(`ZZAD4711|COpass|`);
    const text = machines.log.map((line) => line.text).join('\n');
    expect(text).toContain(`AA${card}|`);
    expect(text).toContain('AD***|');
    for (const secret of ['4711', 'pass|', 'Jansen']) expect(text).not.toContain(secret);
  });
});

test('a patron hears the language that the machine asks for, until they go', async () => {
  const machine = await machines.loggedIn();
  const ask = async (language: string): Promise<string | undefined> =>
    (await machine.ask<'24'>(`23${language}${DATE}AO|AAnobody|AC|AD|`)).fields.AF;
  expect(await ask('000')).toMatch(/^This card/);
  expect(await ask('005')).toMatch(/^Deze pas/);
  expect(await ask('000')).toMatch(/^Deze pas/);
  await machine.say(`35${DATE}AO|AAnobody|`);
  expect(await ask('014')).toMatch(/^This card/);
});

test('many lines in one piece are answered one after another', async () => {
  const machine: TestMachine = await machines.loggedIn();
  const answers = await machine.sayAll(`9900302.00\r\n17${DATE}AO|AB${B}|\n97\r`);
  expect(answers.map((answer) => answer.slice(0, 2))).toEqual(['98', '18', '18']);
});

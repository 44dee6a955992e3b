import { afterEach, beforeEach, expect, it } from 'vitest';
import { MemoryIndex } from '@balie/desktop/adapters/memory-index.ts';
import { Sip2Listener } from '@balie/desktop/adapters/sip2-listener.ts';
import { type Machine, sip2Schema } from '@balie/desktop/core/sip2/machine-settings.ts';
import { Sip2Service } from '@balie/desktop/core/sip2/service.ts';
import { DATE } from '@balie/desktop/core/sip2/testing-machine.ts';
import { anna, B, C, TestDesk } from '@balie/desktop/core/testing-desk.ts';
import { demoMachines } from '@balie/installers/cli/demo-machines.ts';
import { readExamples, readSettings, tryExamples, type Values } from './sip2-examples.ts';

const values: Values = {
  ...{ institution: 'NL-0800070000', adult: 'CARD-0001', pin: '1234', blocked: 'CARD-0002' },
  ...{ book: B, 'other book': C, unknown: '30100281779999' },
};
let desk: TestDesk;
let listener: Sip2Listener;

beforeEach(async () => {
  desk = await TestDesk.open(() => new MemoryIndex());
  const adult = await desk.member(values.adult);
  await desk.done({ kind: 'patron.pin', patron: adult, pin: values.pin });
  const blocked = await desk.member(values.blocked, { ...anna, givenName: 'Berta', birthDate: '1985-03-03' });
  await desk.done({ kind: 'patron.block', patron: blocked, reason: 'conduct', until: null });
  const service = new Sip2Service(desk.forMachines(), sip2Schema.parse(demoMachines), () => undefined);
  listener = await Sip2Listener.listen(service, { host: '127.0.0.1', port: 0 });
});
afterEach(() => listener.close());

it('every example of docs/SIP2.md is answered as the page says, by the machines of the demonstration', async () => {
  expect(readExamples().length).toBeGreaterThan(20);
  expect(await tryExamples(listener.port, values, DATE)).toEqual([]);
});

it('an example that is not true is seen', async () => {
  const others = { ...values, pin: '4321' };
  expect((await tryExamples(listener.port, others, DATE)).map(({ sent }) => sent.slice(0, 2))).toContain(
    '63',
  );
});

it('the settings that docs/SIP2.md shows are right, and name every key there is', () => {
  const { machines } = sip2Schema.parse(readSettings());
  const keys: readonly (keyof Machine)[] = Object.keys(sip2Schema.parse(demoMachines).machines[0]!) as never;
  expect(Object.keys(machines[0]!)).toEqual(expect.arrayContaining([...keys]));
});

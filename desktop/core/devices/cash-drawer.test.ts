import { beforeEach, expect, test } from 'vitest';
import { MemoryIndex } from '../../adapters/memory-index.ts';
import type { DeskCommand } from '../../contract/commands.ts';
import type { DevicesView, PrinterView } from '../../contract/devices.ts';
import { TestDesk } from '../testing-desk.ts';

let desk: TestDesk;
let anna: string;

beforeEach(async () => {
  desk = await TestDesk.open(() => new MemoryIndex());
  anna = await desk.member();
});

/** How often the drawer was told to open by what is done. */
async function toldBy(act: () => Promise<unknown>): Promise<number> {
  const before = desk.printing.drawerTold;
  await act();
  return desk.printing.drawerTold - before;
}

type Method = Extract<DeskCommand, { kind: 'pay' }>['method'];

const openTill = () => desk.done({ kind: 'till.open', person: 'Joke', floatCents: 5000 });
const owe = () => desk.done({ kind: 'charge', patron: anna, reason: 'damage', cents: 500 });
const pay = (method: Method) => desk.done({ kind: 'pay', patron: anna, method, givenCents: null });
const drawerOf = ({ devices }: DevicesView): PrinterView['drawer'] =>
  devices.flatMap((device) => (device.kind === 'printer' ? (device.drawer ?? []) : []))[0];

test('the drawer opens where cash goes in or out, and nowhere else', async () => {
  expect(await toldBy(openTill)).toBe(1);
  expect(await toldBy(owe)).toBe(0);
  expect(await toldBy(() => pay('cash'))).toBe(1);
  await owe();
  expect(await toldBy(() => pay('voucher'))).toBe(0);
  expect(await toldBy(() => desk.done({ kind: 'till.drop', cents: 400, to: 'safe' }))).toBe(1);
  const count = { kind: 'till.count', cashCents: 5100, terminals: [] } as const;
  expect(await toldBy(() => desk.done(count))).toBe(0);
  expect(await toldBy(() => desk.done({ kind: 'till.close' }))).toBe(0);
});

test('it opens for the cash of a payment that is taken back', async () => {
  await openTill();
  await owe();
  await pay('cash');
  const undo = () => desk.call('act.undo', { id: null, session: 'visit' });
  expect(await toldBy(undo)).toBe(1);
});

test('it stays closed for the till of a machine, and for a payment that could not be written', async () => {
  expect(
    await toldBy(() => desk.done({ kind: 'till.open', till: 'sip2:zelf', person: 'Joke', floatCents: 0 })),
  ).toBe(0);
  await openTill();
  await owe();
  desk.disk.failNext = { error: new Error('ENOSPC'), torn: 0 };
  expect(await toldBy(() => expect(pay('cash')).rejects.toThrow('journal-failed'))).toBe(0);
});

test('a drawer that does not open is told beside its printer, and holds up no payment', async () => {
  await openTill();
  await owe();
  let answer!: (opened: boolean) => void;
  desk.printing.drawerAnswer = new Promise((answered) => (answer = answered));
  expect(await pay('cash')).toMatchObject({ kind: 'done', money: { cents: 500 } });
  answer(false);
  const stuck = await desk.told('devices.changed', (view) => drawerOf(view)?.code === 'drawer-not-opened');
  expect(stuck.devices.at(-1)).toMatchObject({ name: 'bonprinter', state: { code: 'ready' } });
  expect(await desk.call('devices.test', { device: 'bonprinter', what: 'drawer' })).toEqual({
    ...{ kind: 'no-drawer', state: { code: 'ready', params: {} } },
  });
  desk.printing.drawerAnswer = true;
  expect(await desk.call('printing.drawer', {})).toEqual({ opened: true });
  await desk.told('devices.changed', (view) => drawerOf(view)?.code === 'ready');
});

test('a desk without a drawer tells its printer nothing', async () => {
  desk.printing.drawer = false;
  await desk.restart();
  expect(await toldBy(openTill)).toBe(0);
  const view = (await desk.call('devices.state', {})) as DevicesView;
  expect(drawerOf(view)).toBeUndefined();
});

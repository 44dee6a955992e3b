import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { feigLine } from '@balie/hardware/devices/rfid/feig-pad.ts';
import { labelledTag } from '@balie/hardware/devices/rfid/pad-contract.ts';
import { serialLink } from '@balie/hardware/devices/serial-link.ts';
import { systemTimer } from '@balie/hardware/devices/system-timer.ts';
import { usualSecurity } from '@balie/hardware/ports/security.ts';
import { layPtyPair, type PtyPair } from '@balie/hardware/simulators/pty-pair.ts';
import { simulateFeigReader } from '@balie/hardware/simulators/rfid/feig-reader.ts';
import { SimulatedField, type SimulatedTag } from '@balie/hardware/simulators/rfid/simulated-field.ts';
import { noWireFaults } from '@balie/hardware/simulators/rfid/simulated-reader.ts';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { deskHome } from '../adapters/desk-home.ts';
import type { ActOutcome } from '../contract/commands.ts';
import type { CallName, Calls } from '../contract/contract.ts';
import type { DevicesView, PileView } from '../contract/devices.ts';
import { registering } from '../core/testing-desk.ts';
import { enrolledHome, ForkedCore } from './testing-core.ts';

const { inLibrary, onLoan } = usualSecurity;
const session = 'visit';
let root: string;
let home: string;
let padLine: PtyPair;
let scannerLine: PtyPair;
let field: SimulatedField;
let books: readonly SimulatedTag[];
let core: ForkedCore;
let patron: string;

/** A desk with a FEIG reader and a scanner on serial lines, twelve books of the library, and somebody who may borrow them. */
beforeEach(async () => {
  root = mkdtempSync(join(tmpdir(), 'balie-pile-'));
  home = await enrolledHome(root, 'desk', { signedIn: 'demo' });
  [padLine, scannerLine] = await Promise.all([layPtyPair(), layPtyPair()]);
  const profile = {
    scanners: [{ name: 'links', link: { kind: 'serial', path: scannerLine.deskEnd } }],
    pads: [{ name: 'plaat', protocol: 'feig', link: { kind: 'serial', path: padLine.deskEnd } }],
  };
  writeFileSync(deskHome(home).devices, JSON.stringify(profile));
  field = new SimulatedField();
  const reader = await serialLink(feigLine(padLine.deviceEnd))();
  simulateFeigReader(reader, { field, wire: noWireFaults(), tagsAtOnce: 7 }, systemTimer);
  books = Array.from({ length: 12 }, (_, at) => Object.assign(labelledTag(at + 1), { afi: inLibrary }));
  core = new ForkedCore(home);
  for (const item of numbers) await done({ kind: 'item.register', item, ...described });
  patron = (await done({ ...registering('CARD-0001'), subscription: 'compleet' })).patron!.id;
  await done({ kind: 'pay', patron, method: 'voucher', givenCents: null });
});

afterEach(async () => {
  core.child.kill('SIGKILL');
  await core.ended;
  await Promise.all([padLine.remove(), scannerLine.remove()]);
  rmSync(root, { recursive: true, force: true });
});

const described = {
  ...{ title: null, work: null, owner: 'oost', shelf: 'Romans', callNumber: null, loanGroup: 'boek' },
  ...{ priceCents: 1995, holdable: true, circulates: true, parts: 1 },
};
const numberOf = (at: number): string => `3023400000${`${at + 1}`.padStart(4, '0')}`;
const numbers = Array.from({ length: 12 }, (_, at) => numberOf(at));

async function call<N extends CallName>(name: N, payload: Calls[N]['payload']): Promise<Calls[N]['result']> {
  const reply = await core.call(name, payload);
  if (!reply.ok) throw new Error(`${reply.error.code}: ${reply.error.message}`);
  return reply.result;
}

async function done(command: unknown): Promise<Extract<ActOutcome, { kind: 'done' }>> {
  const outcome = await call('act.do', { command, session } as Calls['act.do']['payload']);
  if (outcome.kind === 'refused') throw new Error(JSON.stringify(outcome.objections));
  return outcome;
}

const lend = (): Promise<Calls['pile.act']['result']> =>
  call('pile.act', { mode: 'lend', patron, session, items: numbers });
const inState = ({ items }: PileView, state: string): readonly string[] =>
  items.flatMap(({ number, security }) => (security.state === state ? [number] : [])).sort();
const stateOf = ({ devices }: DevicesView, name: string): string | undefined =>
  devices.find((device) => device.name === name)?.state.code;

test('twelve books are lent in one act; a tag that does not switch is named, and switches when it is put back', async () => {
  const stubborn = books[4]!;
  stubborn.afiLocked = true;
  field.put(...books);
  await core.told('pile.changed', (pile) => inState(pile, 'done').length === 12);
  const acting = lend();
  await scannerLine.unplug();
  const { lines, patron: after } = await acting;
  expect(lines.map(({ number, kind }) => [number, kind])).toEqual(numbers.map((number) => [number, 'done']));
  expect(after?.loans).toHaveLength(12);
  const pile = await core.told(
    'pile.changed',
    (one) => inState(one, 'done').length === 11 && inState(one, 'failed').length === 1,
  );
  expect(inState(pile, 'failed')).toEqual([numberOf(4)]);
  expect(books.filter(({ afi }) => afi === onLoan)).toHaveLength(11);

  await core.told('devices.changed', (view) =>
    ['unplugged', 'lost', 'not-listed'].includes(stateOf(view, 'links')!),
  );
  await scannerLine.plug();
  await core.told('devices.changed', (view) => stateOf(view, 'links') === 'ready');
  const scanner = await serialLink({ ...feigLine(scannerLine.deviceEnd), baudRate: 9600, parity: 'none' })();
  await scanner.write(new TextEncoder().encode('CARD-0001\r'));
  expect(await core.told('scan.read')).toMatchObject({ code: 'CARD-0001', source: 'links' });

  field.take(stubborn);
  expect(await core.told('pile.changed', ({ away }) => away.length === 1)).toMatchObject({
    away: [{ uid: stubborn.uid, item: { barcode: numberOf(4) }, wanted: 'on-loan' }],
  });
  stubborn.afiLocked = false;
  field.put(stubborn);
  await core.told('pile.changed', (one) => inState(one, 'done').length === 12 && one.away.length === 0);
  expect(stubborn.afi).toBe(onLoan);
});

test('a desk that is killed between an entry and its tag names that tag when it is back, and leaves it', async () => {
  field.put(...books);
  await core.told('pile.changed', (pile) => inState(pile, 'done').length === 12);
  field.faults.before = (what) => {
    if (what !== 'write-afi') return;
    field.faults.failingWrites = Number.POSITIVE_INFINITY;
    core.child.kill('SIGKILL');
  };
  void lend();
  await core.ended;
  field.faults.before = () => {};
  field.faults.failingWrites = 0;

  core = new ForkedCore(home);
  const pile = await core.told(
    'pile.changed',
    (one) => one.items.length === 12 && inState(one, 'done').length + inState(one, 'misfit').length === 12,
  );
  const lent = (await call('patron.get', { id: patron, session }))!.loans
    .map(({ item }) => item.barcode)
    .sort();
  expect(lent.length).toBeGreaterThan(0);
  expect(inState(pile, 'misfit')).toEqual(lent);
  expect(books.every(({ afi }) => afi === inLibrary)).toBe(true);
});

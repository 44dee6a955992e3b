import { labelTag } from '@balie/hardware/devices/rfid/label-tag.ts';
import { labelledTag, models } from '@balie/hardware/devices/rfid/pad-contract.ts';
import { HandTimer } from '@balie/hardware/simulators/hand-timer.ts';
import { MemoryPad } from '@balie/hardware/simulators/rfid/memory-pad.ts';
import { blankTag } from '@balie/hardware/simulators/rfid/simulated-field.ts';
import { SimulatedScanner } from '@balie/hardware/simulators/simulated-scanner.ts';
import { beforeEach, describe, expect, test } from 'vitest';
import { MemoryIndex } from '../../adapters/memory-index.ts';
import type { DevicesView, PileView, TypingView } from '../../contract/devices.ts';
import { B, C, TestDesk } from '../testing-desk.ts';
import type { DevicePorts } from './device-ports.ts';

const reading: TypingView['reading'] = {
  ...{ prefix: '', suffix: '', sameScanMs: 300, otherCodes: 'accepted' },
  codes: [{ pattern: '2\\d{13}', check: 'luhn', dropCheck: false }],
};
let timer: HandTimer;
let pad: MemoryPad;
let left: SimulatedScanner;
let right: SimulatedScanner;
let desk: TestDesk;

beforeEach(async () => {
  timer = new HandTimer();
  left = new SimulatedScanner('links', reading, timer);
  right = new SimulatedScanner('rechts', reading, timer);
  const devices: DevicePorts = {
    problems: [{ code: 'not-text', line: 3, place: 'scanners[2].link.path', params: {} }],
    scanners: [left, right],
    typing: { name: 'toetsen', limits: { quick: 60, divide: 500, shortestCode: 4 }, reading },
    openPads: ({ security }) => {
      pad = new MemoryPad(models);
      return [{ name: 'plaat', pad, label: labelTag(pad, models, security) }];
    },
    timer,
  };
  desk = await TestDesk.open(() => new MemoryIndex(), devices);
});

const state = async (): Promise<DevicesView> => (await desk.call('devices.state', {})) as DevicesView;
const codeOf = ({ devices }: DevicesView, name: string): string | undefined =>
  devices.find((device) => device.name === name)?.state.code;
const lying = async (): Promise<PileView> => (await desk.call('pile.get', {})) as PileView;

describe('scanners', () => {
  test('tell what they read, each by its own name', async () => {
    await left.scan(B);
    expect(await desk.told('scan.read')).toEqual({ code: B, symbology: null, source: 'links' });
    await right.scan(C);
    expect(await desk.told('scan.read')).toMatchObject({ code: C, source: 'rechts' });
  });

  test('tell a misreading apart: of the scanner, and of a check digit', async () => {
    await left.junk();
    expect(await desk.told('scan.misread')).toMatchObject({ source: 'links', code: 'unreadable' });
    await left.scan('21234567890123');
    expect(await desk.told('scan.misread')).toMatchObject({ code: 'check-digit', params: { expected: '4' } });
  });

  test('are named while they are pulled, and read again when they are back', async () => {
    expect((await state()).problems).toHaveLength(1);
    await left.unplug();
    const lost = await desk.told('devices.changed', (view) => codeOf(view, 'links') === 'unplugged');
    expect(codeOf(lost, 'rechts')).toBe('ready');
    await left.plug();
    await desk.told('devices.changed', (view) => codeOf(view, 'links') === 'ready');
    await left.scan(B);
    expect(await desk.told('scan.read')).toMatchObject({ code: B });
  });

  test('can be tried: what is read then goes to nobody else', async () => {
    const tried = desk.call('devices.test', { device: 'links', what: 'scan' });
    await left.scan(B);
    expect(await tried).toEqual({ kind: 'scan', code: B, symbology: null });
    await left.scan(C);
    expect(await desk.told('scan.read')).toMatchObject({ code: C });
    const silent = desk.call('devices.test', { device: 'rechts', what: 'scan' });
    timer.pass(15_000);
    expect(await silent).toMatchObject({ kind: 'no-scan', code: 'nothing-came' });
  });
});

describe('a pad', () => {
  test('tells a card that is laid there as a code that was read, and shows what else lies there', async () => {
    const card = labelledTag(4, { item: 'CARD-0001', usage: 'card' });
    const blank = blankTag('E004010000000001');
    pad.put(card, blank, labelledTag(1, { item: B }));
    expect(await desk.told('scan.read')).toEqual({ code: 'CARD-0001', symbology: null, source: 'plaat' });
    expect(await lying()).toMatchObject({
      items: [{ number: B, item: { barcode: B, listed: true }, parts: 1, missing: [], doubled: [] }],
      cards: [{ uid: card.uid, number: 'CARD-0001' }],
      foreign: [{ uid: blank.uid, reading: 'blank' }],
      unreadable: [],
    });
  });

  test('names an item of which this desk knows nothing, and says nothing of its security', async () => {
    pad.put(labelledTag(9));
    expect(await lying()).toMatchObject({
      items: [{ number: '30234000000009', item: { listed: false }, security: { state: 'unknown' } }],
    });
  });

  test('that is lost has nothing lying on it, and says why', async () => {
    pad.put(labelledTag(1, { item: B }));
    pad.lose();
    const view = await desk.told('devices.changed', (one) => codeOf(one, 'plaat') === 'pad-lost');
    expect(codeOf(view, 'bonprinter')).toBe('ready');
    expect((await lying()).items).toEqual([]);
    pad.find();
    await desk.told('pile.changed', ({ items }) => items.length === 1);
  });

  test('can be tried, as can the printer; what is not there cannot', async () => {
    const tag = Object.assign(labelledTag(1, { item: B }), { afi: 0x07 });
    pad.put(tag);
    expect(await desk.call('devices.test', { device: 'plaat', what: 'tag' })).toEqual({
      kind: 'tags',
      tags: [{ uid: tag.uid, afi: 0x07, reading: 'label', number: B }],
    });
    expect(await desk.call('devices.test', { device: 'bonprinter', what: 'drawer' })).toEqual({
      kind: 'sent',
    });
    expect(await desk.call('devices.test', { device: 'bonprinter', what: 'print' })).toEqual({
      kind: 'sent',
    });
    expect(desk.printing.papers).toHaveLength(1);
    await expect(desk.call('devices.test', { device: 'onder', what: 'scan' })).rejects.toThrow('no-device');
  });
});

describe('the tagging workstation', () => {
  test('writes a label for an item of the library on a blank tag', async () => {
    const tag = blankTag('E004010000000001');
    pad.put(tag);
    expect(await desk.call('tag.write', { uid: tag.uid, item: B })).toMatchObject({
      kind: 'written',
      item: { barcode: B },
    });
    expect(await lying()).toMatchObject({ items: [{ number: B, security: { state: 'done' } }] });
    expect(tag.afi).toBe(0x07);
  });

  test('leaves the label of another item alone, unless that one is named', async () => {
    const tag = labelledTag(1, { item: C });
    pad.put(tag);
    const write = (replaces?: string): Promise<unknown> =>
      desk.call('tag.write', { uid: tag.uid, item: B, ...(replaces ? { replaces } : {}) });
    expect(await write()).toEqual({ kind: 'failed', code: 'tag-labelled', params: { number: C } });
    expect(await write(C)).toMatchObject({ kind: 'written' });
    expect((await lying()).items.map(({ number }) => number)).toEqual([B]);
  });

  test('says of a number that nobody knows, and of a tag that is gone, that it is so', async () => {
    const tag = blankTag('E004010000000001');
    expect(await desk.call('tag.write', { uid: tag.uid, item: 'NOBODYS' })).toMatchObject({
      code: 'unknown-code',
    });
    expect(await desk.call('tag.write', { uid: tag.uid, item: B })).toMatchObject({ code: 'tag-gone' });
  });
});

describe('an inventory', () => {
  test('notes each item that the reader meets once, and names what it does not know', async () => {
    await desk.call('inventory.start', { pad: 'plaat', shelf: 'Romans', session: 'walk' });
    const b = labelledTag(1, { item: B });
    pad.put(b, labelledTag(9), blankTag('E004010000000001'));
    pad.take(b);
    pad.put(b, labelledTag(2, { item: C }));
    expect(await desk.call('inventory.stop', {})).toEqual({
      ...{ pad: 'plaat', shelf: 'Romans', seen: 2, unknown: ['30234000000009'], failed: [], unread: 1 },
    });
    const seen = desk.written().filter(({ kind }) => kind === 'item.seen');
    expect(seen.map(({ body }) => body)).toEqual([
      { item: B, shelf: 'Romans' },
      { item: C, shelf: 'Romans' },
    ]);
    expect((await state()).inventory).toBeNull();
  });

  test('is one at a time, with a pad that is there', async () => {
    const start = (name: string): Promise<unknown> =>
      desk.call('inventory.start', { pad: name, shelf: null, session: 'walk' });
    await expect(start('boven')).rejects.toThrow('no-device');
    await start('plaat');
    await expect(start('plaat')).rejects.toThrow('inventory-running');
  });
});

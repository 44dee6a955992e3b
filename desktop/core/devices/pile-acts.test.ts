import { labelTag } from '@balie/hardware/devices/rfid/label-tag.ts';
import { labelledTag, models } from '@balie/hardware/devices/rfid/pad-contract.ts';
import { usualSecurity } from '@balie/hardware/ports/security.ts';
import { MemoryPad } from '@balie/hardware/simulators/rfid/memory-pad.ts';
import type { SimulatedTag } from '@balie/hardware/simulators/rfid/simulated-field.ts';
import { beforeEach, describe, expect, test } from 'vitest';
import { MemoryIndex } from '../../adapters/memory-index.ts';
import type { PileAnswer, PileCommand, PileView } from '../../contract/devices.ts';
import { anna as personal, B, C, TestDesk } from '../testing-desk.ts';
import { noDevices } from '../testing-ports.ts';
import type { DevicePorts } from './device-ports.ts';

const { inLibrary, onLoan } = usualSecurity;
let pad: MemoryPad;
let desk: TestDesk;
let anna: string;
let b: SimulatedTag;
let c: SimulatedTag;

const withPad = (): DevicePorts => ({
  ...noDevices,
  openPads: ({ security }) => [{ name: 'plaat', pad, label: labelTag(pad, models, security) }],
});

beforeEach(async () => {
  pad = new MemoryPad(models);
  desk = await TestDesk.open(() => new MemoryIndex(), withPad());
  anna = await desk.member();
  b = Object.assign(labelledTag(1, { item: B }), { afi: inLibrary });
  c = Object.assign(labelledTag(2, { item: C }), { afi: inLibrary });
});

const act = (command: Partial<PileCommand> = {}): Promise<PileAnswer> =>
  desk.call('pile.act', {
    ...{ mode: 'lend', patron: anna, session: 'visit', items: [B, C] },
    ...command,
  }) as Promise<PileAnswer>;
const pile = (fits: (pile: PileView) => boolean): Promise<PileView> => desk.told('pile.changed', fits);
const securityOf = (view: PileView, number: string): string | undefined =>
  view.items.find((item) => item.number === number)?.security.state;
const settled = (number: string, state: string): Promise<PileView> =>
  pile((view) => securityOf(view, number) === state);
const switched = (tag: SimulatedTag, afi: number): Promise<PileView> => pile(() => tag.afi === afi);
const lent = async (): Promise<readonly string[]> =>
  (await desk.patron(anna)).loans.map(({ item }) => item.barcode).sort();
const written = (kind: string): readonly unknown[] =>
  desk.written().flatMap((entry) => (entry.kind === kind ? [entry.body['item']] : []));

describe('an act on a pile', () => {
  test('lends each book, and switches its tag only after its entry is on the disk', async () => {
    pad.put(b, c);
    const entries: number[] = [];
    pad.field.faults.before = (what) => {
      if (what === 'write-afi') entries.push(written('checkout').length);
    };
    const { lines, patron } = await act();
    expect(lines.map(({ number, kind }) => [number, kind])).toEqual([
      [B, 'done'],
      [C, 'done'],
    ]);
    expect(patron?.loans).toHaveLength(2);
    await settled(C, 'done');
    expect([b.afi, c.afi]).toEqual([onLoan, onLoan]);
    expect(entries).toHaveLength(2);
    expect(entries.every((count, before) => count > before)).toBe(true);
  });

  test('names the tag that does not switch, and switches it when it is put back', async () => {
    pad.put(b, c);
    b.afiLocked = true;
    await act();
    const view = await settled(B, 'failed');
    expect(view.items[0]).toMatchObject({ number: B, security: { code: 'tag-locked' } });
    pad.take(b);
    expect(await pile(({ away }) => away.length > 0)).toMatchObject({
      away: [{ uid: b.uid, wanted: 'on-loan', item: { barcode: B } }],
    });
    b.afiLocked = false;
    pad.put(b);
    expect((await settled(B, 'done')).away).toEqual([]);
    expect([b.afi, c.afi]).toEqual([onLoan, onLoan]);
  });

  test('tries a tag so often and not for ever', async () => {
    pad.put(b);
    let tries = 0;
    pad.field.faults.before = (what) => void (tries += what === 'write-afi' ? 1 : 0);
    pad.field.faults.failingWrites = Number.POSITIVE_INFINITY;
    await act({ items: [B] });
    await settled(B, 'failed');
    expect(tries).toBe(9);
    expect(b.afi).toBe(inLibrary);
  });

  test('asks about a set of which a part is missing, and goes on at a word', async () => {
    const part = Object.assign(labelledTag(3, { item: B, parts: 2, ordinal: 1 }), { afi: inLibrary });
    pad.put(part, c);
    expect((await act()).lines).toMatchObject([
      { number: B, kind: 'incomplete', parts: 2, missing: [2] },
      { number: C, kind: 'done' },
    ]);
    expect(await lent()).toEqual([C]);
    expect((await act({ words: { [B]: { incomplete: true } } })).lines).toMatchObject([
      { number: B, kind: 'done' },
      { number: C, kind: 'done' },
    ]);
    expect(await lent()).toEqual([B, C]);
    expect(written('checkout')).toEqual([C, B]);
  });

  test('D2 shows the checks of one that is blocked and does the others', async () => {
    const owing = await desk.register('CARD-0009', { ...personal, familyName: 'Dam', givenName: 'Bo' });
    pad.put(b, c);
    const before = await act({ patron: owing });
    expect(before.lines).toMatchObject([
      { kind: 'blocked', answer: { kind: 'blocked', checks: expect.any(Array) } },
      { kind: 'blocked' },
    ]);
    const reason = 'pays-today';
    expect((await act({ patron: owing, words: { [B]: { override: { reason } } } })).lines).toMatchObject([
      { number: B, kind: 'done' },
      { number: C, kind: 'blocked' },
    ]);
    await settled(B, 'done');
    expect([b.afi, c.afi]).toEqual([onLoan, inLibrary]);
  });

  test('switches nothing when nothing could be written', async () => {
    pad.put(b);
    desk.disk.failNext = { error: new Error('ENOSPC'), torn: 0 };
    expect((await act({ items: [B] })).lines).toEqual([
      { number: B, kind: 'failed', code: 'journal-failed', params: {} },
    ]);
    expect(b.afi).toBe(inLibrary);
    expect(await lent()).toEqual([]);
  });

  test('says of a book that is not there any more that it is not', async () => {
    pad.put(b);
    expect((await act()).lines).toMatchObject([
      { number: B, kind: 'done' },
      { number: C, kind: 'failed', code: 'not-on-pad' },
    ]);
  });
});

describe('security', () => {
  test('follows a return, and an undone act back', async () => {
    pad.put(b);
    await act({ items: [B] });
    await switched(b, onLoan);
    const undone = await desk.call('act.undo', { id: null, session: 'visit' });
    expect(undone).toMatchObject({ kind: 'undone', act: 'lent', reverse: ['receipt'] });
    await switched(b, inLibrary);
    await act({ items: [B] });
    await switched(b, onLoan);
    await act({ items: [B], mode: 'take', patron: null });
    await switched(b, inLibrary);
  });

  test('of a book that is scanned while it lies there follows too', async () => {
    pad.put(b);
    await desk.scan(B, 'lend', anna);
    await settled(B, 'done');
    expect(b.afi).toBe(onLoan);
  });

  test('that was not switched before the program ended is named after a restart, and left until somebody says so', async () => {
    pad.put(b);
    pad.field.faults.before = (what) => {
      if (what !== 'write-afi') return;
      pad.field.take(b);
      pad.lose();
    };
    await act({ items: [B] });
    pad = new MemoryPad(models);
    desk.devices = withPad();
    await desk.restart();
    pad.put(b);
    expect(await settled(B, 'misfit')).toMatchObject({
      items: [{ security: { tag: 'in-library', item: 'on-loan' } }],
    });
    expect(b.afi).toBe(inLibrary);
    expect(await desk.told('devices.changed', ({ unsecured }) => unsecured === 1)).toBeDefined();
    await desk.call('pile.secure', { numbers: [B] });
    await settled(B, 'done');
    expect(b.afi).toBe(onLoan);
  });

  test('that failed is given up when another act wants something else', async () => {
    pad.put(b);
    b.afiLocked = true;
    await act({ items: [B] });
    await settled(B, 'failed');
    pad.take(b);
    await pile(({ away }) => away.length === 1);
    await desk.scan(B, 'take');
    await pile(({ away }) => away.length === 0);
    pad.put(b);
    expect((await settled(B, 'done')).items).toHaveLength(1);
    expect(b.afi).toBe(inLibrary);
  });

  test('follows the later of two acts, however close they are', async () => {
    pad.put(b);
    await act({ items: [B] });
    await desk.call('act.undo', { id: null, session: 'visit' });
    await act({ items: [B] });
    await desk.call('act.undo', { id: null, session: 'visit' });
    await pile((view) => b.afi === inLibrary && securityOf(view, B) === 'done');
  });

  test('that was said to have failed counts as done when the tag says so after all', async () => {
    pad.put(b);
    pad.field.faults.failingWrites = Number.POSITIVE_INFINITY;
    await act({ items: [B] });
    await settled(B, 'failed');
    b.afi = onLoan;
    pad.put(c);
    await settled(B, 'done');
  });
});

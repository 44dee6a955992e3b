import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createStore } from 'zustand/vanilla';
import type { PileCommand } from '../../contract/devices.ts';
import { createFakeCore } from '../testing/fake-core.ts';
import { createCounterDesk } from './counter-desk.ts';
import { emptyCounter, type CounterState } from './session.ts';

const card = '220044170427';
const books = ['301002817745', '301002900012', '301002900029'];
const refused = '301003301182';
const ownLoan = '301002200011';

function counter() {
  const core = createFakeCore({ language: 'nl', theme: 'light', acts: 0 });
  core.delay = 1;
  const { call } = core.bridge;
  const acts: PileCommand[] = [];
  core.bridge.call = (name, payload) => {
    if (name === 'pile.act') acts.push(payload as PileCommand);
    return call(name, payload);
  };
  let made = 0;
  const sounds: string[] = [];
  const store = createStore<CounterState>()(() => emptyCounter('s0'));
  const play = (sound: string): unknown => sounds.push(sound);
  const desk = createCounterDesk({ bridge: core.bridge, store, uuid: () => `s${++made}`, play });
  const rest = () => vi.advanceTimersByTimeAsync(100);
  return { core, desk, store, sounds, acts, rest };
}

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

describe('a pile in one act', () => {
  it('is lent to the patron whose card came before it, with one sound and all of it on the receipt', async () => {
    const { core, desk, store, sounds, acts, rest } = counter();
    core.devices.lay(books);
    desk.scan(card, 'scanned');
    desk.actOnPile(books);
    await rest();
    expect(acts).toEqual([{ mode: 'lend', patron: 'patron-1', session: 's1', items: books }]);
    expect(store.getState().pile.map(({ code, end }) => [code, end])).toEqual(
      [...books].reverse().map((code) => [code, 'lent']),
    );
    expect(store.getState().patron?.loans.filter((loan) => loan.thisSession)).toHaveLength(3);
    expect(sounds.slice(1)).toEqual(['done']);
    expect(store.getState().pad?.lines.map(({ kind }) => kind)).toEqual(['done', 'done', 'done']);
  });

  it('is done once, though its key was pressed twice before there was an answer', async () => {
    const { core, desk, sounds, acts, rest } = counter();
    core.devices.lay(books);
    desk.setMode('take');
    desk.actOnPile(books);
    desk.actOnPile(books);
    await rest();
    expect(acts).toHaveLength(1);
    expect(sounds).toHaveLength(1);
  });

  it('asks what is asked of single items one after another, and then goes on with what was scanned', async () => {
    const { core, desk, store, sounds, rest } = counter();
    const all = [books[0]!, refused, ownLoan];
    core.devices.lay(all);
    desk.scan(card, 'scanned');
    desk.actOnPile(all);
    desk.scan(books[1]!, 'scanned');
    await rest();
    expect(sounds.at(-1)).toBe('stop');
    expect(store.getState().shown).toMatchObject({ open: true, answer: { kind: 'blocked' } });
    desk.moveReason(1);
    desk.override();
    await rest();
    expect(store.getState().shown).toMatchObject({ open: true, answer: { kind: 'choose' } });
    desk.choose('renew');
    await rest();
    expect(store.getState()).toMatchObject({ waiting: 0, shown: { answer: { kind: 'lent' } } });
    expect(store.getState().pile.map(({ code }) => code)).toEqual([books[1], ownLoan, refused, books[0]]);
  });

  it('leaves an incomplete item until it is done as it lies there', async () => {
    const { core, desk, store, acts, rest } = counter();
    core.devices.lay(books.slice(0, 2));
    core.devices.touch(books[0]!, { parts: 2, missing: [2] });
    desk.setMode('take');
    desk.actOnPile(books.slice(0, 2));
    await rest();
    const kinds = (): unknown => store.getState().pad?.lines.map(({ number, kind }) => [number, kind]);
    expect(kinds()).toEqual([
      [books[0], 'incomplete'],
      [books[1], 'done'],
    ]);
    desk.actOnPile([books[0]!], { [books[0]!]: { incomplete: true } });
    await rest();
    expect(acts.at(-1)?.words).toEqual({ [books[0]!]: { incomplete: true } });
    expect(kinds()).toEqual([
      [books[1], 'done'],
      [books[0], 'done'],
    ]);
  });

  it('says so where the core gave no answer, and tells nothing of the items', async () => {
    const { core, desk, store, rest } = counter();
    core.devices.lay(books);
    core.bridge.call = () => Promise.resolve({ ok: false, error: { code: 'core-silent', message: '' } });
    desk.setMode('take');
    desk.actOnPile(books);
    await rest();
    expect(store.getState()).toMatchObject({
      pad: null,
      pile: [],
      shown: { answer: { kind: 'failed', code: 'core-silent' } },
    });
  });

  it('L8 an item that is undone is to be done again', async () => {
    const { core, desk, store, rest } = counter();
    core.devices.lay(books);
    desk.scan(card, 'scanned');
    desk.actOnPile(books);
    desk.undo();
    await rest();
    expect(store.getState().pad?.lines.map(({ number }) => number)).toEqual(books.slice(0, 2));
  });

  it('another patron begins without what was done for the one before', async () => {
    const { core, desk, store, rest } = counter();
    core.devices.lay(books);
    desk.scan(card, 'scanned');
    desk.actOnPile(books);
    desk.closePatron();
    await rest();
    expect(store.getState()).toMatchObject({ pad: null, pile: [], patron: null });
  });
});

import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createStore } from 'zustand/vanilla';
import { createShellStore } from '../app/shell-state.ts';
import { createFakeCore } from '../testing/fake-core.ts';
import { createCounterDesk } from './counter-desk.ts';
import { listenForKeys } from './counter-keys.ts';
import { emptyCounter, type CounterState } from './session.ts';

const card = '220044170427';
const book = '301002817745';
const refused = '301003301182';

/** As far as keys need it. */
class Row extends EventTarget {
  readonly dataset = { act: 'lent' };
}

function keyboard() {
  const core = createFakeCore({ language: 'nl', theme: 'light', acts: 3 });
  core.delay = 1;
  let made = 0;
  const store = createStore<CounterState>()(() => emptyCounter('s0'));
  const counter = createCounterDesk({ bridge: core.bridge, store, uuid: () => `s${++made}`, play: vi.fn() });
  const shell = createShellStore();
  const focus = vi.fn();
  const papers = vi.fn();
  let listener: (event: KeyboardEvent) => void = () => undefined;
  const window = {
    ...{ clearTimeout, setTimeout, document: {} },
    addEventListener: (name: string, heard: typeof listener) => {
      if (name === 'keydown') listener = heard;
    },
  };
  listenForKeys({
    ...{ window: window as never, counter, shell, papers },
    ...{ devices: { subscribe: vi.fn() } as never, preferences: {} as never },
    field: () => ({ focus }) as never,
  });
  focus.mockClear();
  const press = (key: string, more: object = {}): boolean => {
    const preventDefault = vi.fn();
    const event = { key, target: null, getModifierState: () => false, preventDefault, ...more };
    listener({ stopImmediatePropagation: vi.fn(), ...event } as unknown as KeyboardEvent);
    return preventDefault.mock.calls.length > 0;
  };
  const alt = (code: string, more: object = {}): boolean => press('', { altKey: true, code, ...more });
  const rest = () => vi.advanceTimersByTimeAsync(100);
  return { counter, shell, store, focus, papers, press, alt, rest };
}

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('HTMLElement', Row);
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

it('F4 leaves a dialog and nothing else, and no other key of the counter reaches behind it', async () => {
  const { counter, shell, store, press, rest } = keyboard();
  counter.scan(card, 'scanned');
  counter.scan(refused, 'scanned');
  await rest();
  const before = store.getState();
  shell.setState({ dialog: 'paper' });
  expect(['F6', 'F8', 'F12', 'F4'].map((key) => press(key))).toEqual([true, true, true, true]);
  await rest();
  expect(shell.getState().dialog).toBeNull();
  expect(store.getState()).toEqual(before);
  press('F4');
  expect(store.getState().shown).toBeNull();
});

it('F4 leaves an act that was opened from the list for the next of the list, and then the list', async () => {
  const { counter, store, focus, press, rest } = keyboard();
  counter.openAct('act-1');
  await rest();
  expect(store.getState().shown?.open).toBe(true);
  const target = new Row();
  press('F4', { target });
  expect(store.getState().shown).toBeNull();
  expect(focus).not.toHaveBeenCalled();
  press('F4', { target });
  expect(focus).toHaveBeenCalledOnce();
});

it('the list of the day goes by Escape, by F4 with nothing shown, and as the next thing is answered', async () => {
  const { counter, shell, store, focus, press, rest } = keyboard();
  const unfold = (): void => shell.setState({ wholeDay: true });
  const { wholeDay: usual } = shell.getState();
  expect([usual, press('Escape')]).toEqual([false, false]);
  for (const key of ['Escape', 'F4']) {
    unfold();
    expect(press(key, { target: new Row() })).toBe(true);
    expect(shell.getState().wholeDay).toBe(false);
  }
  expect(focus).toHaveBeenCalledTimes(2);
  unfold();
  store.setState({ text: 'berg' });
  expect([press('Escape'), shell.getState().wholeDay]).toEqual([false, true]);
  counter.scan(card, 'scanned');
  counter.scan(book, 'scanned');
  await rest();
  expect(shell.getState().wholeDay).toBe(false);
  unfold();
  counter.undo();
  await rest();
  expect(store.getState().shown?.answer.kind).toBe('undone');
  counter.openAct('act-1');
  await rest();
  expect([store.getState().shown?.answer.kind, shell.getState().wholeDay]).toEqual(['act', true]);
});

it('A7 Alt+I asks a PIN of the open patron, but not over a question', async () => {
  const { counter, shell, alt, press, rest } = keyboard();
  alt('KeyI');
  expect(shell.getState().dialog).toBeNull();
  counter.scan(card, 'scanned');
  counter.scan(refused, 'scanned');
  await rest();
  alt('KeyI');
  expect(shell.getState().dialog).toBeNull();
  press('F4');
  alt('KeyI');
  expect(shell.getState().dialog).toBe('pin');
});

it('a key that is held does its act once, and none in a dialog', () => {
  const { shell, papers, alt } = keyboard();
  alt('KeyP');
  alt('KeyP', { repeat: true });
  expect(papers).toHaveBeenCalledOnce();
  shell.setState({ dialog: 'keys' });
  alt('KeyP');
  expect(papers).toHaveBeenCalledOnce();
});

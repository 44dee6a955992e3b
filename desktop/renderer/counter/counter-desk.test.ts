import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createStore } from 'zustand/vanilla';
import type { ActOutcome } from '../../contract/commands.ts';
import type { Reply } from '../../contract/contract.ts';
import { createFakeCore } from '../testing/fake-core.ts';
import { fakePatrons } from '../testing/fake-data.ts';
import { createCounterDesk } from './counter-desk.ts';
import { emptyCounter, type CounterState } from './session.ts';

const card = '220044170427';
const books = ['301002817745', '301002900012', '301002900029'];
const refused = '301003301182';

function counter(acts = 0) {
  const core = createFakeCore({ language: 'nl', theme: 'light', acts });
  core.delay = 1;
  let made = 0;
  const sounds: string[] = [];
  const store = createStore<CounterState>()(() => emptyCounter('s0'));
  const desk = createCounterDesk({
    bridge: core.bridge,
    store,
    uuid: () => `s${++made}`,
    play: (sound) => sounds.push(sound),
  });
  const rest = () => vi.advanceTimersByTimeAsync(100);
  return { core, desk, store, sounds, rest };
}

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

describe('counter desk', () => {
  it('lends books scanned behind a card to that card’s patron, in order and none lost', async () => {
    const { core, desk, store, rest } = counter();
    for (const code of [card, ...books]) desk.scan(code, 'scanned');
    await rest();
    expect(core.heard.map((command) => command.code)).toEqual([card, ...books]);
    expect(core.heard.slice(1).every((command) => command.patron === 'patron-1')).toBe(true);
    expect(new Set(core.heard.slice(1).map((command) => command.session)).size).toBe(1);
    expect(store.getState().pile).toHaveLength(3);
  });

  it('a change of mode waits for the scans before it', async () => {
    const { core, desk, rest } = counter();
    desk.scan(card, 'scanned');
    desk.scan(books[0] ?? '', 'scanned');
    desk.setMode('take');
    desk.scan(books[1] ?? '', 'scanned');
    await rest();
    expect(core.heard.map((command) => command.mode)).toEqual(['lend', 'lend', 'take']);
    expect(core.heard[2]?.patron).toBeNull();
  });

  it('D2 overrides with the chosen reason, then goes on with the scans that waited', async () => {
    const { core, desk, store, rest } = counter();
    for (const code of [card, refused, ...books]) desk.scan(code, 'scanned');
    await rest();
    expect(store.getState()).toMatchObject({ waiting: 3, shown: { answer: { kind: 'blocked' } } });
    desk.override();
    desk.moveReason(1);
    desk.override();
    desk.override();
    await rest();
    expect(core.heard.slice(2).map((command) => command.code)).toEqual([refused, ...books]);
    expect(core.heard[2]?.override).toEqual({ reason: 'pays-today' });
    expect(store.getState()).toMatchObject({ waiting: 0 });
    expect(store.getState().pile).toHaveLength(4);
  });

  it('keeps a scan whose call failed in sight, and tries it again', async () => {
    const { core, desk, store, sounds, rest } = counter();
    desk.scan(card, 'scanned');
    await rest();
    core.failWith = 'core-restarted';
    desk.scan(books[0] ?? '', 'scanned');
    desk.scan(books[1] ?? '', 'scanned');
    await rest();
    expect(store.getState()).toMatchObject({
      waiting: 1,
      shown: { answer: { kind: 'failed', code: 'core-restarted' } },
    });
    expect(sounds.at(-1)).toBe('stop');
    core.failWith = null;
    desk.retry();
    await rest();
    expect(store.getState().pile.map((row) => row.end)).toEqual(['lent', 'lent']);
  });

  it('U1 answers what is meant with one key', async () => {
    const { core, desk, store, rest } = counter();
    desk.scan(card, 'scanned');
    desk.scan('301002200011', 'scanned');
    await rest();
    expect(store.getState().shown?.answer.kind).toBe('choose');
    desk.choose('take');
    await rest();
    expect(core.heard.at(-1)).toMatchObject({ meant: 'take', patron: 'patron-1' });
    expect(store.getState().shown?.answer.kind).toBe('taken');
  });

  it('U3 an unknown number that was typed needs the same number typed again', async () => {
    const { core, desk, store, rest } = counter();
    desk.scan(card, 'scanned');
    desk.scan('301099999999', 'typed');
    await rest();
    desk.scan('301099999998', 'typed');
    await rest();
    expect(store.getState().shown?.answer).toMatchObject({ kind: 'unlisted', barcode: '301099999998' });
    desk.scan('301099999998', 'typed');
    await rest();
    expect(core.heard.map((command) => command.confirmedUnlisted ?? false)).toEqual([
      false,
      false,
      false,
      true,
    ]);
  });

  it('says why a code was misread, at once and with a sound, looks nothing up, and goes on', async () => {
    const { core, desk, store, sounds, rest } = counter();
    desk.scan(card, 'scanned');
    desk.misread({ code: 'check-digit', params: { found: '1', expected: '2' } });
    desk.scan(books[0] ?? '', 'scanned');
    await rest();
    expect(store.getState().shown).toMatchObject({ answer: { kind: 'lent' } });
    desk.misread({ code: 'cut-off', params: {} });
    await rest();
    const { shown, pile } = store.getState();
    expect(shown).toMatchObject({ open: false, answer: { kind: 'misread', code: 'cut-off' } });
    expect(sounds.at(-1)).toBe('stop');
    expect(pile).toHaveLength(1);
    expect(core.heard.map((command) => command.code)).toEqual([card, books[0]]);
  });

  it('says it beside a question, which goes on standing, until the question is answered or left', async () => {
    const { desk, store, sounds, rest } = counter();
    const misread = { code: 'no-pattern', params: {} } as const;
    const ends: (() => void)[] = [desk.cancel, () => desk.setMode('take'), () => desk.scan(card, 'scanned')];
    for (const end of ends) {
      desk.scan(card, 'scanned');
      desk.scan(refused, 'scanned');
      await rest();
      sounds.length = 0;
      desk.misread(misread);
      await rest();
      expect(store.getState()).toMatchObject({ misread, shown: { open: true, answer: { kind: 'blocked' } } });
      expect(sounds).toEqual(['stop']);
      end();
      await rest();
      expect(store.getState().misread).toBeNull();
    }
  });
});

describe('what is no scan', () => {
  it('A7 sets a PIN once what was scanned before is done, keeps nothing of it, and can be undone', async () => {
    const { core, desk, store, rest } = counter();
    desk.scan(card, 'scanned');
    await rest();
    const { patron } = store.getState();
    if (!patron) throw new Error('nobody is open');
    const call = vi.spyOn(core.bridge, 'call');
    desk.scan(books[0]!, 'scanned');
    desk.setPin(patron, '081547');
    await rest();
    expect(call.mock.calls.map(([name]) => name)).toEqual(['counter.scan', 'act.do']);
    expect(call.mock.lastCall?.[1]).toMatchObject({
      ...{ command: { kind: 'patron.pin', patron: patron.id, pin: '081547' } },
      session: store.getState().session,
    });
    expect(store.getState()).toMatchObject({
      ...{ pile: [{ code: books[0] }], shown: { open: false, answer: { kind: 'done', act: 'pin-set' } } },
    });
    expect(JSON.stringify(store.getState())).not.toContain('081547');
    desk.undo();
    await rest();
    expect(store.getState().shown?.answer).toMatchObject({ kind: 'undone', act: 'pin-set' });
  });

  it('A7 says why a PIN was not set', async () => {
    const { core, desk, store, sounds, rest } = counter();
    const replies: readonly Reply<ActOutcome>[] = [
      { ok: false, error: { code: 'core-restarted', message: '' } },
      {
        ok: true,
        result: { kind: 'refused', objections: [{ code: 'pin-unfit', params: {}, overridable: false }] },
      },
    ];
    for (const reply of replies) {
      core.bridge.call = () => Promise.resolve(reply as Reply<never>);
      desk.setPin(fakePatrons[0]!, '0');
      await rest();
      const code = reply.ok ? 'pin-unfit' : reply.error.code;
      expect(store.getState().shown).toMatchObject({ open: false, answer: { kind: 'failed', code } });
      expect(sounds.at(-1)).toBe('stop');
    }
  });

  it('leaves a question that stood, and what was scanned behind it goes on', async () => {
    const { desk, store, rest } = counter();
    for (const code of [card, refused, books[0]!]) desk.scan(code, 'scanned');
    await rest();
    expect(store.getState()).toMatchObject({ waiting: 1, shown: { open: true } });
    desk.tell({ kind: 'failed', code: 'no-paper', params: {} });
    await rest();
    expect(store.getState()).toMatchObject({ waiting: 0, pile: [{ code: books[0], end: 'lent' }, {}] });
  });
});

describe('undoing', () => {
  it('L8 takes the last act of this visit back at once, off the pile and off the patron', async () => {
    const { desk, store, rest } = counter();
    for (const code of [card, ...books]) desk.scan(code, 'scanned');
    desk.undo();
    desk.undo();
    await rest();
    expect(store.getState()).toMatchObject({
      shown: { answer: { kind: 'undone', act: 'lent', item: { barcode: books[2] } } },
      pile: [{ code: books[1] }, { code: books[0] }],
    });
    expect(store.getState().patron?.loans.filter((loan) => loan.thisSession)).toHaveLength(2);
  });

  it('L8 asks first about an act of an earlier visit; the same key confirms it, once', async () => {
    const { core, desk, store, rest } = counter(2);
    const undone = async (): Promise<readonly boolean[]> => {
      const reply = core.bridge.call('acts.pull', { after: 0, limit: 9 });
      await rest();
      const answer = await reply;
      return answer.ok ? answer.result.acts.map((act) => act.undone) : [];
    };
    desk.undo();
    await rest();
    expect(store.getState().shown).toMatchObject({
      open: true,
      answer: { kind: 'act', act: { id: 'act-2' } },
    });
    expect(await undone()).toEqual([false, false]);
    desk.undo();
    desk.undo();
    await rest();
    expect(store.getState().shown?.answer.kind).toBe('undone');
    expect(await undone()).toEqual([false, true]);
  });

  it('L8 opens any act of today, and a scan leaves it as it was', async () => {
    const { core, desk, store, rest } = counter(3);
    const reply = core.bridge.call('acts.pull', { after: 0, limit: 1 });
    await rest();
    const answer = await reply;
    if (!answer.ok) throw new Error('no acts');
    desk.openAct(answer.result.acts[0]!.id);
    await rest();
    expect(store.getState().shown).toMatchObject({ open: true, answer: { act: { id: 'act-1' } } });
    desk.scan(card, 'scanned');
    await rest();
    expect(store.getState().shown?.answer.kind).toBe('patron');
    expect(core.heard).toHaveLength(1);
  });

  it('L8 an undo without an answer is not repeated by a key, for the last act may be another by then', async () => {
    const { core, desk, store, rest } = counter(2);
    const { call } = core.bridge;
    const calls: string[] = [];
    core.bridge.call = (name, payload) => {
      calls.push(name);
      return name === 'act.undo'
        ? Promise.resolve({ ok: false, error: { code: 'core-restarted', message: '' } })
        : call(name, payload);
    };
    desk.undo();
    await rest();
    expect(store.getState()).toMatchObject({
      shown: { open: false, answer: { kind: 'failed', code: 'undo-unanswered' } },
      pile: [],
    });
    desk.retry();
    await rest();
    expect(calls).toEqual(['act.undo']);
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createStore } from 'zustand/vanilla';
import type { Bridge } from '../../contract/contract.ts';
import type { PileView, TagCommand, TagWritten } from '../../contract/devices.ts';
import { fakeItem } from '../testing/fake-data.ts';
import type { DevicesState } from './devices-store.ts';
import { createTaggingDesk } from './tagging-desk.ts';
import { stepOf } from './tagging.ts';

const nothing: PileView = { items: [], cards: [], foreign: [], unreadable: [], away: [] };
const blank = (uid: string): PileView => ({ ...nothing, foreign: [{ uid, reading: 'blank' }] });
const strange: PileView = { ...nothing, foreign: [{ uid: 'E9', reading: 'unknown' }] };
const labelled = (uid: string, number: string): PileView => ({
  ...nothing,
  items: [
    {
      ...{ number, item: fakeItem(number, 'Lampje', null), uids: [uid], parts: 1, missing: [], doubled: [] },
      security: { state: 'done' },
    },
  ],
});

function workstation(answer: (command: TagCommand) => TagWritten = ok) {
  const commands: TagCommand[] = [];
  const bridge = {
    call: (_: string, command: TagCommand) => {
      commands.push(command);
      return Promise.resolve({ ok: true, result: answer(command) });
    },
  } as unknown as Bridge;
  const devices = createStore<DevicesState>()(() => ({
    devices: null,
    pile: nothing,
    printing: null,
    heard: null,
  }));
  const sounds: string[] = [];
  const desk = createTaggingDesk({ bridge, devices, play: (sound) => sounds.push(sound) });
  desk.open();
  const lay = (pile: PileView): void => devices.setState({ pile });
  const rest = () => new Promise((resolve) => setImmediate(resolve));
  return { desk, commands, sounds, lay, rest, state: () => desk.store.getState() };
}

function ok({ item }: TagCommand): TagWritten {
  return { kind: 'written', item: fakeItem(item, 'Lampje', null) };
}

describe('the tagging workstation', () => {
  it('writes a blank tag once the item is known, whichever came first, and counts it', async () => {
    const { desk, commands, lay, rest, state } = workstation();
    lay(blank('E1'));
    expect(stepOf(state())).toBe('scan-item');
    desk.scan('3010');
    await rest();
    lay(labelled('E1', '3010'));
    desk.scan('3011');
    await rest();
    expect(stepOf(state())).toBe('swap');
    lay(nothing);
    expect(stepOf(state())).toBe('lay-tag');
    lay(blank('E2'));
    await rest();
    expect(commands).toEqual([
      { uid: 'E1', item: '3010' },
      { uid: 'E2', item: '3011' },
    ]);
    expect(state()).toMatchObject({ count: 2, item: null, last: { kind: 'written' } });
  });

  it('asks before anything that stands on a tag goes, and leaves it where the answer is no', async () => {
    const { desk, commands, lay, rest, state } = workstation();
    lay(labelled('E1', '3010'));
    desk.scan('3011');
    await rest();
    expect(state().asks).toEqual({ uid: 'E1', number: '3010', item: '3011' });
    desk.leave();
    lay(strange);
    desk.scan('3012');
    await rest();
    expect(commands).toEqual([]);
    desk.replace();
    await rest();
    expect(commands).toEqual([{ uid: 'E9', item: '3012' }]);
    lay(labelled('E1', '3010'));
    desk.scan('3011');
    desk.replace();
    await rest();
    expect(commands.at(-1)).toEqual({ uid: 'E1', item: '3011', replaces: '3010' });
  });

  it('asks too where only the desk knew that the tag has a number', async () => {
    const { desk, lay, rest, state } = workstation((command) =>
      command.replaces === undefined
        ? { kind: 'failed', code: 'tag-labelled', params: { number: '3999' } }
        : ok(command),
    );
    lay(blank('E1'));
    desk.scan('3010');
    await rest();
    expect(state().asks).toEqual({ uid: 'E1', number: '3999', item: '3010' });
    desk.replace();
    await rest();
    expect(state()).toMatchObject({ count: 1, asks: null });
  });

  it('counts the parts of an item up and begins again after the last', async () => {
    const { desk, commands, lay, rest, state } = workstation();
    desk.setParts(2, 1);
    for (const uid of ['E1', 'E2']) {
      lay(nothing);
      lay(blank(uid));
      desk.scan('3010');
      await rest();
    }
    expect(commands.map(({ parts, ordinal }) => [parts, ordinal])).toEqual([
      [2, 1],
      [2, 2],
    ]);
    expect(state().ordinal).toBe(1);
  });

  it('says why a tag was not written, and writes nothing behind a closed screen', async () => {
    const { desk, commands, sounds, lay, rest, state } = workstation(() => ({
      ...{ kind: 'failed', code: 'tag-locked', params: {} },
    }));
    lay(blank('E1'));
    desk.scan('3010');
    await rest();
    expect(state()).toMatchObject({ count: 0, last: { kind: 'failed', code: 'tag-locked' } });
    expect(sounds).toEqual(['stop']);
    desk.scan('3011');
    await rest();
    desk.close();
    lay(blank('E2'));
    await rest();
    expect(commands).toHaveLength(2);
  });

  it('never writes a tag that says something unasked, nor while several lie there, in any order of events', async () => {
    const piles = fc.constantFrom(...[nothing, blank('E1'), labelled('E2', '3010'), strange], {
      ...blank('E1'),
      cards: [{ uid: 'E3', number: '2200' }],
    });
    const events = fc.array(
      fc.oneof(
        piles.map((pile) => ({ pile })),
        fc.constantFrom('3010', '3011').map((item) => ({ item })),
        fc.constant({ leave: true }),
      ),
      { maxLength: 12 },
    );
    await fc.assert(
      fc.asyncProperty(events, async (happened) => {
        const { desk, commands, lay, rest } = workstation();
        for (const event of happened) {
          if ('pile' in event) lay(event.pile);
          else if ('item' in event) desk.scan(event.item);
          else desk.leave();
          await rest();
        }
        for (const { uid, item } of commands)
          expect(uid === 'E1' || (uid === 'E2' && item === '3010')).toBe(true);
      }),
      { numRuns: 200 },
    );
  });
});

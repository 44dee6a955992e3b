import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Bridge } from '../../contract/contract.ts';
import type { Sound } from '../app/sound.ts';
import type { DevicesStore } from './devices-store.ts';
import { tagsOnPad } from './tag-on-pad.ts';
import {
  emptyTagging,
  itemScanned,
  left,
  partsSet,
  replacing,
  tagsChanged,
  type TaggingEnd,
  type TaggingState,
  written,
} from './tagging.ts';

/** What the keys and buttons of the tagging workstation do. Tags are written only between `open` and `close`. */
export interface TaggingDesk {
  readonly store: StoreApi<TaggingState>;
  open(): void;
  close(): void;
  scan(item: string): void;
  replace(): void;
  leave(): void;
  setParts(parts: number, ordinal: number): void;
}

interface Parts {
  readonly bridge: Pick<Bridge, 'call'>;
  readonly devices: DevicesStore;
  readonly play: (sound: Sound) => void;
}

export function createTaggingDesk({ bridge, devices, play }: Parts): TaggingDesk {
  const store = createStore<TaggingState>()(() => emptyTagging);
  let stop: (() => void) | null = null;

  function change(turn: (state: TaggingState) => TaggingState): void {
    const before = store.getState();
    const after = turn(before);
    store.setState(after);
    if (after.asks && after.asks !== before.asks) play('look');
    if (after.writing && after.writing !== before.writing) void write(after.writing);
  }

  async function write(command: NonNullable<TaggingState['writing']>): Promise<void> {
    const reply = await bridge.call('tag.write', command);
    const last: TaggingEnd = reply.ok ? reply.result : { kind: 'failed', code: reply.error.code, params: {} };
    play(last.kind === 'written' ? 'done' : 'stop');
    change((state) => written(state, last));
  }

  function look(): void {
    const { pile } = devices.getState();
    if (pile) change((state) => tagsChanged(state, tagsOnPad(pile)));
  }

  return {
    store,
    open() {
      stop ??= devices.subscribe(look);
      store.setState(emptyTagging);
      look();
    },
    close() {
      stop?.();
      stop = null;
      change(left);
    },
    scan(item) {
      if (stop) change((state) => itemScanned(state, item));
    },
    replace: () => change(replacing),
    leave: () => change(left),
    setParts: (parts, ordinal) => change((state) => partsSet(state, parts, ordinal)),
  };
}

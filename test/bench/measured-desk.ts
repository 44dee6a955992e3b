import { AccessFolder } from '@balie/desktop/adapters/access-folder.ts';
import { randomBytes } from 'node:crypto';
import { bootName, MachineClock } from '@balie/desktop/adapters/desk-clock.ts';
import { deskHome, readDeskFile } from '@balie/desktop/adapters/desk-home.ts';
import { GatewayClient } from '@balie/desktop/adapters/gateway-client.ts';
import { DeskKeys } from '@balie/desktop/adapters/keys.ts';
import { NodeDisk } from '@balie/desktop/adapters/node-disk.ts';
import { makeVerifier, verifyPin } from '@balie/desktop/adapters/pin-verifier.ts';
import { PouchStore } from '@balie/desktop/adapters/pouch-store.ts';
import { SqliteIndex } from '@balie/desktop/adapters/sqlite-index.ts';
import { Desk } from '@balie/desktop/core/desk.ts';
import { FakePrinting, noDevices } from '@balie/desktop/core/testing-ports.ts';
import type { Index, Store } from '@balie/desktop/core/ports.ts';
import type { RewritableDisk, JournalFile } from '@balie/shared/journal/file-system.ts';
import { Meter } from './meter.ts';

export interface MeasuredDesk {
  readonly desk: Desk;
  readonly store: Store;
  /** Parts: `journal`, `replica`, `index`. */
  readonly meter: Meter;
  /** When the replica was whole first, by `performance.now()`. */
  readonly whole: Promise<number>;
  /** Documents that the index was told of, each once. */
  readonly indexed: () => number;
  /** The text that was appended to the journal last. */
  readonly lastAppended: () => string;
  close(): Promise<void>;
}

/** A desk as `desktop/main/open-core.ts` puts it together, its ports watched on the way. */
export async function openMeasuredDesk(folder: string): Promise<MeasuredDesk> {
  const home = deskHome(folder);
  const { identity, server, token } = await readDeskFile(home);
  const boot = await bootName(home.boot);
  const keys = await DeskKeys.read(home.keys);
  const meter = new Meter();
  const damaged = (error: unknown): void => console.error(error);
  const sqlite = SqliteIndex.open(home.index, damaged);
  const ids = new Set<string>();
  const gateway = new GatewayClient(server, token);
  const disk = new WatchedDisk(await NodeDisk.open(home.journal), meter);
  let tellWhole!: (at: number) => void;
  const whole = new Promise<number>((resolve) => (tellWhole = resolve));
  let store!: Store;
  const desk = await Desk.open({
    identity,
    program: 'balie-bench',
    disk,
    openStore: async (events) => {
      const copying: typeof events.copying = (progress) => {
        if (!progress) tellWhole(performance.now());
        events.copying(progress);
      };
      const options = { folder: home.replica, server, token, boot, index: sqlite.id, damaged };
      store = meter.watch('replica', await PouchStore.open(options, { ...events, copying }));
      return store;
    },
    index: meter.watch('index', noting(ids, sqlite)),
    openAccessLog: (failed) => new AccessFolder(home.access, failed),
    gateway,
    clock: new MachineClock(boot),
    random: () => randomBytes(16).toString('hex'),
    sign: (hash) => keys.sign(hash),
    verifyPin,
    makeVerifier,
    printing: new FakePrinting(),
    devices: noDevices,
  });
  return {
    desk,
    store,
    meter,
    whole,
    indexed: () => ids.size,
    lastAppended: () => disk.lastAppended,
    async close() {
      gateway.close();
      await desk.close();
    },
  };
}

/** The same index; the ids of what it was told of stand in `ids`. */
function noting(ids: Set<string>, index: Index): Index {
  return new Proxy(index, {
    get: (_, key) => {
      const member: unknown = Reflect.get(index, key);
      if (key !== 'apply') return typeof member === 'function' ? (member.bind(index) as unknown) : member;
      return async (...[documents, deleted]: Parameters<Index['apply']>): Promise<void> => {
        await index.apply(documents, deleted);
        for (const { _id } of documents) ids.add(_id);
      };
    },
  });
}

/** A disk that remembers what was appended last. */
class WatchedDisk implements RewritableDisk {
  lastAppended = '';
  private readonly disk: RewritableDisk;
  private readonly meter: Meter;

  constructor(disk: RewritableDisk, meter: Meter) {
    this.disk = disk;
    this.meter = meter;
  }

  list(): Promise<readonly string[]> {
    return this.disk.list();
  }

  read(name: string): Promise<string> {
    return this.disk.read(name);
  }

  async open(name: string): Promise<JournalFile> {
    const file = this.meter.watch('journal', await this.disk.open(name));
    return {
      appendSynced: (text) => {
        this.lastAppended = text;
        return file.appendSynced(text);
      },
      close: () => file.close(),
    };
  }

  remove(name: string): Promise<void> {
    return this.disk.remove(name);
  }

  truncate(name: string, length: number): Promise<void> {
    return this.disk.truncate(name, length);
  }

  replace(name: string, text: string): Promise<void> {
    return this.disk.replace(name, text);
  }
}

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DeskFileInput } from '@balie/desktop/adapters/desk-home.ts';
import type { NodeDisk } from '@balie/desktop/adapters/node-disk.ts';
import { Sip2Listener } from '@balie/desktop/adapters/sip2-listener.ts';
import { Sip2Log } from '@balie/desktop/adapters/sip2-log.ts';
import { sip2Schema } from '@balie/desktop/core/sip2/machine-settings.ts';
import { Sip2Service } from '@balie/desktop/core/sip2/service.ts';
import type { AnyEntry } from '@balie/shared/journal/entry.ts';
import { readJournal } from '@balie/shared/journal/journal-lines.ts';
import { openLoneDesk, PIN } from './lone-desk.ts';
import type { Own, Place } from './sip2-machine.ts';

/** A desk with its journal on a real disk, and its machines at a port. */
export interface Sip2World extends Omit<Place, 'longestPauseMs'> {
  readonly own: readonly Own[];
  /** All that stands in the journal, read from the disk, in order. */
  written(): Promise<readonly AnyEntry[]>;
  /** Where something is done beside the machines: how much so far, nothing more from then on. */
  synced?(): Promise<{ readonly entries: number; readonly copies: number }>;
  close(): Promise<void>;
}

/** Who stands at so many machines, and the books that all of them want. */
export function castOf(clients: number): Pick<Sip2World, 'own' | 'shared'> {
  const own = Array.from({ length: clients }, (_, n): Own => {
    const items = [0, 1, 2].map((i) => `301${String(n).padStart(4, '0')}00${i}`);
    return { user: `machine-${n}`, card: `CARD-${n + 1000}`, items };
  });
  const shared = Array.from({ length: Math.ceil(clients / 4) }, (_, n) => `302${String(n).padStart(7, '0')}`);
  return { own, shared };
}

/** The machines as `desk.json` has them. */
export function machinesOf(own: readonly Own[]): NonNullable<DeskFileInput['sip2']> {
  return {
    machines: own.map(({ user }) => ({ name: user, user, password: user, characterSet: 'utf-8' as const })),
  };
}

/** All that stands in the journal of a folder, in order. */
export async function entriesIn(disk: NodeDisk): Promise<readonly AnyEntry[]> {
  const texts = await Promise.all((await disk.list()).map((name) => disk.read(name)));
  return texts.flatMap((text) => readJournal(text).records.map(({ entry }) => entry));
}

/** A desk in this process, whose server is gone. */
export async function openSip2World(clients: number): Promise<Sip2World> {
  const folder = await mkdtemp(join(tmpdir(), 'balie-sip2-'));
  const { own, shared } = castOf(clients);
  const { desk, disk } = await openLoneDesk(folder, { own, shared });
  const { machines } = sip2Schema.parse(machinesOf(own));
  const log = new Sip2Log(join(folder, 'sip2.log'), (error) => console.error(error));
  const service = new Sip2Service(desk.forMachines(), { machines }, (line) => log.add(line));
  const listener = await Sip2Listener.listen(service, { host: '127.0.0.1', port: 0 });
  return {
    ...{ port: listener.port, own, shared, pin: PIN },
    written: () => entriesIn(disk),
    async close() {
      await listener.close();
      await log.close();
      await desk.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

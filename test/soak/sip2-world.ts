import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MachineClock } from '@balie/desktop/adapters/desk-clock.ts';
import { MemoryIndex } from '@balie/desktop/adapters/memory-index.ts';
import { NodeDisk } from '@balie/desktop/adapters/node-disk.ts';
import { makeVerifier, verifyPin } from '@balie/desktop/adapters/pin-verifier.ts';
import { Sip2Listener } from '@balie/desktop/adapters/sip2-listener.ts';
import { Sip2Log } from '@balie/desktop/adapters/sip2-log.ts';
import { Desk } from '@balie/desktop/core/desk.ts';
import { type Gateway, GatewayError, type ReplicaDocument, type Store } from '@balie/desktop/core/ports.ts';
import { FakePrinting, noDevices } from '@balie/desktop/core/testing-ports.ts';
import { sip2Schema } from '@balie/desktop/core/sip2/machine-settings.ts';
import { Sip2Service } from '@balie/desktop/core/sip2/service.ts';
import type { AnyEntry } from '@balie/shared/journal/entry.ts';
import { readJournal } from '@balie/shared/journal/journal-lines.ts';
import type { Draft } from '@balie/shared/journal/seal.ts';
import { PIN_FIELD } from '@balie/shared/patrons/fields.ts';
import { stateDocument } from '@balie/shared/protocol/state-document.ts';
import type { z } from 'zod';
import { factsOf, itemOpen, patronOpen, TestStream } from '@balie/shared/testing/make-entry.ts';
import type { Own, Place } from './sip2-machine.ts';

const PIN = '4711';

/** A desk with its journal on a real disk, and its machines at a port. */
export interface Sip2World extends Place {
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
export function machinesOf(own: readonly Own[]): z.input<typeof sip2Schema> {
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
  const documents = await libraryOf(own, shared);
  const index = new MemoryIndex();
  await index.apply([...documents.values()], []);
  const disk = await NodeDisk.open(join(folder, 'journal'));
  const desk = await Desk.open({
    identity: {
      ...{ desk: 'desk-1', name: 'Balie', library: 'NL-0800070000', branch: 'centrum' },
      timeZone: 'Europe/Amsterdam',
    },
    program: 'balie-soak',
    ...{ disk, index, gateway: unreachable, clock: new MachineClock('boot') },
    openStore: () => Promise.resolve(storeOf(documents)),
    random: () => randomBytes(16).toString('hex'),
    sign: () => 'sig',
    verifyPin,
    printing: new FakePrinting(),
    devices: noDevices,
  });
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

async function libraryOf(
  own: readonly Own[],
  shared: readonly string[],
): Promise<ReadonlyMap<string, ReplicaDocument>> {
  const centre = new TestStream('centre.x');
  const pin = await makeVerifier(PIN);
  const documents = new Map<string, ReplicaDocument>();
  const put = (id: string, draft: Pick<Draft, 'kind' | 'body'>, fields?: Record<string, string>): void => {
    const entry = centre.write(draft, { at: 1 });
    const personal = fields ? { personal: { [entry._id]: fields } } : {};
    documents.set(id, stateDocument(id, { facts: factsOf([entry]), ...personal }));
  };
  for (const item of [...own.flatMap(({ items }) => items), ...shared]) put(`item:${item}`, itemOpen(item, `title-${item}`));
  own.forEach(({ user, card }, n) => {
    const id = `patron-${n}`;
    const cards = [{ number: card, active: true }];
    const open = patronOpen(id, { subscription: 'instelling', cards, fields: ['familyName', PIN_FIELD] });
    put(`patron:${id}`, open, { familyName: user, [PIN_FIELD]: pin });
  });
  return documents;
}

function storeOf(documents: ReadonlyMap<string, ReplicaDocument>): Store {
  return {
    generation: 'one',
    getMany: (ids) =>
      Promise.resolve(new Map(ids.flatMap((id) => (documents.has(id) ? [[id, documents.get(id)!]] : [])))),
    page: () => Promise.resolve([]),
    follow: () => undefined,
    close: () => Promise.resolve(),
  };
}

const gone = (): Promise<never> => Promise.reject(new GatewayError('unreachable', 'the server is gone'));
const unreachable: Gateway = { status: gone, push: gone, numbers: gone };

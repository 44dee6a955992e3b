import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { MachineClock } from '@balie/desktop/adapters/desk-clock.ts';
import { MemoryIndex } from '@balie/desktop/adapters/memory-index.ts';
import { NodeDisk } from '@balie/desktop/adapters/node-disk.ts';
import { makeVerifier, verifyPin } from '@balie/desktop/adapters/pin-verifier.ts';
import { Desk } from '@balie/desktop/core/desk.ts';
import type { DevicePorts } from '@balie/desktop/core/devices/device-ports.ts';
import { type Gateway, GatewayError, type ReplicaDocument } from '@balie/desktop/core/ports.ts';
import { FakeAccessLog, FakePrinting, noDevices, storeOf } from '@balie/desktop/core/testing-ports.ts';
import type { Draft } from '@balie/shared/journal/seal.ts';
import { PIN_FIELD } from '@balie/shared/patrons/pin.ts';
import { stateDocument } from '@balie/shared/protocol/state-document.ts';
import { factsOf, itemOpen, patronOpen, TestStream } from '@balie/shared/testing/make-entry.ts';
import type { Own } from './sip2-machine.ts';

/** Of every patron of a lone desk. */
export const PIN = '4711';

/** A desk in this process whose server is gone: its journal on a real disk, its small library in memory. */
export async function openLoneDesk(
  folder: string,
  { own, shared }: { readonly own: readonly Own[]; readonly shared: readonly string[] },
  devices: DevicePorts = noDevices,
): Promise<{ readonly desk: Desk; readonly disk: NodeDisk }> {
  const documents = await libraryOf(own, shared);
  const index = new MemoryIndex();
  await index.apply([...documents.values()], []);
  const disk = await NodeDisk.open(join(folder, 'journal'));
  const desk = await Desk.open({
    identity: {
      ...{ desk: 'desk-1', name: 'Balie', library: 'NL-0800070000', branch: 'centrum' },
      ...{ timeZone: 'Europe/Amsterdam', signedIn: 'demo' },
    },
    program: 'balie-soak',
    ...{ disk, index, gateway: unreachable, clock: new MachineClock('boot'), devices },
    openStore: () => Promise.resolve(storeOf(documents)),
    openAccessLog: () => new FakeAccessLog(),
    random: () => randomBytes(16).toString('hex'),
    sign: () => 'sig',
    verifyPin,
    makeVerifier,
    printing: new FakePrinting(),
  });
  return { desk, disk };
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
  for (const item of [...own.flatMap(({ items }) => items), ...shared])
    put(`item:${item}`, itemOpen(item, `title-${item}`));
  own.forEach(({ user, card }, n) => {
    const id = `patron-${n}`;
    const cards = [{ number: card, active: true }];
    const open = patronOpen(id, { subscription: 'instelling', cards, fields: ['familyName', PIN_FIELD] });
    put(`patron:${id}`, open, { familyName: user, [PIN_FIELD]: pin });
  });
  return documents;
}

const gone = (): Promise<never> => Promise.reject(new GatewayError('unreachable', 'the server is gone'));
const unreachable: Gateway = { status: gone, push: gone, numbers: gone };

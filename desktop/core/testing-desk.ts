import type { AnyEntry } from '@balie/shared/journal/entry.ts';
import { hashText } from '@balie/shared/journal/canonical.ts';
import type { EntryId } from '@balie/shared/journal/ids.ts';
import { readJournal } from '@balie/shared/journal/journal-lines.ts';
import { FaultyDisk } from '@balie/shared/testing/faulty-disk.ts';
import { factsOf, itemOpen, TestStream } from '@balie/shared/testing/make-entry.ts';
import { stateDocument } from '@balie/shared/protocol/state-document.ts';
import type { ActView } from '../contract/acts.ts';
import type { Answer } from '../contract/answers.ts';
import type { ActOutcome, DeskCommand } from '../contract/commands.ts';
import type { EventName, Events } from '../contract/contract.ts';
import type { PatronView } from '../contract/views.ts';
import { Desk } from './desk.ts';
import type { DevicePorts } from './devices/device-ports.ts';
import { GatewayError, type Index, type ReplicaDocument, type StoreEvents } from './ports.ts';
import { FakeAccessLog, FakeClock, FakeGateway, FakePrinting, noDevices, storeOf } from './testing-ports.ts';
import type { MachineParts } from './sip2/machine-parts.ts';

/** Two copies of title `t1`, in the branch of the desk. */
export const B = '30100281774501';
export const C = '30100281774502';
export const Q = 'queue:title:t1';
/** Stands in the replica. */
export const UNSETTLED = 'exception:reshelve:entry:centre.x:00000001:0123456789abcdef';

/** Born in 1990, with all that a registration needs. */
export const anna = {
  ...{ familyName: 'Jansen', givenName: 'Anna', birthDate: '1990-05-05' },
  ...{ street: 'Dorpsstraat', houseNumber: '1', postcode: '1234 AB', city: 'Ons Dorp' },
};

/** What staff ask for somebody who showed who they are; without a card, for one who has the app. */
export function registering(
  card: string | null,
  personal: Readonly<Record<string, string>> = anna,
): Extract<DeskCommand, { kind: 'patron.register' }> {
  const asked = { as: 'person', verified: true, subscription: 'basis', personal } as const;
  return { kind: 'patron.register', ...asked, ...(card === null ? {} : { card }) };
}

type Done = Extract<ActOutcome, { kind: 'done' }>;

/** A desk out of contact, over a small replica, with `demo` signed in, who may override. A minute goes by at every act. */
export class TestDesk {
  readonly clock = new FakeClock();
  readonly disk = new FaultyDisk();
  readonly documents = replica();
  readonly printing = new FakePrinting();
  readonly accessLog = new FakeAccessLog();
  /** Tells the desk that lines of it cannot be written. */
  failAccessLog!: (error: unknown) => void;
  private desk!: Desk;
  private replicaEvents!: StoreEvents;
  private names = 0;
  private readonly emptyIndex: () => Index;
  /** Of the program that is started next. */
  devices: DevicePorts;
  private readonly last = new Map<EventName, unknown>();
  private readonly waiting = new Set<() => void>();

  private constructor(emptyIndex: () => Index, devices: DevicePorts) {
    this.emptyIndex = emptyIndex;
    this.devices = devices;
  }

  /** `emptyIndex` makes one of the adapter that the test chose. */
  static async open(emptyIndex: () => Index, devices = noDevices): Promise<TestDesk> {
    const made = new TestDesk(emptyIndex, devices);
    made.desk = await made.start();
    return made;
  }

  /** Its program is started anew, with nothing but its journal and its replica. */
  async restart(): Promise<void> {
    await this.desk.close();
    this.desk = await this.start();
  }

  /** What holds now, and still does after a restart. */
  async lasting(check: () => Promise<void>): Promise<void> {
    await check();
    await this.restart();
    await check();
  }

  /** The centre's document reaches the replica while the desk runs. */
  async pull(document: ReplicaDocument): Promise<void> {
    this.documents.set(document._id, document);
    await this.replicaEvents.changed([document], []);
  }

  async call(...[name, payload]: Parameters<Desk['call']>): Promise<unknown> {
    const reply = await this.desk.call(name, payload);
    if (!reply.ok) throw new Error(reply.error.code);
    return reply.result;
  }

  /** Resolves with the newest that was told of it, once that fits. */
  told<N extends EventName>(
    event: N,
    fits: (payload: Events[N]) => boolean = () => true,
  ): Promise<Events[N]> {
    return new Promise((resolve) => {
      const look = (): void => {
        if (!this.last.has(event) || !fits(this.last.get(event) as Events[N])) return;
        this.waiting.delete(look);
        resolve(this.last.get(event) as Events[N]);
      };
      this.waiting.add(look);
      look();
    });
  }

  /** `reason`: whoever stands here goes on all the same. */
  act(command: DeskCommand, reason?: string): Promise<ActOutcome> {
    this.clock.now += 60_000;
    const override = reason === undefined ? {} : { override: { reason } };
    return this.call('act.do', { command, session: 'visit', ...override }) as Promise<ActOutcome>;
  }

  async done(command: DeskCommand, reason?: string): Promise<Done> {
    const outcome = await this.act(command, reason);
    if (outcome.kind === 'refused') throw new Error(outcome.objections.map(({ code }) => code).join());
    return outcome;
  }

  async objections(command: DeskCommand): Promise<readonly string[]> {
    const outcome = await this.act(command);
    return outcome.kind === 'refused' ? outcome.objections.map(({ code }) => code) : [];
  }

  patron(id: string): Promise<PatronView> {
    return this.call('patron.get', { id, session: 'visit' }) as Promise<PatronView>;
  }

  scan(code: string, mode: 'lend' | 'take', patron: string | null = null): Promise<Answer> {
    this.clock.now += 60_000;
    const command = { code, by: 'scanned', mode, patron, session: 'visit' } as const;
    return this.call('counter.scan', command) as Promise<Answer>;
  }

  /** Today's list, the oldest first. */
  async acts(): Promise<readonly ActView[]> {
    return ((await this.call('acts.pull', { after: 0, limit: 500 })) as { acts: readonly ActView[] }).acts;
  }

  signIn(staff: 'demo' | 'junior' | 'manager'): Promise<unknown> {
    return this.call('desk.signIn', { staff, pin: '' });
  }

  /** What it gives to machines. */
  forMachines(): MachineParts {
    return this.desk.forMachines();
  }

  /** A person with a subscription that is still to be paid. */
  async register(card = 'CARD-0001', personal: Readonly<Record<string, string>> = anna): Promise<string> {
    return (await this.done(registering(card, personal))).patron!.id;
  }

  /** Somebody who has paid for the subscription. */
  async member(card = 'CARD-0001', personal: Readonly<Record<string, string>> = anna): Promise<string> {
    const id = await this.register(card, personal);
    await this.done({ kind: 'pay', patron: id, method: 'voucher', givenCents: null });
    return id;
  }

  /** All that stands in the journal, in order. */
  written(): readonly AnyEntry[] {
    return [...this.disk.files.values()].flatMap((text) =>
      readJournal(text).records.map(({ entry }) => entry),
    );
  }

  entry(id: EntryId): AnyEntry {
    return this.written().find(({ _id }) => _id === id)!;
  }

  private async start(): Promise<Desk> {
    const { clock, disk, documents, printing, devices } = this;
    const gateway = new FakeGateway();
    gateway.failing.status = new GatewayError('unreachable', 'the line is down');
    const index = this.emptyIndex();
    await index.apply([...documents.values()], []);
    this.last.clear();
    const desk = await Desk.open({
      identity: {
        ...{ desk: 'noord', name: 'Balie', library: 'NL-0800070000', branch: 'centrum', timeZone: 'UTC' },
        signedIn: 'demo',
      },
      program: 'test',
      ...{ disk, index, gateway, clock, printing, devices },
      openStore: (events) => {
        this.replicaEvents = events;
        return Promise.resolve(storeOf(documents));
      },
      openAccessLog: (failed) => {
        this.failAccessLog = failed;
        return this.accessLog;
      },
      random: () => `r${this.names++}`.padEnd(16, 'x'),
      sign: () => 'sig',
      verifyPin: (pin, verifier) => Promise.resolve(pin === verifier || verifierOf(pin) === verifier),
      makeVerifier: (pin) => Promise.resolve(verifierOf(pin)),
    });
    desk.onEvent((event, payload) => {
      this.last.set(event, payload);
      for (const look of [...this.waiting]) look();
    });
    return desk;
  }
}

/** A quick one of the form that real ones have. */
function verifierOf(pin: string): string {
  return `scrypt$2$1$1$c2FsdA==$${hashText(pin)}`;
}

/** Documents as the centre wrote them before the line went down. */
function replica(): Map<string, ReplicaDocument> {
  const centre = new TestStream('centre.x');
  const exception = { kind: 'reshelve', entry: 'e', about: `item:${B}`, params: {}, at: 1 };
  const documents = new Map<string, ReplicaDocument>([
    [UNSETTLED, { _id: UNSETTLED, v: 1, ...exception } as never],
  ]);
  const put = (id: string, draft: Parameters<TestStream['write']>[0]): void => {
    documents.set(id, stateDocument(id, { facts: factsOf([centre.write(draft, { at: 1 })]) }));
  };
  const people = {
    demo: { mayOverride: true },
    junior: { mayOverride: false },
    manager: { mayOverride: false, role: 'manager' },
  } as const;
  for (const [staff, rights] of Object.entries(people))
    put(`staff:${staff}`, { kind: 'staff.set', body: { staff, name: staff, ...rights, pin: '' } });
  for (const barcode of [B, C]) put(`item:${barcode}`, itemOpen(barcode));
  return documents;
}

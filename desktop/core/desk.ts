import { localDate } from '@balie/shared/calendar/days.ts';
import type { Counter as CounterSituation } from '@balie/shared/deciding/situation.ts';
import type { AnyEntry } from '@balie/shared/journal/entry.ts';
import type { Draft } from '@balie/shared/journal/seal.ts';
import type { CallName, Calls, EventName, Events, Reply, ScanCommand } from '../contract/contract.ts';
import type { Answer, DeskState, StaffView } from '../contract/views.ts';
import { type ActDetails, Acts, signOf } from './acts.ts';
import { borrowersIn } from './borrowers-in.ts';
import { Clerk } from './clerk.ts';
import { CounterDesk } from './counter.ts';
import { codeOf, DeskError } from './desk-error.ts';
import { devicesOfDesk } from './devices/desk-devices.ts';
import type { Devices } from './devices/devices.ts';
import { DeskJournal } from './desk-journal.ts';
import type { JournalBook } from './journal-book.ts';
import type { DeskPorts, ReplicaDocument, Store } from './ports.ts';
import { ReadCache } from './read-cache.ts';
import { Papers } from './papers.ts';
import { Printing } from './printing/printing.ts';
import { Search } from './search.ts';
import { Settings } from './settings.ts';
import type { MachineParts } from './sip2/machine-desk.ts';
import { Situations } from './situations.ts';
import { Sync } from './sync.ts';
import { Turns } from './turns.ts';
import { Undoing } from './undoing.ts';
import { View } from './view.ts';
import { Views } from './views.ts';

type Listener = <N extends EventName>(event: N, payload: Events[N]) => void;
type Handlers = { readonly [N in CallName]: (payload: Calls[N]['payload']) => Promise<Calls[N]['result']> };

/** A desk that works in full with or without a network: journal, view, counter and sync put together over its ports. */
export class Desk {
  private readonly ports: DeskPorts;
  private readonly journal: DeskJournal;
  private readonly book: JournalBook;
  private readonly listeners = new Set<Listener>();
  private store!: Store;
  private reads!: ReadCache;
  private view!: View;
  private settings!: Settings;
  private situations!: Situations;
  private views!: Views;
  private acts!: Acts;
  private counter!: CounterDesk;
  private clerk!: Clerk;
  private undoing!: Undoing;
  private papers!: Papers;
  private printing!: Printing;
  private devices!: Devices;
  private search!: Search;
  private sync!: Sync;
  private staff: StaffView | null = null;
  private copying: DeskState['copying'] = null;
  private trouble: DeskState['trouble'] = null;
  private readonly turns = new Turns();
  private lastState = '';
  private branchName: string;
  private ready = false;

  private constructor(ports: DeskPorts, journal: DeskJournal) {
    this.ports = ports;
    this.journal = journal;
    this.book = journal.book;
    this.branchName = ports.identity.branch;
  }

  /** Recovers the journal, opens the replica and starts to sync. Works at once with what it has. */
  static async open(ports: DeskPorts): Promise<Desk> {
    const desk = new Desk(ports, await DeskJournal.open(ports));
    await desk.compose();
    return desk;
  }

  /** Answers a call of the screen. Never rejects: an error becomes a reply with a code and a message. */
  async call<N extends CallName>(name: N, payload: Calls[N]['payload']): Promise<Reply<Calls[N]['result']>> {
    try {
      return { ok: true, result: await this.handlers[name](payload) };
    } catch (error) {
      return {
        ok: false,
        error: { code: codeOf(error), message: error instanceof Error ? error.message : String(error) },
      };
    }
  }

  onEvent(listener: Listener): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** What this desk gives to the self-checks and sorters that it serves. */
  forMachines(): MachineParts {
    const { ports, book, view, reads: store, situations, settings, views, acts, journal } = this;
    const { identity, index, random, verifyPin } = ports;
    return {
      ...{ identity, book, view, store, index, situations, settings, views, acts, random, verifyPin },
      now: () => journal.now(),
      nextReceipt: () => journal.nextReceipt(),
      isWhole: () => this.copying === null,
      turns: this.turns,
      write: (drafts, session, policy, staff) => this.writeAll(drafts, session, policy, staff),
    };
  }

  /** Asks for a round of sync at once. */
  wake(): void {
    this.sync.wake();
  }

  /** One round of sync, for those who drive the desk step by step. */
  syncOnce(): Promise<void> {
    return this.sync.round();
  }

  async close(): Promise<void> {
    await this.sync.stop();
    await this.devices.close();
    await this.turns.rest();
    await this.printing.close();
    await this.journal.close();
    await this.store.close();
    await this.ports.index.close();
  }

  private readonly handlers: Handlers = {
    'desk.state': () => Promise.resolve(this.state()),
    'desk.signIn': ({ staff, pin }) => this.signIn(staff, pin),
    'counter.scan': (command) => this.scan(command),
    'patron.get': async ({ id, session }) =>
      this.counter.patronView(id, await this.situations.counter(session, this.signedIn())),
    'act.do': ({ command, session, override }) =>
      this.turns.alone(() => this.clerk.do(command, session, this.signedIn(), override)),
    'act.undo': async ({ id, document, session }) =>
      this.devices.acted(
        await this.turns.alone(() => this.undoing.undo(id, document ?? null, session, this.signedIn())),
      ),
    'paper.get': async (wanted) => {
      const made = await this.papers.of(wanted);
      return made && this.printing.show(made);
    },
    'paper.print': async (wanted) => {
      const made = await this.papers.of(wanted);
      if (!made) throw new DeskError('no-paper', 'there is no receipt or slip of this');
      return this.printing.print(made);
    },
    'printing.state': () => Promise.resolve(this.printing.view()),
    'printing.answer': ({ job, answer }) => this.printing.answer(job, answer),
    'printing.drawer': async () => ({ opened: await this.printing.openDrawer() }),
    'pile.get': () => this.devices.calls['pile.get'](),
    'pile.act': (command) => this.devices.calls['pile.act'](command),
    'pile.secure': (named) => this.devices.calls['pile.secure'](named),
    'devices.state': () => this.devices.calls['devices.state'](),
    'devices.test': (test) => this.devices.calls['devices.test'](test),
    'tag.write': (command) => this.devices.calls['tag.write'](command),
    'inventory.start': (wanted) => this.devices.calls['inventory.start'](wanted),
    'inventory.stop': () => this.devices.calls['inventory.stop'](),
    search: async ({ text }) => this.search.find(text),
    'acts.pull': ({ after, limit }) => Promise.resolve(this.acts.after(after, limit)),
  };

  private async compose(): Promise<void> {
    const { ports, book } = this;
    const { identity, index, clock, gateway } = ports;
    this.store = await ports.openStore({
      changed: (documents, deleted) => this.changed(documents, deleted),
      copying: (progress) => {
        this.copying = progress;
        this.tellState();
      },
      lost: () => this.tellState(),
      swapped: () => this.swapped(),
    });
    const { store } = this;
    if (store.generation === null) this.copying = { done: 0, total: 0 };
    const reads = (this.reads = new ReadCache(store));
    const view = (this.view = new View(book, reads));
    const settings = (this.settings = new Settings(view, identity.timeZone));
    const now = (): number => this.journal.now();
    this.situations = new Situations({ view, index, settings, clock, identity, now });
    this.views = new Views({ view, store: reads, settings });
    this.acts = new Acts(book, (acts) => this.emit('acts.changed', { acts }));
    const { situations, views, acts } = this;
    const write = (draft: Draft, session: string, policy: string): Promise<AnyEntry> =>
      this.write(draft, session, policy);
    this.counter = new CounterDesk({ view, index, situations, views, acts, write });
    this.search = new Search({ index, view });
    const { timeZone } = identity;
    this.papers = new Papers({ acts, book, view, situations, settings, views, identity, now });
    this.printing = await Printing.open({
      ...{ ports: ports.printing, settings, timeZone, random: ports.random, now },
      changed: (printing) => {
        this.emit('printing.changed', printing);
        if (this.ready) this.devices.changed();
      },
    });
    this.undoing = new Undoing({ book, view, views, situations, acts, timeZone, write });
    this.clerk = new Clerk({
      ...{ view, store: reads, index, situations, identity, random: ports.random },
      cardOf: (patron) => this.counter.cardOf(patron),
      patronView: (patron, counter) => this.counter.patronView(patron, counter),
      nextReceipt: () => this.journal.nextReceipt(),
      write: (drafts, session, policy) => this.writeAll(drafts, session, policy),
    });
    const { papers, printing, clerk } = this;
    this.devices = devicesOfDesk({
      ...{ ports, view, views, situations, settings, clerk, papers, printing },
      scan: (command) => this.scan(command),
      patron: async (id, session) =>
        this.counter.patronView(id, await situations.counter(session, this.signedIn())),
      signedIn: () => this.signedIn(),
      inTurn: (act) => this.turns.alone(act),
      report: (error) => this.report(error),
      tell: (event, payload) => this.emit(event, payload),
    });
    const anchor = (server: number, mono: number): Promise<void> =>
      this.turns.alone(() => this.anchor(server, mono));
    const checkClock = (): Promise<void> => this.turns.alone(() => this.journal.checkClock());
    this.sync = new Sync({
      book,
      gateway,
      store,
      clock,
      anchor,
      checkClock,
      changed: () => this.synced(),
      report: (error) => this.report(error),
    });
    await view.reload();
    await this.indexPending();
    await this.learnNames();
    await acts.restore(localDate(now(), identity.timeZone), identity.timeZone, (entry) =>
      this.describe(entry),
    );
    await this.devices.use();
    this.ready = true;
    this.sync.wake();
  }

  /** What is scanned is done when it is on the disk; only then tags follow. */
  private async scan(command: ScanCommand): Promise<Answer> {
    return this.devices.acted(await this.turns.alone(() => this.counter.scan(command, this.signedIn())));
  }

  /** The branch's name and, at a demonstration desk, who is signed in: known as soon as the replica has them. */
  private async learnNames(): Promise<void> {
    const { branch, signedIn } = this.ports.identity;
    this.branchName = await this.settings.branchName(branch);
    const staff = signedIn ? await this.settings.staff(signedIn) : null;
    if (signedIn && (!this.staff || this.staff.id === signedIn)) {
      this.staff = { id: signedIn, name: staff?.name ?? signedIn, mayOverride: staff?.mayOverride ?? false };
    }
  }

  private async write(draft: Draft, session: string | null, policy: string): Promise<AnyEntry> {
    return (await this.writeAll([draft], session, policy)).at(-1)!;
  }

  /** All of it or nothing, in one write. */
  private async writeAll(
    drafts: readonly Draft[],
    session: string | null,
    policy: string,
    staff = this.staff?.id ?? null,
  ): Promise<readonly AnyEntry[]> {
    const doing = { staff, session, policy };
    let entries: readonly AnyEntry[];
    try {
      entries = await this.journal.append(drafts, doing);
    } catch (error) {
      this.trouble = { code: 'journal-failed', params: { reason: codeOf(error) } };
      this.tellState();
      throw new DeskError('journal-failed', error instanceof Error ? error.message : String(error));
    }
    this.trouble = null;
    const touched = await this.view.add(entries);
    await this.indexPending(touched).catch((error: unknown) => this.report(error));
    if (this.ready) this.devices.changed();
    this.sync.wake();
    this.tellState();
    return entries.slice(entries.length - drafts.length);
  }

  /** People of whom something is pending are found as this desk knows them. */
  private async indexPending(among?: readonly string[]): Promise<void> {
    const people = await this.view.pendingPeople(among);
    if (people.length) await this.ports.index.apply(people, []);
  }

  private async anchor(server: number, mono: number): Promise<void> {
    const draft = this.journal.anchorAt(server, mono);
    if (!draft) return;
    await this.write(draft, null, '');
    await this.view.retimed();
  }

  private async changed(documents: readonly ReplicaDocument[], deleted: readonly string[]): Promise<void> {
    this.reads.forget([...documents.map((d) => d._id), ...deleted]);
    await this.ports.index.apply(documents, deleted);
    this.settings.forget(documents.map((d) => d._id));
    if (documents.some((d) => d._id.startsWith('staff:') || d._id.startsWith('branch:')))
      await this.learnNames();
    await this.view.changed(documents);
    await this.indexPending(documents.map((d) => d._id));
    const patrons = new Set(documents.flatMap((d) => borrowersIn(d)));
    for (const id of patrons) this.emit('patron.changed', { id });
    await this.devices.use();
    this.tellState();
  }

  private async swapped(): Promise<void> {
    const { index } = this.ports;
    this.reads.forget();
    await index.clear();
    let after: string | null = null;
    for (;;) {
      const page: readonly ReplicaDocument[] = await this.store.page(after, 500);
      if (!page.length) break;
      await index.apply(page, []);
      after = page.at(-1)!._id;
    }
    this.settings.forget();
    await this.view.reload();
    await this.indexPending();
    await this.learnNames();
    await this.devices.use();
    this.tellState();
  }

  private synced(): void {
    this.acts.settle();
    this.tellState();
  }

  private async describe(entry: AnyEntry): Promise<ActDetails> {
    const counter = await this.situations.counter('', { id: '', mayOverride: false });
    const { item } = await this.situations.item(entry.body['item'] as string);
    const { title } = await this.views.item(item, counter);
    if (entry.kind !== 'checkin')
      return { title, due: entry.body['due'] as string, destination: null, sign: 'done' };
    const destination = await this.views.destination(
      entry.body['destination'] as Parameters<Views['destination']>[0],
      item,
    );
    return { title, due: null, destination, sign: signOf(destination) };
  }

  private async signIn(id: string, pin: string): Promise<DeskState> {
    const staff = await this.settings.staff(id);
    if (!staff || !(await this.ports.verifyPin(pin, staff.pin))) throw new DeskError('wrong-pin', id);
    this.staff = { id, name: staff.name, mayOverride: staff.mayOverride };
    this.tellState();
    return this.state();
  }

  private signedIn(): CounterSituation['staff'] {
    if (!this.staff) throw new DeskError('not-signed-in', 'nobody is signed in at this desk');
    return this.staff;
  }

  private state(): DeskState {
    const { identity } = this.ports;
    const { contact } = this.sync;
    return {
      library: identity.library,
      branch: { code: identity.branch, name: this.branchName },
      desk: { id: identity.desk, name: identity.name },
      staff: this.staff,
      contact: contact.online ? 'online' : 'alone',
      aloneSince: contact.online ? null : contact.since,
      waiting: this.book.waiting(),
      refused: this.book.refused,
      copying: this.copying,
      trouble: this.trouble,
      timeZone: identity.timeZone,
      words: { reasons: [] },
    };
  }

  private tellState(): void {
    if (!this.ready) return;
    const state = this.state();
    const text = JSON.stringify(state);
    if (text === this.lastState) return;
    this.lastState = text;
    this.emit('desk.state', state);
  }

  private report(error: unknown): void {
    this.trouble = {
      code: 'sync-fault',
      params: { reason: error instanceof Error ? error.message : String(error) },
    };
  }

  private emit<N extends EventName>(event: N, payload: Events[N]): void {
    for (const listener of this.listeners) listener(event, payload);
  }
}

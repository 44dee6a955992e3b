import { localDate } from '@balie/shared/calendar/days.ts';
import type { AnyEntry } from '@balie/shared/journal/entry.ts';
import type { Draft } from '@balie/shared/journal/seal.ts';
import type { CallName, Calls, EventName, Events, Reply, ScanCommand } from '../contract/contract.ts';
import type { Answer } from '../contract/answers.ts';
import { Accounts } from './accounts.ts';
import { Acts } from './acts.ts';
import { Clerk } from './clerk.ts';
import { CounterDesk } from './counter.ts';
import { type DeskCalls, deskCalls } from './desk-calls.ts';
import { codeOf, messageOf } from './desk-error.ts';
import { devicesOfDesk } from './devices/desk-devices.ts';
import type { Devices } from './devices/devices.ts';
import { DeskJournal } from './desk-journal.ts';
import { DeskStanding } from './desk-standing.ts';
import { eraseOwn } from './erase-own.ts';
import type { JournalBook } from './journal-book.ts';
import { type DeskPorts, type Store, tillNameOf } from './ports.ts';
import { ReadCache } from './read-cache.ts';
import { RecordAccess } from './record-access.ts';
import { recordShown } from './records-shown.ts';
import { ReplicaChanges } from './replica-changes.ts';
import { Papers } from './papers.ts';
import { Printing } from './printing/printing.ts';
import { Search } from './search.ts';
import { Settings } from './settings.ts';
import type { MachineParts } from './sip2/machine-parts.ts';
import { Situations } from './situations.ts';
import { Sync } from './sync.ts';
import { Turns } from './turns.ts';
import { Undoing } from './undoing.ts';
import { View } from './view.ts';
import { Views } from './views.ts';

type Listener = <N extends EventName>(event: N, payload: Events[N]) => void;

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
  private undoing!: Undoing;
  private printing!: Printing;
  private devices!: Devices;
  private sync!: Sync;
  private standing!: DeskStanding;
  private access!: RecordAccess;
  private changes!: ReplicaChanges;
  private calls!: DeskCalls;
  private readonly turns = new Turns();

  private constructor(ports: DeskPorts, journal: DeskJournal) {
    this.ports = ports;
    this.journal = journal;
    this.book = journal.book;
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
      const result = await this.calls[name](payload);
      const shown = recordShown(name, payload, result);
      if (shown) this.access.onScreen(shown, this.standing.staffId);
      return { ok: true, result };
    } catch (error) {
      return { ok: false, error: { code: codeOf(error), message: messageOf(error) } };
    }
  }

  onEvent(listener: Listener): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** What this desk gives to the self-checks and sorters that it serves. */
  forMachines(): MachineParts {
    const { ports, book, view, reads: store, situations, settings, views, acts, undoing, journal } = this;
    const { identity, index, random, verifyPin, makeVerifier } = ports;
    return {
      ...{ identity, book, view, store, index, situations, settings, views, acts, undoing },
      ...{ random, verifyPin, makeVerifier },
      now: () => journal.now(),
      nextReceipt: () => journal.nextReceipt(),
      isWhole: () => this.standing.isWhole,
      told: (patron, session, machine) => this.access.toMachine(patron, session, machine),
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
    await this.access.close();
    await this.journal.close();
    await this.store.close();
    await this.ports.index.close();
  }

  private async compose(): Promise<void> {
    const { ports, book } = this;
    const { identity, index, clock, gateway } = ports;
    this.store = await ports.openStore({
      changed: (documents, deleted) => this.changes.changed(documents, deleted),
      copying: (progress) => this.standing.copies(progress),
      lost: () => this.standing.tell(),
      swapped: () => this.changes.swapped(),
    });
    const { store } = this;
    const reads = (this.reads = new ReadCache(store));
    const view = (this.view = new View(book, reads));
    const settings = (this.settings = new Settings(view, identity.timeZone));
    const standing = (this.standing = new DeskStanding({
      ...{ identity, book, settings, verifyPin: ports.verifyPin },
      contact: () => this.sync.contact,
      emit: (state) => this.emit('desk.state', state),
      inTurn: (act) => this.turns.alone(act),
      write: (draft, staff) => this.writeAll([draft], null, '', staff),
    }));
    const accessFailed = (error: unknown): void => standing.notLogged(error);
    this.access = new RecordAccess({
      ...{ identity, settings, now: () => this.journal.now(), failed: accessFailed },
      log: ports.openAccessLog(accessFailed),
      isWhole: () => standing.isWhole,
    });
    await eraseOwn(this.journal, store).catch((error: unknown) => standing.notErased(error));
    if (store.generation === null) standing.copies({ done: 0, total: 0 });
    const now = (): number => this.journal.now();
    this.situations = new Situations({ view, index, settings, clock, identity, now });
    this.views = new Views({ view, store: reads, settings });
    const { situations, views } = this;
    const accounts = new Accounts({ view, views, situations });
    const seen = { book, view, views, situations, settings };
    const acts = (this.acts = new Acts({
      ...seen,
      emit: (changed) => this.emit('acts.changed', { acts: changed }),
    }));
    const write = (draft: Draft, session: string, policy: string): Promise<AnyEntry> =>
      this.write(draft, session, policy);
    const counter = (this.counter = new CounterDesk({ view, index, situations, views, acts, write }));
    const search = new Search({ index, view });
    const { timeZone } = identity;
    const printing = (this.printing = await Printing.open({
      ...{ ports: ports.printing, settings, timeZone, random: ports.random, now },
      changed: (printing) => {
        this.emit('printing.changed', printing);
        if (standing.hasBegun) this.devices.changed();
      },
    }));
    const papers = new Papers({ ...seen, acts, printing, identity, now });
    const undoing = (this.undoing = new Undoing({
      ...{ ...seen, acts, papers, timeZone },
      write: (draft, session, policy, staff) => this.writeAll([draft], session, policy, staff),
    }));
    const clerk = new Clerk({
      ...{ view, store: reads, index, situations, settings, identity },
      ...{ random: ports.random, makeVerifier: ports.makeVerifier },
      acts,
      cardOf: (patron) => counter.cardOf(patron),
      patronView: (patron, situation) => counter.patronView(patron, situation),
      nextReceipt: () => this.journal.nextReceipt(),
      write: (drafts, session, policy) => this.writeAll(drafts, session, policy),
    });
    const devices = (this.devices = devicesOfDesk({
      ...{ ports, book, view, views, situations, settings, clerk, papers, printing },
      scan: (command) => this.scan(command),
      patron: async (id, session) =>
        counter.patronView(id, await situations.counter(session, standing.signedIn())),
      signedIn: () => standing.signedIn(),
      inTurn: (act) => this.turns.alone(act),
      report: (error) => standing.report(error),
      tell: (event, payload) => this.emit(event, payload),
    }));
    this.sync = new Sync({
      ...{ book, gateway, store, clock },
      anchor: (server, mono) => this.turns.alone(() => this.anchor(server, mono)),
      checkClock: () => this.turns.alone(() => this.journal.checkClock()),
      changed: () => this.synced(),
      report: (error) => standing.report(error),
    });
    this.changes = new ReplicaChanges({
      ...{ store, reads, index, settings, standing, view, acts, devices },
      patronChanged: (id) => this.emit('patron.changed', { id }),
    });
    this.calls = deskCalls({
      ...{ standing, counter, situations, clerk, undoing, accounts, papers, printing, devices, search, acts },
      ...{ turns: this.turns, ownTill: tillNameOf(identity) },
      scan: (command) => this.scan(command),
    });
    await view.reload();
    await this.changes.indexPending();
    await standing.learnNames();
    await acts.restore(localDate(now(), timeZone), timeZone);
    await devices.use();
    standing.begin();
    this.access.tidy();
    this.sync.wake();
  }

  /** What is scanned is done when it is on the disk; only then tags follow. */
  private async scan(command: ScanCommand): Promise<Answer> {
    return this.devices.acted(
      await this.turns.alone(() => this.counter.scan(command, this.standing.signedIn())),
    );
  }

  private async write(draft: Draft, session: string | null, policy: string): Promise<AnyEntry> {
    return (await this.writeAll([draft], session, policy)).at(-1)!;
  }

  /** All of it or nothing, in one write. */
  private async writeAll(
    drafts: readonly Draft[],
    session: string | null,
    policy: string,
    staff = this.standing.staffId,
  ): Promise<readonly AnyEntry[]> {
    const { standing } = this;
    const doing = { staff, session, policy };
    let entries: readonly AnyEntry[];
    try {
      entries = await this.journal.append(drafts, doing);
    } catch (error) {
      throw standing.notWritten(error);
    }
    standing.written();
    const touched = await this.view.add(entries);
    await this.changes.indexPending(touched).catch((error: unknown) => standing.report(error));
    if (entries.some(({ kind }) => kind === 'undo')) await this.acts.review(touched);
    if (standing.hasBegun) this.devices.written(entries.map(({ _id }) => _id));
    this.sync.wake();
    standing.tell();
    return entries.slice(entries.length - drafts.length);
  }

  private async anchor(server: number, mono: number): Promise<void> {
    const draft = this.journal.anchorAt(server, mono);
    if (!draft) return;
    await this.write(draft, null, '');
    await this.view.retimed();
  }

  private synced(): void {
    this.acts.settle();
    this.standing.tell();
  }

  private emit<N extends EventName>(event: N, payload: Events[N]): void {
    for (const listener of this.listeners) listener(event, payload);
  }
}

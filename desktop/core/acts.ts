import { localDate } from '@balie/shared/calendar/days.ts';
import type { AnyEntry } from '@balie/shared/journal/entry.ts';
import { factOf } from '@balie/shared/journal/fact.ts';
import type { EntryId } from '@balie/shared/journal/ids.ts';
import type { ActView } from '../contract/acts.ts';
import { type ActDetails, describeAct, type KnownOfActs, PLAIN } from './describe-act.ts';
import type { JournalBook } from './journal-book.ts';
import { isMachine } from './sip2/machine-settings.ts';
import { TakenBack } from './taken-back.ts';

interface Act {
  readonly view: Omit<ActView, 'settled' | 'undone'>;
  /** Null for what was refused and never became an entry. */
  readonly entry: AnyEntry | null;
  settled: boolean;
}

interface ActsParts extends KnownOfActs {
  readonly book: JournalBook;
  readonly emit: (acts: readonly ActView[]) => void;
}

/** All that staff did today at this desk, numbered in the order in which it was done. */
export class Acts {
  private readonly parts: ActsParts;
  private readonly takenBack: TakenBack;
  private readonly list: Act[] = [];
  /** Of the book when acts were last held against it. */
  private foldChanges = 0;

  constructor(parts: ActsParts) {
    this.parts = parts;
    const { book, view } = parts;
    this.takenBack = new TakenBack({ clocks: book.clocks, facts: (document) => view.facts(document) });
  }

  /** Fills the list from the journal at the start. */
  async restore(today: string, timeZone: string): Promise<void> {
    const { book } = this.parts;
    const entries = [...book.entries()].filter(
      ({ staff, wall }) => staff !== null && localDate(wall, timeZone) === today,
    );
    entries.sort((a, b) => a.wall - b.wall || a.seq - b.seq);
    for (const entry of entries) {
      const details = await this.describe(entry);
      if (details) this.push(entry, details, entry.wall, entry.session ?? '');
    }
    await this.takenBack.review();
  }

  /** A scan, of which its answer has the details. */
  done(entry: AnyEntry, details: Partial<ActDetails> & Pick<ActDetails, 'act' | 'title'>): void {
    this.tell([this.push(entry, { ...PLAIN, ...details }, entry.wall, entry.session ?? '')]);
  }

  /** What was done beside scanning: as it will be told after a restart too. */
  async did(entries: readonly AnyEntry[]): Promise<void> {
    const acts: Act[] = [];
    for (const entry of entries) {
      const details = await this.describe(entry);
      if (details) acts.push(this.push(entry, details, entry.wall, entry.session ?? ''));
    }
    if (acts.length) this.tell(acts);
  }

  blocked(at: number, session: string, title: string): void {
    this.tell([this.push(null, { ...PLAIN, act: 'blocked', title, sign: 'stop' }, at, session)]);
  }

  /** The newest act of the people at this desk that stands; its machines have not been seen by them. */
  last(): EntryId | null {
    const { takenBack } = this;
    const last = this.list.findLast(({ entry }) => entry && !takenBack.has(entry) && !isMachine(entry.staff));
    return last?.view.id ?? null;
  }

  find(id: string): ActView | null {
    const act = this.list.find(({ view }) => view.id === id);
    return act ? this.viewOf(act) : null;
  }

  /** Something else is known of these documents now, or of all: acts may have been taken back (L8). */
  async review(documents?: Iterable<string>): Promise<void> {
    const moved = await this.takenBack.review(documents);
    if (moved.size) this.tell(this.list.filter(({ view }) => moved.has(view.id)));
  }

  /** The centre's numbers moved. */
  settle(): void {
    const { book } = this.parts;
    if (this.foldChanges === book.foldChanges) return;
    this.foldChanges = book.foldChanges;
    const moved = this.list.filter((act) => act.entry && act.settled !== book.isFolded(act.entry));
    for (const act of moved) act.settled = !act.settled;
    if (moved.length) this.tell(moved);
  }

  after(seq: number, limit: number): { acts: readonly ActView[]; last: number } {
    const acts = this.list.filter((a) => a.view.seq > seq).slice(0, limit);
    return { acts: acts.map((act) => this.viewOf(act)), last: acts.at(-1)?.view.seq ?? seq };
  }

  /** Null for what is no act of staff. */
  private async describe(entry: AnyEntry): Promise<ActDetails | null> {
    const fact = factOf(entry, this.parts.book.clocks);
    return fact && describeAct(fact, this.parts);
  }

  private push(
    entry: AnyEntry | null,
    details: Omit<ActDetails, 'act'> & Pick<ActView, 'act'>,
    at: number,
    session: string,
  ): Act {
    const { book } = this.parts;
    const seq = this.list.length + 1;
    const view = { id: entry?._id ?? `blocked:${seq}`, seq, at, session, ...details };
    const added: Act = { view, entry, settled: entry !== null && book.isFolded(entry) };
    this.list.push(added);
    if (entry) this.takenBack.add(entry);
    return added;
  }

  private tell(acts: readonly Act[]): void {
    this.parts.emit(acts.map((act) => this.viewOf(act)));
  }

  private viewOf({ view, settled, entry }: Act): ActView {
    return {
      ...view,
      settled: settled || entry === null,
      undone: entry !== null && this.takenBack.has(entry),
    };
  }
}

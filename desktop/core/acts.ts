import { localDate } from '@balie/shared/calendar/days.ts';
import type { AnyEntry } from '@balie/shared/journal/entry.ts';
import type { EntryId } from '@balie/shared/journal/ids.ts';
import type { ActView, DestinationView } from '../contract/views.ts';
import type { JournalBook } from './journal-book.ts';
import { isMachine } from './sip2/machine-settings.ts';

export type ActDetails = Pick<ActView, 'title' | 'due' | 'destination' | 'sign'>;

interface Act {
  readonly view: Omit<ActView, 'settled' | 'undone'>;
  /** Null for what was refused and never became an entry. */
  readonly entry: AnyEntry | null;
  settled: boolean;
  undone: boolean;
}

/** Today's acts of this desk, numbered in the order in which they were done. */
export class Acts {
  private readonly book: JournalBook;
  private readonly emit: (acts: readonly ActView[]) => void;
  private readonly list: Act[] = [];

  constructor(book: JournalBook, emit: (acts: readonly ActView[]) => void) {
    this.book = book;
    this.emit = emit;
  }

  /** Fills the list from the journal at the start; `describe` finds what only the view knows. */
  async restore(
    today: string,
    timeZone: string,
    describe: (entry: AnyEntry) => Promise<ActDetails>,
  ): Promise<void> {
    const entries = [...this.book.entries()].filter((e) => actOf(e) && localDate(e.wall, timeZone) === today);
    entries.sort((a, b) => a.wall - b.wall || a.seq - b.seq);
    for (const entry of entries)
      this.push(actOf(entry)!, entry, entry.wall, entry.session ?? '', await describe(entry));
    for (const entry of this.book.entries())
      if (entry.kind === 'undo') this.undo(entry.body['entry'] as EntryId);
  }

  done(entry: AnyEntry, details: ActDetails): void {
    this.tell([this.push(actOf(entry)!, entry, entry.wall, entry.session ?? '', details)]);
  }

  blocked(at: number, session: string, title: string): void {
    this.tell([
      this.push('blocked', null, at, session, { title, due: null, destination: null, sign: 'stop' }),
    ]);
  }

  /** The newest act of the people at this desk that stands; its machines have not been seen by them. */
  last(): EntryId | null {
    const last = this.list.findLast(({ entry, undone }) => entry && !undone && !isMachine(entry.staff));
    return last?.view.id ?? null;
  }

  /** An act was taken back (L8). */
  undo(id: EntryId): void {
    const undone = this.list.filter((act) => act.entry?._id === id && !act.undone);
    for (const act of undone) act.undone = true;
    if (undone.length) this.tell(undone);
  }

  /** The centre's numbers moved. */
  settle(): void {
    const moved = this.list.filter((act) => act.entry && act.settled !== this.book.isFolded(act.entry));
    for (const act of moved) act.settled = !act.settled;
    if (moved.length) this.tell(moved);
  }

  after(seq: number, limit: number): { acts: readonly ActView[]; last: number } {
    const acts = this.list.filter((a) => a.view.seq > seq).slice(0, limit);
    return { acts: acts.map(viewOf), last: acts.at(-1)?.view.seq ?? seq };
  }

  private push(
    act: ActView['act'],
    entry: AnyEntry | null,
    at: number,
    session: string,
    details: ActDetails,
  ): Act {
    const seq = this.list.length + 1;
    const view = { id: entry?._id ?? `blocked:${seq}`, seq, act, at, session, ...details };
    const added: Act = { view, entry, settled: entry !== null && this.book.isFolded(entry), undone: false };
    this.list.push(added);
    return added;
  }

  private tell(acts: readonly Act[]): void {
    this.emit(acts.map(viewOf));
  }
}

/** The sign of a place to go: away from the normal shelf or not. */
export function signOf(destination: DestinationView): ActView['sign'] {
  return destination.kind === 'shelf' ? 'done' : 'away';
}

function viewOf({ view, settled, entry, undone }: Act): ActView {
  return { ...view, settled: settled || entry === null, undone };
}

/** What the list calls an entry; null for what it does not show. */
export function actOf(entry: Pick<AnyEntry, 'kind'>): 'lent' | 'taken' | 'renewed' | null {
  if (entry.kind === 'checkout') return 'lent';
  if (entry.kind === 'checkin') return 'taken';
  return entry.kind === 'renew' ? 'renewed' : null;
}

import type { Payload } from '@balie/shared/journal/entry.ts';
import type { JournalRecord } from '@balie/shared/journal/journal-lines.ts';
import type { PushRequest, Status } from '@balie/shared/protocol/api.ts';
import type { JournalBook } from './journal-book.ts';
import { type DeskClock, type Gateway, GatewayError, type Store } from './ports.ts';

/** How often the centre is asked, ms: in contact with nothing to do, and while out of contact. */
const IDLE_MS = 5000;
const ALONE_MS = 2000;
/** While acts wait to be folded. */
const BUSY_MS = 300;
const BATCH = 250;

export interface SyncParts {
  readonly book: JournalBook;
  readonly gateway: Gateway;
  readonly store: Pick<Store, 'follow'>;
  readonly clock: DeskClock;
  /** Writes an anchor at the end of the current stream when it has none. */
  readonly anchor: (server: number, mono: number) => Promise<void>;
  /** Begins a new stream if the wall clock jumped since the last entry. Never rejects. */
  readonly checkClock: () => Promise<void>;
  readonly changed: () => void;
  /** An error that is not the network's. */
  readonly report: (error: unknown) => void;
}

export type SyncContact = { readonly online: boolean; readonly since: number; readonly code: string | null };

/** Pushes by number and learns how far the centre is. One round at a time; `wake` asks for the next at once. */
export class Sync {
  private readonly parts: SyncParts;
  private cancel: (() => void) | null = null;
  private running: Promise<void> | null = null;
  private again = false;
  private stopped = false;
  private askAll = true;
  private generation: string | null = null;
  contact: SyncContact;

  constructor(parts: SyncParts) {
    this.parts = parts;
    this.contact = { online: false, since: parts.clock.reading().wall, code: null };
  }

  wake(): void {
    if (this.stopped) return;
    if (this.running) {
      this.again = true;
      return;
    }
    this.cancel?.();
    this.cancel = null;
    this.running = this.round().finally(() => {
      this.running = null;
      if (this.stopped) return;
      const wait = this.again ? 0 : this.pause();
      this.again = false;
      this.cancel = this.parts.clock.after(wait, () => this.wake());
    });
  }

  /** Ends after the round that is under way. */
  async stop(): Promise<void> {
    this.stopped = true;
    this.cancel?.();
    await this.running;
  }

  /** One round: status, anchor, push until nothing is left, numbers. Never rejects. */
  async round(): Promise<void> {
    const { book, gateway, store, clock } = this.parts;
    const earlier = this.contact;
    await this.parts.checkClock();
    try {
      const before = clock.reading();
      const status = await gateway.status();
      await this.parts.anchor(status.serverTime, (before.mono + clock.reading().mono) / 2);
      store.follow(targetOf(status));
      // Another generation may be a backup of a centre that had more: what was settled there is asked again.
      if (status.generation !== this.generation) this.renew();
      if (!this.contact.online) this.meet(true, null);
      const asked = this.askAll ? book.allStreams() : book.unsettledStreams();
      if (asked.length) book.heard((await gateway.numbers(asked)).streams);
      this.askAll = false;
      this.generation = status.generation;
      await this.pushAll();
    } catch (error) {
      book.forgetSent();
      this.askAll = true;
      // A centre that says how it is and takes nothing was no contact.
      if (!earlier.online) this.contact = earlier;
      this.meet(false, error instanceof GatewayError ? error.code : 'desk-fault');
      if (!(error instanceof GatewayError)) this.parts.report(error);
    }
    this.parts.changed();
  }

  private async pushAll(): Promise<void> {
    const { book, gateway } = this.parts;
    for (;;) {
      const records = book.toPush(BATCH);
      if (!records.length || this.stopped) return book.resendMissing();
      const answer = await gateway.push({
        entries: records.map((r) => r.entry),
        payloads: [...payloadsOf(records)],
        ...erasedOf(records),
      });
      book.refuse(answer.refused.map((r) => r.id));
      book.answered(records, answer.streams);
      this.parts.changed();
    }
  }

  private renew(): void {
    this.askAll = true;
    this.parts.book.doubt();
  }

  private meet(online: boolean, code: string | null): void {
    if (online !== this.contact.online)
      this.contact = { online, since: this.parts.clock.reading().wall, code };
    else this.contact = { ...this.contact, code };
  }

  private pause(): number {
    if (!this.contact.online) return ALONE_MS;
    return this.parts.book.unsettledStreams().length ? BUSY_MS : IDLE_MS;
  }
}

function payloadsOf(records: readonly JournalRecord[]): readonly Payload[] {
  return records.flatMap((r) => r.payload ?? []);
}

/** Entries whose payload this desk erased: the centre takes them without, one too that was restored from before (A1). */
function erasedOf(records: readonly JournalRecord[]): Pick<PushRequest, 'erased'> {
  const erased = records.flatMap(({ entry, payload }) => (entry.personal && !payload ? entry._id : []));
  return erased.length ? { erased } : {};
}

function targetOf(status: Status): { database: string; generation: string } {
  return { database: status.database, generation: status.generation };
}

import type { Instant } from '@balie/shared/clock/instant.ts';
import type { AnyEntry, Payload } from '@balie/shared/journal/entry.ts';
import type { JournalDisk } from '@balie/shared/journal/file-system.ts';
import { deskOf, type StreamId } from '@balie/shared/journal/ids.ts';
import { kinds } from '@balie/shared/journal/kinds.ts';
import { MAX_ENTRY_BYTES } from '@balie/shared/journal/read-entry.ts';
import { JournalWriter } from '@balie/shared/journal/journal-files.ts';
import { type JournalRecord, readJournal } from '@balie/shared/journal/journal-lines.ts';
import type { Draft, Place, Reading, Sealed, Sign } from '@balie/shared/journal/seal.ts';
import { type PushAnswer, RULES } from '@balie/shared/protocol/api.ts';
import { z } from 'zod';

/** Whose acts they are: the centre's own, or an import's opening balances. */
export type CentreRole = 'centre' | 'import';

export interface CentreJournalPorts {
  readonly role: CentreRole;
  /** The folder of one desk's journal, on another disk than the database. */
  readonly diskOf: (desk: string) => JournalDisk;
  readonly now: () => Instant;
  readonly reading: () => Reading;
  /** A fresh random text of lower-case letters and digits. */
  readonly random: () => string;
  readonly sign: Sign;
  readonly program: string;
  /** Makes the desk known, so that its signatures can be checked; called before its first entry, and harmless when repeated. */
  readonly register: (library: string, desk: string) => Promise<void>;
  /** The gateway's `Receiver.push`. */
  readonly deliver: (
    library: string,
    request: { readonly entries: readonly AnyEntry[]; readonly payloads: readonly Payload[] },
  ) => Promise<PushAnswer>;
  /** Highest number of a stream without a gap below it that the database has. */
  readonly received: (library: string, stream: StreamId) => Promise<number>;
  /** Told when entries that are on the disk could not be brought to the database; they are with the next append or `resend`. */
  readonly undelivered: (library: string, error: unknown) => void;
}

export interface Appended {
  readonly entries: readonly AnyEntry[];
  /** False when they are on the disk only, for now. */
  readonly delivered: boolean;
}

interface Desk {
  readonly writer: JournalWriter;
  waiting: readonly JournalRecord[];
}

const DELIVERY = 500;

/** Leaves room for the rest of an entry. */
const MAX_BODY_BYTES = MAX_ENTRY_BYTES - 4096;

/** The centre is a desk too: what it does is on a synced file before it is in a database, and is sent again until it is there. */
export class CentreJournal {
  private readonly ports: CentreJournalPorts;
  private readonly desks = new Map<string, Promise<Desk>>();
  private readonly turns = new Map<string, Promise<unknown>>();

  constructor(ports: CentreJournalPorts) {
    this.ports = ports;
  }

  /**
   * Writes for a library. Resolves when it is on the disk and delivery was tried; rejects only when it is not on the disk,
   * and before anything is written when a draft is one that the gateway would never take.
   */
  append(library: string, drafts: readonly Draft[]): Promise<Appended> {
    return this.inTurn(library, async () => {
      for (const draft of drafts) checkDraft(draft);
      if (drafts.length === 0) return { entries: [], delivered: true };
      const desk = await this.deskOf(library);
      const sealed = await this.write(desk, library, drafts);
      desk.waiting = [...desk.waiting, ...sealed];
      return {
        entries: sealed.map(({ entry }) => entry),
        delivered: await this.deliverWaiting(library, desk),
      };
    });
  }

  /**
   * Brings what the files hold and the database lacks: at start, and after a restore. Gives how many entries that were.
   * Throws when they could not be brought.
   */
  resend(library: string): Promise<number> {
    return this.inTurn(library, async () => {
      const sent = await this.resendFiles(library);
      const desk = await this.desks.get(library);
      if (desk) desk.waiting = [];
      return sent;
    });
  }

  async close(): Promise<void> {
    for (const desk of this.desks.values()) await (await desk).writer.close();
    this.desks.clear();
  }

  private async write(desk: Desk, library: string, drafts: readonly Draft[]): Promise<readonly Sealed[]> {
    const sealed = await desk.writer.append(drafts, placeIn(library));
    const begins = sealed.some(({ entry }) => entry.seq === 1);
    return begins ? [...sealed, ...(await this.anchor(desk.writer, library))] : sealed;
  }

  /** The server's own clock is the true one: each of its streams says so at once. */
  private anchor(writer: JournalWriter, library: string): Promise<readonly Sealed[]> {
    return writer.append(
      [{ kind: 'clock.anchor', body: { server: this.ports.now() }, after: [] }],
      placeIn(library),
    );
  }

  private async deliverWaiting(library: string, desk: Desk): Promise<boolean> {
    try {
      while (desk.waiting.length) {
        await this.deliver(library, desk.waiting.slice(0, DELIVERY));
        desk.waiting = desk.waiting.slice(DELIVERY);
      }
      return true;
    } catch (error) {
      this.ports.undelivered(library, error);
      return false;
    }
  }

  private async deliver(library: string, records: readonly JournalRecord[]): Promise<void> {
    const answer = await this.ports.deliver(library, {
      entries: records.map(({ entry }) => entry),
      payloads: records.flatMap(({ payload }) => payload ?? []),
    });
    const [refused] = answer.refused;
    if (refused) throw new Error(`${refused.id} was refused: ${refused.code}, ${refused.detail}`);
    const last = records.at(-1)!.entry;
    const received = answer.streams[last.stream]?.received ?? 0;
    if (received < last.seq) throw new Error(`${last.stream} was received to ${received} of ${last.seq}`);
  }

  private async resendFiles(library: string): Promise<number> {
    const disk = this.ports.diskOf(this.deskName(library));
    let sent = 0;
    for (const name of await disk.list()) {
      const { records } = readJournal(await disk.read(name));
      const [first] = records;
      if (!first) continue;
      await this.ports.register(library, deskOf(first.entry.stream));
      const received = await this.ports.received(library, first.entry.stream);
      const lacking = records.filter(({ entry }) => entry.seq > received);
      for (let at = 0; at < lacking.length; at += DELIVERY)
        await this.deliver(library, lacking.slice(at, at + DELIVERY));
      sent += lacking.length;
    }
    return sent;
  }

  private deskOf(library: string): Promise<Desk> {
    const open = this.desks.get(library) ?? this.open(library);
    this.desks.set(library, open);
    open.catch(() => this.desks.delete(library));
    return open;
  }

  /** Earlier files go first, if they can; a stream that cannot be brought now is tried at the next start. */
  private async open(library: string): Promise<Desk> {
    const { diskOf, reading, random, sign, program, register } = this.ports;
    const desk = this.deskName(library);
    await register(library, desk);
    await this.resendFiles(library).catch((error: unknown) => this.ports.undelivered(library, error));
    const home = placeIn(library);
    const { writer, opened } = await JournalWriter.open({
      disk: diskOf(desk),
      reading,
      random,
      sign,
      program,
      desk,
      home,
    });
    return { writer, waiting: [...opened, ...(await this.anchor(writer, library))] };
  }

  private deskName(library: string): string {
    return centreDesk(this.ports.role, library);
  }

  private inTurn<T>(library: string, run: () => Promise<T>): Promise<T> {
    const turn = (this.turns.get(library) ?? Promise.resolve()).then(run);
    this.turns.set(
      library,
      turn.catch(() => undefined),
    );
    return turn;
  }
}

/** `centre-<isil>` or `import-<isil>`, as a desk id may be written. */
export function centreDesk(role: CentreRole, isil: string): string {
  return `${role}-${isil.toLowerCase().replaceAll(/[^a-z0-9-]/g, '-')}`;
}

/** What would be refused must not get into a stream: everything after it would wait for it. */
function checkDraft(draft: Draft): void {
  const body = JSON.parse(JSON.stringify(draft.body)) as unknown;
  const read = kinds[draft.kind].safeParse(body);
  const named = 'source' in draft.body ? ` of ${draft.body.source}` : '';
  if (!read.success) throw new Error(`the ${draft.kind}${named} is wrong: ${z.prettifyError(read.error)}`);
  const bytes = Buffer.byteLength(JSON.stringify(body));
  if (bytes > MAX_BODY_BYTES)
    throw new Error(`the ${draft.kind}${named} has ${bytes} bytes; ${MAX_BODY_BYTES} is the most`);
}

function placeIn(library: string): Place {
  return { library, branch: 'centre', staff: null, session: null, rules: RULES, policy: 'none' };
}

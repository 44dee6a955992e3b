import { canPrint, type Printer, type PrintJob } from '@balie/hardware/ports/printer.ts';
import type { Instant } from '@balie/shared/clock/instant.ts';
import type { Paper } from '@balie/shared/receipts/paper.ts';
import type { PrintAnswer } from '../../contract/papers.ts';
import { DeskError, portCodeOf } from '../desk-error.ts';

/** A paper on its way to the printer. */
export interface QueuedJob extends PrintJob {
  /** What it is the paper of: two jobs of one paper are the paper and its copy. */
  readonly of: string;
  readonly kind: Paper['kind'];
  readonly madeAt: Instant;
  /**
   * `waiting`: nothing of it was sent. `sending`: it may be on its way. `asked`: nobody but a person can see whether it is on paper,
   * so it is not sent again until one says so.
   */
  readonly state: 'waiting' | 'sending' | 'asked';
}

/** What of the queue outlives the program. */
export interface PrintRecord {
  readonly jobs: readonly QueuedJob[];
  /** What was printed last, oldest first. */
  readonly printed: readonly { readonly id: string; readonly of: string }[];
}

/** Keeps one record. A `save` that rejects may or may not have been kept. */
export interface PrintStorage {
  /** Null when there was none. */
  load(): Promise<PrintRecord | null>;
  /** Resolves when it lasts. */
  save(record: PrintRecord): Promise<void>;
}

interface PrintQueueParts {
  readonly storage: PrintStorage;
  readonly printer: Printer;
  readonly changed: () => void;
}

const REMEMBERED = 500;

/**
 * The papers that are to be printed, in order. What was taken in is printed once, however often the printer fails or the program ends:
 * a job is put down as `sending` before its first byte, and as printed after the printer said so. Where between those two anything
 * went wrong a person is asked.
 */
export class PrintQueue {
  private readonly parts: PrintQueueParts;
  private record: PrintRecord;
  private saving: Promise<unknown> = Promise.resolve();
  private running: Promise<void> | null = null;
  private wanted = false;
  private closed = false;
  private failure: string | null = null;
  private readonly stopListening: () => void;

  private constructor(parts: PrintQueueParts, record: PrintRecord) {
    this.parts = parts;
    this.record = record;
    this.stopListening = parts.printer.onState(() => {
      this.parts.changed();
      this.run();
    });
  }

  /**
   * What the last run of the program was sending is asked about. A queue that cannot be read takes nothing in, and says why: what
   * stands in it may still be read at the next start.
   */
  static async open(parts: PrintQueueParts): Promise<PrintQueue> {
    let read: PrintRecord | null;
    try {
      read = await parts.storage.load();
    } catch (error) {
      const refusing = { load: parts.storage.load, save: () => Promise.reject(error as Error) };
      const unread = new PrintQueue({ ...parts, storage: refusing }, { jobs: [], printed: [] });
      unread.failure = portCodeOf(error);
      return unread;
    }
    const { jobs, printed } = read ?? { jobs: [], printed: [] };
    const queue = new PrintQueue(parts, {
      printed,
      jobs: jobs.map((job) => (job.state === 'sending' ? { ...job, state: 'asked' } : job)),
    });
    queue.run();
    return queue;
  }

  get jobs(): readonly QueuedJob[] {
    return this.record.jobs;
  }

  /** Why the queue could not be written last time, as a code; nothing is printed until it can. */
  get trouble(): string | null {
    return this.failure;
  }

  /** Whether a paper was printed, or is on its way. */
  knows(of: string): boolean {
    return this.record.jobs.some((job) => job.of === of) || this.record.printed.some((job) => job.of === of);
  }

  /** Resolves when the job outlives the program. A job of the same id is taken in once. Rejects with `print-queue-failed`. */
  async add(job: Omit<QueuedJob, 'state'>): Promise<void> {
    await this.lasting((record) => {
      const known = [...record.jobs, ...record.printed].some(({ id }) => id === job.id);
      return known ? record : { ...record, jobs: [...record.jobs, { ...job, state: 'waiting' }] };
    });
    this.run();
  }

  /**
   * What a person says of a job: print it, it is there already, or it is not wanted. Nothing of one that is being sent or is gone.
   * Rejects with `print-queue-failed`.
   */
  async answer(id: string, answer: PrintAnswer): Promise<void> {
    await this.lasting((record) => {
      const job = record.jobs.find((one) => one.id === id);
      if (!job || job.state === 'sending') return record;
      if (answer === 'again') return withState(record, job, 'waiting');
      return answer === 'printed' ? withPrinted(record, job) : without(record, job);
    });
    this.run();
  }

  /** Tries what waits, as when the printer says that it is in order. */
  run(): void {
    this.wanted = true;
    if (this.running || this.closed) return;
    this.running = this.work().finally(() => (this.running = null));
  }

  /** After the printer was closed, or it waits for the job that is being printed. */
  async close(): Promise<void> {
    this.closed = true;
    this.stopListening();
    await this.running;
    await this.saving;
  }

  private async work(): Promise<void> {
    while (this.wanted && !this.closed) {
      this.wanted = false;
      while (!this.closed && canPrint(this.parts.printer.state)) {
        const next = this.record.jobs.find(({ state }) => state === 'waiting');
        if (!next || !(await this.print(next))) break;
      }
    }
  }

  /** False where it is no use to go on: the printer or the disk does not take it. */
  private async print(job: QueuedJob): Promise<boolean> {
    if (!(await this.change((record) => withState(record, job, 'sending'), 'if-kept'))) return false;
    const outcome = await this.parts.printer.print(job);
    await this.change((record) => {
      if (outcome.kind === 'printed') return withPrinted(record, job);
      return withState(record, job, outcome.kind === 'unknown' ? 'asked' : 'waiting');
    }, 'anyway');
    return outcome.kind !== 'not-printed';
  }

  private async lasting(next: (record: PrintRecord) => PrintRecord): Promise<void> {
    if (!(await this.change(next, 'if-kept')))
      throw new DeskError('print-queue-failed', `the print queue cannot be written: ${this.failure}`);
  }

  /**
   * One change at a time. It holds once it is kept; one of what the printer did holds `anyway`, and is kept with the next. False
   * where it was not kept.
   */
  private change(next: (record: PrintRecord) => PrintRecord, holds: 'if-kept' | 'anyway'): Promise<boolean> {
    const { storage, changed } = this.parts;
    const mine = this.saving.then(async () => {
      const record = next(this.record);
      if (holds === 'anyway') this.record = record;
      try {
        await storage.save(record);
        this.record = record;
        this.failure = null;
      } catch (error) {
        this.failure = portCodeOf(error);
      }
      changed();
      return this.failure === null;
    });
    this.saving = mine;
    return mine;
  }
}

function withState(record: PrintRecord, { id }: QueuedJob, state: QueuedJob['state']): PrintRecord {
  return { ...record, jobs: record.jobs.map((job) => (job.id === id ? { ...job, state } : job)) };
}

function without(record: PrintRecord, { id }: QueuedJob): PrintRecord {
  return { ...record, jobs: record.jobs.filter((job) => job.id !== id) };
}

function withPrinted(record: PrintRecord, job: QueuedJob): PrintRecord {
  const { id, of } = job;
  return { ...without(record, job), printed: [...record.printed, { id, of }].slice(-REMEMBERED) };
}

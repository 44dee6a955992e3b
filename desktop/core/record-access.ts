import { accessMonth, type AccessWay, oldestMonthKept } from '@balie/shared/privacy/access.ts';
import type { AccessLog, DeskIdentity } from './ports.ts';
import type { RecordShown } from './records-shown.ts';
import type { Settings } from './settings.ts';

interface RecordAccessParts {
  readonly log: AccessLog;
  readonly identity: DeskIdentity;
  readonly settings: Pick<Settings, 'policy'>;
  readonly now: () => number;
  /** False while the library is copied for the first time: how long lines are kept is not known yet. */
  readonly isWhole: () => boolean;
  readonly failed: (error: unknown) => void;
}

/** Of so many visits it is known that a record was opened. */
const MOST_KNOWN = 1000;

/** Notes who opened which patron's record (A3), once a visit, apart from the journal and off the path of what is done. */
export class RecordAccess {
  private readonly parts: RecordAccessParts;
  /** Who saw whom in which visit, the oldest first. */
  private readonly known = new Set<string>();
  /** The one that the screen was last in. */
  private visit = '';
  private month: string | null = null;
  private tidying: Promise<void> = Promise.resolve();

  constructor(parts: RecordAccessParts) {
    this.parts = parts;
  }

  /** An answer brought a record on the screen. */
  onScreen({ patron, how, session }: RecordShown, by: string | null): void {
    this.visit = session ?? this.visit;
    this.note(patron, how, this.visit, by);
  }

  /** A machine is told about somebody who stands at it. */
  toMachine(patron: string, session: string, machine: string): void {
    this.note(patron, 'machine', session, machine);
  }

  /** Deletes what is older than the library keeps it, when the program starts and when a month begins. */
  tidy(): void {
    const { now, isWhole, failed } = this.parts;
    const month = accessMonth(now());
    if (month === this.month || !isWhole()) return;
    this.month = month;
    this.tidying = this.deleteOld().catch(failed);
  }

  /** Resolves when all is written. */
  async close(): Promise<void> {
    await this.tidying;
    await this.parts.log.close();
  }

  private note(patron: string, how: AccessWay, session: string, by: string | null): void {
    const { log, identity, now } = this.parts;
    const key = JSON.stringify([session, patron, by]);
    if (this.known.has(key)) return;
    this.known.add(key);
    for (const oldest of this.known) {
      if (this.known.size <= MOST_KNOWN) break;
      this.known.delete(oldest);
    }
    const { library, desk, branch } = identity;
    log.add({ at: new Date(now()).toISOString(), library, desk, branch, by, patron, how });
    this.tidy();
  }

  private async deleteOld(): Promise<void> {
    const { log, settings, now } = this.parts;
    const { accessLogMonths } = (await settings.policy()).retention;
    await log.keepFrom(oldestMonthKept(now(), accessLogMonths));
  }
}

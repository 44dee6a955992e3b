import type { EntryId } from '@balie/shared/journal/ids.ts';
import type { Request } from './request.ts';

/** One attempt to reach somebody. */
interface Attempt {
  readonly patron: string;
  readonly notice: string;
  readonly way: string;
  outcome: 'sent' | 'printed' | 'failed';
  by: EntryId;
}

/** What the centre has said of a library. */
export class Told {
  readonly attempts: Attempt[] = [];
  /** By id. */
  readonly requests = new Map<string, Request>();
  /** The last day that was closed. */
  day: string | null = null;
  /** The entry that activated the rules last. */
  rules: EntryId | null = null;

  /** Of one notice by one way the last word counts. */
  attempt(attempt: Attempt): void {
    const { notice, way } = attempt;
    const before = this.attempts.find((one) => one.notice === notice && one.way === way);
    if (before) Object.assign(before, attempt);
    else this.attempts.push(attempt);
  }
}

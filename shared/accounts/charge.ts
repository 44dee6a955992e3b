import type { Instant } from '../clock/instant.ts';
import type { EntryId } from '../journal/ids.ts';

/** A charge before anything settles it, in cents. */
export interface Charge {
  readonly id: string;
  readonly reason: string;
  readonly at: Instant;
  readonly by: EntryId;
  /** More than zero, unless something takes all of it back. */
  readonly cents: number;
  readonly item?: string;
  readonly loan?: EntryId;
}

import type { AnyEntry, Payload } from '@balie/shared/journal/entry.ts';
import type { Slip } from './book.ts';
import type { Person } from './person.ts';

/** What a member of staff did at a desk, as they know it: the entry that came of it, and when that truly was. */
export interface Deed {
  readonly entry: AnyEntry;
  readonly payload: Payload | null;
  readonly at: number;
  /** Who stands at the desk to be registered. */
  readonly newcomer: Person | null;
  /** The slip that was in the book when it came to the desk. */
  readonly slipBefore: Slip | null;
}

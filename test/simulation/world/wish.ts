import type { EntryId } from '@balie/shared/journal/ids.ts';

/** Somebody waits for a title: their own word for it, whatever a desk knows. */
export interface Wish {
  readonly person: string;
  /** The record under which it was asked for. */
  readonly patron: string;
  readonly queue: string;
  readonly placedAt: number;
  /** Every time that it was written down. */
  readonly holds: Set<EntryId>;
  /** `satisfied`: they got a copy, and the desk may not have known that they waited for it. */
  state: 'wanted' | 'satisfied' | 'met' | 'withdrawn' | 'expired';
  /** What it costs when the book is not collected. */
  readonly uncollectedCents: number;
  suspended: boolean;
  pickup: string;
  /** Asked for again after they had a copy: whether that was one wish or two nobody but the desk knows. */
  unsure: boolean;
  busy: boolean;
}

/** Whether a desk may still count it among those who wait. */
export function isOpen({ state }: Wish): boolean {
  return state === 'wanted' || state === 'satisfied';
}

import type { Instant } from '../clock/instant.ts';
import type { DerivedCharge } from '../accounts/derived-charge.ts';
import type { Finding } from '../journal/finding.ts';
import type { EntryId } from '../journal/ids.ts';

export type HoldStatus = 'waiting' | 'captured' | 'fulfilled' | 'cancelled';

export interface Hold {
  readonly id: EntryId;
  /** Later holds of the same patron on this target (H1). */
  readonly aliases: readonly EntryId[];
  readonly patron: string;
  readonly pickup: string;
  readonly priority: number;
  readonly placedAt: Instant;
  readonly suspended: boolean;
  readonly status: HoldStatus;
  /** The copy that stands captured. */
  readonly copy: { readonly item: string; readonly at: Instant; readonly place: string | null } | null;
  readonly endedAt: Instant | null;
}

export interface QueueState {
  readonly id: string;
  /** All holds, in the order in which they are served; ended ones too. */
  readonly holds: readonly Hold[];
  /** Reservation fees (M5). */
  readonly charges: readonly DerivedCharge[];
  readonly findings: readonly Finding[];
  readonly newest: EntryId | null;
}

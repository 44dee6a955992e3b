import type { Instant } from '../clock/instant.ts';
import type { Claim, Finding, Fulfilment } from '../circulation/item-state.ts';
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
  readonly findings: readonly Finding[];
  readonly newest: EntryId | null;
}

/** What the queue derives from one item, replaced as a whole when that item is folded again. */
export interface ItemContribution {
  readonly claims: readonly Claim[];
  readonly fulfilments: readonly Fulfilment[];
}

/** By barcode. */
export type Contributions = Readonly<Record<string, ItemContribution>>;

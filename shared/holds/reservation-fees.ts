import type { DerivedCharge } from '../accounts/derived-charge.ts';
import type { Bodies } from '../journal/kinds.ts';
import type { EntryId } from '../journal/ids.ts';
import type { Instant } from '../clock/instant.ts';

export type ReservationFees = Bodies['hold.place']['fees'];

interface Cause {
  readonly at: Instant;
  readonly by: EntryId;
}

/**
 * What a hold says of its patron's account (M5): for placing, unless the library cancelled it; for each copy at pick-up; and for
 * each that was not collected. Whole cents.
 */
export function reservationFees(hold: {
  readonly id: EntryId;
  readonly patron: string;
  readonly fees: ReservationFees;
  readonly placedAt: Instant;
  readonly cancelledByLibrary: boolean;
  readonly pickedUp: readonly Cause[];
  readonly uncollected: readonly Cause[];
}): readonly DerivedCharge[] {
  const { id, patron, fees } = hold;
  const placed = hold.cancelledByLibrary ? [] : [{ at: hold.placedAt, by: id }];
  const charge = (
    kind: 'placing' | 'pickup' | 'uncollected',
    cents: number,
    causes: readonly Cause[],
  ): readonly DerivedCharge[] => {
    const [first] = causes;
    return first && cents > 0
      ? [{ kind, id: `${kind}:${id}`, patron, by: first.by, at: first.at, cents: cents * causes.length }]
      : [];
  };
  return [
    ...charge('placing', fees.placingCents, placed),
    ...charge('pickup', fees.pickupCents, hold.pickedUp),
    ...charge('uncollected', fees.uncollectedCents, hold.uncollected),
  ];
}

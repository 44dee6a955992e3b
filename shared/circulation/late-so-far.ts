import type { DerivedCharge } from '../accounts/derived-charge.ts';
import type { Instant } from '../clock/instant.ts';
import type { Facts, FactOf } from '../journal/fact.ts';
import type { EntryId } from '../journal/ids.ts';
import { inOrder } from '../journal/order.ts';
import { foldItem } from './fold-item.ts';

/** Stands for a return that did not happen. */
const IMAGINED: EntryId = 'entry:checkin.imagined:99999999:ffffffffffffffff';

/** What an open loan would say of a late charge if its book came back now (M3); null where it would say nothing. */
export function lateSoFar(
  barcode: string,
  facts: Facts,
  now: Instant,
): Extract<DerivedCharge, { kind: 'late' }> | null {
  const newest = inOrder(facts).at(-1);
  const loan = foldItem(barcode, facts).loan?.id;
  if (!newest || loan === undefined) return null;
  const at = Math.max(now, ...Object.values(facts).map((fact) => fact.at));
  const body = { item: barcode, destination: { kind: 'shelf' } } as const;
  const back: FactOf<'checkin'> = { ...newest.fact, kind: 'checkin', body, at, after: [newest.id] };
  const { charges } = foldItem(barcode, { ...facts, [IMAGINED]: back });
  return (
    (charges.find((one) => one.kind === 'late' && one.id === `late:${loan}`) as ReturnType<
      typeof lateSoFar
    >) ?? null
  );
}

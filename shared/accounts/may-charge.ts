import type { FactOf } from '../journal/fact.ts';

type AgeClass = FactOf<'checkout'>['body']['terms']['ageClass'];

const NOT_BELOW_18: ReadonlySet<string> = new Set(['subscription', 'registration', 'lending']);

/** Rule M6: below 18 no subscription, registration or lending charge is made; nor of someone whose age nobody knows. */
export function mayCharge(reason: string, ageClass: AgeClass): boolean {
  return ageClass === 'adult' || !NOT_BELOW_18.has(reason);
}

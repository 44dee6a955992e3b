import type { Instant } from '../clock/instant.ts';
import type { FactOf } from '../journal/fact.ts';
import type { EntryId } from '../journal/ids.ts';
import type { OrderedFact } from '../journal/order.ts';

interface Consent {
  readonly given: boolean;
  readonly at: Instant;
  readonly by: EntryId;
}

/** The last word on each; what is missing was never asked. */
export type Consents = Readonly<Partial<Record<FactOf<'patron.consent'>['body']['to'], Consent>>>;

export function foldConsents(acts: readonly OrderedFact[]): Consents {
  const consents: { -readonly [K in keyof Consents]: Consents[K] } = {};
  for (const { id, fact } of acts) {
    if (fact.kind !== 'patron.consent') continue;
    consents[fact.body.to] = { given: fact.body.given, at: fact.at, by: id };
  }
  return consents;
}

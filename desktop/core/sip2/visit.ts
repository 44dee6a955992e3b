import { hashText } from '@balie/shared/journal/canonical.ts';

/**
 * What the journal calls the visit of a patron at a machine, or the pile that it took back, on one day; or one message that is more than
 * a visit, like a payment. Made from these alone, so that a machine that lost its connection, or a desk that was started anew,
 * goes on in the same visit: what it repeats is then known by its visit (decision 8), and done once.
 */
export function visitOf(...parts: readonly string[]): string {
  return `sip2-${hashText(JSON.stringify(parts)).slice(0, 32)}`;
}

import type { Draft } from '../journal/seal.ts';
import type { IllState } from './request-state.ts';

/**
 * A copy that another library sent is here (I3). From now on the patron owes what they agreed to (I1, M5); for one that came too late,
 * or besides, nothing.
 */
export function receiving(
  { id, asked, supply, newest }: IllState,
  item: string,
): Extract<Draft, { kind: 'ill.receive' }> {
  const cents = supply?.item === item && asked ? asked.agreedCents : 0;
  const charge = asked && cents > 0 ? { charge: { patron: asked.patron, cents } } : {};
  return { kind: 'ill.receive', body: { request: id, item, ...charge }, after: newest ? [newest] : [] };
}

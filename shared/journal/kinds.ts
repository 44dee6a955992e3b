import type { z } from 'zod';
import { calendarSetBody } from '../calendar/bodies.ts';
import { chargeOpenBody } from '../accounts/bodies.ts';
import { checkinBody, checkoutBody, itemOpenBody, loanOpenBody, renewBody } from '../circulation/bodies.ts';
import { holdCancelBody, holdOpenBody, holdPlaceBody } from '../holds/bodies.ts';
import { patronOpenBody } from '../patrons/bodies.ts';
import { policySetBody } from '../policy/bodies.ts';
import { branchSetBody, clockAnchorBody, deskEnrolBody, staffSetBody, streamOpenBody } from './bodies.ts';

/** Every kind this program understands, with the schema of its newest body. */
export const kinds = {
  'stream.open': streamOpenBody,
  'clock.anchor': clockAnchorBody,
  'desk.enrol': deskEnrolBody,
  'branch.set': branchSetBody,
  'staff.set': staffSetBody,
  'policy.set': policySetBody,
  'calendar.set': calendarSetBody,
  checkout: checkoutBody,
  checkin: checkinBody,
  renew: renewBody,
  'hold.place': holdPlaceBody,
  'hold.cancel': holdCancelBody,
  'item.open': itemOpenBody,
  'patron.open': patronOpenBody,
  'loan.open': loanOpenBody,
  'hold.open': holdOpenBody,
  'charge.open': chargeOpenBody,
} as const;

export type Kind = keyof typeof kinds;
export type Bodies = { readonly [K in Kind]: z.infer<(typeof kinds)[K]> };

export function isKnownKind(kind: string): kind is Kind {
  return Object.hasOwn(kinds, kind);
}

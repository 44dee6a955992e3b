import { z } from 'zod';

/** The checks of lending and renewing (D2). A library says of each whether it blocks. */
const checkCodes = [
  'card-inactive',
  'subscription-ended',
  'subscription-unpaid',
  'patron-blocked',
  'patron-inactive',
  'owed-over-limit',
  'registration-unverified',
  'address-unknown',
  'credits-used-up',
  'too-many-loans',
  'too-many-of-group',
  'too-many-overdue',
  'too-young',
  'guest-limit',
  'not-for-loan',
  'item-marked',
  'item-incomplete',
  'parts-missing',
  'confirm-parts',
  'item-lost',
  'on-loan-to-another',
  'captured-for-another',
  'in-transit',
  'renewals-used-up',
  'reserved-by-others',
  'hold-ready-here',
  'message-waiting',
  'patron-provisional',
] as const;

export type CheckCode = (typeof checkCodes)[number];

export const checkCodeSchema = z.enum(checkCodes);
export const severitySchema = z.enum(['block', 'notice', 'off']);

/** What somebody at the counter may do, least first; each may do what those before it may. */
export const roles = ['staff', 'senior', 'manager'] as const;
export const roleSchema = z.enum(roles);
export type Role = z.infer<typeof roleSchema>;

/** Who may override (D2): of a block that is not named, `otherwise`. */
export const overrideSchema = z.strictObject({
  otherwise: roleSchema,
  checks: z.partialRecord(checkCodeSchema, roleSchema),
});

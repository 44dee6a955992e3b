import { inconsistencies } from './consistency.ts';
import { type Policy, policyShape } from './policy-shape.ts';

export type { Policy };

/** The parameters of the rules for one library (RULES, Policy). One document, validated as a whole. */
export const policySchema = policyShape.superRefine((policy, context) => {
  for (const { path, message } of inconsistencies(policy))
    context.addIssue({ code: 'custom', message, path: [...path] });
});

/** Where money for a charge is booked (M8). */
export function bookingOf({ booking }: Policy, reason: string): Policy['booking']['otherwise'] {
  return Object.hasOwn(booking.reasons, reason) ? booking.reasons[reason]! : booking.otherwise;
}

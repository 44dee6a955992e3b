import { z } from 'zod';
import { branchSchema, localDateSchema } from '../journal/entry.ts';

const clockTime = z.string().regex(/^([01]\d|2[0-4]):[0-5]\d$/);

export const weeklyHoursSchema = z.array(
  z.strictObject({
    /** 0 is Monday. */
    weekday: z.int().min(0).max(6),
    opens: clockTime,
    closes: clockTime,
  }),
);

export const closedDaysSchema = z.array(
  z.strictObject({ from: localDateSchema, to: localDateSchema, reason: z.string().max(200) }),
);

export const calendarSetBody = z.strictObject({
  branch: branchSchema,
  hours: weeklyHoursSchema,
  closed: closedDaysSchema,
  source: z.string().max(120).optional(),
});

/** Rule D8: closed at short notice; a branch, or the whole library when null. What was due then is due on the next open day. */
export const calendarCloseBody = z.strictObject({
  branch: branchSchema.nullable(),
  from: localDateSchema,
  to: localDateSchema,
  reason: z.string().max(200),
});

/** Rule D8: loans due from `dueFrom` to `dueTo` may stay until `until`. */
export const loanExtendBody = z.strictObject({
  branch: branchSchema.nullable(),
  dueFrom: localDateSchema,
  dueTo: localDateSchema,
  until: localDateSchema,
  reason: z.string().max(200),
});

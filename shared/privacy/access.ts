import { z } from 'zod';
import { localDate } from '../calendar/days.ts';
import type { Instant } from '../clock/instant.ts';
import { isilSchema } from '../journal/entry.ts';

/**
 * How a record came in sight: by a card that was scanned or a number that was typed, picked from a search, called up again by its id,
 * with the answer to an act, as an account or an overview on paper, to a machine, or as a whole file.
 */
const accessWaySchema = z.enum([
  ...(['card', 'typed', 'search', 'recalled', 'act', 'account', 'overview'] as const),
  ...(['machine', 'export'] as const),
]);

export type AccessWay = z.infer<typeof accessWaySchema>;

/** That somebody saw a patron's record (A3): ids alone, no name and no card number. */
export const accessSchema = z.strictObject({
  at: z.iso.datetime(),
  library: isilSchema,
  /** Null at the national server. */
  desk: z.string().nullable(),
  branch: z.string().nullable(),
  /** Id of the staff or the machine, `account:<name>` of the system at the national server; null where nobody is signed in. */
  by: z.string().nullable(),
  patron: z.string(),
  how: accessWaySchema,
});

export type Access = z.infer<typeof accessSchema>;

/** The month in UTC: `2026-11`. */
export function accessMonth(at: Instant): string {
  return localDate(at, 'UTC').slice(0, 7);
}

/** The oldest month of which nothing has gone yet: so many before this one. */
export function oldestMonthKept(now: Instant, months: number): string {
  const [year, month] = accessMonth(now).split('-').map(Number) as [number, number];
  const oldest = year * 12 + (month - 1) - months;
  return `${Math.floor(oldest / 12)}-${String((oldest % 12) + 1).padStart(2, '0')}`;
}

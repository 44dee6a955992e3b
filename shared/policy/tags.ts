import { z } from 'zod';

const afiSchema = z.int().min(0).max(255);

/** The RFID tags of a library. */
export const tagsSchema = z.strictObject({
  /** Tags are read by trying these in this order; a new tag gets the first. */
  models: z.array(z.enum(['iso-28560-3', 'iso-28560-2', 'nl-genpve-5'])).min(1),
  /** AFI by which the gates tell a lent item from one that is not. */
  security: z.strictObject({ inLibrary: afiSchema, onLoan: afiSchema }),
});

export type TagSettings = z.infer<typeof tagsSchema>;

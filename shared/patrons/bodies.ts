import { z } from 'zod';
import { branchSchema, localDateSchema } from '../journal/entry.ts';
import { patronIdSchema } from '../circulation/bodies.ts';

/** Names, birth date and address travel in the payload (A1): `familyName`, `givenName`, `birthDate`, `street`, ... */
export const patronOpenBody = z.strictObject({
  source: z.string().max(200),
  patron: patronIdSchema,
  kind: z.enum([
    'person',
    'institution',
    'class',
    'reading-group',
    'home-delivery',
    'other-library',
    'internal',
    'guest',
  ]),
  subscription: z.string().max(40),
  home: branchSchema.nullable(),
  registered: localDateSchema.nullable(),
  expires: localDateSchema.nullable(),
  status: z.enum(['active', 'blocked', 'inactive']),
  juvenile: z.boolean(),
  cards: z.array(z.strictObject({ number: z.string().min(1).max(40), active: z.boolean() })),
});

import { z } from 'zod';
import { branchSchema, entryIdSchema, localDateSchema } from '../journal/entry.ts';
import { overridesSchema, patronIdSchema } from '../circulation/bodies.ts';

export const patronKindSchema = z.enum([
  'person',
  'institution',
  'class',
  'reading-group',
  'home-delivery',
  'other-library',
  'internal',
  'guest',
]);

const cardNumberSchema = z.string().min(1).max(40);
const subscriptionNameSchema = z.string().max(40);

/**
 * Names, birth date and address travel in the payload (A1): `familyName`, `givenName`, `birthDate`, `street`, ... `fields` names
 * those that the payload gives, so that each merges by itself (P1) without being known.
 */
const fieldNamesSchema = z.array(z.string().min(1).max(40)).max(40);

export const patronOpenBody = z.strictObject({
  source: z.string().max(200),
  patron: patronIdSchema,
  kind: patronKindSchema,
  subscription: subscriptionNameSchema,
  home: branchSchema.nullable(),
  registered: localDateSchema.nullable(),
  expires: localDateSchema.nullable(),
  status: z.enum(['active', 'blocked', 'inactive']),
  juvenile: z.boolean(),
  cards: z.array(z.strictObject({ number: cardNumberSchema, active: z.boolean() })),
  fields: fieldNamesSchema,
});

export const patronRegisterBody = z.strictObject({
  patron: patronIdSchema,
  kind: patronKindSchema,
  home: branchSchema.nullable(),
  juvenile: z.boolean(),
  /** Identity or address was shown at the desk (D2). */
  verified: z.boolean(),
  /** The library that has the contract, of a guest (G1, G2). */
  homeLibrary: z.string().max(40).nullable(),
  fields: fieldNamesSchema,
  overrides: overridesSchema,
});

export const patronEditBody = z.strictObject({
  patron: patronIdSchema,
  set: z
    .strictObject({
      kind: patronKindSchema,
      home: branchSchema.nullable(),
      juvenile: z.boolean(),
      verified: z.boolean(),
      /** Post comes back (D2). */
      addressKnown: z.boolean(),
    })
    .partial(),
  fields: fieldNamesSchema,
});

/**
 * Rule P4. `from` and `until` are the first and the last day; what begins takes the place of the running one from its `from` on. Of an
 * `end`, `from` is the first day without, and `until` says nothing.
 */
export const patronSubscriptionBody = z.strictObject({
  patron: patronIdSchema,
  act: z.enum(['new', 'renew', 'change', 'end']),
  subscription: subscriptionNameSchema,
  from: localDateSchema,
  until: localDateSchema.nullable(),
  /** Loans that it gives; null without a limit. */
  credits: z.int().nonnegative().nullable(),
  priceCents: z.int(),
  /** Given back in proportion when it ends early. */
  refundCents: z.int().nonnegative(),
  autoRenew: z.boolean(),
});

export const patronBlockBody = z.strictObject({
  patron: patronIdSchema,
  reason: z.string().min(1).max(40),
  until: localDateSchema.nullable(),
});

export const patronUnblockBody = z.strictObject({ patron: patronIdSchema, block: entryIdSchema.nullable() });

export const patronCardBody = z.strictObject({
  patron: patronIdSchema,
  act: z.enum(['issue', 'replace', 'lost']),
  number: cardNumberSchema,
  /** The card that `number` takes the place of. */
  replaces: cardNumberSchema.nullable(),
  feeCents: z.int().nonnegative(),
});

/** The text travels in the payload as `note`. With `ends` it is no note itself, but takes that earlier one away. */
export const patronNoteBody = z.strictObject({
  patron: patronIdSchema,
  show: z.enum(['at-counter', 'record-only']),
  ends: entryIdSchema.nullable(),
});

/** Rule P6: `other` is the guardian, relative or proxy of `patron`. */
export const patronLinkBody = z.strictObject({
  patron: patronIdSchema,
  other: patronIdSchema,
  link: z.enum(['guardian', 'family', 'proxy']),
  act: z.enum(['make', 'end']),
});

export const patronConsentBody = z.strictObject({
  patron: patronIdSchema,
  to: z.enum(['history', 'guardian', 'newsletter', 'debit']),
  given: z.boolean(),
});

/** One person under two ids; the smaller stands (P3). */
export const patronMergeBody = z.strictObject({
  patron: patronIdSchema,
  into: patronIdSchema,
  overrides: overridesSchema,
});

/** Not the same person, remembered; it ends a merge too (L8, P3). */
export const patronDistinctBody = z.strictObject({ patron: patronIdSchema, other: patronIdSchema });

export const patronEraseBody = z.strictObject({
  patron: patronIdSchema,
  why: z.enum(['request', 'retention']),
});

import type { EntryId } from '../journal/ids.ts';
import type { Draft } from '../journal/seal.ts';

type Written = Pick<Draft, 'kind' | 'body'>;
type BodyOf<K extends Draft['kind']> = Extract<Draft, { kind: K }>['body'];

export const patronRegister = (patron: string, change: Partial<BodyOf<'patron.register'>> = {}): Written => ({
  kind: 'patron.register',
  body: {
    patron,
    kind: 'person',
    home: 'centrum',
    juvenile: false,
    verified: true,
    homeLibrary: null,
    fields: ['birthDate', 'familyName', 'givenName'],
    ...change,
  },
});

export const patronEdit = (
  patron: string,
  set: BodyOf<'patron.edit'>['set'],
  fields: readonly string[] = [],
): Written => ({ kind: 'patron.edit', body: { patron, set, fields: [...fields] } });

export const patronSubscription = (
  patron: string,
  change: Partial<BodyOf<'patron.subscription'>> = {},
): Written => ({
  kind: 'patron.subscription',
  body: {
    patron,
    act: 'new',
    subscription: 'basis',
    from: '2026-01-01',
    until: '2026-12-31',
    credits: null,
    priceCents: 5000,
    refundCents: 0,
    autoRenew: true,
    ...change,
  },
});

export const patronBlock = (patron: string, reason: string, until: string | null = null): Written => ({
  kind: 'patron.block',
  body: { patron, reason, until },
});

export const patronUnblock = (patron: string, block: EntryId | null = null): Written => ({
  kind: 'patron.unblock',
  body: { patron, block },
});

export const patronCard = (
  patron: string,
  act: BodyOf<'patron.card'>['act'],
  number: string,
  replaces: string | null = null,
): Written => ({ kind: 'patron.card', body: { patron, act, number, replaces, feeCents: 0 } });

export const patronNote = (patron: string, ends: EntryId | null = null): Written => ({
  kind: 'patron.note',
  body: { patron, show: 'at-counter', ends },
});

export const patronLink = (
  patron: string,
  other: string,
  link: BodyOf<'patron.link'>['link'],
  act: BodyOf<'patron.link'>['act'] = 'make',
): Written => ({ kind: 'patron.link', body: { patron, other, link, act } });

export const patronConsent = (patron: string, to: BodyOf<'patron.consent'>['to'], given = true): Written => ({
  kind: 'patron.consent',
  body: { patron, to, given },
});

export const patronMerge = (patron: string, into: string): Written => ({
  kind: 'patron.merge',
  body: { patron, into },
});

export const patronDistinct = (patron: string, other: string): Written => ({
  kind: 'patron.distinct',
  body: { patron, other },
});

export const patronErase = (patron: string): Written => ({
  kind: 'patron.erase',
  body: { patron, why: 'request' },
});

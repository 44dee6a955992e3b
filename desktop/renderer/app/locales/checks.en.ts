import type { checksNl, markWordsNl } from './checks.nl.ts';

export const checksEn: typeof checksNl = {
  'card-inactive': {
    head: 'Card is no longer valid',
    bare: 'Card is no longer valid',
    why: 'replaced or reported lost',
  },
  'subscription-ended': {
    head: 'Subscription ended on {{date}}',
    bare: 'Subscription ended',
    why: 'renew it first',
  },
  'patron-blocked': { head: 'Patron is blocked', bare: 'Patron is blocked', why: '{{reasons}}' },
  'patron-inactive': { head: 'Membership has ended', bare: 'Membership has ended', why: '' },
  'owed-over-limit': { head: 'Owes {{owed}}, limit {{limit}}', bare: 'Owes more than the limit', why: '' },
  'too-many-loans': {
    head: '{{count}} on loan, limit {{limit}}',
    bare: 'Too many loans',
    why: 'this book would go over the limit',
  },
  'too-many-of-group': {
    head: '{{count}} of this kind, limit {{limit}}',
    bare: 'Too many of this kind',
    why: '',
  },
  'too-many-overdue': {
    head: '{{count}} overdue, limit {{limit}}',
    bare: 'Too many overdue',
    why: 'return or renew first',
  },
  'not-for-loan': { head: 'This copy is not for loan', bare: 'This copy is not for loan', why: '' },
  'item-marked': { head: 'This copy is marked', bare: 'This copy is marked', why: '{{mark}}' },
  'item-lost': { head: 'Reported lost', bare: 'Reported lost', why: 'take it back first' },
  'on-loan-to-another': {
    head: 'On loan to someone else until {{due}}',
    bare: 'On loan to someone else',
    why: 'still in that patron’s name',
  },
  'captured-for-another': {
    head: 'Kept for someone else',
    bare: 'Kept for someone else',
    why: 'hold shelf {{place}}',
  },
  'in-transit': { head: 'On its way to {{branch}}', bare: 'On its way to another branch', why: '' },
  'renewals-used-up': {
    head: 'Renewed {{renewals}} times already',
    bare: 'Cannot be renewed again',
    why: 'no renewals left',
  },
  'reserved-by-others': {
    head_one: '{{count}} other waits for this title',
    head_other: '{{count}} others wait for this title',
    bare: 'Others wait for this title',
    why: 'cannot be renewed later',
    whyBlocked: 'those who wait come first',
  },
  'hold-ready-here': {
    head_one: '{{count}} hold is ready here',
    head_other: '{{count}} holds are ready here',
    bare: 'A hold is ready here',
    why: '',
  },
  'patron-provisional': {
    head: 'Membership is provisional',
    bare: 'Membership is provisional',
    why: 'not confirmed nationally yet',
  },
  'subscription-unpaid': {
    head: 'Subscription not paid yet: {{owed}}',
    bare: 'Subscription not paid yet',
    why: 'let them pay first',
  },
  'registration-unverified': {
    head: 'Registration is not verified',
    bare: 'Registration is not verified',
    why: 'ask for identification and record it',
  },
  'address-unknown': {
    head: 'Address is not known',
    bare: 'Address is not known',
    why: 'post comes back, ask for the address',
  },
  'credits-used-up': {
    head: 'Loan credits are used up',
    bare: 'Loan credits are used up',
    why: 'one more loan costs a fee or new credits',
  },
  'too-young': { head: 'From {{minimum}} years only', bare: 'Too young for this material', why: '' },
  'guest-limit': {
    head: 'A guest cannot borrow more',
    bare: 'A guest cannot borrow more',
    why: 'their own library has not confirmed yet',
  },
  'item-incomplete': { head: 'A part is missing', bare: 'A part is missing', why: 'this was known before' },
  'parts-missing': { head: 'Not all {{count}} parts are there', bare: 'A part is missing', why: '' },
  'confirm-parts': { head: 'Count the parts: {{count}}', bare: 'Count the parts', why: '' },
  'message-waiting': {
    head_one: '{{count}} message for this patron',
    head_other: '{{count}} messages for this patron',
    bare: 'Message for this patron',
    why: '',
  },
  other: { head: 'Please note', bare: 'Please note', why: '' },
};

export const markWordsEn: typeof markWordsNl = {
  lost: 'lost',
  missing: 'missing',
  damaged: 'damaged',
  withdrawn: 'withdrawn',
  'in-process': 'being processed',
  'on-order': 'on order',
  unavailable: 'not available',
};

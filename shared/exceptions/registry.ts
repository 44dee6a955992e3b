import type { Kind } from '../journal/kinds.ts';

/** Whose work it is (E3): the branch that holds the book, the one that lent, the patron's home branch, the centre, or IT. */
type Owner = 'holding-branch' | 'lending-branch' | 'home-branch' | 'centre';

interface ExceptionRule {
  /** Whom it harms while it stands: what harms a patron comes first in every list (E2). */
  readonly harms: 'patron' | 'money' | 'book';
  readonly owner: Owner;
  /**
   * What a person can do, in the order in which it is offered, one key each (E4), and what that writes before `exception.settle`.
   * One without an entry of its own says that nothing is to be done.
   */
  readonly answers: Readonly<Record<string, readonly Kind[]>>;
  /** Which of its params its sentences may use. */
  readonly figures: readonly string[];
}

/** Every kind of exception. What happened and what was done by itself stands in words beside the screens, by the same names. */
export const exceptions = {
  'captured-twice': {
    harms: 'book',
    owner: 'holding-branch',
    answers: { 'scan-again': ['checkin'], 'leave-it': [] },
    figures: ['item', 'first'],
  },
  reshelve: {
    harms: 'book',
    owner: 'holding-branch',
    answers: { 'scan-again': ['checkin'], reshelved: [] },
    figures: ['item'],
  },
  'seen-on-loan': {
    harms: 'patron',
    owner: 'holding-branch',
    answers: { 'take-back': ['checkin'], 'lend-again': ['checkout'] },
    figures: [],
  },
  'before-horizon': {
    harms: 'patron',
    owner: 'holding-branch',
    answers: { 'scan-again': ['checkin'], 'lend-again': ['checkout'], 'pay-again': ['pay'], 'leave-it': [] },
    figures: [],
  },
  'subscription-doubled': {
    harms: 'money',
    owner: 'home-branch',
    answers: { 'end-one': ['patron.subscription'], 'give-back': ['refund'], 'leave-it': [] },
    figures: ['subscription', 'from'],
  },
  'undo-refused': {
    harms: 'book',
    owner: 'holding-branch',
    answers: { 'undo-later-first': ['undo'], 'leave-it': [] },
    figures: [],
  },
  'paid-for-presumed-returned': {
    harms: 'patron',
    owner: 'lending-branch',
    answers: { 'give-back': ['refund'], 'charge-stays': ['charge'], 'leave-as-credit': [] },
    figures: [],
  },
  'claim-open-closed': {
    harms: 'patron',
    owner: 'lending-branch',
    answers: { 'tell-the-patron': [], 'charge-stays': ['charge'] },
    figures: [],
  },
  'parts-missing': {
    harms: 'book',
    owner: 'holding-branch',
    answers: { found: ['item.mark'], 'charge-patron': ['charge'], withdraw: ['item.mark'] },
    figures: [],
  },
  damaged: {
    harms: 'book',
    owner: 'holding-branch',
    answers: { mended: ['item.mark'], 'charge-patron': ['charge'], withdraw: ['item.mark'] },
    figures: [],
  },
  'paid-twice': {
    harms: 'money',
    owner: 'home-branch',
    answers: { 'give-back': ['refund'], 'leave-as-credit': [] },
    figures: ['cents'],
  },
  'refund-over-credit': {
    harms: 'money',
    owner: 'home-branch',
    answers: { 'charge-patron': ['charge'], 'write-off': [] },
    figures: ['cents'],
  },
  'pin-outcome-unknown': {
    harms: 'money',
    owner: 'lending-branch',
    answers: { approved: ['pay'], declined: ['pay'] },
    figures: ['cents', 'terminal'],
  },
  'pin-outcome-repeated': {
    harms: 'money',
    owner: 'lending-branch',
    answers: { 'first-counts': [], 'give-back': ['refund'], 'charge-patron': ['charge'] },
    figures: ['before', 'now'],
  },
  'pin-undone': {
    harms: 'money',
    owner: 'lending-branch',
    answers: { 'give-back': ['refund'], 'terminal-reversed': [] },
    figures: ['cents'],
  },
  'till-unopened': {
    harms: 'money',
    owner: 'lending-branch',
    answers: { count: ['till.count'], close: ['till.close'] },
    figures: [],
  },
  'debit-reversed': {
    harms: 'money',
    owner: 'centre',
    answers: { 'offer-again': ['debit.offer'], 'ask-at-counter': [], 'block-patron': ['patron.block'] },
    figures: ['cents', 'code'],
  },
  'ill-move-unfit': {
    harms: 'book',
    owner: 'centre',
    answers: { 'make-the-move': ['ill.answer', 'ill.receive', 'ill.return'], 'leave-it': [] },
    figures: ['move', 'status'],
  },
  'ill-extension-refused': {
    harms: 'patron',
    owner: 'lending-branch',
    answers: { 'ask-the-supplier': [], 'tell-the-patron': [] },
    figures: ['due'],
  },
} as const satisfies Readonly<Record<string, ExceptionRule>>;

/** What nobody can change any more: counted, and shown to nobody (E1). */
export const remarks = [
  'presumed-returned',
  'renewed-after-return',
  'claimed-after-return',
  'lost-after-return',
  'after-erasure',
  'receipt-duplicate',
  'ill-supply-too-late',
  'paid-without-charge',
  'paid-more-than-owed',
  'waived-more-than-open',
  'undone-after-count',
  'till-left-open',
  'till-difference',
  'pin-difference',
  'till-closed-unopened',
  'till-closed-uncounted',
] as const;

export type RemarkKind = (typeof remarks)[number];
export type ExceptionKind = keyof typeof exceptions;

/** What a list of exceptions is ordered by: harm to a patron, then money, then books; the oldest first within each (E2). */
export function urgency(kind: ExceptionKind): number {
  return ['patron', 'money', 'book'].indexOf(exceptions[kind].harms);
}

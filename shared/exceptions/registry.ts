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
}

/** Every kind of exception. What happened and what was done by itself stands in words beside the screens, by the same names. */
export const exceptions = {
  'captured-twice': {
    harms: 'book',
    owner: 'holding-branch',
    answers: { 'scan-again': ['checkin'], 'leave-it': [] },
  },
  reshelve: { harms: 'book', owner: 'holding-branch', answers: { 'scan-again': ['checkin'], reshelved: [] } },
  'undo-refused': {
    harms: 'book',
    owner: 'holding-branch',
    answers: { 'undo-later-first': ['undo'], 'leave-it': [] },
  },
  'paid-for-presumed-returned': {
    harms: 'patron',
    owner: 'lending-branch',
    answers: { 'give-back': ['refund'], 'charge-stays': ['charge'], 'leave-as-credit': [] },
  },
  'claim-open-closed': {
    harms: 'patron',
    owner: 'lending-branch',
    answers: { 'tell-the-patron': [], 'charge-stays': ['charge'] },
  },
  'parts-missing': {
    harms: 'book',
    owner: 'holding-branch',
    answers: { found: ['item.mark'], 'charge-patron': ['charge'], withdraw: ['item.mark'] },
  },
  damaged: {
    harms: 'book',
    owner: 'holding-branch',
    answers: { mended: ['item.mark'], 'charge-patron': ['charge'], withdraw: ['item.mark'] },
  },
  'paid-twice': {
    harms: 'money',
    owner: 'home-branch',
    answers: { 'give-back': ['refund'], 'leave-as-credit': [] },
  },
  'refund-over-credit': {
    harms: 'money',
    owner: 'home-branch',
    answers: { 'charge-patron': ['charge'], 'write-off': [] },
  },
  'pin-outcome-unknown': {
    harms: 'money',
    owner: 'lending-branch',
    answers: { approved: ['pay'], declined: [] },
  },
  'debit-reversed': {
    harms: 'money',
    owner: 'centre',
    answers: { 'offer-again': ['debit.offer'], 'ask-at-counter': [], 'block-patron': ['patron.block'] },
  },
  'ill-move-unfit': {
    harms: 'book',
    owner: 'centre',
    answers: { 'make-the-move': ['ill.answer', 'ill.receive', 'ill.return'], 'leave-it': [] },
  },
  'ill-extension-refused': {
    harms: 'patron',
    owner: 'lending-branch',
    answers: { 'ask-the-supplier': [], 'tell-the-patron': [] },
  },
} as const satisfies Readonly<Record<string, ExceptionRule>>;

export type ExceptionKind = keyof typeof exceptions;

export function isExceptionKind(kind: string): kind is ExceptionKind {
  return Object.hasOwn(exceptions, kind);
}

/** What a list of exceptions is ordered by: harm to a patron, then money, then books; the oldest first within each (E2). */
export function urgency(kind: ExceptionKind): number {
  return ['patron', 'money', 'book'].indexOf(exceptions[kind].harms);
}

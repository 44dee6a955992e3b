import type { ObjectionCode } from '@balie/shared/deciding/objections.ts';

/** What can go wrong beside the rules: at the counter, in the core, and between the two. */
export type FailureCode =
  | 'unknown-code'
  | 'no-patron'
  | 'nothing-to-renew'
  | 'undo-nothing'
  | 'undo-not-done'
  | 'undo-unanswered'
  | 'no-paper'
  | 'print-queue-failed'
  | 'no-device'
  | 'inventory-running'
  | 'not-signed-in'
  | 'wrong-pin'
  | 'pins-differ'
  | 'journal-failed'
  | 'desk-fault'
  | 'core-restarted'
  | 'core-silent';

/** Why something was not done; each has a sentence in every language. */
export type RefusalCode = FailureCode | ObjectionCode;

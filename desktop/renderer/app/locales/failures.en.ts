import type { failuresNl } from './failures.nl.ts';

export const failuresEn: typeof failuresNl = {
  'unknown-code': 'This number belongs to no book and no card.',
  'no-patron': 'No patron is open. Scan a card first.',
  'nothing-to-renew': 'This book is not on loan, there is nothing to renew.',
  'undo-nothing': 'There is nothing to undo yet.',
  'undo-not-done': 'This did not go through; there is nothing to undo.',
  'undo-unanswered': 'There was no answer. See under Today whether it was undone.',
  'no-paper': 'There is no receipt or slip of this act.',
  'print-queue-failed':
    'This could not be put ready for printing. Nothing was printed. Call the administrator.',
  'no-device': 'This device is not there or cannot do this. See among the devices whether it is connected.',
  'inventory-running': 'A stocktaking is going on at this desk already. Stop it first.',
  'not-signed-in': 'Nobody is signed in at this desk. Sign in below and try again.',
  'pins-differ': 'The two PINs are not the same. Have the patron type both again.',
  'wrong-pin': 'This member of staff and this PIN do not belong together.',
  'journal-failed': 'The desk cannot record anything. Nothing was done.',
  'desk-fault': 'This could not be processed. Try again; if it fails once more, call IT.',
  'core-restarted': 'The program has just restarted. This has not been processed.',
  'core-silent': 'There was no answer. See under Today whether it was done, or try again.',
};

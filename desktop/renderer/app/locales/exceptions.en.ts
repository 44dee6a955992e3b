import type { ExceptionWords } from './exceptions.nl.ts';

export const exceptionsEn = {
  'captured-twice': {
    name: 'Set aside twice',
    happened: 'Two branches out of contact each set a copy aside for the same hold: {{first}} and {{item}}.',
    done: 'The first one, {{first}}, keeps waiting.',
    answers: { 'scan-again': 'Return it again', 'leave-it': 'Leave it' },
  },
  reshelve: {
    name: 'Back to the shelf',
    happened: 'Copy {{item}} stands on the hold shelf for a hold that is over.',
    done: 'The hold has ended. The copy is for nobody yet.',
    answers: { 'scan-again': 'Return it again', reshelved: 'Put back' },
  },
  'seen-on-loan': {
    name: 'On loan, yet seen',
    happened: 'A book that is on loan was seen in the library.',
    done: 'It stays on loan until it is returned.',
    answers: { 'take-back': 'Return', 'lend-again': 'Lend again' },
  },
  'before-horizon': {
    name: 'Came too late',
    happened:
      'A desk was out of contact for so long that an act of then only came when that time was closed.',
    done: 'The act is kept and does not count.',
    answers: {
      'scan-again': 'Return it again',
      'lend-again': 'Lend it again',
      'pay-again': 'Enter the payment again',
      'leave-it': 'Leave it',
    },
  },
  'subscription-doubled': {
    name: 'Subscription sold twice',
    happened: 'Subscription {{subscription}} from {{from}} was sold at two desks.',
    done: 'Both stand and are to be paid.',
    answers: { 'end-one': 'Cancel one', 'give-back': 'Refund', 'leave-it': 'Leave it' },
  },
  'undo-refused': {
    name: 'Not undone',
    happened: 'An act was undone, but something else turned out to have been done with the same since.',
    done: 'The act stands.',
    answers: { 'undo-later-first': 'Undo the later one first', 'leave-it': 'Leave it' },
  },
  'paid-for-presumed-returned': {
    name: 'Paid for, yet back',
    happened: 'A book had been paid for, and was lent to someone else since.',
    done: 'The loan has ended. What was paid is credit.',
    answers: {
      'give-back': 'Refund',
      'charge-stays': 'The charge stays',
      'leave-as-credit': 'Leave as credit',
    },
  },
  'claim-open-closed': {
    name: 'Searched for, yet back',
    happened: 'A book that the patron said to have returned or lost was lent to someone else.',
    done: 'The loan has ended, without a late charge.',
    answers: { 'tell-the-patron': 'The patron was told', 'charge-stays': 'The charge stays' },
  },
  'parts-missing': {
    name: 'Part missing',
    happened: 'A book came back without all its parts.',
    done: 'The loan has ended and the copy is marked.',
    answers: { found: 'Found', 'charge-patron': 'Charge the patron', withdraw: 'Withdraw' },
  },
  damaged: {
    name: 'Damaged',
    happened: 'A book came back damaged.',
    done: 'The loan has ended and the copy is marked.',
    answers: { mended: 'Mended', 'charge-patron': 'Charge the patron', withdraw: 'Withdraw' },
  },
  'paid-twice': {
    name: 'Paid twice',
    happened: 'The same charge was paid at two desks, {{amount}} too much.',
    done: 'The second payment is credit.',
    answers: { 'give-back': 'Refund', 'leave-as-credit': 'Leave as credit' },
  },
  'refund-over-credit': {
    name: 'Refunded too much',
    happened: '{{amount}} more was refunded than there was credit.',
    done: 'The patron owes the difference.',
    answers: { 'charge-patron': 'Charge the patron', 'write-off': 'Write off' },
  },
  'pin-outcome-unknown': {
    name: 'Card payment uncertain',
    happened: 'Terminal {{terminal}} did not say whether {{amount}} was paid.',
    done: 'The charge is not paid and is not asked for.',
    answers: { approved: 'It was paid', declined: 'It was not paid' },
  },
  'pin-outcome-repeated': {
    name: 'Card payment contradicted',
    happened: 'Of one card payment it was first recorded: {{before}}, and later: {{now}}.',
    done: 'The first counts.',
    answers: {
      'first-counts': 'The first is right',
      'give-back': 'Refund',
      'charge-patron': 'Charge the patron',
    },
  },
  'pin-undone': {
    name: 'Card payment undone',
    happened: 'A card payment of {{amount}} was undone.',
    done: 'It no longer counts, but the terminal has the money.',
    answers: { 'give-back': 'Refund', 'terminal-reversed': 'The terminal gave it back' },
  },
  'till-unopened': {
    name: 'Till not opened',
    happened: 'Money went into a till that nobody had opened.',
    done: 'The till is running, without a name.',
    answers: { count: 'Count', close: 'Close' },
  },
  'debit-reversed': {
    name: 'Direct debit reversed',
    happened: 'The bank gave a direct debit of {{amount}} back, with code {{code}}.',
    done: 'The charge is open again.',
    answers: {
      'offer-again': 'Collect again',
      'ask-at-counter': 'Ask at the counter',
      'block-patron': 'Block the patron',
    },
  },
  'ill-move-unfit': {
    name: 'ILL move does not fit',
    happened: 'A move between libraries ({{move}}) does not fit a request that has been {{status}}.',
    done: 'The request stays as it was; the move is kept.',
    answers: { 'make-the-move': 'Make the move after all', 'leave-it': 'Leave it' },
  },
  'ill-extension-refused': {
    name: 'ILL extension refused',
    happened: 'Extended to {{due}}, beyond what the supplying library allows.',
    done: 'The old date stands.',
    answers: { 'ask-the-supplier': 'The supplier was asked', 'tell-the-patron': 'The patron was told' },
  },
} satisfies ExceptionWords;

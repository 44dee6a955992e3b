import type { printingNl } from './printing.nl.ts';

export const printingEn: typeof printingNl = {
  printing: {
    printer: {
      ready: 'Printer',
      'paper-near-end': 'The printer is nearly out of paper. Keep a new roll at hand.',
      'paper-out': 'The printer is out of paper. Put in a new roll; what waits is then printed by itself.',
      'cover-open': 'The printer’s cover is open. Close it.',
      offline: 'The printer is paused. Press the button on the printer.',
      error: {
        cutter: 'The printer’s knife is stuck. Free the paper, and switch the printer off and on.',
        unrecoverable:
          'The printer has a fault. Switch it off and on; if this stays, call the administrator.',
        other: 'The printer does not print. Look at the printer; if this stays, call the administrator.',
      },
      unknown: 'The printer does not answer. See whether it is switched on.',
      lost: 'The printer cannot be reached. See whether its cable is in and it is switched on.',
    },
    job: {
      waiting: 'Waits for the printer',
      sending: 'Is being printed',
      asked: 'Perhaps printed, perhaps not. Look at the printer.',
    },
    answer: { again: 'Print again', printed: 'It is there', drop: 'Not needed' },
    trouble: {
      'disk-full': 'The disk is full. Nothing is printed. Call the administrator.',
      other: 'The printer’s queue cannot be written down. Nothing is printed. Call the administrator.',
    },
    noDrawer: 'The cash drawer did not open. Use the key.',
  },
};

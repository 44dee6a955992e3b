import type { Printer, PrinterState } from '../ports/printer.ts';

/** The printer of a desk of which nobody can say which it is: what is to be printed waits until somebody can. */
export function unsetPrinter(): Printer {
  const state: PrinterState = { code: 'lost', params: { why: 'refused' } };
  return {
    state,
    onState: () => () => undefined,
    print: () => Promise.resolve({ kind: 'not-printed', state }),
    openDrawer: () => Promise.resolve(false),
    close: () => Promise.resolve(),
  };
}

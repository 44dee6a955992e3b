import {
  canPrint,
  type Printer,
  type PrinterState,
  type PrintOutcome,
} from '@balie/hardware/ports/printer.ts';
import { paperDocument } from '@balie/shared/receipts/document.ts';
import type { Columns } from '@balie/shared/receipts/sheet.ts';
import { type Tried, within } from './tried.ts';

interface PrinterTest {
  readonly columns: Columns;
  /** What stands above the test page. */
  readonly where: string;
  readonly print: boolean;
  readonly drawer: boolean;
  readonly seconds: number;
}

const sentences: Readonly<Record<PrinterState['code'], string>> = {
  ready: 'The printer is ready.',
  'paper-near-end': 'The printer is ready; its paper is near its end.',
  'paper-out': 'The printer has no paper.',
  'cover-open': "The printer's cover is open.",
  offline: 'The printer is offline: look at its lamps and buttons.',
  error: 'The printer reports an error: switch it off and on.',
  unknown: 'The printer does not answer: is it switched on, and does it answer 10 04 (ESC/POS)?',
  lost: 'There is no way to the printer: is it plugged in, and are host, port or path right?',
};

const outcomes: Readonly<Record<PrintOutcome['kind'], string>> = {
  printed: 'The test page is printed.',
  'not-printed': 'Nothing was printed.',
  unknown: 'The test page was sent; look whether it is on paper.',
};

/** Asks the printer how it is, and prints a test page and opens the drawer where that is wanted. */
export async function tryPrinter(printer: Printer, test: PrinterTest): Promise<Tried> {
  try {
    const state = await within<PrinterState>(
      test.seconds,
      () => printer.state,
      (settle) => {
        printer.onState((now) => settle(now));
      },
    );
    const { detail } = state.params;
    const said = [sentences[state.code], ...(detail ? [`(${detail})`] : [])];
    const printed = test.print ? await printPage(printer, test) : null;
    if (printed) said.push(outcomes[printed]);
    const drawer = test.drawer ? await printer.openDrawer() : null;
    if (drawer !== null)
      said.push(drawer ? 'The drawer was told to open.' : 'The drawer could not be told to open.');
    return {
      ok: canPrint(state) && (printed === null || printed === 'printed') && drawer !== false,
      sentence: said.join(' '),
      found: { state, printed, drawer },
    };
  } finally {
    await printer.close();
  }
}

/** A printer that runs out of paper in the middle is not waited for longer than the test may take. */
function printPage(
  printer: Printer,
  { columns, where, seconds }: PrinterTest,
): Promise<PrintOutcome['kind']> {
  const timeZone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const style = { language: 'en', columns, timeZone, head: [], foot: [], copy: false } as const;
  const document = paperDocument({ kind: 'test', at: Date.now(), branch: where }, style);
  return within<PrintOutcome['kind']>(
    seconds,
    () => 'unknown',
    (settle) => void printer.print({ id: 'test', document, columns }).then(({ kind }) => settle(kind)),
  );
}
